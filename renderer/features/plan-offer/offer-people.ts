/** Whom of a household a plan can be offered to (DOC-1). */
import type { PlanView } from "#contract/memberships.ts";
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";

export type OfferPerson = { readonly patientId: PatientId; readonly name: string; readonly age: number | null };

const running = new Set(["active", "past_due", "cancelling", "on_hold", "pending"]);

/** Everybody of the household who is on no plan, the payer first as the household has them. */
export function offerPeople(chart: Pick<PatientChart, "household">): OfferPerson[] {
  return chart.household.members
    .filter(({ status, standing }) => status !== "deceased" && (standing === null || !running.has(standing)))
    .map(({ patientId, name, age }) => ({ patientId, name, age }));
}

/** Without a birth date the desk decides. */
export function fitsPlan({ age }: Pick<OfferPerson, "age">, { terms }: Pick<PlanView, "terms">): boolean {
  const { minAge, maxAgeExclusive } = terms.audience;
  return age === null || ((minAge === null || age >= minAge) && (maxAgeExclusive === null || age < maxAgeExclusive));
}
