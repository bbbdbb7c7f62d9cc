/** Takes a merge back after a look at what that means (MEM-15, PPL-4). */
import type { MergeShown } from "#contract/people.ts";
import { useCommand } from "../../../app/client/use-command.ts";
import type { Operation } from "../../../app/client/operations.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";

export type UndoMergeDialogProps = {
  readonly merge: MergeShown;
  readonly operation: Operation<{ readonly requestId: string; readonly mergeId: number }, { mergeId: number }>;
  readonly onClose: () => void;
};

export function UndoMergeDialog({ merge, operation, onClose }: UndoMergeDialogProps) {
  const undo = useCommand(operation);
  const isHousehold = merge.kind === "household";
  const submit = async () => {
    const done = await undo.run({ mergeId: merge.mergeId });
    if (!done) return;
    showToast({ message: isHousehold ? `The household of ${merge.name} is by itself again.` : `Chart ${merge.number} is by itself again.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={isHousehold ? "Undo the merge of two households" : "Undo the merge of two charts"}
      primaryLabel="Undo the merge"
      busy={undo.busy}
      failure={undo.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens>
          {isHousehold ? (
            <p>
              The people of household {merge.number} go back to it with their memberships, invoices and payments. What is owed moves back by a linked
              transfer, and each draws on the old day again. A stub charged at the merge is taken back.
            </p>
          ) : (
            <p>
              Chart {merge.number} of {merge.name} is listed again with its own memberships and invoices. What was filled in from it leaves this chart, and
              what was typed since stays.
            </p>
          )}
        </WhatHappens>
      }
    />
  );
}
