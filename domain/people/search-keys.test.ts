import fc from "fast-check";
import { expect, test } from "vitest";
import { makeDay, toDay } from "../calendar.ts";
import {
  matchesTerms,
  patientSearchKeys,
  queryTerms,
  type SearchablePatient,
} from "./search-keys.ts";

const rosa: SearchablePatient = {
  firstName: "Rosa María",
  middleName: "Inés",
  lastName: "O'Brien-Gómez206",
  suffix: "III",
  preferredName: "Rosie",
  birthOn: toDay("1984-03-07"),
  email: "Rosa.OBrien@Example.org",
  chartNumber: "C-00123",
  phones: ["(464) 527-2097", "+44 7911 123456"],
};

function finds(patient: SearchablePatient, typed: string, order: "mdy" | "dmy" = "mdy"): boolean {
  const terms = queryTerms(typed, order);
  return terms.length > 0 && matchesTerms(patientSearchKeys(patient), terms);
}

test.each([
  "rosa",
  "ROS",
  "o'brien",
  "o’brien",
  "obrien",
  "o brien",
  "brien-gomez",
  "gomez206",
  "Gómez",
  "gomez ro",
  "Gomez, Rosa",
  "rosie obr",
  "maria",
  "rosamaria",
  "ines iii",
  "rosa.obrien@example.org",
  "rosa.obr",
  "ROSA.OBRIEN@",
  "C-00123",
  "c00123",
  "00123",
  "123",
  "(464) 527-2097",
  "464 527 2097",
  "464.527.2097",
  "1-464-527-2097",
  "+1 (464) 527 2097",
  "5272097",
  "527-2097",
  "527-20",
  "2097",
  "464",
  "464-527",
  "gomez 527 2097",
  "+44 7911 123456",
  "07911 123456",
  "7911123456",
  "3/7/84",
  "03/07/1984",
  "3/7/1984",
  "3-7-84",
  "3.7.84",
  "3/7",
  "3/7/",
  "3/7/19",
  "3/7/198",
  "1984-03-07",
  "1984-3-7",
  "1984-03",
  "1984-",
  "1984",
  "19840307",
  "03071984",
  "030784",
  "gomez 3/7/84",
  "3/7/84 rosa",
])("PPL-6 typing %j finds Rosa O'Brien-Gómez206", (typed) => {
  expect(finds(rosa, typed)).toBe(true);
});

test.each(["7/3/84", "07/03/1984", "7.3.1984", "7/3", "07031984", "070384", "1984-03-07"])(
  "PPL-6 in an office that writes the day first %j finds her too",
  (typed) => {
    expect(finds(rosa, typed, "dmy")).toBe(true);
  },
);

test.each([
  "rosb",
  "gomez lee",
  "7/3/84",
  "1984-07-03",
  "5272098",
  "rosa@example.org",
  "3/8",
  "13/32/84",
  "124",
])("PPL-6 typing %j does not find her", (typed) => {
  expect(finds(rosa, typed)).toBe(false);
});

test("PPL-6 a day that only exists the other way round is understood", () => {
  const born = { ...rosa, birthOn: toDay("1984-12-25") };
  expect(finds(born, "25/12/84")).toBe(true);
  expect(finds(born, "12/25/84", "dmy")).toBe(true);
});

test.each(["", "  ", ",", "-", "/", "()"])("PPL-6 typing %j searches for nothing", (typed) => {
  expect(queryTerms(typed, "mdy")).toEqual([]);
});

test("PPL-6 names of other scripts are found by their beginning", () => {
  const wang = {
    ...rosa,
    firstName: "小明",
    lastName: "王",
    preferredName: "",
    middleName: "",
    suffix: "",
  };
  expect(finds(wang, "王")).toBe(true);
  expect(finds(wang, "王 小")).toBe(true);
  expect(finds({ ...rosa, lastName: "Nguyễn" }, "nguyen")).toBe(true);
  expect(finds({ ...rosa, lastName: "Łuczak" }, "luc")).toBe(true);
});

test("PPL-6 tokens and terms stay few and short whatever is stored or typed", () => {
  const long = "Ω".repeat(5_000);
  const words = "ab ".repeat(5_000);
  const keys = patientSearchKeys({ ...rosa, firstName: long, lastName: words, chartNumber: long });
  expect(keys.length).toBeLessThan(40);
  expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(40);
  expect(queryTerms(words, "mdy").length).toBeLessThanOrEqual(8);
  expect(finds({ ...rosa, firstName: long }, long)).toBe(true);
});

const nameChars = fc.constantFrom(
  ..."abcdefghijklmnopqrstuvwxyzáéñöüđłøßæçšžĀ王小明ЁйΑθ'’- ".split(""),
);
const anyName = fc.string({ unit: nameChars, minLength: 1, maxLength: 30 });
const anyDay = fc
  .tuple(
    fc.integer({ min: 1900, max: 2026 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => makeDay(year, month, day));
const anyPhone = fc
  .string({ unit: fc.constantFrom(..."0123456789".split("")), minLength: 9, maxLength: 9 })
  .map((rest) => `2${rest}`);

const anyPatient: fc.Arbitrary<SearchablePatient> = fc.record({
  firstName: anyName,
  middleName: anyName,
  lastName: anyName,
  suffix: fc.constantFrom("", "Jr.", "III"),
  preferredName: anyName,
  birthOn: anyDay,
  email: fc.emailAddress(),
  chartNumber: fc.integer({ min: 1, max: 999_999 }).map(String),
  phones: fc.array(anyPhone, { maxLength: 3 }),
});

/** Ways in which a person at the desk may type something they know about a patient. */
function typings(patient: SearchablePatient, cutAt: number): string[] {
  const { firstName, lastName, birthOn, email, phones, chartNumber } = patient;
  const [year = "", month = "", day = ""] = (birthOn ?? "").split("-");
  const part = (text: string): string => [...text.trim()].slice(0, 1 + (cutAt % 12)).join("");
  return [
    firstName,
    lastName,
    part(firstName),
    part(lastName),
    `${lastName}, ${firstName}`,
    `${part(firstName)} ${part(lastName)}`,
    lastName.toUpperCase(),
    lastName.normalize("NFD"),
    lastName.replace(/['’\- ]/g, ""),
    `${month}/${day}/${year}`,
    `${Number(month)}/${Number(day)}/${year.slice(2)}`,
    `${year}-${month}-${day}`,
    `${month}${day}${year}`,
    `${lastName} ${Number(month)}/${Number(day)}/${year}`,
    email.slice(0, 40),
    chartNumber,
    ...phones.flatMap((phone) => [
      phone,
      phone.slice(3),
      phone.slice(6),
      `(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`,
      `+1 ${phone.slice(0, 3)} ${phone.slice(3, 6)} ${phone.slice(6)}`,
      phone.slice(0, 3 + (cutAt % 7)),
    ]),
  ];
}

test("PPL-6 whatever part of a patient is typed, the patient is found", () => {
  fc.assert(
    fc.property(anyPatient, fc.nat(), (patient, cutAt) => {
      const keys = patientSearchKeys(patient);
      for (const typed of typings(patient, cutAt)) {
        const terms = queryTerms(typed, "mdy");
        // A name of nothing but signs cannot be searched for.
        if (terms.length > 0)
          expect({ typed, found: matchesTerms(keys, terms) }).toEqual({ typed, found: true });
      }
    }),
    { numRuns: 400 },
  );
});
