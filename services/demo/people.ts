/** The 600 people of the sample practice, in families with one payer each. */
import type { WritableDb } from "#db/database.ts";
import { insertHouseholdRow, setPayer } from "#db/people/household.ts";
import { insertPatientRow } from "#db/people/patient.ts";
import { addDays, addMonths, ageOn, type Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";
import type { Work } from "../context.ts";
import type { Random } from "./random.ts";
import { lastNames, mensNames, streets, towns, womensNames } from "./words.ts";

export type SamplePerson = { readonly patientId: PatientId; readonly birthOn: Day; readonly alive: boolean };
export type SampleFamily = {
  readonly householdId: HouseholdId;
  readonly people: readonly SamplePerson[];
  readonly paysBy: "manual" | "card";
  /** How this household pays by hand: on the day, some days late, or one day not any more. */
  readonly habit: "prompt" | "late" | "stops";
};

export const samplePatients = 600;

/** Adds families until there are 600 patients. */
export function addSamplePeople(cx: Work, db: WritableDb, random: Random, todayOn: Day): SampleFamily[] {
  const families: SampleFamily[] = [];
  let count = 0;
  while (count < samplePatients) {
    const size = Math.min(random.pick([1, 1, 1, 2, 2, 3, 4, 4, 5]), samplePatients - count);
    families.push(addFamily(cx, db, random, todayOn, size));
    count += size;
  }
  return families;
}

function addFamily(cx: Work, db: WritableDb, random: Random, todayOn: Day, size: number): SampleFamily {
  const lastName = random.pick(lastNames);
  const town = random.pick(towns);
  const paysBy = random.chance(0.35) ? ("card" as const) : ("manual" as const);
  const digital = random.chance(0.6);
  const createdAt = cx.now;
  const householdId = insertHouseholdRow(db, {
    name: lastName,
    address: {
      line1: `${random.whole(1, 420)} ${random.pick(streets)}`,
      line2: random.chance(0.2) ? `Apt ${random.whole(1, 40)}` : "",
      ...town,
      country: "US",
    },
    contactPreference: digital ? "email" : "print",
    paysBy,
    createdAt,
  });
  const people: SamplePerson[] = [];
  let payerLives = false;
  for (let index = 0; index < size; index += 1) {
    const isChild = index >= 2;
    const birthOn = addDays(
      addMonths(todayOn, -12 * (isChild ? random.whole(1, 17) : random.whole(22, 84))),
      -random.whole(0, 364),
    );
    const female = random.chance(0.5);
    const firstName = random.pick(female ? womensNames : mensNames);
    const alive = isChild || ageOn(birthOn, todayOn) < 75 || random.chance(0.8);
    const person = {
      prefix: "",
      firstName,
      middleName: random.chance(0.2) ? random.pick(female ? womensNames : mensNames) : "",
      lastName: isChild || index === 0 || random.chance(0.8) ? lastName : random.pick(lastNames),
      suffix: "",
      preferredName: random.chance(0.06) ? firstName.slice(0, 3) : "",
    };
    const patientId = insertPatientRow(db, {
      ...person,
      householdId,
      birthOn,
      sex: female ? "female" : "male",
      pronouns: "",
      email: digital && index === 0 ? `${asciiOf(firstName)}.${asciiOf(lastName)}@example.org` : "",
      phones: isChild ? [] : [{ kind: "mobile", number: `(978) 555-01${String(random.whole(0, 99)).padStart(2, "0")}` }],
      language: random.chance(0.12) ? "es" : "en",
      alerts: random.chance(0.04) ? random.pick(["Latex allergy", "Hard of hearing: speak slowly", "Wheelchair: room 2"]) : "",
      notes: "",
      textConsent: random.pick(["unknown", "yes", "no"]),
      status: alive ? (random.chance(0.05) ? "inactive" : "active") : "deceased",
      deceasedOn: alive ? null : addDays(todayOn, -random.whole(30, 600)),
      ownAddress: null,
      firstVisitOn: addDays(todayOn, -random.whole(40, 2500)),
      createdAt,
    });
    people.push({ patientId, birthOn, alive });
    // Whoever has died pays for nobody any more; the next one in the family does.
    if (index === 0 || (alive && !payerLives)) setPayer(db, householdId, patientId, fullName(person));
    payerLives ||= alive;
  }
  return { householdId, people, paysBy, habit: random.pick(["prompt", "prompt", "prompt", "prompt", "prompt", "late", "late", "late", "stops"]) };
}

function asciiOf(name: string): string {
  return name.normalize("NFD").replace(/[^A-Za-z]/g, "").toLowerCase();
}
