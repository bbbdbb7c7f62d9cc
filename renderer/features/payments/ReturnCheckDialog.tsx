/** A check came back from the bank (INV-9): the payment is taken back, and a fee may be asked for. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type ReturnCheckDialogProps = { readonly payment: PaymentRow; readonly onClose: () => void };

export function ReturnCheckDialog({ payment, onClose }: ReturnCheckDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const { paymentId, receiptNumber, reference, amountCents, payerName } = payment;
  const topics = ["payments", "invoices", "practice", `household/${payment.householdId}`];
  const usual = useQueryOf(office.payments.usualReturnFee, {}, { topics });
  const command = useCommand(office.payments.returnCheck);
  const [typed, setTyped] = useState<{ readonly cents: Cents | null } | null>(null);
  const [reason, setReason] = useState("No funds");
  const fee = typed === null ? (usual.data?.feeCents ?? zeroCents) : typed.cents;
  const feeCents = fee ?? zeroCents;
  const preview = useQueryOf(
    office.payments.previewReturn,
    { paymentId, feeCents, reason: "preview" },
    { topics, keepPrevious: true, enabled: usual.data !== undefined },
  );
  const shown = preview.failure === null ? preview.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await command.run({ paymentId, feeCents, reason }))) return;
    showToast({ message: `Check ${reference} of receipt ${receiptNumber} is marked as returned.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Check ${reference} came back`}
      sentence={`Receipt ${receiptNumber} of ${payerName}, ${say(amountCents)}. The receipt keeps its number.`}
      primaryLabel={feeCents > 0 ? `Take back ${say(amountCents)} and ask for ${say(feeCents)}` : `Take back ${say(amountCents)}`}
      busy={command.busy}
      failure={command.failure ?? preview.failure}
      shownFields={["reason"]}
      disabled={shown === undefined || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown ? {} : { waitingFor: "Working it out." })}>
          {shown && (
            <p>
              What it paid is owed again{feeCents > 0 ? ", and the fee is on an invoice of its own" : ""}. The household
              then owes {say(shown.owedAfterCents)}.
            </p>
          )}
        </WhatHappens>
      }
    >
      <MoneyField
        label="Fee for it"
        description="Leave it empty to ask for none. What is usual here stands in the settings."
        value={fee === zeroCents ? null : fee}
        onChange={(cents) => setTyped({ cents })}
      />
      <TextInput
        label="What the bank said"
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
