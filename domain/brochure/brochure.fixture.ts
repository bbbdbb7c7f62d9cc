/** A brochure of invented plans for tests of its words and panels. */
import { plainBenefit } from "../memberships/plan-defaults.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { toCents } from "../money.ts";
import { offerTerms } from "../plan-offer/plan-offer.fixture.ts";
import { toDay } from "../calendar.ts";
import type { PaperName } from "../statements/envelope.ts";
import { letterhead, sampleSetup } from "../statements/testing.ts";
import type { BrochureData } from "./present-brochure.ts";

export const brochurePlan = (name: string, over: Partial<PlanTerms> = {}): PlanTerms => ({ ...offerTerms, name, ...over });

export function sampleBrochure(plans: readonly PlanTerms[], paper: PaperName = "letter", over: Partial<BrochureData> = {}): BrochureData {
  return {
    setup: sampleSetup("single-10", paper),
    letterhead,
    madeOn: toDay("2026-11-22"),
    plans,
    serviceNames: { d2740: "Crown, porcelain" },
    headline: "Care you can plan on",
    promise: "Membership plans for people without insurance.",
    about: ["Regular visits keep small things small."],
    join: ["Choose the plan that fits you.", "Call (413) 555-0142."],
    notInsurance: ["This is not insurance."],
    code: { kind: "web", text: "https://alder.example/plans", shown: "alder.example/plans" },
    ...over,
  };
}

/** As much as a plan may hold, with the longest words. */
export const fullPlan = (name: string): PlanTerms =>
  brochurePlan(name, {
    descriptor: "Everything that an adult with a history of gum disease needs in a year, at one price, with less to pay for all the rest. ".repeat(2),
    prices: ([1, 3, 6, 12] as const).map((months) => ({ months, priceCents: toCents(123_456) })),
    benefits: Array.from({ length: 20 }, (_, at) => plainBenefit(`benefit${at}`, `Periodontal maintenance visits with irrigation ${at}`, 9, "benefit_year", { valueCapCents: toCents(12_345), waitingDays: 90 })),
    discounts: Array.from({ length: 20 }, (_, at) => ({ on: { kind: "category" as const, category: `Restorative and prosthetic work ${at}` }, off: { kind: "percent" as const, basisPoints: 1275 } })),
    activation: { feeCents: toCents(9900), basis: "per_household_capped", cap: 3, includesFirstPeriod: true },
    householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] },
  });
