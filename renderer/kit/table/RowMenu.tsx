import { Menu } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import type { RowAction } from "./columns.ts";

export type RowMenuProps = {
  readonly label: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly openHref: string | undefined;
  readonly actions: readonly RowAction[];
  readonly onClose: () => void;
};

/** The one menu of a table, opened where the pointer or the active row is. */
export function RowMenu({ label, at, openHref, actions, onClose }: RowMenuProps) {
  return (
    <Menu
      opened
      onChange={(opened) => !opened && onClose()}
      position="bottom-end"
      offset={2}
      // A long menu takes the height there is on the better side of its row, and scrolls.
      middlewares={{ flip: true, shift: true, size: true }}
      returnFocus={false}
      // The key that opened it is still on its way and must not count as a key outside.
      clickOutsideEvents={["mousedown", "touchstart"]}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Actions for ${label}`}
          style={{
            position: "fixed",
            left: at.x - 1,
            top: at.y - 1,
            width: 1,
            height: 1,
            padding: 0,
            border: 0,
            opacity: 0,
            pointerEvents: "none",
          }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${label}`} miw={200} style={{ overflowY: "auto" }}>
        {openHref !== undefined && (
          <Menu.Item
            component="a"
            data-autofocus
            href={openHref}
            leftSection={<IconArrowRight size={16} aria-hidden />}
          >
            Open
          </Menu.Item>
        )}
        {openHref !== undefined && actions.length > 0 && <Menu.Divider />}
        {actions.map((action) => (
          <ActionItem key={action.id} action={action} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ActionItem({ action }: { readonly action: RowAction }) {
  const { icon: Shape, label, href, run, tone, unavailable } = action;
  const section = Shape === undefined ? undefined : <Shape size={16} aria-hidden />;
  const color = tone === "trouble" ? { color: "red" } : {};
  if (href !== undefined && unavailable === undefined) {
    return (
      <Menu.Item component="a" href={href} leftSection={section} {...color}>
        {label}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      leftSection={section}
      disabled={unavailable !== undefined}
      onClick={() => run?.()}
      {...color}
    >
      {label}
      {unavailable !== undefined && <div style={{ fontSize: "0.75rem" }}>{unavailable}</div>}
    </Menu.Item>
  );
}
