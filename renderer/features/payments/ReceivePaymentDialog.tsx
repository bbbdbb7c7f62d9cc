/**
 * Receive payment (INV-7, INV-8): who, how, how much, which invoices it pays. What happens is shown
 * from the office's own preview before anything is taken.
 */
import { useState } from "react";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { HouseholdPicker, type PickedPerson } from "./HouseholdPicker.tsx";
import { PaymentDialog } from "./PaymentDialog.tsx";
import { TakenPayment, type Taken } from "./TakenPayment.tsx";

export type ReceivePaymentDialogProps = {
  /** Left out: the household is looked for first. */
  readonly householdId?: HouseholdId;
  readonly payerName?: string;
  /** The one invoice this is about: its balance is offered, and it gets the money. */
  readonly invoiceId?: InvoiceId;
  readonly onClose: () => void;
};

export function ReceivePaymentDialog(props: ReceivePaymentDialogProps) {
  const { householdId, payerName, invoiceId, onClose } = props;
  const [picked, setPicked] = useState<PickedPerson | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  const name = payerName ?? picked?.name ?? "";
  if (taken) return <TakenPayment taken={taken} onClose={onClose} />;
  return (
    <PaymentDialog
      householdId={householdId ?? picked?.householdId ?? null}
      payerName={name}
      invoiceId={invoiceId ?? null}
      picker={
        householdId === undefined && (
          <HouseholdPicker label="Who pays" value={picked} onChange={setPicked} />
        )
      }
      onTaken={setTaken}
      onClose={onClose}
    />
  );
}
