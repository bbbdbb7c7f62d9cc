/** INV-3, PPL-3, MEM-15: an invoice is revised that stood with another household before. What was true of that household on those days stays true. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { ageHouseholds } from "#db/reports/aging.ts";
import { brokenIdentities } from "../scenarios/accounting/identities.ts";
import { mergeHouseholds } from "../households/merge-households.ts";
import { undoHouseholdMerge } from "../households/undo-merge.ts";
import { movePatient } from "../people/move-patient.ts";
import { openEditorDesk, type EditorDesk } from "./editor.fixture.ts";

let e: EditorDesk;
let invoiceId: InvoiceId;
beforeEach(() => {
  e = openEditorDesk();
  e.practice();
  invoiceId = e.issue([e.line()], { today: "2026-11-20" });
});
afterEach(() => e.close());

const owed = (householdId: HouseholdId, on: string): number =>
  e.desk.db.read((db) => {
    const found = ageHouseholds(db, { asOf: toDay(on), knownAt: null, ageFrom: "due", timeZone: "America/New_York" }).find((one) => one.householdId === householdId);
    return (found ? Object.values(found.sums).reduce((sum: number, cents) => sum + cents, 0) : 0) as never;
  }) as number;
const dearer = (today: string) => e.revise(invoiceId, { reason: "One more", lines: [{ ...(e.opened(invoiceId).lines[0] as never as ReturnType<EditorDesk["line"]>), unitCents: toCents(12_000) }] }, today);

/** 17 and 45 days before are among the days that the identities are asked for. */
const sound = () => expect(["2026-12-08", "2026-12-09", "2026-12-10", "2026-12-12"].flatMap((day) => brokenIdentities(e.desk.cx(day)))).toEqual([]);

test("INV-3 PPL-3 F-10 after a move with what is owed, the old household's days stay as they were, and the new one owes the new total", () => {
  const own = movePatient(e.desk.cx("2026-11-25"), { patientId: e.patientId, toHouseholdId: e.desk.household("Ana", "Ortiz").householdId, takeInvoices: true }).householdId;
  dearer("2026-12-08");
  expect([owed(e.home, "2026-11-21"), owed(own, "2026-11-21")]).toEqual([9000, 0]);
  expect([owed(e.home, "2026-12-01"), owed(own, "2026-12-01")]).toEqual([0, 9000]);
  expect([owed(e.home, "2026-12-08"), owed(own, "2026-12-08")]).toEqual([0, 12_000]);
  sound();
});

test("INV-3 MEM-15 F-10 after a merge, and after one that was undone again, too", () => {
  const { householdId: other } = e.desk.household("Ana", "Ortiz");
  const { mergeId } = mergeHouseholds(e.desk.cx("2026-11-23"), { survivorId: other, absorbedId: e.home });
  expect([owed(e.home, "2026-11-23"), owed(other, "2026-11-23")]).toEqual([0, 9000]);
  undoHouseholdMerge(e.desk.cx("2026-11-26"), { mergeId });
  dearer("2026-12-08");
  expect([owed(e.home, "2026-11-24"), owed(other, "2026-11-24")]).toEqual([0, 9000]);
  expect([owed(e.home, "2026-12-08"), owed(other, "2026-12-08")]).toEqual([12_000, 0]);
  sound();
});

test("INV-3 F-10 a second revision after the move does not reach back behind it", () => {
  const own = movePatient(e.desk.cx("2026-11-25"), { patientId: e.patientId, toHouseholdId: e.desk.household("Ana", "Ortiz").householdId, takeInvoices: true }).householdId;
  dearer("2026-12-07");
  e.revise(invoiceId, { reason: "Mistyped", lines: [{ ...(e.opened(invoiceId).lines[0] as never as ReturnType<EditorDesk["line"]>), unitCents: toCents(10_000) }] }, "2026-12-09");
  expect([owed(own, "2026-12-01"), owed(own, "2026-12-09")]).toEqual([9000, 10_000]);
  sound();
});
