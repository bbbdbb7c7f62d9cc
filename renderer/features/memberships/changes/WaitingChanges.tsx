/** Changes of a membership that have been made and have not begun, each with its way back (MEM-9, MEM-11). */
import { Button } from "@mantine/core";
import type { WaitingChange } from "#contract/membership-changes.ts";
import classes from "./Changes.module.css";

export function WaitingChanges({
  waiting,
  busy,
  onWithdraw,
}: {
  readonly waiting: readonly WaitingChange[];
  readonly busy: boolean;
  /** Absent where the person may not change memberships. */
  readonly onWithdraw: ((change: WaitingChange) => void) | null;
}) {
  return (
    <>
      {waiting.map((change) => (
        <div key={change.changeId} className={classes["waiting"]} role="group" aria-label="Waiting change">
          <span>{change.sentence}</span>
          {onWithdraw !== null && (
            <Button size="compact-xs" variant="default" disabled={busy} onClick={() => onWithdraw(change)}>
              Withdraw
            </Button>
          )}
        </div>
      ))}
    </>
  );
}
