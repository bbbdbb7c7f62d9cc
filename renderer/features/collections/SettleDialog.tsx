/** A person has dealt with what needed attention, and says how; it leaves the list and stays in the history. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { NeedsAttention } from "#contract/dunning.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export function SettleDialog({ row, onClose }: { readonly row: NeedsAttention; readonly onClose: () => void }) {
  const office = useOffice();
  const settle = useCommand(office.attention.settle);
  const [note, setNote] = useState("");
  const submit = async () => {
    if (!(await settle.run({ attentionId: row.id, note }))) return;
    showToast({ message: `Settled for ${row.name}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Settled for ${row.name}`}
      sentence={row.sentence}
      primaryLabel="Take off the list"
      busy={settle.busy}
      failure={settle.failure}
      shownFields={["note"]}
      disabled={note.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="What was done"
        description="Kept in the history with your name"
        required
        maxLength={200}
        value={note}
        error={fieldProblem(settle.failure, "note")}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
