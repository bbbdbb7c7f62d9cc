import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { readIif, readQbo, readXero, type ReadJournal } from "#domain/accounting/independent-reader.fixture.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { openReportDesk, type ReportDesk } from "../reports/reports.fixture.ts";
import { mapAccount, viewAccountMap } from "./account-map.ts";
import { exportJournal, previewJournal, viewExports, type ExportAsk } from "./export-journal.ts";

let desk: ReportDesk;
let householdId: HouseholdId;
beforeEach(() => {
  desk = openReportDesk();
  ({ householdId } = desk.household("Rosa", "Secretname"));
});
afterEach(() => desk.dispose());

const ask: ExportAsk = {
  format: "iif",
  from: toDay("2026-11-01"),
  to: toDay("2026-11-21"),
  again: false,
  dayOrder: "month-first",
  taxRate: "Tax Exempt",
};
const make = (over: Partial<ExportAsk> = {}) => exportJournal(desk.at(), { ...ask, ...over });
const read = (over: Partial<ExportAsk> = {}): ReadJournal[] => make(over).files.flatMap(({ text }) => readIif(text));
const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
/** An invoice of a day gone by that is entered today. */
const late = (cents: number, on: string, taxRatePpm = 0): void => {
  const cx = desk.at();
  desk.db.write((w) =>
    issueInvoice(cx, w, {
      kind: "manual",
      householdId,
      patientId: null,
      drawOn: null,
      invoicedOn: toDay(on),
      dueOn: toDay(on),
      termsDays: 0,
      lines: [serviceLine(toDay(on), cents, { taxRatePpm })],
    }),
  );
};
const amounts = (journals: readonly ReadJournal[]): unknown =>
  journals.map(({ number, day, lines }) => ({ number, day, lines: Object.fromEntries(lines.map(({ account, amount }) => [account, amount])) }));

describe("INV-16 a journal of days", () => {
  test("INV-16 one entry a day with the sums of its accounts, tax apart, and no patient's name in any file", () => {
    late(9000, "2026-11-02", 88_750);
    late(1000, "2026-11-02");
    desk.take(householdId, 10_799, { today: "2026-11-03" });
    expect(amounts(read())).toEqual([
      { number: "PER-20261102", day: "2026-11-02", lines: { "Accounts Receivable": 10_799, "Service Income": -10_000, "Sales Tax Payable": -799 } },
      { number: "PER-20261103", day: "2026-11-03", lines: { "Cash Drawer": 10_799, "Accounts Receivable": -10_799 } },
    ]);
    for (const format of ["iif", "qbo", "xero"] as const)
      for (const { text } of make({ format, again: true }).files) {
        expect(text).not.toContain("Secretname");
        expect(text).not.toContain("Rosa");
        expect(text).not.toContain("Invoice");
      }
  });

  test("INV-16 the three formats say the same days and amounts, and each entry sums to zero", () => {
    late(9000, "2026-11-02", 88_750);
    desk.take(householdId, 5000, { today: "2026-11-03", tender: "check", reference: "7" });
    desk.take(householdId, 60_000, { today: "2026-11-04", tender: "card_terminal" });
    const journals = {
      iif: make().files.flatMap(({ text }) => readIif(text)),
      qbo: make({ format: "qbo", again: true }).files.flatMap(({ text }) => readQbo(text)),
      xero: make({ format: "xero", again: true, dayOrder: "day-first" }).files.flatMap(({ text }) => readXero(text, "day-first")),
    };
    const plain = (all: readonly ReadJournal[]): unknown => all.map(({ number, day, lines }) => [number, day, lines.map(({ amount }) => amount)]);
    expect(plain(journals.qbo)).toEqual(plain(journals.iif));
    expect(plain(journals.xero)).toEqual(plain(journals.iif));
    expect(journals.iif.length).toBe(3);
    for (const { lines } of journals.iif) expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });

  test("INV-16 days without entries and days out of the range are not in it", () => {
    late(100, "2026-10-31");
    late(200, "2026-11-21");
    late(300, "2026-11-22");
    expect(read().map(({ day }) => day)).toEqual(["2026-11-21"]);
  });
});

