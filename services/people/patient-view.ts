/** A patient as search and lists show one. */
import type { PatientListRow } from "#db/people/rows.ts";
import type { PatientStatus } from "#db/people/patient.ts";
import { ageOn, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { Standing } from "#domain/memberships/standing-words.ts";
import type { Cents } from "#domain/money.ts";
import { listName } from "#domain/people/names.ts";

export type PatientView = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly preferredName: string;
  readonly chartNumber: string;
  readonly birthOn: Day | null;
  readonly age: number | null;
  readonly phone: string;
  readonly email: string;
  readonly city: string;
  readonly status: PatientStatus;
  readonly standing: Standing | null;
  readonly planName: string;
  readonly balanceCents: Cents;
};

export function patientView(row: PatientListRow, today: Day): PatientView {
  const { name, membership, ...rest } = row;
  return {
    ...rest,
    name: listName(name),
    preferredName: name.preferredName,
    age: livingAge(row, today),
    standing: membership?.standing ?? null,
    planName: membership?.planName ?? "",
  };
}

/** The age today; the dead and those with an unknown birth date have none. */
export function livingAge(
  person: { readonly birthOn: Day | null; readonly status: PatientStatus },
  today: Day,
): number | null {
  if (person.birthOn === null || person.status === "deceased") return null;
  return ageOn(person.birthOn, today);
}
