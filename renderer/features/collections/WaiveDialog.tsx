/** Gives up what is open on one invoice, with a reason (BIL-13, INV-10). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import type { UnpaidInvoice } from "./use-desk-actions.tsx";

export function WaiveDialog({ invoice, onClose }: { readonly invoice: UnpaidInvoice; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const waive = useCommand(office.collections.waive);
  const [reason, setReason] = useState("");
  const amount = formatMoney(invoice.balanceCents, money, { withCurrency: true });
  const submit = async () => {
    const done = await waive.run({ invoiceId: invoice.invoiceId, expectedCents: invoice.balanceCents, reason });
    if (!done) return;
    showToast({ message: `${amount} of invoice ${invoice.invoiceNumber} is waived.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Waive invoice ${invoice.invoiceNumber} of ${invoice.payerName}`}
      sentence="The practice gives up what is open. The invoice stays in the books as written off."
      primaryLabel={`Waive ${amount}`}
      busy={waive.busy}
      failure={waive.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          sentence={`Nobody is asked for these ${amount} any more. Waiting letters are taken off the list, and the membership is no longer past due because of them.`}
        />
      }
    >
      <TextInput
        label="Reason"
        required
        maxLength={200}
        value={reason}
        error={fieldProblem(waive.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
