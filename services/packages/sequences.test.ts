/** Whatever is done with packages in whatever order: units are conserved, what is owed is what is left, nothing reads part-paid. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findInvoice, listInvoiceLines } from "#db/invoices.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { InvoiceId, PackageSaleId, PackageUseId, PaymentId } from "#domain/identity.ts";
import { invoiceStatus } from "#domain/invoices/status.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { agreePlan } from "../payment-plans/agree-plan.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { cancelPackage, quoteCancelPackage } from "./cancel.ts";
import { redeemOnLine } from "./redeem.ts";
import { openShop, type Shop } from "./shop.fixture.ts";
import { transferPackage } from "./transfer.ts";
import { undoRedeem } from "./undo-redeem.ts";

type Sold = {
  readonly saleId: PackageSaleId;
  readonly invoiceId: InvoiceId;
  readonly insured: boolean;
  readonly priceCents: number;
  /** By the use that undoes it: the invoice, and how many uses it took. */
  readonly visits: Map<PackageUseId, { readonly invoiceId: InvoiceId; readonly uses: number }>;
};

const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ what: fc.constant("sell" as const), cents: fc.integer({ min: 300, max: 99_999 }), units: fc.integer({ min: 1, max: 7 }), insured: fc.boolean(), asPaid: fc.boolean(), paid: fc.integer({ min: 0, max: 100 }), weeks: fc.integer({ min: 1, max: 6 }), parts: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("pay" as const), cents: fc.integer({ min: 1, max: 50_000 }) }) },
  { weight: 6, arbitrary: fc.record({ what: fc.constant("redeem" as const), of: fc.nat(9), large: fc.boolean(), ben: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant("line" as const), of: fc.nat(9), quantity: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("refund" as const), cents: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("undo" as const), of: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("give" as const), of: fc.nat(9), whole: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("cancel" as const), of: fc.nat(9), by: fc.constantFrom("tender" as const, "credit" as const, "check" as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 20 }) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

test("PKG-2 PKG-3 PKG-6 PKG-7 PKG-8 INV-15 any sequence of selling, paying, redeeming, undoing, giving on, refunding, cancelling and expiring keeps the books", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 18 }), (acts) => {
      const shop = openShop();
      const sold: Sold[] = [];
      let day = toDay("2026-11-22");
      try {
        for (const one of acts) {
          if (one.what === "wait") shop.setDay((day = addDays(day, one.days)));
          else willing(() => perform(shop, sold, one));
          if (one.what === "wait") shop.expire();
          expect(owed(shop)).toBe(worthLeft(shop));
        }
        for (const package_ of sold) conserved(shop, package_, day);
      } finally {
        expect(shop.close()).toEqual([]);
      }
    }),
    { numRuns: 12 },
  );
}, 120_000);

