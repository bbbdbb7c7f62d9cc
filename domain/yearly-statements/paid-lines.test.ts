import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asId, type PatientId } from "../identity.ts";
import type { InvoiceLineKind } from "../invoices/status-words.ts";
import { addCents, toCents } from "../money.ts";
import { groupOf, spreadGivenBack, standingOnLines, type BilledLine, type LineShare, type TakenOff } from "./paid-lines.ts";

const rosa = asId<PatientId>(1);
const mia = asId<PatientId>(2);
const line = (lineId: number, cents: number, over: Partial<BilledLine> = {}): BilledLine => ({
  lineId,
  kind: "service",
  ofMembership: false,
  patientId: rosa,
  grossCents: toCents(cents),
  ...over,
});
const off = (cents: number, over: Partial<TakenOff> = {}): TakenOff => ({ lineId: null, patientId: null, cents: toCents(cents), ...over });
const shares = (found: readonly LineShare[]) => found.map((share) => [share.line.lineId, share.cents]);
const stand = (lines: readonly BilledLine[], paid: number, takenOff: readonly TakenOff[] = []) => shares(standingOnLines(lines, takenOff, toCents(paid)));

describe("DOC-6 what is kept apart", () => {
  test.each<[kind: InvoiceLineKind, ofMembership: boolean, group: string]>([
    ["dues", true, "dues"],
    ["stub", true, "dues"],
    ["activation", true, "fees"],
    ["reactivation", true, "fees"],
    ["fee", false, "fees"],
    ["service", false, "services"],
    ["product", false, "services"],
    ["package", false, "services"],
    ["discount", true, "dues"],
    ["discount", false, "services"],
  ])("DOC-6 %s (of a membership: %s) counts among the %s", (kind, ofMembership, group) => {
    expect(groupOf({ kind, ofMembership })).toBe(group);
  });
});

describe("DOC-6 what was paid stands on the lines", () => {
  test("in proportion, rounded boundary by boundary, and exactly each line's amount when all is paid", () => {
    const lines = [line(1, 3333), line(2, 3333), line(3, 3334)];
    expect(stand(lines, 10_000)).toEqual([[1, 3333], [2, 3333], [3, 3334]]); // prettier-ignore
    expect(stand(lines, 100)).toEqual([[1, 33], [2, 34], [3, 33]]); // prettier-ignore
    expect(stand(lines, 1)).toEqual([[2, 1]]);
    expect(stand(lines, 0)).toEqual([]);
    expect(stand([], 500)).toEqual([]);
  });

  test("a discount is a line that takes off, with its own part", () => {
    expect(stand([line(1, 10_000), line(2, -1000, { kind: "discount" })], 9000)).toEqual([[1, 10_000], [2, -1000]]); // prettier-ignore
    expect(stand([line(1, 10_000), line(2, -1000, { kind: "discount" })], 4500)).toEqual([[1, 5000], [2, -500]]); // prettier-ignore
  });

  test("a credit note takes its line out; what is left of the money stands on the others", () => {
    const lines = [line(1, 10_000), line(2, 5000, { patientId: mia })];
    expect(stand(lines, 10_000, [off(5000, { lineId: 2 })])).toEqual([[1, 10_000]]);
    expect(stand(lines, 12_000, [off(3000, { lineId: 2 })])).toEqual([[1, 10_000], [2, 2000]]); // prettier-ignore
  });

  test("dues that were taken off for a patient come off that patient's dues, never off a visit", () => {
    const lines = [line(1, 3700, { kind: "dues", ofMembership: true }), line(2, 2500, { kind: "dues", ofMembership: true, patientId: mia }), line(3, 8000)];
    expect(stand(lines, 10_500, [off(3700, { patientId: rosa })])).toEqual([[2, 2500], [3, 8000]]); // prettier-ignore
    expect(stand(lines, 13_000, [off(1200, { patientId: rosa })])).toEqual([[1, 2500], [2, 2500], [3, 8000]]); // prettier-ignore
  });

  test("a note about a line that an edit took away comes off the others, and money on an invoice of nothing has a place", () => {
    expect(stand([line(1, 4000), line(2, 6000)], 5000, [off(5000, { lineId: 99 })])).toEqual([[2, 5000]]);
    expect(stand([line(1, 4000), line(2, 6000)], 300, [off(10_000, { lineId: 99 })])).toEqual([[1, 300]]);
  });

  test("DOC-6 property: however much was paid and taken off, the parts add up to it, and years telescope", () => {
    const amount = fc.integer({ min: 1, max: 500_000 });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), fc.array(fc.tuple(fc.nat(9), amount), { maxLength: 4 }), fc.nat(1_500_000), fc.nat(1_500_000), (sizes, notes, early, late) => {
        const lines = sizes.map((cents, index) => line(index, cents));
        const taken = notes.map(([lineId, cents]) => off(cents, { lineId }));
        const sum = (paid: number, of: readonly TakenOff[]) => addCents(0, ...standingOnLines(lines, of, toCents(paid)).map(({ cents }) => cents));
        expect(sum(early, taken)).toBe(early);
        // What is in the second year is the end less the beginning, whatever was credited between.
        expect(sum(late, taken) - sum(early, [])).toBe(late - early);
        // Nobody is said to have paid more than the line is, while the invoice is not overpaid.
        const whole = addCents(0, ...sizes);
        for (const { line: one, cents } of standingOnLines(lines, [], toCents(Math.min(early, whole)))) expect(cents).toBeLessThanOrEqual(one.grossCents);
      }),
      { numRuns: 300 },
    );
  });
});

describe("DOC-6 money that left an invoice without a name", () => {
  test("is by the visits, because dues go back by name; by all lines where there are only dues", () => {
    const lines = [line(1, 3700, { kind: "dues", ofMembership: true }), line(2, 3000), line(3, 1000, { patientId: mia })];
    expect(shares(spreadGivenBack(lines, toCents(400)))).toEqual([[2, 300], [3, 100]]); // prettier-ignore
    expect(shares(spreadGivenBack(lines.slice(0, 1), toCents(400)))).toEqual([[1, 400]]);
    expect(shares(spreadGivenBack(lines, toCents(-400)))).toEqual([[2, -300], [3, -100]]); // prettier-ignore
  });
});
