/** Which field of the form a refusal is about, so that its sentence stands beside it (LOOK.md). */
import type { PeopleRefusals } from "#domain/people/refusals.ts";
import { fieldProblem, type Failure } from "../../../kit/failure.ts";

type Field = "lastName" | "birthOn" | "email" | "phones" | "contactPreference" | "status" | "deceasedOn";

const fieldOfCode: Partial<Record<keyof PeopleRefusals, Field>> = {
  patient_name_missing: "lastName",
  birth_in_future: "birthOn",
  email_not_valid: "email",
  phone_not_valid: "phones",
  contact_email_missing: "contactPreference",
  contact_mobile_missing: "contactPreference",
  membership_still_running: "status",
  deceased_day_without_status: "status",
  deceased_in_future: "deceasedOn",
  deceased_before_birth: "deceasedOn",
};

/** The sentence for one field: of a refusal about it, or of a value that does not fit. */
export function problemOf(failure: Failure | null, field: Field): string | undefined {
  if (failure?.kind === "refusal") {
    return fieldOfCode[failure.code as keyof PeopleRefusals] === field ? failure.sentence : undefined;
  }
  return fieldProblem(failure, `form.${field}`);
}

/** The failure, unless it already stands beside a field. */
export function problemElsewhere(failure: Failure | null): Failure | null {
  if (failure?.kind !== "refusal") return failure;
  return fieldOfCode[failure.code as keyof PeopleRefusals] === undefined ? failure : null;
}
