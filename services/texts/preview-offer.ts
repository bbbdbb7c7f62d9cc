/** Words of brochures and offers tried on the plans on sale (DOC-8): an offer to the household's own people where one can be made. */
import { listPlans, type PlanRow } from "#db/memberships/plans.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPayerWords } from "#db/dunning/letter-facts.ts";
import { addDays, addMonths, type Day } from "#domain/calendar.ts";
import type { BrochureData } from "#domain/brochure/present-brochure.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { offerMonths, offerThroughOn, planOffer } from "#domain/plan-offer/plan-offer.ts";
import type { PlanOfferData } from "#domain/plan-offer/present-plan-offer.ts";
import { Refusal } from "#domain/refusal.ts";
import { brochureOf } from "../brochure/prepare-brochure.ts";
import { offerPaperOf } from "../plan-offer/offer-paper.ts";
import { readOfferWithin, type OfferAsk, type ReadOffer } from "../plan-offer/read-offer.ts";
import type { Printing } from "../statements/print-setup.ts";
import type { Tried } from "./preview-paper.ts";

/** As many as a brochure shows well. */
const mostPlans = 3;

/** Null while no plan is on sale. */
export function previewBrochure(db: ReadableDb, { language, setup }: Printing, today: Day): Tried<BrochureData> | null {
  const plans = onSale(db).slice(0, mostPlans);
  if (plans.length === 0) return null;
  const data = brochureOf(db, { planIds: plans.map(({ planId }) => planId), language, paper: setup.paper }, today);
  return { data, from: `The brochure of ${plans.map(({ name }) => name).join(", ")}. It is the same for everybody.`, examples: [] };
}

/** Null while no plan is on sale. */
export function previewOffer(db: ReadableDb, printing: Printing, householdId: HouseholdId, today: Day): Tried<PlanOfferData> | null {
  const plans = onSale(db);
  const real = plans.flatMap((plan) => realOffer(db, plan, householdId, today) ?? [])[0];
  if (real) return { data: offerPaperOf(db, printing, real.ask, real.read, today), from: `${real.read.plan.name}, offered to ${real.read.members.map(({ name }) => name).join(", ")}.`, examples: [] };
  const [plan] = plans;
  const periodMonths = plan?.terms.prices[0]?.months;
  if (!plan || periodMonths === undefined) return null;
  return {
    data: offerPaperOf(db, printing, { householdId, periodMonths }, exampleOffer(db, plan, householdId, periodMonths, today), today),
    from: "Nobody of this household can be offered a plan now: the offer is made up.",
    examples: ["The offer"],
  };
}

function onSale(db: ReadableDb): PlanRow[] {
  return listPlans(db).filter(({ state }) => state === "on_sale");
}

function realOffer(db: ReadableDb, plan: PlanRow, householdId: HouseholdId, today: Day): { readonly ask: OfferAsk; readonly read: ReadOffer } | null {
  const periodMonths = plan.terms.prices[0]?.months;
  const people = db.all<{ id: PatientId }>("select id from patient where household_id = ? and status = 'active' order by id", householdId);
  if (periodMonths === undefined) return null;
  for (const { id } of people) {
    const ask: OfferAsk = { householdId, patientIds: [id], planVersionId: plan.planVersionId, periodMonths };
    const read = offered(db, ask, today);
    if (read) return { ask, read };
  }
  return null;
}

/** Who has a plan, or is of another age, is offered none: that is no fault here. */
function offered(db: ReadableDb, ask: OfferAsk, today: Day): ReadOffer | null {
  try {
    return readOfferWithin(db, ask, today);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function exampleOffer(db: ReadableDb, plan: PlanRow, householdId: HouseholdId, periodMonths: OfferAsk["periodMonths"], today: Day): ReadOffer {
  const fromOn = addDays(addMonths(today, -offerMonths), 1);
  const { id: patientId } = db.get<{ id: PatientId }>("select id from patient where household_id = ? order by id limit 1", householdId) ?? { id: 0 as PatientId };
  const members = [{ patientId, name: findPayerWords(db, householdId).name, activationPaidOn: null }];
  const offer = planOffer({ terms: plan.terms, planId: plan.planId, periodMonths, members, visits: [], fromOn, running: [], feesCharged: 0 });
  return { offer, plan, members, fromOn, throughOn: offerThroughOn(fromOn) };
}
