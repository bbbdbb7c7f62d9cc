import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, toDay, type Day } from "../calendar.ts";
import { asId, type HouseholdId, type MembershipId } from "../identity.ts";
import { balancedPostings } from "../ledger/accounts.ts";
import { addCents, taxOn, toCents, type Cents } from "../money.ts";
import { paidLines } from "../payments/receipt-lines.ts";
import { ageBucket, dueDaysOf } from "./aging.ts";
import { largestInvoiceCents, priceInvoice, priceLine, type NewLine } from "./lines.ts";
import { accountOfLine, invoicePostings } from "./posting.ts";
import { refundTax } from "./refund-tax.ts";
import { invoiceStatus, isOpen, type InvoiceState } from "./status.ts";
import { ageBuckets, invoiceLineKinds } from "./status-words.ts";
import { dueDay } from "./terms.ts";

const kinds = invoiceLineKinds.filter((kind) => kind !== "discount");

const anyLine = fc
  .record({
    kind: fc.constantFrom(...kinds),
    quantity: fc.integer({ min: 1, max: 20 }),
    unit: fc.integer({ min: 0, max: 60_000 }),
    off: fc.double({ min: 0, max: 1, noNaN: true }),
    taxRatePpm: fc.integer({ min: 0, max: 500_000 }),
    member: fc.boolean(),
  })
  .map(
    ({ kind, quantity, unit, off, taxRatePpm, member }): NewLine => ({
      kind,
      patientId: null,
      membershipId: member ? asId<MembershipId>(1) : null,
      planVersionId: null,
      description: "Something",
      serviceOn: toDay("2026-11-22"),
      fromOn: null,
      toOn: null,
      quantity,
      unitCents: toCents(unit),
      discountCents: toCents(Math.floor(quantity * unit * off)),
      taxRatePpm,
      facts: { kind: "typed", quantity, unitCents: toCents(unit) },
    }),
  );
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 12 });
const discount = (cents: number): NewLine => ({
  kind: "discount",
  patientId: null,
  membershipId: null,
  planVersionId: null,
  description: "Thank you",
  serviceOn: toDay("2026-11-22"),
  fromOn: null,
  toOn: null,
  quantity: 1,
  unitCents: toCents(-cents),
  taxRatePpm: 0,
  facts: { kind: "typed", quantity: 1, unitCents: toCents(-cents) },
});

describe("INV-1 whatever is on an invoice", () => {
  test("the total is the lines' net and tax, each line's tax rounded by itself", () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const invoice = priceInvoice(lines);
        expect(invoice.totalCents).toBe(addCents(invoice.netCents, invoice.taxCents));
        lines.forEach((line, at) => {
          const priced = invoice.lines[at];
          const net = line.quantity * line.unitCents - (line.discountCents ?? 0);
          expect(priced).toMatchObject({ netCents: net, taxCents: taxOn(toCents(net), line.taxRatePpm) });
        });
        expect(invoice.taxCents).toBe(addCents(...invoice.lines.map(({ taxCents }) => taxCents)));
      }),
    );
  });

  test("tax is within half a cent of the exact figure, and never of another sign than the line", () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { netCents, taxCents } = priceLine(line);
        expect(Math.abs(taxCents * 1_000_000 - netCents * line.taxRatePpm)).toBeLessThanOrEqual(500_000);
        expect(taxCents).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("F-10 it books one balanced entry: the household owes the total, every line stands against it on its account", () => {
    const home = asId<HouseholdId>(7);
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 0, max: 500 }), (lines, off) => {
        const gross = priceInvoice(lines).totalCents;
        const all = off > 0 && off <= gross ? [...lines, discount(off)] : lines;
        const invoice = priceInvoice(all);
        const postings = balancedPostings(invoicePostings(invoice, home));
        const on = (account: string): number => addCents(...postings.filter((posting) => posting.account === account).map(({ amountCents }) => amountCents));
        expect(on("receivable")).toBe(invoice.totalCents);
        expect(on("tax_payable")).toBe(-invoice.taxCents + 0);
        for (const account of new Set(invoice.lines.map(accountOfLine)))
          expect(on(account) + addCents(...invoice.lines.filter((line) => accountOfLine(line) === account).map(({ netCents }) => netCents))).toBe(0);
        expect(new Set(postings.map(({ account }) => account)).size).toBe(postings.length);
      }),
    );
  });

  test.each<[string, Partial<NewLine>]>([
    ["half a thing", { quantity: 0.5 }],
    ["no thing", { quantity: 0 }],
    ["a discount above the line", { discountCents: toCents(5001) }],
    ["a discount below zero", { discountCents: toCents(-1) }],
    ["covered days with one end", { fromOn: toDay("2026-01-01") }],
    ["covered days that are none (F-6)", { fromOn: toDay("2026-01-01"), toOn: toDay("2026-01-01") }],
    ["a discount line that adds", { kind: "discount" }],
  ])("our own mistake is noticed: %s", (_, over) => {
    const line: NewLine = { ...discount(0), kind: "service", unitCents: toCents(5000), ...over };
    expect(() => priceLine(line)).toThrow("Broken invariant");
  });

  test("F-1 the largest invoice is allowed to the cent, one cent more is refused with both figures", () => {
    const of = (cents: number): NewLine => ({ ...discount(0), kind: "service", unitCents: toCents(cents) });
    expect(priceInvoice([of(largestInvoiceCents)]).totalCents).toBe(largestInvoiceCents);
    expect(() => priceInvoice([of(largestInvoiceCents), of(1)])).toThrow(
      expect.objectContaining({ code: "invoice_too_large", facts: { totalCents: largestInvoiceCents + 1, limitCents: largestInvoiceCents } }) as Error,
    );
    expect(() => priceInvoice([of(99), discount(100)])).toThrow(expect.objectContaining({ code: "invoice_negative", facts: { totalCents: -1 } }) as Error);
  });
});

