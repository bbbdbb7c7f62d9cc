/**
 * Which benefits of a household's memberships a patient can use for a service of a day (MEM-7, PKG-10).
 * Whether the membership gives anything that day is asked where its discounts are asked, so that the two
 * cannot disagree.
 */
import type { ReadableDb } from "#db/database.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { listGrantsOn, type GrantRow } from "#db/packages/benefits.ts";
import { findPractice } from "#db/practice.ts";
import { covers, speaksOf } from "#domain/benefits/covers.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { waitingDaysOf, type PlanBenefit } from "#domain/memberships/plan.ts";
import { toCents, zeroCents, type Cents } from "#domain/money.ts";
import { discountOn, type PricedService } from "#domain/pricing/member-discount.ts";
import type { Match } from "../packages/matches.ts";
import { benefitTermsOn } from "./terms-of.ts";

export type BenefitVisit = { readonly patientId: PatientId; readonly householdId: HouseholdId; readonly serviceOn: Day };

export type NotUsableBenefit =
  | { readonly why: "used_up" | "not_usable" | "someone_elses" | "not_for_service" }
  | { readonly why: "waiting"; readonly on: Day };

export type UsableBenefit = { readonly benefit: PlanBenefit };

/** The benefit's terms on the service day, or why it cannot be used. */
export function benefitOn(db: ReadableDb, grant: GrantRow, visit: BenefitVisit, service: PricedService): UsableBenefit | NotUsableBenefit {
  const found = benefitTermsOn(db, grant.membershipId, grant.benefit, visit.serviceOn);
  if (!found) return { why: "not_usable" };
  const { benefit } = found;
  if (!covers(benefit.scope, service)) return { why: "not_for_service" };
  if (grant.patientId !== visit.patientId && !(benefit.shareable && grant.householdId === visit.householdId)) return { why: "someone_elses" };
  if (visit.serviceOn < grant.fromOn || visit.serviceOn >= grant.toOn) return { why: "not_usable" };
  const facts = loadStandingFacts(db, grant.membershipId);
  if (discountOn(facts, visit.serviceOn, findPractice(db)?.past_due_members).kind === "no") return { why: "not_usable" };
  const from = addDays(grant.startOn, waitingDaysOf(found.terms, benefit));
  if (visit.serviceOn < from) return { why: "waiting", on: from };
  return grant.left <= 0 ? { why: "used_up" } : { benefit };
}

/** The benefits that can be used, as the dialog lists them. */
export function benefitsFor(db: ReadableDb, visit: BenefitVisit, service: PricedService & { readonly name: string; readonly priceCents: Cents | null }): Match[] {
  return listGrantsOn(db, visit.householdId, visit.serviceOn).flatMap((grant): Match[] => {
    const found = benefitOn(db, grant, visit, service);
    if ("why" in found) return [];
    const listCents = service.priceCents ?? zeroCents;
    return [
      {
        kind: "benefit",
        saleId: null,
        grantId: grant.grantId,
        name: grant.label,
        ownerName: grant.patientName,
        uses: 1,
        left: grant.left,
        expiresOn: grant.toOn,
        boughtOn: grant.fromOn,
        valueCents: toCents(Math.min(listCents, found.benefit.valueCapCents ?? listCents)),
        upsizeCents: zeroCents,
        // A benefit that is only named is offered first where its name speaks of the service, else last.
        isOther: found.benefit.scope.kind === "named" && !speaksOf(grant.label, service),
      },
    ];
  });
}
