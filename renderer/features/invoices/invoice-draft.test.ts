import { expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceLineId, type PatientId, type ServiceId, type StaffId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import {
  amountsOf,
  draftInput,
  lineAfter,
  linesOf,
  newLine,
  noDiscount,
  ofService,
  priceInput,
  readDiscountPercent,
  readPercent,
  totalOf,
  type DiscountDraft,
  type DraftLine,
} from "./invoice-draft.ts";

const today = toDay("2026-11-22");
const household = asId<HouseholdId>(7);
const head = { householdId: household, invoicedOn: today, termsDays: 15 };
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
  expect(draftInput(head, [{ ...line, ...part }])).toEqual({
    waitingFor: `Line 1 still needs ${words}.`,
  });
});

test("INV-1 a complete draft is what the office is asked to issue", () => {
  expect(draftInput(head, [line])).toEqual({
    input: {
      householdId: 7,
      invoicedOn: today,
      termsDays: 15,
      lines: [
        {
          lineId: null,
          patientId: 3,
          kind: "service",
          serviceId: null,
          providerId: null,
          description: "Whitening",
          serviceOn: today,
          quantity: 1,
          unitCents: 9000,
          taxRatePpm: 88_750,
          discount: null,
        },
      ],
    },
  });
  expect(draftInput({ ...head, householdId: null }, [line])).toEqual({ waitingFor: "Choose whom it bills." });
  expect(draftInput(head, [])).toEqual({ waitingFor: "Add a line." });
});

test("MEM-6 a service of the catalogue brings its name, list price and tax; a fee is never one", () => {
  const chosen = ofService({ serviceId: asId<ServiceId>(4), kind: "service", name: "Cleaning", priceCents: toCents(12_000), taxable: true, taxRatePpm: 88_750 });
  expect(chosen).toEqual({ serviceId: 4, kind: "service", description: "Cleaning", unitCents: 12_000, taxPercent: "8.875" });
  expect(ofService({ serviceId: asId<ServiceId>(4), kind: "service", name: "Cleaning", priceCents: null, taxable: false, taxRatePpm: 88_750 })).toEqual({
    serviceId: 4,
    kind: "service",
    description: "Cleaning",
    taxPercent: "",
  });
  const asked = draftInput(head, [{ ...line, ...chosen }, { ...line, ...chosen, kind: "fee" }]);
  if (!("input" in asked)) throw new Error("complete");
  expect(asked.input.lines.map(({ serviceId }) => serviceId)).toEqual([4, null]);
  expect(priceInput(asked.input).lines.map(({ description }) => description)).toEqual(["-", "-"]);
});

test.each([
  ["10", 1000],
  ["12.5 %", 1250],
  ["0.01", 1],
  ["100", 10_000],
  ["100.01", null],
  ["0", null],
  ["", null],
  ["12.345", null],
])("INV-1 a discount typed as %j is %j basis points", (text, basisPoints) => {
  expect(readDiscountPercent(text)).toBe(basisPoints);
});

test.each<[Partial<DiscountDraft>, string | null]>([
  [{ percent: "10", reason: "Friend" }, null],
  [{ percent: "", reason: "Friend" }, "Line 1 still needs how many percent come off."],
  [{ percent: "10", reason: "  " }, "Line 1 still needs the reason for its discount."],
  [{ kind: "amount", cents: toCents(500), reason: "Friend" }, null],
  [{ kind: "amount", cents: null, reason: "Friend" }, "Line 1 still needs how much comes off."],
  [{ kind: "amount", cents: toCents(0), reason: "Friend" }, "Line 1 still needs how much comes off."],
])("INV-1 a discount by hand of %j: %j", (part, waitingFor) => {
  const asked = draftInput(head, [{ ...line, discount: { ...noDiscount, ...part } }]);
  expect("waitingFor" in asked ? asked.waitingFor : null).toBe(waitingFor);
});

test("INV-1 a discount by hand comes off before tax in the draft's own sums too, and never below nothing", () => {
  const tenOff = { ...noDiscount, percent: "10", reason: "Friend" };
  expect(amountsOf({ ...line, discount: tenOff })).toEqual({ netCents: 8100, taxCents: 719, totalCents: 8819 });
  expect(amountsOf({ ...line, discount: { ...tenOff, kind: "amount", cents: toCents(99_999) } }).totalCents).toBe(0);
});

test("INV-3 what is waited for at the head: the day, and the days to pay", () => {
  expect(draftInput({ ...head, invoicedOn: null }, [line])).toEqual({ waitingFor: "Say on which day it is dated." });
  expect(draftInput({ ...head, termsDays: null }, [line])).toEqual({ waitingFor: "Say in how many days it is due." });
});

test("INV-1 too many lines are said in words and nothing is lost", () => {
  const lines = Array.from({ length: 501 }, (_, index) => ({ ...line, key: index }));
  const asked = draftInput(head, lines);
  expect("waitingFor" in asked && asked.waitingFor).toContain("500 lines; these are 501");
  expect("input" in draftInput(head, lines.slice(1))).toBe(true);
});

test("INV-1 the next line is for the same person, day and provider as the last", () => {
  const first = { ...line, key: 4, providerId: asId<StaffId>(9), serviceOn: toDay("2026-11-20") };
  expect(lineAfter([first], asId<PatientId>(1), today)).toEqual({ ...newLine(5, asId<PatientId>(3), toDay("2026-11-20"), asId<StaffId>(9)) });
  expect(lineAfter([], asId<PatientId>(1), today)).toEqual(newLine(1, asId<PatientId>(1), today));
});

test("INV-3 an opened invoice is typed back as it was", () => {
  const opened = {
    lineId: asId<InvoiceLineId>(8),
    patientId: asId<PatientId>(3),
    kind: "product" as const,
    serviceId: asId<ServiceId>(4),
    providerId: asId<StaffId>(9),
    description: "Floss",
    serviceOn: today,
    quantity: 2,
    unitCents: toCents(500),
    taxRatePpm: 88_750,
  };
  const discounts = [
    null,
    { kind: "percent", basisPoints: 1250, reason: "Friend" },
    { kind: "amount", cents: toCents(100), reason: "Dent" },
  ] as const;
  const lines = discounts.map((discount) => ({ ...opened, discount }));
  const asked = draftInput(head, linesOf({ lines }));
  expect("input" in asked && asked.input.lines).toEqual(lines);
});
