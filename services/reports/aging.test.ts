import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { ReportSheet } from "#domain/reports/report-sheet.ts";
import { audit } from "../record.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { voidInvoice } from "../invoices/void.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { reversePayment } from "../payments/reverse.ts";
import { takePayment } from "../payments/take.ts";
import { cash, serviceLine } from "../payments/desk.fixture.ts";
import type { AgingAsk } from "./aging-question.ts";
import { column, openReportDesk, total, type ReportDesk } from "./reports.fixture.ts";
import { openFigure, showReport } from "./show-report.ts";

let desk: ReportDesk;
beforeEach(() => {
  desk = openReportDesk();
});
afterEach(() => desk.dispose());

const aging: AgingAsk = { report: "aging", asOf: toDay("2026-11-22"), knownAt: null, ageFrom: "due", by: "household", credit: "apart" };

const show = (over: Partial<AgingAsk> = {}): ReportSheet => showReport(desk.at(), { ...aging, ...over });
const buckets = (sheet: ReportSheet, name: string): unknown[] =>
  ["0_30", "31_60", "61_90", "over_90"].map((id) => column(sheet.sections[0], id)[name]);
const invoice = (householdId: HouseholdId, cents: number, on: string, over: Parameters<ReportDesk["issue"]>[2] = {}) =>
  desk.issue(householdId, cents, { today: on, dueOn: toDay(on), ...over });

/** The one-cent invoices of the worked example: each due day has its own amount. */
const worked = [
  ["2026-11-01", 1, "0_30"],
  ["2026-10-23", 20, "0_30"],
  ["2026-10-22", 300, "31_60"],
  ["2026-08-24", 4000, "61_90"],
  ["2026-08-23", 50_000, "over_90"],
] as const;

describe("INV-11 as of 22 November 2026", () => {
  test.each(worked)("INV-11 due on %s (%i cents) stands in %s", (dueOn, cents, bucket) => {
    const { householdId } = desk.household("Rosa", "Lee");
    invoice(householdId, cents, dueOn);
    expect(column(show().sections[0], bucket)["Rosa Lee"]).toBe(cents);
    expect(total(show(), "open")).toBe(cents);
  });

  test("INV-11 all five together stand apart by their age, and the total ties to the ledger", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    for (const [dueOn, cents] of worked) invoice(householdId, cents, dueOn);
    const sheet = show();
    expect(buckets(sheet, "Rosa Lee")).toEqual([21, 300, 4000, 50_000]);
    expect(total(sheet, "open")).toBe(desk.money(householdId).balanceCents);
    expect(sheet.notes[0]).toContain("tie to the receivable account");
  });

  test.each([
    [-5, "0_30"],
    [0, "0_30"],
    [30, "0_30"],
    [31, "31_60"],
    [60, "31_60"],
    [61, "61_90"],
    [90, "61_90"],
    [91, "over_90"],
    [900, "over_90"],
  ])("INV-11 %i days after the due day is %s", (age, bucket) => {
    const { householdId } = desk.household("Rosa", "Lee");
    invoice(householdId, 700, "2024-01-05", { dueOn: addDays(toDay("2026-11-22"), -age) });
    expect(column(show().sections[0], bucket)["Rosa Lee"]).toBe(700);
  });
});

test("INV-11 the office may count from the invoice day: net 30 of 1 October is 52 days old, not 22", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  invoice(householdId, 900, "2026-10-01", { dueOn: toDay("2026-10-31"), termsDays: 30 });
  expect(buckets(show(), "Rosa Lee")).toEqual([900, 0, 0, 0]);
  expect(buckets(show({ ageFrom: "invoice" }), "Rosa Lee")).toEqual([0, 900, 0, 0]);
});

