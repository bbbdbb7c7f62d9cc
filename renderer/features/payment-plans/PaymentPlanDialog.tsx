/**
 * The payment plan of an invoice (INV-6): agree on one with its parts shown first, and sign it; or, where
 * there is one, how it stands, how it is paid, its paper, the signature and its end.
 */
import { useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { AgreePlanDialog } from "./AgreePlanDialog.tsx";
import { PlanDialog } from "./PlanDialog.tsx";
import { SignPlanDialog } from "./SignPlanDialog.tsx";

export type PaymentPlanDialogProps = {
  readonly invoiceId: InvoiceId;
  /** It was agreed on a moment ago, so that the signature comes next. */
  readonly sign?: boolean;
  readonly onClose: () => void;
};

export function PaymentPlanDialog({ invoiceId, sign = false, onClose }: PaymentPlanDialogProps) {
  const office = useOffice();
  const [signsNow, setSignsNow] = useState(sign);
  const answer = useQueryOf(
    office.paymentPlans.ofInvoice,
    { invoiceId },
    { topics: ["payment-plans", "payments", `invoice/${invoiceId}`] },
  );
  if (answer.data === undefined && answer.failure === null) return null;
  const plan = answer.data?.plan ?? null;
  if (signsNow) return plan === null ? null : <SignPlanDialog plan={plan} onClose={onClose} />;
  return plan === null ? (
    <AgreePlanDialog invoiceId={invoiceId} onAgreed={() => setSignsNow(true)} onClose={onClose} />
  ) : (
    <PlanDialog plan={plan} onClose={onClose} />
  );
}
