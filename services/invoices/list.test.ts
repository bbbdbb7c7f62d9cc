import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import { emptyTrackerFilter, type TrackerFilter } from "#domain/invoices/tracker-query.ts";
import { toCents } from "#domain/money.ts";
import { deskDay, openDesk, serviceLine, type Desk } from "../payments/desk.fixture.ts";
import { exportInvoicesCsv } from "./export-csv.ts";
import { listTracker, totalTracker } from "./list.ts";
import { previewInvoice } from "./preview.ts";
import { voidAtDesk } from "./void.ts";

let desk: Desk;
let rosa: { householdId: HouseholdId; patientId: PatientId };
let ben: { householdId: HouseholdId; patientId: PatientId };
beforeEach(() => {
  desk = openDesk();
  rosa = desk.household("Rosa", "Lee");
  ben = desk.household("Ben", "Ortiz");
});
afterEach(() => desk.dispose());

function bill(who: typeof rosa, cents: number, today: string = deskDay): InvoiceId {
  return desk.issue(who.householdId, 0, {
    today,
    patientId: who.patientId,
    lines: [serviceLine(toDay(today), cents, { patientId: who.patientId })],
  }).invoiceId;
}

function numbers(filter: Partial<TrackerFilter> = {}, after: string | null = null, limit = 100) {
  const page = listTracker(desk.cx(), {
    filter: { ...emptyTrackerFilter, ...filter },
    sort: "date",
    descending: false,
    after,
    limit,
  });
  return { numbers: page.rows.map((row) => row.number), next: page.next, rows: page.rows };
}

test("INV-4 a row shows who, when, how much, how old and where it stands", () => {
  bill(rosa, 6200, "2026-11-02");
  desk.take(rosa.householdId, 2000);
  expect(numbers().rows).toEqual([
    {
      invoiceId: 1,
      number: 1,
      invoicedOn: "2026-11-02",
      patientId: rosa.patientId,
      patientName: "Lee, Rosa",
      householdId: rosa.householdId,
      payerName: "Lee, Rosa",
      dueOn: "2026-11-02",
      totalCents: 6200,
      paidCents: 2000,
      balanceCents: 4200,
      ageDays: 20,
      status: "overdue",
      lastSentAt: null,
      lastChannel: null,
      reminders: 0,
      lastRemindedOn: null,
    },
  ]);
});

test("INV-4 pages follow each other by place; a place that is not ours is refused in words", () => {
  for (let n = 0; n < 5; n++) bill(rosa, 100 + n);
  const first = numbers({}, null, 2);
  const second = numbers({}, first.next, 2);
  const third = numbers({}, second.next, 2);
  expect([first.numbers, second.numbers, third.numbers, third.next]).toEqual([[1, 2], [3, 4], [5], null]);
  expect(() => numbers({}, "made up")).toThrow("list_place_unknown");
});

test.each([
  ["ortiz", [2]],
  ["ben ort", [2]],
  ["#1", [1]],
  ["INV 2", [2]],
  ["lee 99", []],
  ["???", []],
])("INV-4 the text %j finds invoices %j", (text, found) => {
  bill(rosa, 100);
  bill(ben, 200);
  expect(numbers({ text }).numbers).toEqual(found);
});

test("INV-4 the tracker of one chart holds only that person's invoices", () => {
  bill(rosa, 100);
  bill(ben, 200);
  expect(numbers({ patientId: ben.patientId }).numbers).toEqual([2]);
  expect(numbers({ householdId: rosa.householdId }).numbers).toEqual([1]);
});

test("INV-4 totals leave the money of void invoices out", () => {
  bill(rosa, 100);
  const wrong = bill(rosa, 700);
  voidAtDesk(desk.cx(), { invoiceId: wrong, reason: "Typed twice" });
  desk.take(rosa.householdId, 60);
  expect(totalTracker(desk.cx(), emptyTrackerFilter)).toEqual({
    count: 2,
    totalCents: 100,
    paidCents: 60,
    balanceCents: 40,
    isExact: true,
  });
});

test("INV-4 the spreadsheet has a row for every invoice of the filter, amounts as numbers", () => {
  bill(rosa, 123_450, "2026-10-02");
  bill(ben, 200);
  const lines = exportInvoicesCsv(desk.cx(), {
    filter: { ...emptyTrackerFilter, householdId: rosa.householdId },
    sort: "date",
    descending: true,
    invoiceIds: null,
  }).split("\r\n");
  expect(lines[1]).toBe('1,2026-10-02,"Lee, Rosa","Lee, Rosa",2026-10-02,1234.50,0.00,1234.50,51,Overdue,,,0,');
  expect(lines).toHaveLength(3);
});

test("INV-4 a preview shows lines that explain themselves and everything that settled the invoice", () => {
  desk.take(rosa.householdId, 500, { tender: "check", reference: "1042" });
  const invoiceId = desk.issue(rosa.householdId, 0, {
    lines: [
      serviceLine(deskDay, 3700, {
        kind: "dues",
        patientId: rosa.patientId,
        fromOn: toDay("2026-11-05"),
        toOn: toDay("2026-12-05"),
        facts: {
          kind: "full_period",
          priceCents: toCents(3700),
          months: 1,
          fromOn: toDay("2026-11-05"),
          toOn: toDay("2026-12-05"),
        },
      }),
    ],
  }).invoiceId;
  desk.take(rosa.householdId, 1000);
  const view = previewInvoice(desk.cx(), invoiceId);
  expect(view.lines).toMatchObject([
    { patientName: "Rosa Lee", throughOn: "2026-12-04", netCents: 3700, explain: { rule: "F-5" } },
  ]);
  expect(view.settlements.map(({ label, cents }) => [label, cents])).toEqual([
    ["Household credit", 500],
    ["Cash, receipt 2", 1000],
  ]);
  expect(view).toMatchObject({ status: "part_paid", balanceCents: 2200, billTo: ["Rosa Lee", "12 Oak St", "Lowell, MA 01850"] });
});

test("INV-3 a void invoice still shows what was paid on it and that it was taken back", () => {
  const invoiceId = bill(rosa, 1000);
  desk.take(rosa.householdId, 1000);
  voidAtDesk(desk.cx(), { invoiceId, reason: "Typed twice" });
  const view = previewInvoice(desk.cx(), invoiceId);
  expect(view).toMatchObject({ status: "void", voidedOn: deskDay, voidReason: "Typed twice", householdCreditCents: 1000 });
  expect(view.settlements.map(({ label, cents }) => [label, cents])).toEqual([
    ["Cash, receipt 1", 1000],
    ["Cash, receipt 1, taken back", -1000],
  ]);
});

test("F-17 an invoice that is not there is refused", () => {
  expect(() => previewInvoice(desk.cx(), 99 as InvoiceId)).toThrow("invoice_not_found");
});