describe("INV-11 open is what was not settled by then", () => {
  test("INV-11 a part payment counts from its own day", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    invoice(householdId, 10_000, "2026-09-01");
    desk.take(householdId, 4000, { today: "2026-10-10" });
    desk.take(householdId, 1000, { today: "2026-11-22" });
    expect(buckets(show({ asOf: toDay("2026-10-09") }), "Rosa Lee")).toEqual([0, 10_000, 0, 0]);
    expect(buckets(show({ asOf: toDay("2026-10-10") }), "Rosa Lee")).toEqual([0, 6000, 0, 0]);
    expect(buckets(show(), "Rosa Lee")).toEqual([0, 0, 5000, 0]);
    expect(column(show().sections[0], "paid_on")["Rosa Lee"]).toBe("2026-11-22");
    expect(column(show({ asOf: toDay("2026-11-01") }).sections[0], "paid")["Rosa Lee"]).toBe(4000);
  });

  test("INV-11 a void, a write-off and a payment taken back count from their own days", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    const first = invoice(householdId, 5000, "2026-08-01");
    const second = invoice(householdId, 3000, "2026-08-01");
    desk.db.write((w) => writeOffInvoice(desk.at("2026-09-15"), w, { invoiceId: second.invoiceId, amountCents: toCents(1200), reason: "Gone" }));
    desk.db.write((w) => voidInvoice(desk.at("2026-10-15"), w, { invoiceId: first.invoiceId, reason: "Wrong" }));
    const open = (asOf: string): unknown => total(show({ asOf: toDay(asOf) }), "open");
    expect(["2026-07-31", "2026-08-01", "2026-09-14", "2026-09-15", "2026-10-14", "2026-10-15", "2026-11-22"].map(open)).toEqual([
      0, 8000, 8000, 6800, 6800, 1800, 1800,
    ]);
  });

  test("INV-11 a payment that was taken back the same day leaves nothing on any day", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    invoice(householdId, 5000, "2026-08-01");
    const { paymentId } = desk.take(householdId, 9000, { today: "2026-08-20" });
    desk.db.write((w) => reversePayment(desk.at("2026-08-20"), w, { paymentId, reason: "Mistake" }));
    expect(buckets(show({ asOf: toDay("2026-08-20") }), "Rosa Lee")).toEqual([5000, 0, 0, 0]);
    expect(total(show(), "credit")).toBe(0);
    expect(column(show().sections[0], "paid_on")["Rosa Lee"]).toBeNull();
  });
});

describe("INV-11 unused credit", () => {
  const withCredit = (): HouseholdId => {
    const { householdId } = desk.household("Rosa", "Lee");
    desk.take(householdId, 2500, { today: "2026-06-01" });
    const { householdId: other } = desk.household("Ana", "Ortiz");
    invoice(other, 4000, "2026-06-01");
    invoice(other, 1000, "2026-11-20");
    return other;
  };

  test("INV-11 stands in its own column, also of a household that owes nothing", () => {
    withCredit();
    const sheet = show();
    expect(column(sheet.sections[0], "credit")).toEqual({ "Rosa Lee": 2500, "Ana Ortiz": 0 });
    expect(column(sheet.sections[0], "balance")).toEqual({ "Rosa Lee": -2500, "Ana Ortiz": 5000 });
    expect([total(sheet, "open"), total(sheet, "credit"), total(sheet, "balance")]).toEqual([5000, 2500, 2500]);
  });

  test("INV-11 comes off the oldest amounts first where it is netted; the balance stays", () => {
    const { householdId } = desk.household("Ana", "Ortiz");
    const paid = invoice(householdId, 4200, "2026-06-01");
    desk.take(householdId, 4200, { today: "2026-06-01" });
    invoice(householdId, 4000, "2026-06-02");
    invoice(householdId, 1000, "2026-11-20");
    // What was paid on it becomes credit, which nothing uses before the next invoice.
    desk.db.write((w) => voidInvoice(desk.at("2026-11-21"), w, { invoiceId: paid.invoiceId, reason: "Wrong" }));
    const [apart, netted] = [show(), show({ credit: "netted" })];
    expect(buckets(apart, "Ana Ortiz")).toEqual([1000, 0, 0, 4000]);
    expect(buckets(netted, "Ana Ortiz")).toEqual([800, 0, 0, 0]);
    expect(column(netted.sections[0], "credit")["Ana Ortiz"]).toBe(0);
    expect(total(netted, "balance")).toBe(total(apart, "balance"));
  });

  test("INV-11 credit that was used later was still unused then", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    desk.take(householdId, 2500, { today: "2026-06-01" });
    invoice(householdId, 2000, "2026-07-01");
    const then = show({ asOf: toDay("2026-06-15") });
    expect([total(then, "open"), total(then, "credit")]).toEqual([0, 2500]);
    expect([total(show(), "open"), total(show(), "credit")]).toEqual([0, 500]);
  });
});

