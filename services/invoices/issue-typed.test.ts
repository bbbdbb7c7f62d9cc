import { afterEach, beforeEach, expect, test } from "vitest";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { breachesOfMoney, deskDay, openDesk, type Desk } from "../payments/desk.fixture.ts";
import { issueTyped, type TypedLine } from "./issue-typed.ts";
import { previewInvoice } from "./preview.ts";

let desk: Desk;
let householdId: HouseholdId;
let patientId: PatientId;
beforeEach(() => {
  desk = openDesk();
  ({ householdId, patientId } = desk.household("Rosa", "Lee"));
});
afterEach(() => {
  expect(breachesOfMoney(desk.db)).toEqual([]);
  desk.dispose();
});

function line(over: Partial<TypedLine> = {}): TypedLine {
  return {
    patientId,
    kind: "service",
    description: " Whitening ",
    serviceOn: deskDay,
    quantity: 2,
    unitCents: toCents(4500),
    taxRatePpm: 88_750,
    ...over,
  };
}

test("INV-1 a blank invoice typed at the desk is issued at once, with tax and its explanation", () => {
  const { invoiceId, number } = issueTyped(desk.cx(), { householdId, lines: [line()], termsDays: 0 });
  const view = previewInvoice(desk.cx(), invoiceId);
  expect(view).toMatchObject({ number, kind: "manual", totalCents: 9799, taxCents: 799, dueOn: deskDay, status: "unpaid" });
  expect(view.lines[0]).toMatchObject({
    description: "Whitening",
    explain: { sentence: "2 at 45.00 each make 90.00." },
  });
});

test("INV-3 its terms decide the due day", () => {
  const { invoiceId } = issueTyped(desk.cx(), { householdId, lines: [line()], termsDays: 15 });
  expect(previewInvoice(desk.cx(), invoiceId).dueOn).toBe("2026-12-07");
});

test("INV-1 a line for somebody of another household is refused by name, and nothing is kept", () => {
  const other = desk.household("Ben", "Ortiz");
  const lines = [line(), line({ patientId: other.patientId })];
  expect(() => issueTyped(desk.cx(), { householdId, lines, termsDays: 0 })).toThrow("patient_of_other_household");
  expect(desk.db.read((r) => r.get("select count(*) as n from invoice"))).toEqual({ n: 0 });
});

test("F-1 amounts beyond what an invoice may be are refused", () => {
  const lines = [line({ quantity: 999, unitCents: toCents(100_000_000) })];
  expect(() => issueTyped(desk.cx(), { householdId, lines, termsDays: 0 })).toThrow("invoice_too_large");
});
