/** An invented offer for tests of its words and pages. */
import { toDay } from "../calendar.ts";
import type { PlanTerms } from "../memberships/plan.ts";
import { toCents } from "../money.ts";
import { letterhead, recipient, sampleSetup } from "../statements/testing.ts";
import { offerTerms } from "./plan-offer.fixture.ts";
import { planOffer, type OfferMember, type OfferVisit } from "./plan-offer.ts";
import type { PlanOfferData } from "./present-plan-offer.ts";

const visit = (on: string, description: string, code: string, category: string, unitCents: number): OfferVisit => ({
  on: toDay(on),
  patientId: 1,
  description,
  service: { code, name: description, category },
  quantity: 1,
  unitCents: toCents(unitCents),
  taxRatePpm: 0,
});

const usualVisits = [visit("2026-01-14", "Cleaning, adult", "D1110", "Preventive", 11_200), visit("2026-03-02", "Crown, porcelain", "D2740", "Restorative", 261_500)];

export type SampleOffer = {
  readonly visits?: readonly OfferVisit[];
  readonly members?: readonly OfferMember[];
  readonly terms?: Partial<PlanTerms>;
  readonly locale?: string;
  readonly greeting?: string;
  readonly training?: boolean;
};

export function sampleOffer(over: SampleOffer = {}): PlanOfferData {
  const members = over.members ?? [{ patientId: 1, name: "Rosa Lee", activationPaidOn: null }];
  const fromOn = toDay("2025-11-23");
  return {
    setup: { ...sampleSetup(), locale: over.locale ?? "en-US", training: over.training ?? false },
    letterhead,
    recipient,
    householdNumber: "1042",
    datedOn: toDay("2026-11-22"),
    planName: "Adult",
    periodMonths: 1,
    members,
    fromOn,
    throughOn: toDay("2026-11-22"),
    offer: planOffer({ terms: { ...offerTerms, ...over.terms }, planId: 1, periodMonths: 1, members, visits: over.visits ?? usualVisits, fromOn, running: [], feesCharged: 0 }),
    greeting: over.greeting ?? "Dear Rosa Lee,",
    notInsurance: "This is not insurance.",
  };
}