describe("INV-11 by patient", () => {
  test("INV-11 an invoice of one patient is theirs, one of two is shared by its lines and sums to the cent", () => {
    const { householdId, patientId } = desk.household("Rosa", "Lee");
    const child = desk.db.write((w) => {
      w.exec(
        `insert into patient (household_id, chart_number, first_name, last_name, sort_name, created_at)
         values (?, 'C-99', 'Ben', 'Lee', 'lee, ben', '2026-01-02T15:00:00.000Z')`,
        householdId,
      );
      return w.get<{ id: typeof patientId }>("select id from patient where chart_number = 'C-99'")?.id ?? patientId;
    });
    const on = toDay("2026-11-01");
    desk.db.write((w) =>
      issueInvoice(desk.at(on), w, {
        kind: "manual",
        householdId,
        patientId: null,
        drawOn: null,
        invoicedOn: on,
        dueOn: on,
        termsDays: 0,
        lines: [serviceLine(on, 2000, { patientId }), serviceLine(on, 1000, { patientId: child })],
      }),
    );
    desk.take(householdId, 2000, { today: "2026-11-02" });
    const sheet = show({ by: "patient" });
    expect(column(sheet.sections[0], "open")).toEqual({ "Rosa Lee": 667, "Ben Lee": 333 });
    expect(total(sheet, "open")).toBe(total(show(), "open"));
  });

  test("INV-11 a household's credit has a row of its own", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    desk.take(householdId, 700, { today: "2026-11-01" });
    expect(column(show({ by: "patient" }).sections[0], "credit")).toEqual({ "Rosa Lee (household)": 700 });
  });
});

describe("REP-3 F-10 known at an instant", () => {
  test("REP-3 what was entered after the print is not in the reprint", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    desk.db.write((w) => issue(w, householdId, 5000, "2026-10-01"));
    const printed = show({ asOf: toDay("2026-11-22") });
    desk.db.write((w) => takePayment(desk.at("2026-11-22"), w, cash(householdId, 3000)));
    desk.db.write((w) => issue(w, householdId, 800, "2026-11-22"));
    expect(total(show(), "open")).toBe(2800);
    const reprint = show({ knownAt: printed.knownAt });
    expect(reprint.sections).toEqual(printed.sections);
    expect(reprint.knownAt).toBe(printed.knownAt);
  });

  test("REP-3 a due day that was moved since stands where it was: by instant and by day", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    const { invoiceId } = desk.db.write((w) => issue(w, householdId, 5000, "2026-09-01"));
    const printed = show();
    desk.db.write((w) => {
      const cx = desk.at("2026-11-22");
      w.exec("update invoice set due_on = '2026-11-10' where id = ?", invoiceId);
      audit(cx, w, "invoice.due_moved", `invoice/${invoiceId}`, {});
    });
    expect(buckets(show(), "Rosa Lee")).toEqual([5000, 0, 0, 0]);
    expect(buckets(show({ knownAt: printed.knownAt }), "Rosa Lee")).toEqual([0, 0, 5000, 0]);
    expect(buckets(show({ asOf: toDay("2026-11-21") }), "Rosa Lee")).toEqual([0, 0, 5000, 0]);
  });

  test("REP-3 an instant ahead knows no more than now", () => {
    const sheet = show({ knownAt: "2031-01-01T00:00:00.000Z" });
    expect(sheet.knownAt < "2031").toBe(true);
  });

  test("REP-3 a person types the wall time of the practice's zone", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    desk.db.write((w) => issue(w, householdId, 5000, "2026-10-01"));
    // 15:01 in London's winter is 11:01 in New York's summer.
    expect(total(show({ knownAt: "2026-10-01T11:00" }), "open")).toBe(0);
    expect(total(show({ knownAt: "2026-10-01T11:01:00.000" }), "open")).toBe(5000);
  });

  function issue(w: Parameters<typeof issueInvoice>[1], householdId: HouseholdId, cents: number, today: string) {
    const cx = desk.at(today);
    return issueInvoice(cx, w, {
      kind: "manual",
      householdId,
      patientId: null,
      drawOn: null,
      invoicedOn: cx.today,
      dueOn: cx.today,
      termsDays: 0,
      lines: [serviceLine(cx.today, cents)],
    });
  }
});

