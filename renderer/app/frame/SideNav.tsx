import { Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useRouterState } from "@tanstack/react-router";
import { usePatientWord } from "../status.tsx";
import { isWithin, type NavigationEntry } from "./navigation.ts";
import classes from "./AppFrame.module.css";

export type SideNavProps = {
  readonly entries: readonly NavigationEntry[];
  readonly folded: boolean;
  readonly onFold: () => void;
};

/** The left navigation: 200 px, or 56 px with the signs alone. */
export function SideNav({ entries, folded, onFold }: SideNavProps) {
  const current = useRouterState({ select: (state) => state.location.pathname });
  const word = usePatientWord();
  const labelOf = (entry: NavigationEntry) =>
    entry.path === "/patients" ? word.Many : entry.label;
  const show = (entry: NavigationEntry) => {
    const Shape = entry.icon;
    return (
      <Tooltip key={entry.path} label={labelOf(entry)} position="right" disabled={!folded}>
        <a
          className={classes["entry"]}
          href={`#${entry.path}`}
          aria-current={isWithin(entry.path, current) ? "page" : undefined}
        >
          <Shape size={18} stroke={1.75} aria-hidden />
          <span>{labelOf(entry)}</span>
        </a>
      </Tooltip>
    );
  };
  const FoldShape = folded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <nav className={classes["side"]} aria-label="Places">
      {entries.filter((entry) => entry.foot !== true).map(show)}
      <div className={classes["foot"]}>
        {entries.filter((entry) => entry.foot === true).map(show)}
        <button type="button" className={classes["entry"]} onClick={onFold} aria-expanded={!folded}>
          <FoldShape size={18} stroke={1.75} aria-hidden />
          <span>{folded ? "Unfold" : "Fold"}</span>
        </button>
      </div>
    </nav>
  );
}
