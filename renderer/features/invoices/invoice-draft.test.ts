import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type PatientId, type ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import {
  amountsOf,
  draftInput,
  newLine,
  ofService,
  priceInput,
  readPercent,
  totalOf,
  type DraftLine,
} from "./invoice-draft.ts";

const today = toDay("2026-11-22");
const household = asId<HouseholdId>(7);
const line: DraftLine = {
  ...newLine(1, asId<PatientId>(3), today),
  description: "Whitening",
  unitCents: toCents(9000),
  taxPercent: "8.875",
};

test.each([
  ["", 0],
  ["8.875", 88_750],
  ["8,875 %", 88_750],
  ["10", 100_000],
  ["0.0001", 1],
  ["50", 500_000],
  ["50.1", null],
  ["8.87555", null],
  ["-1", null],
  ["tax", null],
])("F-1 a tax rate typed as %j is %j parts per million", (text, ppm) => {
  expect(readPercent(text)).toBe(ppm);
});

test("INV-1 the draft shows what the office will work out: 90.00 at 8.875 % is 97.99", () => {
  expect(amountsOf(line)).toEqual({ netCents: 9000, taxCents: 799, totalCents: 9799 });
  const six = { ...line, unitCents: toCents(6) };
  expect(totalOf([six, six])).toEqual({ netCents: 12, taxCents: 2, totalCents: 14 });
});

test.each<[string, Partial<DraftLine>]>([
  ["whom it is for", { patientId: null }],
  ["what was done", { description: "  " }],
  ["the day", { serviceOn: null }],
  ["the price", { unitCents: null }],
  ["the tax rate", { taxPercent: "x" }],
])("INV-1 a line says that it still needs %s", (words, part) => {
  expect(draftInput(household, [{ ...line, ...part }], 0)).toEqual({
    waitingFor: `Line 1 still needs ${words}.`,
  });
});

test("INV-1 a complete draft is what the office is asked to issue", () => {
  expect(draftInput(household, [line], 15)).toEqual({
    input: {
      householdId: 7,
      termsDays: 15,
      lines: [
        {
          patientId: 3,
          kind: "service",
          serviceId: null,
          description: "Whitening",
          serviceOn: today,
          quantity: 1,
          unitCents: 9000,
          taxRatePpm: 88_750,
        },
      ],
    },
  });
  expect(draftInput(null, [line], 0)).toEqual({ waitingFor: "Choose whom it bills." });
  expect(draftInput(household, [], 0)).toEqual({ waitingFor: "Add a line." });
});

test("MEM-6 a service of the catalogue brings its name, list price and tax; a fee is never one", () => {
  const chosen = ofService({ serviceId: asId<ServiceId>(4), name: "Cleaning", priceCents: toCents(12_000), taxable: true, taxRatePpm: 88_750 });
  expect(chosen).toEqual({ serviceId: 4, kind: "service", description: "Cleaning", unitCents: 12_000, taxPercent: "8.875" });
  expect(ofService({ serviceId: asId<ServiceId>(4), name: "Cleaning", priceCents: null, taxable: false, taxRatePpm: 88_750 })).toEqual({
    serviceId: 4,
    kind: "service",
    description: "Cleaning",
    taxPercent: "",
  });
  const asked = draftInput(household, [{ ...line, ...chosen }, { ...line, ...chosen, kind: "fee" }], 0);
  if (!("input" in asked)) throw new Error("complete");
  expect(asked.input.lines.map(({ serviceId }) => serviceId)).toEqual([4, null]);
  expect(priceInput(asked.input).lines.map(({ description }) => description)).toEqual(["-", "-"]);
});
