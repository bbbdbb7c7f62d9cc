/** A refund that the processor paid out and that nothing here stands for is cleared up; what is lost is written off. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { RefundToCard } from "#contract/refunds.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export function ClearRefundDialog({ refund, onClose }: { readonly refund: RefundToCard; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const clear = useCommand(office.refunds.clearToCard);
  const [reason, setReason] = useState("");
  const amount = formatMoney(refund.amountCents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await clear.run({ key: refund.key, reason }))) return;
    showToast({ message: `The refund of ${amount} is cleared up.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Clear up the refund of ${amount}`}
      sentence={`${refund.payerName} got ${amount} on the card, and nothing here stands for it. If the patient pays it back, take that as a payment; what the practice does not get back is booked as written off now.`}
      primaryLabel={`Write off ${amount}`}
      busy={clear.busy}
      failure={clear.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="What was agreed"
        value={reason}
        maxLength={200}
        withAsterisk
        aria-required
        error={fieldProblem(clear.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