describe("INV-16 no day twice without a question", () => {
  test("INV-16 a second export of the same days is refused and says what to do", () => {
    late(100, "2026-11-02");
    make();
    expect(refusalOf(() => make())).toBe("accounting_days_exported");
    expect(refusalOf(() => make({ from: toDay("2026-11-05"), to: toDay("2026-11-06") }))).toBe("accounting_days_exported");
  });

  test("INV-16 a longer range has only its new days", () => {
    late(100, "2026-11-02");
    late(200, "2026-11-20");
    expect(read({ to: toDay("2026-11-10") }).map(({ number }) => number)).toEqual(["PER-20261102"]);
    expect(read().map(({ number }) => number)).toEqual(["PER-20261120"]);
  });

  test("INV-16 whole days go again when somebody says so", () => {
    late(100, "2026-11-02");
    const first = amounts(read());
    expect(amounts(read({ again: true }))).toEqual(first);
  });

  test("INV-16 what is entered later for a day that went comes as its correction, once, dated on its day", () => {
    late(100, "2026-11-02");
    make({ to: toDay("2026-11-10") });
    late(70, "2026-11-02");
    late(40, "2026-11-15");
    const corrected = make();
    expect([corrected.days, corrected.corrections]).toEqual([1, 1]);
    expect(amounts(corrected.files.flatMap(({ text }) => readIif(text)))).toEqual([
      { number: "PER-20261102-C2", day: "2026-11-02", lines: { "Accounts Receivable": 70, "Service Income": -70 } },
      { number: "PER-20261115", day: "2026-11-15", lines: { "Accounts Receivable": 40, "Service Income": -40 } },
    ]);
    expect(refusalOf(() => make())).toBe("accounting_days_exported");
  });

  test("INV-16 a correction of a day before the range comes along with the next export", () => {
    late(100, "2026-11-02");
    make({ to: toDay("2026-11-10") });
    late(70, "2026-11-02");
    late(40, "2026-11-15");
    expect(read({ from: toDay("2026-11-11") }).map(({ number }) => number)).toEqual(["PER-20261102-C2", "PER-20261115"]);
  });

  test("INV-16 every export together is what the ledger booked, whatever came late", () => {
    const days = ["2026-11-02", "2026-11-05", "2026-11-02", "2026-11-20", "2026-11-05", "2026-11-02"];
    const sums = new Map<string, number>();
    for (const [at, day] of days.entries()) {
      late(10 ** at, day);
      for (const { lines } of read({ to: toDay(at < 3 ? "2026-11-10" : "2026-11-21") }))
        for (const { account, amount } of lines) sums.set(account, (sums.get(account) ?? 0) + amount);
    }
    expect(Object.fromEntries(sums)).toEqual({ "Accounts Receivable": 111_111, "Service Income": -111_111 });
  });

  test("INV-16 the next export begins where the last one ended, and those made are remembered", () => {
    expect(viewExports(desk.at())).toEqual({ fromOn: "2026-11-21", toOn: "2026-11-21", exports: [] });
    late(100, "2026-11-02");
    late(100, "2026-11-20");
    expect(viewExports(desk.at()).fromOn).toBe("2026-11-02");
    make({ to: toDay("2026-11-10"), format: "qbo" });
    const { fromOn, exports } = viewExports(desk.at());
    expect(fromOn).toBe("2026-11-20");
    expect(exports).toMatchObject([{ exportId: 1, format: "qbo", from: "2026-11-01", to: "2026-11-10", days: 1, corrections: 0 }]);
  });
});

describe("INV-16 what is refused", () => {
  test.each([
    ["report_range_backwards", { from: toDay("2026-11-21"), to: toDay("2026-11-01") }],
    ["accounting_day_not_over", { to: toDay("2026-11-22") }],
    ["report_range_too_long", { from: toDay("2010-01-01") }],
    ["accounting_nothing_to_export", {}],
  ] as const)("INV-16 %s", (code, over) => {
    expect(refusalOf(() => make(over))).toBe(code);
    expect(viewExports(desk.at()).exports).toEqual([]);
  });

  test("INV-16 Xero goes by codes: an account without one is named", () => {
    late(100, "2026-11-02");
    mapAccount(desk.at(), { account: "receivable", name: "Debtors", number: "  " });
    expect(refusalOf(() => make({ format: "xero" }))).toBe("accounting_number_missing");
    expect(read().at(0)?.lines[0]?.account).toBe("Debtors");
  });
});

