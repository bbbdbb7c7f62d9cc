import { expect, test, vi } from "vitest";
import type { TrackerRow } from "#contract/invoices.ts";
import { toDay } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { Permission } from "#domain/staff/permissions.ts";
import { trackerRowActions, type RowDoings } from "./row-actions.ts";

const row = (changes: Partial<TrackerRow> = {}): TrackerRow => ({
  invoiceId: asId<InvoiceId>(7),
  number: 1042,
  invoicedOn: toDay("2026-11-02"),
  patientId: asId<PatientId>(3),
  patientName: "Lee, Mia",
  householdId: asId<HouseholdId>(2),
  payerName: "Lee, Rosa",
  dueOn: toDay("2026-11-02"),
  totalCents: toCents(5000),
  paidCents: toCents(0),
  balanceCents: toCents(5000),
  ageDays: 20,
  status: "overdue",
  lastSentAt: null,
  lastChannel: null,
  ...changes,
});
const doings = (): RowDoings => ({ open: vi.fn(), print: vi.fn(), save: vi.fn(), markSent: vi.fn() });
const everything = () => true;

/** Labels with the reason where one is not possible. */
function menu(changes: Partial<TrackerRow>, may: (permission: Permission) => boolean = everything): string[] {
  return trackerRowActions(row(changes), may, doings()).map(({ label, unavailable }) =>
    unavailable === undefined ? label : `${label} – ${unavailable}`,
  );
}

test("INV-4 the menu of an open invoice has every act there is", () => {
  expect(menu({})).toEqual([
    "Open on a page of its own",
    "Open the chart",
    "Apply new payment…",
    "Apply credit…",
    "Print",
    "Export PDF",
    "Mark as sent by letter",
    "Void…",
  ]);
});

test.each<[TrackerRow["status"], number, string[]]>([
  ["paid", 0, ["Apply new payment… – Nothing is owed on it.", "Apply credit… – Nothing is owed on it."]],
  [
    "void",
    0,
    [
      "Apply new payment… – It is void.",
      "Apply credit… – It is void.",
      "Mark as sent by letter – It is void.",
      "Void… – It is void already.",
    ],
  ],
  [
    "draft",
    5000,
    [
      "Apply new payment… – It is a draft.",
      "Apply credit… – It is a draft.",
      "Print – A draft has no number yet.",
      "Export PDF – A draft has no number yet.",
      "Mark as sent by letter – A draft has no number yet.",
    ],
  ],
])("INV-4 what a %s invoice does not allow stays in the menu with its reason", (status, balance, greyed) => {
  const found = menu({ status, balanceCents: toCents(balance), number: status === "draft" ? null : 1042 });
  expect(found.filter((label) => label.includes(" – "))).toEqual(greyed);
});

test("INV-4 who may only look has no acts on money or paper runs", () => {
  expect(menu({}, () => false)).toEqual(["Open on a page of its own", "Open the chart", "Print", "Export PDF"]);
});

test("INV-4 an invoice of a whole household leads to no single chart", () => {
  expect(menu({ patientId: null })).not.toContain("Open the chart");
});

test("INV-4 each item does what it says", () => {
  const done = doings();
  const run = (id: string) => trackerRowActions(row(), everything, done).find((action) => action.id === id)?.run?.();
  for (const id of ["pay", "credit", "void", "print", "save", "sent"]) run(id);
  expect(vi.mocked(done.open).mock.calls).toEqual([["pay"], ["credit"], ["void"]]);
  expect([done.print, done.save, done.markSent].map((act) => vi.mocked(act).mock.calls.length)).toEqual([1, 1, 1]);
});