describe("REP-5 every figure opens its rows", () => {
  const open = (rowKey: string | null, columnId: string, over: Partial<AgingAsk> = {}): ReportSheet =>
    openFigure(desk.at(), { ...aging, ...over }, { sectionId: "accounts", rowKey, columnId });

  test("REP-5 each bucket, the open sum and the credit of each row, and each total, sum to what was pressed", () => {
    for (const [first, cents] of [["Rosa", 1], ["Ana", 7]] as const) {
      const { householdId } = desk.household(first, "Lee");
      for (const [dueOn, amount] of worked) invoice(householdId, amount * cents, dueOn);
      desk.take(householdId, 100, { today: "2026-11-02" });
      desk.take(householdId, 500_000 * cents, { today: "2026-11-03" });
      invoice(householdId, 400_000 * cents, "2026-11-10");
    }
    for (const by of ["household", "patient"] as const) {
      const sheet = show({ by });
      const [section] = sheet.sections;
      for (const columnId of section?.opens ?? []) {
        const at = section?.columns.findIndex(({ id }) => id === columnId) ?? -1;
        for (const row of section?.rows ?? [])
          expect({ columnId, sum: total(open(row.key, columnId, { by }), columnId === "credit" ? "credit" : "open") }).toEqual({
            columnId,
            sum: row.cells[at],
          });
        expect(total(open(null, columnId, { by }), columnId === "credit" ? "credit" : "open")).toBe(section?.totals?.[at]);
      }
    }
  });

  test("REP-5 an open invoice says its day, its due day and its age, and leads to itself", () => {
    const { householdId } = desk.household("Rosa", "Lee");
    const made = invoice(householdId, 300, "2026-10-22");
    const [row] = open(String(householdId), "31_60").sections[0]?.rows ?? [];
    expect(row).toEqual({
      key: null,
      cells: [String(made.number), "Rosa Lee", "2026-10-22", "2026-10-22", 31, 300],
      link: { to: "invoice", id: made.invoiceId },
    });
  });

  test.each([
    ["x", "open"],
    ["1/2/3", "open"],
    ["1", "name"],
    ["1", "balance"],
    ["", "open"],
  ])("REP-5 the figure %j, %s is not in the report: refused in words", (rowKey, columnId) => {
    expect(() => open(rowKey, columnId)).toThrow(expect.objectContaining({ code: "report_row_unknown" }) as Error);
  });
});

test("F-17 a day that has not come is refused", () => {
  expect(() => show({ asOf: toDay("2026-11-23") })).toThrow(expect.objectContaining({ code: "report_day_ahead" }) as Error);
});

test("INV-11 an empty practice has an empty report with totals of nothing", () => {
  const sheet = show();
  expect(sheet.sections[0]?.rows).toEqual([]);
  expect(total(sheet, "open")).toBe(0);
  expect(sheet.sections[0]?.empty).toContain("Nobody owed anything on 22 Nov 2026");
});
