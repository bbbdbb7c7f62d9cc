/**
 * Benefits are granted with the periods (BIL-2): those of a benefit year once a year from the
 * membership's benefit-year day, those of a period with each full period. Never prorated.
 */
import type { WritableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { addDays, addMonths, type Day, type DayRange } from "#domain/calendar.ts";
import { benefitYearOf, firstBenefitYearOn } from "#domain/memberships/benefit-year.ts";
import { waitingDaysOf, type PlanTerms } from "#domain/memberships/plan.ts";
import type { Work } from "../context.ts";

export function grantBenefits(
  cx: Work,
  db: WritableDb,
  membership: Pick<MembershipRow, "id" | "benefit_year_on">,
  terms: PlanTerms,
  days: DayRange,
  moved: { readonly heldFrom: Day } | null = null,
): void {
  for (const benefit of terms.benefits) {
    if (moved && benefit.per === "period" && moveEnd(db, membership.id, benefit.key, moved.heldFrom, days.to)) continue;
    const grant: DayRange =
      benefit.per === "period" ? days : benefitYearOf(membership.benefit_year_on, days.from);
    db.exec(
      `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, created_at)
       values (?, ?, ?, ?, ?, ?, ?) on conflict (membership_id, benefit, from_on, origin) do nothing`,
      membership.id,
      benefit.key,
      benefit.label,
      grant.from,
      grant.to,
      benefit.quantity,
      cx.now,
    );
  }
}

/** Days that an extension has moved (MEM-12) keep the grant of their period: it ends with them. Answers whether there is one. */
function moveEnd(db: WritableDb, membershipId: MembershipRow["id"], benefit: string, heldFrom: Day, toOn: Day): boolean {
  const { changes } = db.exec(
    `update benefit_grant set to_on = max(to_on, ?) where membership_id = ? and benefit = ? and origin = 'plan'
       and closed_on is null and from_on <= ? and to_on > ?`,
    toOn,
    membershipId,
    benefit,
    heldFrom,
    heldFrom,
  );
  return changes > 0;
}

/** The grants a quote promises for a start day; those of a period for the first days that are billed or covered (MEM-21). */
export function promisedBenefits(
  terms: PlanTerms,
  startOn: Day,
  firstDays: DayRange | undefined,
): { label: string; quantity: number; usableFromOn: Day; untilOn: Day }[] {
  return terms.benefits.map((benefit) => ({
    label: benefit.label,
    quantity: benefit.quantity,
    // The plan, or the benefit itself, may ask for some days of waiting first (MEM-7).
    usableFromOn: addDays(startOn, waitingDaysOf(terms, benefit)),
    untilOn:
      benefit.per === "benefit_year"
        ? benefitYearOf(firstBenefitYearOn(terms, startOn), startOn).to
        : (firstDays?.to ?? addMonths(startOn, 1)),
  }));
}
