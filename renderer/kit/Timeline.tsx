/** What has happened, newest first, a line each: when, what, by whom, how much; older lines on demand (MEM-20). */
import { Button } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Explained } from "#domain/billing/explain.ts";
import type { Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import { DayText } from "./DayText.tsx";
import { ExplainButton } from "./ExplainButton.tsx";
import { Money } from "./Money.tsx";
import classes from "./Timeline.module.css";

export type TimelineLine = {
  readonly on: Day;
  readonly icon: Icon;
  readonly title: string;
  /** Where the title leads; null: nowhere. */
  readonly href: string | null;
  /** What is said besides, and by whom; empty parts are left out. */
  readonly details: readonly string[];
  /** After the words, such as a status. */
  readonly chip?: ReactNode;
  readonly cents: Cents | null;
  readonly explain: Explained | null;
};

export type TimelineProps = {
  readonly label?: string;
  readonly days: "short" | "full";
  readonly lines: readonly TimelineLine[];
  readonly more: { readonly has: boolean; readonly loading: boolean; readonly load: () => void };
};

export function Timeline({ label, days, lines, more }: TimelineProps) {
  return (
    <>
      <ol className={classes["story"]} data-days={days} {...(label === undefined ? {} : { "aria-label": label })}>
        {lines.map((line, at) => (
          <Line key={`${line.on} ${line.title} ${at}`} line={line} days={days} />
        ))}
      </ol>
      {more.has && (
        <div className={classes["more"]}>
          <Button variant="default" size="compact-sm" loading={more.loading} onClick={more.load}>
            Show earlier
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ line, days }: { readonly line: TimelineLine; readonly days: TimelineProps["days"] }) {
  const { on, icon: Shape, title, href, details, chip, cents, explain } = line;
  return (
    <li>
      <span className={classes["when"]}>
        <DayText day={on} as={days} />
      </span>
      <Shape size={16} aria-hidden />
      <span>
        {href === null ? title : <a href={href}>{title}</a>}{" "}
        <span className={classes["detail"]}>{details.filter((part) => part !== "").join(" · ")}</span> {chip}
      </span>
      <span className={classes["amount"]}>
        {cents !== null && (explain === null ? <Money cents={cents} /> : <ExplainButton cents={cents} label={title} explanation={explain} />)}
      </span>
    </li>
  );
}
