/** The line of a hold's fee (MEM-12), with why it is asked for. */
import type { ReadableDb } from "#db/database.ts";
import { findPlan } from "#db/memberships/plans.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import type { HoldFeeDue } from "#domain/memberships/hold-fees.ts";
import type { NewLine } from "#domain/invoices/lines.ts";

export function holdFeeLine(db: ReadableDb, membership: MembershipRow, { on, cents, hold }: HoldFeeDue): NewLine {
  return {
    kind: "fee",
    patientId: membership.patient_id,
    membershipId: membership.id,
    planVersionId: null,
    description: `${findPlan(db, membership.plan_id)?.name ?? ""}, fee for the hold`,
    serviceOn: on,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: cents,
    taxRatePpm: 0,
    facts: {
      kind: "hold_fee",
      feeCents: cents,
      each: hold.fee?.each === true,
      fromOn: hold.from,
      toOn: hold.until ?? hold.from,
    },
  };
}
