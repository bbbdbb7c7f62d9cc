/** What is known of insurance: a profile's policies in order, the holding area, and what an invoice has kept (PPL-8). */
import { countDetached, listDetached, listPolicies, listSnapshots, type DetachedPolicy, type KeptPolicy, type PolicyRow } from "#db/people/insurance.ts";
import type { InvoiceId, PatientId } from "#domain/identity.ts";
import { look, type Cx } from "../context.ts";

export type PoliciesOf = { readonly policies: PolicyRow[]; readonly inHolding: number };

export function policiesOf(cx: Cx, { patientId }: { readonly patientId: PatientId }): PoliciesOf {
  return look<PoliciesOf>(cx, (db) => ({ policies: listPolicies(db, patientId), inHolding: countDetached(db) }));
}

export function holdingArea(cx: Cx): DetachedPolicy[] {
  return look<DetachedPolicy[]>(cx, (db) => listDetached(db));
}

export function policiesOfInvoice(cx: Cx, { invoiceId }: { readonly invoiceId: InvoiceId }): KeptPolicy[] {
  return look<KeptPolicy[]>(cx, (db) => listSnapshots(db, invoiceId));
}
