import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { accounts, type Account } from "../ledger/accounts.ts";
import { accountDefaults, accountLimits, mapOf } from "./account-map.ts";
import { journalFiles, mostQboRows, type FileOptions } from "./files.ts";
import { readIif, readQbo, readRecords, readXero } from "./independent-reader.fixture.ts";
import { journalEntries, type DaySum } from "./journal.ts";

const map = mapOf(new Map());
const on = toDay("2026-11-21");
const options: FileOptions = { from: on, to: on, digits: 2, dayOrder: "month-first", taxRate: "Tax Exempt" };
const whole = (): null => null;
const sums: readonly DaySum[] = [
  { on, account: "receivable", cents: 9799 },
  { on, account: "revenue_services", cents: -9000 },
  { on, account: "tax_payable", cents: -799 },
];
const entries = journalEntries(sums, map, whole);

describe("INV-16 one day, three accounts", () => {
  test("INV-16 IIF: tab separated, TRNS then SPL then ENDTRNS, debits positive", () => {
    const [file] = journalFiles(entries, "iif", options);
    expect(file).toEqual({
      fileName: "journal-2026-11-21-2026-11-21.iif",
      text: [
        "!TRNS\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO",
        "!SPL\tTRNSTYPE\tDATE\tACCNT\tAMOUNT\tDOCNUM\tMEMO",
        "!ENDTRNS",
        "TRNS\tGENERAL JOURNAL\t11/21/26\tAccounts Receivable\t97.99\tPER-20261121\tPerennial, 21 Nov 2026: Receivable",
        "SPL\tGENERAL JOURNAL\t11/21/26\tService Income\t-90.00\tPER-20261121\tServices and products",
        "SPL\tGENERAL JOURNAL\t11/21/26\tSales Tax Payable\t-7.99\tPER-20261121\tSales tax",
        "ENDTRNS",
        "",
      ].join("\r\n"),
    });
  });

  test("INV-16 QuickBooks Online: the columns of its journal import, a side for each line", () => {
    const [file] = journalFiles(entries, "qbo", options);
    expect(file).toEqual({
      fileName: "journal-2026-11-21-2026-11-21-quickbooks.csv",
      text: [
        "Journal No.,Journal Date,Account Name,Description,Debits,Credits",
        "PER-20261121,11/21/2026,Accounts Receivable,Receivable,97.99,",
        "PER-20261121,11/21/2026,Service Income,Services and products,,90.00",
        "PER-20261121,11/21/2026,Sales Tax Payable,Sales tax,,7.99",
        "",
      ].join("\r\n"),
    });
  });

  test("INV-16 Xero: narration, day in the order of the region, code, tax rate, signed amount", () => {
    const [file] = journalFiles(entries, "xero", { ...options, dayOrder: "day-first" });
    expect(file?.text.split("\r\n").slice(0, 3)).toEqual([
      "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount",
      "PER-20261121,21/11/2026,Receivable,1200,Tax Exempt,97.99",
      "PER-20261121,21/11/2026,Services and products,4100,Tax Exempt,-90.00",
    ]);
    expect(journalFiles(entries, "xero", options)[0]?.text).toContain(",11/21/2026,");
  });

  test("INV-16 a currency without minor units has none in the files", () => {
    expect(journalFiles(entries, "iif", { ...options, digits: 0 })[0]?.text).toContain("\t9799\t");
  });
});

describe("INV-16 what an accountant's names may do to a file", () => {
  const named = (name: string) => journalEntries(sums, mapOf(new Map([["receivable", { name, number: "1" }]])), whole);

  test.each([
    ["Assets:Current:A/R", "Assets:Current:A/R"],
    ["Owed\tby people", "Owed by people"],
    ["Line\r\nend", "Line end"],
    ['"Quoted"', "Quoted"],
  ])("INV-16 IIF keeps %j one field", (name, written) => {
    const [journal] = readIif(journalFiles(named(name), "iif", options)[0]?.text ?? "");
    expect(journal?.lines[0]?.account).toBe(written);
  });

  test.each(["Owed, by people", 'The "others"', "Two\nlines", "Forderungen – Ärzte"])("INV-16 the CSV quotes %j", (name) => {
    const [journal] = readQbo(journalFiles(named(name), "qbo", options)[0]?.text ?? "");
    expect(journal?.lines[0]?.account).toBe(name);
  });

  test("INV-16 S6 no cell of theirs runs as a formula", () => {
    const [record] = readRecords(journalFiles(named("=HYPERLINK(1)"), "qbo", options)[0]?.text ?? "").slice(1);
    expect(record?.[2]).toBe("'=HYPERLINK(1)");
  });
});

