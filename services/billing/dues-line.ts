/** An invoice line for wanted dues: what it covers, in words, with the facts of its amount. */
import type { WantedDues } from "#domain/memberships/draw-facts.ts";
import { rangeText } from "#domain/day-text.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { NewLine } from "#domain/invoices/lines.ts";

export function duesLine(
  dues: WantedDues,
  of: {
    readonly patientId: PatientId;
    readonly membershipId: MembershipId | null;
    readonly planName: string;
    readonly taxRatePpm: number;
  },
): NewLine {
  invariant(dues.facts, "billed dues explain their amount");
  return {
    kind: dues.kind === "stub" ? "stub" : "dues",
    patientId: of.patientId,
    membershipId: of.membershipId,
    planVersionId: dues.planVersionId,
    description: `${of.planName}, ${rangeText(dues)}`,
    serviceOn: dues.from,
    fromOn: dues.from,
    toOn: dues.to,
    quantity: 1,
    unitCents: dues.amountCents,
    taxRatePpm: of.taxRatePpm,
    facts: dues.facts,
  };
}

/** Whether days are covered without a line: by the activation fee, or free until the first draw. */
export function isUnbilled(dues: WantedDues): boolean {
  return dues.kind === "covered" || dues.kind === "free";
}
