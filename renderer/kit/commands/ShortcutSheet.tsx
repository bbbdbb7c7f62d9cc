import { Kbd, Modal, Switch } from "@mantine/core";
import { useState } from "react";
import { keysWords } from "./keys.ts";
import {
  onMac,
  plainShortcutsOn,
  setPlainShortcuts,
  useKnownShortcuts,
  type Shortcut,
} from "./shortcuts.ts";
import classes from "./ShortcutSheet.module.css";

export type ShortcutSheetProps = { readonly opened: boolean; readonly onClose: () => void };

/** Keys that every table, dialog and field has; they are not registered one by one. */
const everywhere: readonly Pick<Shortcut, "keys" | "label" | "group">[] = [
  { group: "In a table", keys: "ArrowUp", label: "Row before" },
  { group: "In a table", keys: "ArrowDown", label: "Row after" },
  { group: "In a table", keys: "Enter", label: "What can be done with the row" },
  { group: "In a table", keys: "mod+Enter", label: "Open the record" },
  { group: "In a table", keys: "Space", label: "Select the row (with Shift: up to here)" },
  { group: "In a table", keys: "ArrowRight", label: "Into the row's links and buttons" },
  { group: "In a dialog", keys: "Enter", label: "Do it" },
  { group: "In a dialog", keys: "Escape", label: "Close" },
  { group: "In a day field", keys: "alt+ArrowDown", label: "Calendar" },
];

/** All shortcuts of the screen in sight (?). */
export function ShortcutSheet({ opened, onClose }: ShortcutSheetProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" size="lg">
      <SheetBody />
    </Modal>
  );
}

function SheetBody() {
  const known = useKnownShortcuts();
  const [plain, setPlain] = useState(plainShortcutsOn);
  const all = [...known, ...everywhere];
  const groups = [...new Set(all.map((shortcut) => shortcut.group))];
  return (
    <>
      <div className={classes["groups"]}>
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl className={classes["list"]}>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div key={`${shortcut.keys} ${shortcut.label}`} className={classes["line"]}>
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <Kbd>{keysWords(shortcut.keys, onMac).replace(/Arrow/g, "")}</Kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        mt={16}
        label="Shortcuts of plain letters"
        description="Turn them off if you dictate or if they get in your way."
        checked={plain}
        onChange={(event) => {
          setPlain(event.currentTarget.checked);
          setPlainShortcuts(event.currentTarget.checked);
        }}
      />
    </>
  );
}
