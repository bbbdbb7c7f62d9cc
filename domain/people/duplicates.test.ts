import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isDay, toDay } from "../calendar.ts";
import {
  compareIdentities,
  comparisonKeys,
  identityOf,
  type Identity,
  type PersonRecord,
} from "./duplicates.ts";
import { jaroWinkler, oneSlipApart } from "./similarity.ts";

const ana: PersonRecord = {
  firstName: "Ana María",
  lastName: "Nuñez",
  birthOn: toDay("1984-03-07"),
  email: "ana@example.org",
  phones: ["(464) 527-2097"],
  street: "12 Mill St",
  postalCode: "02171",
  city: "Quincy",
};

function strength(other: Partial<PersonRecord>): string | undefined {
  return compareIdentities(identityOf(ana), identityOf({ ...ana, email: "", phones: [], ...other }))
    ?.strength;
}

test.each<[string, Partial<PersonRecord>]>([
  ["the same person without accents", { firstName: "Ana Maria", lastName: "Nunez" }],
  ["a slip in the surname", { lastName: "Nunes", street: "" }],
  ["first and last name swapped", { firstName: "Nuñez", lastName: "Ana María" }],
  ["no first name", { firstName: "" }],
  ["a digit wrong in the birth date, same address", { birthOn: toDay("1984-03-01") }],
  ["day and month swapped, same address", { birthOn: toDay("1984-07-03") }],
  ["no birth date, same address", { birthOn: null }],
  [
    "no birth date, other address, same phone",
    { birthOn: null, street: "9 Elm Rd", phones: ["464.527.2097"] },
  ],
  ["a new surname at the same address", { lastName: "Lee" }],
])("PPL-4 %s is the same person", (_, other) => {
  expect(strength(other)).toBe("same");
});

test.each<[string, Partial<PersonRecord>]>([
  ["a twin at the same address", { firstName: "Benita" }],
  ["another birth date and address", { birthOn: toDay("1990-01-01"), street: "9 Elm Rd" }],
  ["a parent of the same name and address", { birthOn: toDay("1954-03-07") }],
  [
    "the same birth date under another name",
    { firstName: "Rosa", lastName: "Lee", street: "9 Elm Rd" },
  ],
])("PPL-4 %s is another person", (_, other) => {
  expect(strength(other)).toBeUndefined();
});

test("PPL-4 father and son with the same birth date in error are told apart by Sr. and Jr.", () => {
  const senior = identityOf({ ...ana, suffix: "Sr.", phones: [], email: "" });
  expect(
    compareIdentities(senior, identityOf({ ...ana, suffix: "Jr", phones: [], email: "" })),
  ).toBeUndefined();
});

test("PPL-4 names that differ by a number only are two people", () => {
  const first = identityOf({
    ...ana,
    firstName: "Given12345",
    lastName: "Gómez206",
    phones: [],
    email: "",
  });
  const second = identityOf({
    ...ana,
    firstName: "Given12346",
    lastName: "Gomez206",
    phones: [],
    email: "",
  });
  expect(compareIdentities(first, second)).toBeUndefined();
  expect(compareIdentities(first, { ...second, first: first.first })?.strength).toBe("same");
});

test("PPL-4 a shared phone or e-mail alone is shown but does not make one person of a family", () => {
  const child = { firstName: "Ben", birthOn: toDay("2015-01-01") };
  expect(strength({ ...child, phones: ["464-527-2097"] })).toBe("contact");
  expect(strength({ ...child, email: "ANA@example.org" })).toBe("contact");
  expect(strength(child)).toBeUndefined();
});

test("PPL-4 likeness is 1 for equal, 0 for nothing in common, and the same both ways", () => {
  expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.9611, 3);
  expect(jaroWinkler("dwayne", "duane")).toBeCloseTo(0.84, 2);
  expect(jaroWinkler("abc", "xyz")).toBe(0);
  expect(jaroWinkler("", "")).toBe(0);
  expect(jaroWinkler("duane", "dwayne")).toBe(jaroWinkler("dwayne", "duane"));
});

test.each([
  ["smith", "smth", true],
  ["smith", "smiht", true],
  ["smith", "smyth", true],
  ["smith", "smiths", true],
  ["smith", "jones", false],
  ["smith", "smythe", false],
])("PPL-4 %s and %s are one slip apart: %s", (left, right, expected) => {
  expect(oneSlipApart(left, right)).toBe(expected);
  expect(oneSlipApart(right, left)).toBe(expected);
});

const febrl = join(import.meta.dirname, "../../../shared/data/patients/febrl1-au-1000-dups.csv");
const present = existsSync(febrl);
if (!present) console.warn("Skipped: the duplicate-finding collection is not on this computer.");

type Labelled = { readonly entity: string; readonly identity: Identity };

function labelled(): Labelled[] {
  const [, ...lines] = readFileSync(febrl, "utf8").trim().split("\n");
  return lines.map((line) => {
    const cells = line.split(", ").map((cell) => cell.trim());
    const [
      record = "",
      first = "",
      last = "",
      number = "",
      street = "",
      ,
      city = "",
      postalCode = "",
      ,
      born = "",
    ] = cells;
    const birth = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`;
    return {
      entity: record.split("-")[1] ?? "",
      identity: identityOf({
        firstName: first,
        lastName: last,
        birthOn: isDay(birth) ? birth : null,
        email: "",
        phones: [],
        street: street === "" ? "" : `${number} ${street}`,
        postalCode,
        city,
      }),
    };
  });
}

test.skipIf(!present)(
  "PPL-4 finds far more damaged duplicates than simple keys, with no false pair",
  () => {
    const people = labelled();
    const drawers = new Map<string, Labelled[]>();
    let [right, wrong, compared] = [0, 0, 0];
    for (const person of people) {
      const met = new Set<Labelled>();
      for (const key of comparisonKeys(person.identity)) {
        const drawer = drawers.get(key) ?? [];
        for (const other of drawer) {
          if (met.has(other)) continue;
          met.add(other);
          compared += 1;
          if (compareIdentities(other.identity, person.identity)?.strength !== "same") continue;
          if (other.entity === person.entity) right += 1;
          else wrong += 1;
        }
        drawers.set(key, [...drawer, person]);
      }
    }
    console.info(
      `Duplicates: ${right} of 500 true pairs found, ${wrong} false, ${compared} comparisons (simple keys find 202 and 279).`,
    );
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThan(400);
  },
);