describe("DOC-7 parts of an invoice", () => {
  test("no line of a receipt is below zero or above what was billed, however small the part", () => {
    fc.assert(
      fc.property(anyLines, fc.integer({ min: 1, max: 2_000_000 }), (lines, wanted) => {
        const invoice = priceInvoice(lines);
        fc.pre(invoice.totalCents > 0);
        const paid = toCents(Math.min(wanted, invoice.totalCents));
        const parts = paidLines(invoice.lines, paid);
        expect(addCents(...parts.map((part) => part.amountCents + part.taxCents))).toBe(paid);
        parts.forEach((part, at) => {
          const line = invoice.lines[at];
          expect(part.taxCents).toBeGreaterThanOrEqual(0);
          expect(part.taxCents).toBeLessThanOrEqual(line?.taxCents ?? 0);
          expect(part.amountCents).toBeGreaterThanOrEqual(0);
          expect(part.amountCents + part.taxCents).toBeLessThanOrEqual((line?.netCents ?? 0) + (line?.taxCents ?? 0));
        });
      }),
    );
  });
});

describe("INV-1, INV-9 refunds of a line in parts", () => {
  test("the parts' tax is the line's tax when all is back, and never more on the way", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.integer({ min: 0, max: 500_000 }),
        fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 10 }),
        (net, rate, wishes) => {
          const line = { netCents: toCents(net), taxCents: taxOn(toCents(net), rate) };
          let back: { net: Cents; tax: Cents } = { net: toCents(0), tax: toCents(0) };
          for (const wish of [...wishes, net]) {
            const part = toCents(Math.min(wish, net - back.net));
            if (part === 0) break;
            const tax = refundTax({ ...line, refundedNetCents: back.net, refundedTaxCents: back.tax }, part);
            expect(tax).toBeGreaterThanOrEqual(0);
            back = { net: addCents(back.net, part), tax: addCents(back.tax, tax) };
            expect(back.tax).toBeLessThanOrEqual(line.taxCents);
          }
          expect(back).toEqual({ net: line.netCents, tax: line.taxCents });
        },
      ),
    );
  });
});

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days): Day => addDays(toDay("1990-01-01"), days));

describe("INV-11 aging", () => {
  test("every open amount is in exactly one bucket, the one whose due days hold its due day", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (asOf, past) => {
        const dueOn = addDays(asOf, -past);
        const holding = ageBuckets.filter((bucket) => {
          const { from, to } = dueDaysOf(bucket, asOf);
          return (from === null || from <= dueOn) && (to === null || dueOn <= to);
        });
        expect(holding).toEqual([ageBucket(asOf, dueOn)]);
      }),
    );
  });

  test("a day later an amount is in the same bucket or the next, never a younger one", () => {
    fc.assert(
      fc.property(anyDay, anyDay, (asOf, dueOn) => {
        const [now, next] = [ageBucket(asOf, dueOn), ageBucket(addDays(asOf, 1), dueOn)].map((bucket) => ageBuckets.indexOf(bucket));
        expect([0, 1]).toContain((next ?? 0) - (now ?? 0));
      }),
    );
  });

  test("INV-3 the due day is so many days on, and 0 is the day itself", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 90 }), (on, terms) => {
        expect(daysBetween(on, dueDay(on, terms))).toBe(terms);
      }),
    );
    expect(() => dueDay(toDay("2026-01-01"), -1)).toThrow("Broken invariant");
  });
});

describe("INV-2 the word on an invoice", () => {
  const states = fc
    .record({
      total: fc.integer({ min: 0, max: 900 }),
      paid: fc.integer({ min: 0, max: 900 }),
      credited: fc.integer({ min: 0, max: 900 }),
      writtenOff: fc.integer({ min: 0, max: 900 }),
      refunded: fc.integer({ min: 0, max: 900 }),
      dueIn: fc.integer({ min: -40, max: 40 }),
      isVoid: fc.boolean(),
      isDraft: fc.boolean(),
    })
    .map(({ total, paid, credited, writtenOff, refunded, dueIn, isVoid, isDraft }) => {
      const paidCents = Math.min(paid, total);
      const creditedCents = Math.min(credited, total - paidCents);
      const writtenOffCents = Math.min(writtenOff, total - paidCents - creditedCents);
      const state: InvoiceState = {
        issuedAt: isDraft ? null : "2026-11-01T12:00:00.000Z",
        voidedOn: isVoid ? toDay("2026-11-20") : null,
        dueOn: addDays(toDay("2026-11-22"), dueIn),
        paidCents: toCents(paidCents),
        creditedCents: toCents(creditedCents),
        writtenOffCents: toCents(writtenOffCents),
        refundedCents: toCents(Math.min(refunded, paidCents)),
        balanceCents: toCents(total - paidCents - creditedCents - writtenOffCents),
      };
      return state;
    });
  const today = toDay("2026-11-22");
  const openWords: readonly string[] = ["unpaid", "part_paid", "overdue"];

  test("money may be put on it exactly while the word says that something is owed", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(isOpen(state)).toBe(openWords.includes(invoiceStatus(state, today)));
      }),
    );
  });

  test("only an open one changes with the days, and then to overdue and stays there", () => {
    fc.assert(
      fc.property(states, fc.integer({ min: 0, max: 100 }), (state, later) => {
        const [now, then] = [invoiceStatus(state, today), invoiceStatus(state, addDays(today, later))];
        if (now !== then) expect([openWords.includes(now), then]).toEqual([true, "overdue"]);
        if (now === "overdue") expect(then).toBe("overdue");
      }),
    );
  });
});
