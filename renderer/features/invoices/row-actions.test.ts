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
  reminders: 0,
  lastRemindedOn: null,
  ...changes,
});
const doings = (): RowDoings => ({ open: vi.fn(), print: vi.fn(), save: vi.fn(), mail: vi.fn(), markSent: vi.fn() });
const everything = () => true;

/** Labels with the reason where one is not possible. */
function menu(changes: Partial<TrackerRow>, may: (permission: Permission) => boolean = everything): string[] {
  return trackerRowActions(row(changes), may, doings()).map(({ label, unavailable }) =>
    unavailable === undefined ? label : `${label} – ${unavailable}`,
  );
}

const noPortal = "The patient portal comes with the relay, which this practice does not use yet.";
const later = ["Send to the portal", "Send and notify"];

test("INV-4 the menu of an open invoice has every act there is", () => {
  expect(menu({})).toEqual([
    "Open on a page of its own",
    "Open the chart",
    "Edit",
    "Apply new payment…",
    "Apply existing credit or payment…",
    `Send to the portal – ${noPortal}`,
    `Send and notify – ${noPortal}`,
    "E-mail",
    "Print",
    "Export PDF",
    "Send reminder…",
    "Mark as sent by letter",
    "Credit note…",
    "Payment plan…",
    "Write off…",
    "Void…",
  ]);
});

test.each<[TrackerRow["status"], number, string[]]>([
  [
    "paid",
    0,
    [
      "Apply new payment… – Nothing is owed on it.",
      "Apply existing credit or payment… – Nothing is owed on it.",
      "Send reminder… – Nothing is owed on it.",
      "Payment plan… – Nothing is owed on it.",
      "Write off… – Nothing is owed on it.",
    ],
  ],
  [
    "void",
    0,
    [
      "Edit – It is void.",
      "Apply new payment… – It is void.",
      "Apply existing credit or payment… – It is void.",
      "E-mail – It is void.",
      "Send reminder… – It is void.",
      "Mark as sent by letter – It is void.",
      "Credit note… – It is void.",
      "Payment plan… – It is void.",
      "Write off… – It is void.",
      "Void… – It is void already.",
    ],
  ],
  [
    "draft",
    5000,
    [
      "Apply new payment… – It is a draft.",
      "Apply existing credit or payment… – It is a draft.",
      "E-mail – A draft has no number yet.",
      "Print – A draft has no number yet.",
      "Export PDF – A draft has no number yet.",
      "Send reminder… – It is a draft.",
      "Mark as sent by letter – A draft has no number yet.",
      "Credit note… – A draft has no number yet.",
      "Payment plan… – It is a draft.",
      "Write off… – It is a draft.",
    ],
  ],
])("INV-4 what a %s invoice does not allow stays in the menu with its reason", (status, balance, greyed) => {
  const found = menu({ status, balanceCents: toCents(balance), number: status === "draft" ? null : 1042 });
  const isHere = (label: string) => !later.some((name) => label.startsWith(`${name} – `));
  expect(found.filter((label) => label.includes(" – ") && isHere(label))).toEqual(greyed);
});

test("INV-4 who may only look has no acts on money or paper runs", () => {
  expect(menu({}, () => false).filter((label) => !label.includes(" – "))).toEqual([
    "Open on a page of its own",
    "Open the chart",
    "Print",
    "Export PDF",
  ]);
});

test("INV-4 an invoice of a whole household leads to no single chart", () => {
  expect(menu({ patientId: null })).not.toContain("Open the chart");
});

test("INV-4 each item does what it says", () => {
  const done = doings();
  const run = (id: string) => trackerRowActions(row(), everything, done).find((action) => action.id === id)?.run?.();
  for (const id of ["pay", "credit", "remind", "note", "plan", "writeOff", "void", "print", "save", "email", "sent"]) run(id);
  expect(vi.mocked(done.open).mock.calls).toEqual([["pay"], ["credit"], ["remind"], ["note"], ["plan"], ["writeOff"], ["void"]]);
  expect([done.print, done.save, done.mail, done.markSent].map((act) => vi.mocked(act).mock.calls.length)).toEqual([1, 1, 1, 1]);
});

test("INV-4 a draft is edited and issued on its own page, a void invoice is not edited", () => {
  const edit = (status: TrackerRow["status"]) =>
    trackerRowActions(row({ status }), everything, doings()).find((action) => action.id === "edit");
  expect(edit("draft")).toMatchObject({ label: "Edit and issue", href: "#/invoices/7/edit" });
  expect(edit("overdue")).toMatchObject({ label: "Edit", href: "#/invoices/7/edit" });
  expect(edit("void")?.href).toBeUndefined();
});