/** A rule may say no; nothing may be left behind then. */
function willing(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function perform(shop: Shop, sold: Sold[], one: Exclude<Act, { what: "wait" }>): void {
  if (one.what === "sell") {
    const { saleId, invoiceId } = shop.sell(
      {
        contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: one.units }] },
        priceCents: toCents(one.cents),
        insuranceFriendly: one.insured,
        unlock: one.asPaid ? "as_paid" : "when_paid",
        expiry: { kind: "after", count: one.weeks, unit: "week", from: one.weeks % 2 === 0 ? "first_use" : "purchase" },
      },
      { paid: Math.floor((one.cents * one.paid) / 100) },
    );
    sold.push({ saleId, invoiceId, insured: one.insured, priceCents: one.cents, visits: new Map() });
    if (one.parts)
      agreePlan(shop.cx(), { invoiceIds: [invoiceId], downCents: toCents(0), by: { kind: "count", count: 3 }, every: "week", firstOn: shop.cx().today, payBy: "desk" });
    return;
  }
  if (one.what === "pay") return shop.pay(one.cents);
  // What paid a package is given back by cancelling it, and nowhere else.
  if (one.what === "refund") return refundLast(shop, one.cents);
  const of = sold[one.of % Math.max(1, sold.length)];
  if (!of) return;
  const { saleId, visits } = of;
  if (one.what === "redeem") {
    const { useId, invoiceId } = shop.redeem(saleId, one.large ? shop.massage90 : shop.massage60, { patientId: one.ben ? shop.ben : shop.rosa });
    visits.set(useId, { invoiceId, uses: 1 });
  }
  if (one.what === "line") {
    const { today } = shop.cx();
    const { invoiceId } = issueTyped(shop.cx(), {
      householdId: shop.home,
      termsDays: 0,
      lines: [{ patientId: shop.rosa, kind: "service", serviceId: shop.massage60, providerId: shop.therapist, description: "Massage 60", serviceOn: today, quantity: one.quantity, unitCents: toCents(10_000), taxRatePpm: 0 }],
    });
    const [line] = shop.desk.db.read((r) => listInvoiceLines(r, invoiceId));
    if (!line) throw new Error("one line");
    const { useId, uses } = redeemOnLine(shop.cx(), { invoiceId, lineId: line.lineId, saleId });
    visits.set(useId, { invoiceId, uses });
  }
  if (one.what === "undo") {
    const [useId] = [...visits.keys()];
    if (useId === undefined) return;
    undoRedeem(shop.cx(), { useId });
    visits.delete(useId);
  }
  if (one.what === "give") transferPackage(shop.cx(), { saleId, toPatientId: shop.ben, whole: one.whole, reason: "x" });
  if (one.what === "cancel") {
    const { suggestions, method } = quoteCancelPackage(shop.cx(), saleId);
    const refundCents = suggestions.find((suggested) => suggested.method === method)?.cents ?? toCents(0);
    cancelPackage(shop.cx(), { saleId, reason: "x", refundCents, by: one.by });
  }
}

function refundLast(shop: Shop, cents: number): void {
  const last = shop.desk.db.read((r) =>
    r.get<{ paymentId: PaymentId; invoiceId: InvoiceId }>(
      "select a.payment_id as paymentId, a.invoice_id as invoiceId from allocation a where a.source = 'payment' order by a.id desc limit 1",
    ),
  );
  if (last) refundPayment(shop.cx(), { paymentId: last.paymentId, parts: [{ invoiceId: last.invoiceId, cents: toCents(cents) }], by: "check", owedAgain: false, reason: "x" });
}

function owed(shop: Shop): number {
  return 0 - shop.account("package_liability");
}

function worthLeft(shop: Shop): number {
  return shop.desk.db.read(
    (r) =>
      r.get<{ cents: number }>(
        `select coalesce(sum(value_cents), 0) as cents from package_unit u
         where not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)`,
      )?.cents ?? Number.NaN,
  );
}

function conserved(shop: Shop, { saleId, invoiceId, insured, priceCents, visits }: Sold, day: ReturnType<typeof toDay>): void {
  const units = shop.desk.db.read((r) =>
    r.get<{ all: number; used: number; redeemed: number; cancelled: number; worth: number }>(
      `select count(*) as "all", count(x.id) as used, coalesce(sum(x.kind = 'redeemed'), 0) as redeemed,
         coalesce(max(x.kind = 'cancelled'), 0) as cancelled, sum(u.value_cents) as worth
       from package_unit u left join package_use x on x.unit_id = u.id and x.undone_on is null where u.sale_id = ?`,
      saleId,
    ),
  );
  if (!units) throw new Error("a sale has its units");
  expect([units.all, units.worth]).toEqual([units.used + shop.left(saleId), priceCents]);
  expect(units.redeemed).toBe([...visits.values()].reduce((sum, { uses }) => sum + uses, 0));
  const invoice = shop.desk.db.read((r) => findInvoice(r, invoiceId));
  if (!invoice) throw new Error("a sale has its invoice");
  if (units.cancelled) expect(["paid", "refunded", "credited"]).toContain(invoiceStatus(invoice, day));
  // The receipts of an insurer's visits, without what a larger service cost on top, are their uses' worth.
  if (insured && units.redeemed === units.all) {
    const paid = [...visits.values()].map(({ invoiceId: id }) => shop.desk.db.read((r) => r.get<{ c: number }>("select amount_cents as c from payment p where p.reversed_on is null and p.id in (select payment_id from package_use x where x.invoice_id = ? and x.undone_on is null)", id))?.c ?? 0);
    expect(paid.reduce((sum, cents) => sum + cents, 0)).toBe(priceCents);
  }
}