test("INV-16 the preview says what the export will write, and nothing of it stays", () => {
  late(100, "2026-11-02");
  const shown = previewJournal(desk.at(), ask);
  expect(shown.exportedDays).toEqual([]);
  expect(shown.entries.map(({ number, lines }) => [number, lines.map(({ cents }) => cents)])).toEqual([["PER-20261102", [100, -100]]]);
  expect(viewExports(desk.at()).exports).toEqual([]);
  make();
  expect(previewJournal(desk.at(), ask)).toMatchObject({ entries: [], exportedDays: { length: 21 } });
  expect(previewJournal(desk.at(), { ...ask, again: true }).entries.length).toBe(1);
});

describe("INV-16 the account map", () => {
  test("INV-16 shows each account with its default, and what the office chose from then on, on record", () => {
    expect(viewAccountMap(desk.at()).find(({ account }) => account === "bank")).toMatchObject({ name: "Checking", number: "1000", isDefault: true });
    mapAccount(desk.at(), { account: "bank", name: " First Bank ", number: "1001" });
    mapAccount(desk.at(), { account: "bank", name: "Second Bank", number: "1002" });
    expect(viewAccountMap(desk.at()).find(({ account }) => account === "bank")).toMatchObject({ name: "Second Bank", number: "1002", isDefault: false });
    const trail = desk.db.read((r) => r.all<{ before: string; after: string }>("select before, after from audit where action = 'account.mapped' order by id"));
    expect(trail.map(({ before, after }) => [JSON.parse(before), JSON.parse(after)] as unknown)).toEqual([
      [{ name: "Checking", number: "1000" }, { name: "First Bank", number: "1001" }],
      [{ name: "First Bank", number: "1001" }, { name: "Second Bank", number: "1002" }],
    ]);
  });

  test("INV-16 an account that does not exist is refused", () => {
    expect(refusalOf(() => mapAccount(desk.at(), { account: "treasure", name: "Gold", number: "1" }))).toBe("accounting_account_unknown");
    expect(refusalOf(() => mapAccount(desk.at(), { account: "toString", name: "Gold", number: "1" }))).toBe("accounting_account_unknown");
  });
});

test("INV-16 INV-15 dues that were earned are in the journal of their days, also where no run came by", () => {
  desk.db.write((w) => {
    w.exec("insert into plan (name, state, created_at) values ('Adult', 'closed', '2026-01-01T00:00:00.000Z')");
    w.exec("insert into membership (patient_id, household_id, plan_id, start_on, benefit_year_on, billed_through_on, created_at) select id, household_id, 1, '2026-11-01', '2026-11-01', '2026-12-01', '2026-11-01T12:00:00.000Z' from patient");
  });
  const on = toDay("2026-11-01");
  const cx = desk.at(on);
  desk.db.write((w) => {
    const { invoiceId, lineIds } = issueInvoice(cx, w, {
      kind: "manual", householdId, patientId: null, drawOn: null, invoicedOn: on, dueOn: on, termsDays: 0,
      lines: [{ ...serviceLine(on, 3700), kind: "dues", fromOn: on, toOn: toDay("2026-12-01") }],
    });
    w.exec(
      `insert into period (membership_id, item, kind, amount_cents, from_on, to_on, charge_on, invoice_id, invoice_line_id, created_at)
       values (1, 'dues', 'period', 3700, '2026-11-01', '2026-12-01', '2026-11-01', ?, ?, ?)`,
      invoiceId, lineIds[0] ?? null, cx.now,
    );
  });
  const journals = read({ to: toDay("2026-11-03") });
  expect(amounts(journals)).toEqual([
    { number: "PER-20261101", day: "2026-11-01", lines: { "Accounts Receivable": 3700, "Membership Dues Income": -123, "Deferred Membership Dues": -3577 } },
    { number: "PER-20261102", day: "2026-11-02", lines: { "Membership Dues Income": -124, "Deferred Membership Dues": 124 } },
    { number: "PER-20261103", day: "2026-11-03", lines: { "Membership Dues Income": -123, "Deferred Membership Dues": 123 } },
  ]);
  expect(toCents(123 + 124 + 123)).toBe(370);
});
