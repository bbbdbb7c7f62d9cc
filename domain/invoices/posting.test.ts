import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { asId, type HouseholdId, type MembershipId } from "../identity.ts";
import { toCents } from "../money.ts";
import { priceInvoice, type NewLine } from "./lines.ts";
import { accountOfLine, invoicePostings } from "./posting.ts";
import { dueDay, termsOptions, termsWord } from "./terms.ts";

const household = asId<HouseholdId>(1);
const member = asId<MembershipId>(1);

function line(kind: NewLine["kind"], cents: number, over: Partial<NewLine> = {}): NewLine {
  return {
    kind,
    patientId: null,
    membershipId: null,
    planVersionId: null,
    description: "A line",
    serviceOn: toDay("2026-03-01"),
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents: toCents(cents),
    taxRatePpm: 0,
    facts: { kind: "typed", quantity: 1, unitCents: toCents(cents) },
    ...over,
  };
}

const booked = (...lines: readonly NewLine[]): Record<string, number> =>
  Object.fromEntries(invoicePostings(priceInvoice(lines), household).map(({ account, amountCents }) => [account, amountCents]));

describe("F-10 what an invoice books", () => {
  test.each([
    ["dues", "deferred_dues"],
    ["stub", "deferred_dues"],
    ["activation", "revenue_activation"],
    ["reactivation", "revenue_activation"],
    ["service", "revenue_services"],
    ["product", "revenue_services"],
    ["package", "package_liability"],
    ["fee", "revenue_fees"],
  ] as const)("INV-15 a line of %s stands in %s", (kind, account) => {
    expect(accountOfLine({ kind, membershipId: null })).toBe(account);
    expect(booked(line(kind, 3700))).toEqual({ receivable: 3700, [account]: -3700 });
  });

  test("INV-15 a discount of a membership takes off dues, any other takes off services", () => {
    expect(booked(line("dues", 3700), line("discount", -1000, { membershipId: member }))).toEqual({ receivable: 2700, deferred_dues: -2700 });
    expect(booked(line("service", 3700), line("discount", -1000))).toEqual({ receivable: 2700, revenue_services: -2700 });
  });

  test("F-10 one posting an account, the tax in its own, and only the household's with the household", () => {
    const lines = [line("dues", 3700), line("dues", 2500, { taxRatePpm: 60_000 }), line("activation", 9900)];
    expect(invoicePostings(priceInvoice(lines), household)).toEqual([
      { account: "receivable", amountCents: 16_250, householdId: household },
      { account: "deferred_dues", amountCents: -6200, householdId: null },
      { account: "tax_payable", amountCents: -150, householdId: null },
      { account: "revenue_activation", amountCents: -9900, householdId: null },
    ]);
  });

  test("F-10 an invoice of nothing books nothing", () => {
    expect(invoicePostings(priceInvoice([line("dues", 0)]), household)).toEqual([]);
    expect(invoicePostings(priceInvoice([line("dues", 3700), line("discount", -3700, { membershipId: member })]), household)).toEqual([]);
  });

  test("F-10 whatever the lines, the postings add up to nothing and none of them is empty", () => {
    const anyLine = fc
      .record({
        kind: fc.constantFrom("dues", "stub", "activation", "service", "product", "package", "fee"),
        cents: fc.nat(100_000),
        rate: fc.constantFrom(0, 60_000, 88_750),
        quantity: fc.integer({ min: 1, max: 9 }),
      })
      .map(({ kind, cents, rate, quantity }) => line(kind as NewLine["kind"], cents, { taxRatePpm: rate, quantity }));
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 30 }), (lines) => {
        const postings = invoicePostings(priceInvoice(lines), household);
        expect(postings.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
        expect(postings.every(({ amountCents }) => amountCents !== 0)).toBe(true);
        expect(new Set(postings.map(({ account }) => account)).size).toBe(postings.length);
      }),
    );
  });
});

describe("INV-3 when an invoice is due", () => {
  test.each([
    [0, "2026-12-20", "On receipt"],
    [7, "2026-12-27", "Net 7"],
    [15, "2027-01-04", "Net 15"],
    [30, "2027-01-19", "Net 30"],
  ] as const)("INV-3 terms of %d days from 20 December: %s, %s", (days, due, words) => {
    expect([dueDay(toDay("2026-12-20"), days), termsWord(days)]).toEqual([due, words]);
    expect(termsOptions).toContain(days);
  });

  test("INV-3 terms are whole days and never before the invoice", () => {
    for (const days of [-1, 1.5, Number.NaN]) expect(() => dueDay(toDay("2026-12-20"), days)).toThrow(/whole days/);
  });
});
