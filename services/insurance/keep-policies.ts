/** An invoice keeps the policies of its visit as they were on that day (PPL-8): later changes leave it alone. */
import { insertSnapshot, listPolicies } from "#db/people/insurance.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, PatientId } from "#domain/identity.ts";

/** For each patient the policies in force on the first day of service, in their order. */
export function keepPolicies(
  db: WritableDb,
  invoiceId: InvoiceId,
  lines: readonly { readonly patientId: PatientId; readonly serviceOn: Day }[],
): void {
  const visits = new Map<PatientId, Day>();
  for (const { patientId, serviceOn } of lines) {
    const first = visits.get(patientId);
    if (first === undefined || serviceOn < first) visits.set(patientId, serviceOn);
  }
  for (const [patientId, on] of visits) {
    const inForce = listPolicies(db, patientId).filter(({ effectiveOn, termOn }) => effectiveOn <= on && (termOn === null || termOn > on));
    inForce.forEach(({ policyId, carrier, planName, memberNumber, groupNumber, holderName, relation, effectiveOn, termOn }, index) =>
      insertSnapshot(db, {
        invoiceId,
        patientId,
        position: index + 1,
        policyId,
        snapshot: { carrier, planName, memberNumber, groupNumber, holderName, relation, effectiveOn, termOn },
      }),
    );
  }
}
