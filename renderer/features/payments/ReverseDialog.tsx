import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import classes from "./Payments.module.css";

export type ReverseDialogProps = { readonly payment: PaymentRow; readonly onClose: () => void };

/** Takes back a payment that was entered by mistake today (INV-9). */
export function ReverseDialog({ payment, onClose }: ReverseDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const [reason, setReason] = useState("");
  const command = useCommand(office.payments.reverse);
  const say = (cents: PaymentRow["amountCents"]) =>
    formatMoney(cents, money, { withCurrency: true });
  const { receiptNumber, amountCents, appliedCents, toCreditCents } = payment;
  const submit = async () => {
    if (await command.run({ paymentId: payment.paymentId, reason })) {
      showToast({ message: `Receipt ${receiptNumber} is taken back.` });
      onClose();
    }
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={`Take back receipt ${receiptNumber}`}
      sentence={`For a payment that was entered by mistake. Hand ${say(amountCents)} back to ${payment.payerName} if it was given.`}
      tone="trouble"
      primaryLabel={`Take back ${say(amountCents)}`}
      busy={command.busy}
      failure={command.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      whatHappens={
        <WhatHappens>
          <ul className={classes["effects"]}>
            {appliedCents > 0 && (
              <li>The invoices it paid are open again for {say(appliedCents)}.</li>
            )}
            {toCreditCents > 0 && (
              <li>
                {say(toCreditCents)} of household credit goes, also where it was used in the
                meantime.
              </li>
            )}
            <li>The receipt stays in the list with its number, marked as taken back.</li>
          </ul>
        </WhatHappens>
      }
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(command.failure, "reason")}
        maxLength={200}
        withAsterisk
        aria-required
      />
    </ActionDialog>
  );
}