describe("INV-16 the limit of QuickBooks Online", () => {
  const days = (count: number): DaySum[] =>
    Array.from({ length: count }, (_, at) => sums.map((sum) => ({ ...sum, on: addDays(on, at) }))).flat();

  test("INV-16 files hold at most 1,000 rows, never part an entry, and together have every line", () => {
    const many = journalEntries(days(1000), map, whole);
    const files = journalFiles(many, "qbo", { ...options, to: addDays(on, 999) });
    expect(files.length).toBe(4);
    expect(files.map(({ fileName }) => fileName)[0]).toBe("journal-2026-11-21-2029-08-16-quickbooks-1-of-4.csv");
    for (const { text } of files) {
      expect(readRecords(text).length).toBeLessThanOrEqual(mostQboRows);
      for (const { lines } of readQbo(text)) expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
    expect(files.flatMap(({ text }) => readQbo(text)).length).toBe(1000);
  });

  test("INV-16 333 entries of three lines fill one file exactly, one more opens the second", () => {
    const of = (count: number): number => journalFiles(journalEntries(days(count), map, whole), "qbo", options).length;
    expect([of(333), of(334)]).toEqual([1, 2]);
  });
});

test("INV-16 corrections say so in their number and words, oldest day first", () => {
  const later = journalEntries([...sums.map((sum) => ({ ...sum, on: addDays(on, 1) })), ...sums], map, (day) => (day === on ? 7 : null));
  expect(later.map(({ number, isCorrection, memo }) => ({ number, isCorrection, memo }))).toEqual([
    { number: "PER-20261121-C7", isCorrection: true, memo: "Perennial, 21 Nov 2026, entered later" },
    { number: "PER-20261122", isCorrection: false, memo: "Perennial, 22 Nov 2026" },
  ]);
});

test("INV-16 a day whose accounts all come to nothing is no entry, and one that does not balance is our mistake", () => {
  expect(journalEntries([{ on, account: "bank", cents: 0 }], map, whole)).toEqual([]);
  expect(() => journalEntries([{ on, account: "bank", cents: 1 }], map, whole)).toThrow();
});

describe("INV-16 the account map", () => {
  test("INV-16 every account of the ledger has a default name and a code of its own", () => {
    expect(Object.keys(accountDefaults).toSorted()).toEqual([...accounts].toSorted());
    const codes = Object.values(accountDefaults).map(({ number }) => number);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { name, number, title, holds } of Object.values(accountDefaults)) {
      expect(name.length).toBeLessThanOrEqual(accountLimits.name);
      expect(number).toMatch(/^\d{4}$/);
      expect(title.length * holds.length).toBeGreaterThan(0);
    }
  });

  test("INV-16 what the office chose takes the default's place", () => {
    const chosen = mapOf(new Map([["bank", { name: "Savings", number: "1001" }]]));
    expect(chosen.bank).toEqual({ name: "Savings", number: "1001" });
    expect(chosen.receivable).toEqual({ name: "Accounts Receivable", number: "1200" });
  });
});

test("INV-16 whatever the days and sums, every file reads back to the same journals and each sums to zero", () => {
  const account = fc.constantFrom<Account>(...accounts);
  const day = fc.record({
    offset: fc.integer({ min: 0, max: 20 }),
    parts: fc.array(fc.tuple(account, fc.integer({ min: -5_000_000, max: 5_000_000 })), { minLength: 1, maxLength: 9 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(day, { selector: ({ offset }) => offset, maxLength: 8 }), (days) => {
      const all = days.flatMap(({ offset, parts }): DaySum[] => {
        const sum = parts.reduce((total, [, cents]) => total + cents, 0);
        return [...parts, ["bank", -sum] as const].map(([name, cents]) => ({ on: addDays(on, offset), account: name, cents }));
      });
      const made = journalEntries(all, map, whole);
      const wanted = made.map(({ number, on: dayOn, lines }) => ({ number, day: dayOn, amounts: lines.map(({ cents }) => cents) }));
      const read = {
        iif: readIif(journalFiles(made, "iif", options)[0]?.text ?? ""),
        qbo: journalFiles(made, "qbo", options).flatMap(({ text }) => readQbo(text)),
        xero: readXero(journalFiles(made, "xero", options)[0]?.text ?? "", "month-first"),
      };
      for (const journals of Object.values(read)) {
        expect(journals.map(({ number, day: dayOn, lines }) => ({ number, day: dayOn, amounts: lines.map(({ amount }) => amount) }))).toEqual(wanted);
        for (const { lines } of journals) expect(lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
      }
    }),
  );
});
