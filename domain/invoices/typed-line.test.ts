import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type PatientId } from "../identity.ts";
import { toCents } from "../money.ts";
import { Refusal } from "../refusal.ts";
import { checkTyped, isSameDiscount, lineLimits, lineProblem, type ManualDiscount, type TypedLine } from "./typed-line.ts";

const line = (over: Partial<TypedLine> = {}): TypedLine => ({
  patientId: asId<PatientId>(1),
  kind: "service",
  description: "Cleaning",
  serviceOn: toDay("2026-11-22"),
  quantity: 1,
  unitCents: toCents(9000),
  taxRatePpm: 88_750,
  ...over,
});
const percent = (basisPoints: number, reason = "Friend"): ManualDiscount => ({ kind: "percent", basisPoints, reason });
const amount = (cents: number, reason = "Friend"): ManualDiscount => ({ kind: "amount", cents: cents as never, reason });

function refusalOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.facts];
    throw error;
  }
  return null;
}

describe("INV-1 a typed line", () => {
  test.each<[Partial<TypedLine>, string | null]>([
    [{}, null],
    [{ description: " " }, "description"],
    [{ description: "x".repeat(lineLimits.description) }, null],
    [{ description: "x".repeat(lineLimits.description + 1) }, "description"],
    [{ serviceOn: "2026-02-30" as never }, "service_day"],
    [{ quantity: 0 }, "quantity_zero"],
    [{ quantity: -1 }, "quantity_negative"],
    [{ quantity: 1.5 }, "quantity_negative"],
    [{ quantity: 999 }, null],
    [{ quantity: 1000 }, "quantity_large"],
    [{ unitCents: toCents(0) }, null],
    [{ unitCents: toCents(-1) }, "price_negative"],
    [{ unitCents: toCents(100_000_000) }, null],
    [{ unitCents: toCents(100_000_001) }, "price_large"],
    [{ taxRatePpm: 500_000 }, null],
    [{ taxRatePpm: 500_001 }, "tax_rate"],
    [{ taxRatePpm: -1 }, "tax_rate"],
    [{ discount: percent(1) }, null],
    [{ discount: percent(10_000) }, null],
    [{ discount: percent(0) }, "discount_percent"],
    [{ discount: percent(10_001) }, "discount_percent"],
    [{ discount: percent(1000, " ") }, "discount_reason"],
    [{ discount: percent(1000, "x".repeat(201)) }, "discount_reason"],
    [{ discount: amount(1) }, null],
    [{ discount: amount(0) }, "discount_amount"],
    [{ discount: amount(-5) }, "discount_amount"],
    // The first of several in the order of the form.
    [{ description: "", quantity: 0 }, "description"],
  ])("INV-1 with %j: %j", (over, problem) => {
    expect(lineProblem(line(over))).toBe(problem);
  });

  test("INV-1 that is wrong is named by its place, counted from 1", () => {
    expect(refusalOf(() => checkTyped([line(), line({ quantity: 0 }), line({ quantity: -1 })], 0))).toEqual(["invoice_line_wrong", { line: 2, what: "quantity_zero" }]);
  });

  test.each<[lines: number, kept: number, terms: number, code: string | null]>([
    [0, 0, 0, "invoice_no_lines"],
    [0, 1, 0, null],
    [500, 0, 0, null],
    [501, 0, 0, "invoice_too_many_lines"],
    [500, 1, 0, "invoice_too_many_lines"],
    [1, 0, 365, null],
    [1, 0, 366, "invoice_terms_wrong"],
    [1, 0, -1, "invoice_terms_wrong"],
    [1, 0, 7.5, "invoice_terms_wrong"],
  ])("INV-1 INV-3 %i lines beside %i that stay, due in %j days: %j", (count, kept, terms, code) => {
    const answer = refusalOf(() => checkTyped(Array.from({ length: count }, () => line()), terms, kept));
    expect(answer === null ? null : (answer as [string])[0]).toBe(code);
  });

  test("INV-1 two discounts are the same one only in kind, measure and reason", () => {
    expect(isSameDiscount(null, null)).toBe(true);
    expect(isSameDiscount(percent(1000), percent(1000, " Friend "))).toBe(true);
    for (const [a, b] of [[percent(1000), null], [null, amount(1)], [percent(1000), percent(1001)], [percent(1000), amount(1000)], [amount(1), amount(2)], [amount(1), amount(1, "Other")]] as const)
      expect(isSameDiscount(a, b)).toBe(false);
  });
});
