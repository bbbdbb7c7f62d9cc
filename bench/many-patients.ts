/**
 * Seeded patients for measuring: families of one to five with surnames and first names as uneven as
 * in life (a few very common ones), phones, addresses and birth dates. The same seed gives the same
 * practice.
 */
import type { Database, WritableDb } from "#db/database.ts";
import { insertHouseholdRow, setPayer } from "#db/people/household.ts";
import { insertPatientRow } from "#db/people/patient.ts";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { fullName } from "#domain/people/names.ts";

const starts = ["Al", "Be", "Cor", "Da", "El", "Fer", "Gra", "Ha", "Is", "Jo", "Ka", "Le", "Mar", "Nor", "Or", "Pe", "Ro", "Sa", "Ta", "Vi", "Wil", "Ye", "Zo", "Đặ", "Ö", "O'"];
const middles = ["ra", "li", "ne", "do", "mi", "ta", "ri", "ve", "lo", "an", "es", "br", "ck", "th"];
const ends = ["son", "ez", "ski", "a", "en", "ton", "ley", "ova", "er", "ín", "man", "ng", "o", "is"];
const cities = ["Salem", "Dover", "Ashby", "Milton", "Granby", "Sutton", "Hadley", "Orange"];

/** A small, fast, seeded generator of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function wordsFrom(random: () => number, count: number): string[] {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  return Array.from({ length: count }, () => {
    const middle = random() < 0.6 ? pick(middles) : "";
    return `${pick(starts)}${middle}${pick(ends)}`;
  });
}

/** Cubing makes the first words of a list common and the last ones rare. */
function uneven(random: () => number, words: readonly string[]): string {
  return words[Math.floor(random() ** 3 * words.length)] ?? "Lee";
}

const sliceSize = 2_000;

export function addManyPatients(db: Database, count: number, seed = 20_261_122): void {
  const random = seeded(seed);
  const lastNames = wordsFrom(random, 6_000);
  const firstNames = wordsFrom(random, 1_500);
  let left = count;
  while (left > 0) {
    const slice = Math.min(sliceSize, left);
    db.write((write) => addSlice(write, slice, random, lastNames, firstNames));
    left -= slice;
  }
}

function addSlice(
  db: WritableDb,
  count: number,
  random: () => number,
  lastNames: readonly string[],
  firstNames: readonly string[],
): void {
  const createdAt = toInstant("2026-11-22T12:00:00.000Z");
  const firstDay = toDay("1930-01-01");
  let made = 0;
  while (made < count) {
    const size = Math.min(count - made, 1 + Math.floor(random() ** 2 * 5));
    const lastName = uneven(random, lastNames);
    const name = { middleName: "", lastName, suffix: "", preferredName: "", prefix: "" };
    const payer = { ...name, firstName: uneven(random, firstNames) };
    const householdId = insertHouseholdRow(db, {
      name: fullName(payer),
      address: {
        line1: `${1 + Math.floor(random() * 900)} ${lastName} St`,
        line2: "",
        city: cities[Math.floor(random() * cities.length)] ?? "Salem",
        region: "MA",
        postalCode: `0${1000 + Math.floor(random() * 1700)}`,
        country: "US",
      },
      contactPreference: "print",
      createdAt,
    });
    let payerId: PatientId | null = null;
    for (let member = 0; member < size; member += 1) {
      const firstName = member === 0 ? payer.firstName : uneven(random, firstNames);
      const digits = String(Math.floor(random() * 10_000_000)).padStart(7, "0");
      const patientId = insertPatientRow(db, {
        ...name,
        firstName,
        householdId,
        birthOn: addDays(firstDay, Math.floor(random() * 35_000)),
        sex: "",
        pronouns: "",
        email: random() < 0.4 ? `${firstName}.${lastName}@example.org`.toLowerCase() : "",
        phones: random() < 0.8 ? [{ kind: "mobile", number: `(617) ${digits.slice(0, 3)}-${digits.slice(3)}` }] : [],
        language: "en",
        alerts: "",
        notes: "",
        textConsent: "unknown",
        status: random() < 0.92 ? "active" : "inactive",
        deceasedOn: null,
        ownAddress: null,
        createdAt,
      });
      payerId ??= patientId;
    }
    setPayer(db, householdId, payerId, fullName(payer));
    made += size;
  }
}
