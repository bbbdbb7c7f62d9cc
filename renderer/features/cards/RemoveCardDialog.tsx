/** Takes a card off the household's file (BIL-14). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { CardRow } from "#contract/charging.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { cardName } from "./card-words.ts";

export function RemoveCardDialog({
  card,
  onClose,
}: {
  readonly card: CardRow;
  readonly onClose: () => void;
}) {
  const office = useOffice();
  const remove = useCommand(office.cards.remove);
  const [reason, setReason] = useState("");
  const submit = async () => {
    if (!(await remove.run({ cardId: card.cardId, reason: reason.trim() }))) return;
    showToast({ message: `${cardName(card)} is removed.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Remove ${cardName(card)}`}
      sentence={
        card.isUsed
          ? "Dues are charged to this card. Without it they wait under To collect."
          : "It is not charged any more. What was charged to it stays in the history."
      }
      primaryLabel="Remove the card"
      busy={remove.busy}
      failure={remove.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Reason"
        value={reason}
        maxLength={200}
        withAsterisk
        error={fieldProblem(remove.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
