/** Lines of several and lines with a coupon (PKG-3, PPL-14): as many uses as there are, and a coupon that gives way comes back. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertHeldCoupon, listHeldCoupons } from "#db/coupons/held-coupons.ts";
import { listInvoiceLines } from "#db/invoices.ts";
import { asId, type CouponId, type InvoiceId, type InvoiceLineId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { redeemOnLine } from "./redeem.ts";
import { previewRedemption, redeem } from "./redeem-any.ts";
import { redeemableOnInvoice } from "./show.ts";
import { openShop, type Shop } from "./shop.fixture.ts";
import { undoRedeem } from "./undo-redeem.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

/** An invoice of one line over so many of a service. */
function several(quantity: number, unitCents = 10_000, taxRatePpm = 0): { invoiceId: InvoiceId; lineId: InvoiceLineId } {
  const { invoiceId } = issueTyped(shop.cx(), {
    householdId: shop.home,
    termsDays: 0,
    lines: [{ patientId: shop.rosa, kind: "service", serviceId: shop.massage60, description: "Massage 60", serviceOn: shop.cx().today, quantity, unitCents: toCents(unitCents), taxRatePpm }],
  });
  const [line] = lines(invoiceId);
  if (!line) throw new Error("one line");
  return { invoiceId, lineId: line.lineId };
}

const lines = (invoiceId: InvoiceId) => shop.desk.db.read((r) => listInvoiceLines(r, invoiceId));
const shapes = (invoiceId: InvoiceId) => lines(invoiceId).map(({ quantity, netCents }) => [quantity, netCents]);

describe("PKG-3 a line of several", () => {
  test("PKG-3 takes as many uses as it has, with one payment: 3 × 100.00 become 3 × 90.00", () => {
    const { saleId } = shop.sell({ priceCents: toCents(90_000) });
    const { invoiceId, lineId } = several(3);
    const [offer] = redeemableOnInvoice(shop.cx(), invoiceId);
    expect(offer?.matches).toMatchObject([{ uses: 3, left: 10, valueCents: 27_000 }]);
    const done = redeemOnLine(shop.cx(), { invoiceId, lineId, saleId });
    expect(done).toMatchObject({ uses: 3, valueCents: 27_000, lineCents: 27_000, balanceCents: 0, unitsLeft: 7 });
    expect([shapes(invoiceId), shop.account("package_liability")]).toEqual([[[3, 27_000]], -63_000]);
    expect(redeemableOnInvoice(shop.cx(), invoiceId)).toMatchObject([{ redeemed: { coveredCents: 27_000 } }]);
  });

  test("PKG-3 with fewer uses than the line has, the rest stays to pay as a line of its own", () => {
    const { saleId } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 2 }] }, priceCents: toCents(18_000) });
    const { invoiceId, lineId } = several(5);
    const shown = previewRedemption(shop.cx(), { invoiceId, lineId, use: { kind: "package", saleId } });
    expect(shown).toMatchObject({ uses: 2, coveredCents: 18_000, balanceCents: 30_000, left: 0 });
    redeem(shop.cx(), { invoiceId, lineId, use: { kind: "package", saleId } });
    expect([shapes(invoiceId), shop.invoice(invoiceId).balanceCents, shop.left(saleId)]).toEqual([[[2, 18_000], [3, 30_000]], 30_000, 0]);
    shop.pay(30_000);
  });

  test("PKG-3 undone, all its uses come back together and the invoice costs what it cost", () => {
    const { saleId } = shop.sell({ contents: { kind: "pool", quantity: 2, serviceIds: [shop.massage60] }, priceCents: toCents(15_001) });
    const { invoiceId, lineId } = several(3);
    const { useId } = redeemOnLine(shop.cx(), { invoiceId, lineId, saleId });
    expect(undoRedeem(shop.cx(), { useId })).toEqual({ invoiceId, unitsLeft: 2 });
    expect([shapes(invoiceId), shop.invoice(invoiceId).totalCents, shop.account("package_liability")]).toEqual([[[2, 20_000], [1, 10_000]], 30_000, -15_001]);
    expect(redeemOnLine(shop.cx(), { invoiceId, lineId, saleId })).toMatchObject({ uses: 2, valueCents: 15_001 });
    shop.pay(10_000);
  });

  test("PKG-3 PKG-2 unlocked as paid it takes what is paid for, counting the uses of the line itself", () => {
    const { saleId } = shop.sell({ unlock: "as_paid" }, { paid: 25_000 });
    const { invoiceId, lineId } = several(4);
    expect(redeemOnLine(shop.cx(), { invoiceId, lineId, saleId })).toMatchObject({ uses: 2, valueCents: 20_000, unitsLeft: 8 });
    expect(shapes(invoiceId)).toEqual([[2, 20_000], [2, 20_000]]);
  });

  test("PKG-8 for an insurer each visit has its own invoice: a line of two is refused", () => {
    const { saleId } = shop.sell({ insuranceFriendly: true });
    const { invoiceId, lineId } = several(2);
    expect(redeemableOnInvoice(shop.cx(), invoiceId)).toEqual([]);
    expect(shop.refusal(() => redeemOnLine(shop.cx(), { invoiceId, lineId, saleId }))).toBe("redeem_line_wrong");
    shop.pay(20_000);
  });

  test("PKG-3 whatever the line costs and however many uses there are, nothing appears or is lost, and undoing gives the total back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 10, max: 90_000 }), (quantity, uses, unitCents, price) => {
        const own = openShop();
        const shopBefore = shop;
        shop = own;
        try {
          const { saleId } = own.sell({ contents: { kind: "pool", quantity: uses, serviceIds: [own.massage60] }, priceCents: toCents(price) });
          const { invoiceId, lineId } = several(quantity, unitCents);
          const before = own.invoice(invoiceId).totalCents;
          const done = redeemOnLine(own.cx(), { invoiceId, lineId, saleId });
          const taken = Math.min(quantity, uses);
          expect([done.uses, done.unitsLeft, done.balanceCents]).toEqual([taken, uses - taken, (quantity - taken) * unitCents]);
          expect(own.account("package_liability")).toBe(done.valueCents - price);
          undoRedeem(own.cx(), { useId: done.useId });
          expect([own.invoice(invoiceId).totalCents, own.left(saleId), own.account("package_liability")]).toEqual([before, uses, 0 - price]);
        } finally {
          shop = shopBefore;
          expect(own.close()).toEqual([]);
        }
      }),
      { numRuns: 10 },
    );
  });
});

describe("PKG-3 PPL-14 a coupon on the line", () => {
  const give = (off: CouponTerms["off"]) =>
    shop.desk.db.write((w) => {
      const { id } = w.exec("insert into coupon (code, terms, created_at) values ('SPRING', '{}', 'x')");
      const terms: CouponTerms = { code: "SPRING", off, charges: 1, scope: { kind: "services", codes: ["Massage 60"] }, planIds: [], redeemBy: null, maxUses: null, oncePerHousehold: false };
      return insertHeldCoupon(w, { couponId: asId<CouponId>(id), householdId: shop.home, terms, appliedOn: shop.cx().today, appliedBy: null, createdAt: shop.cx().now });
    });
  const used = () => shop.desk.db.read((r) => listHeldCoupons(r, shop.home)).map(({ chargesUsed, offCents }) => [chargesUsed, offCents]);

  test("PKG-3 gives way to the package price, so that its use is there for another charge", () => {
    const { saleId } = shop.sell({ priceCents: toCents(90_000) });
    give({ kind: "amount", cents: toCents(1500) });
    const { invoiceId, lineId } = several(1);
    expect([shop.invoice(invoiceId).totalCents, used()]).toEqual([8500, [[1, 1500]]]);
    expect(redeemOnLine(shop.cx(), { invoiceId, lineId, saleId })).toMatchObject({ valueCents: 9000, lineCents: 9000, balanceCents: 0 });
    expect(used()).toEqual([[0, 0]]);
    const next = several(1);
    expect([shop.invoice(next.invoiceId).totalCents, used()]).toEqual([8500, [[1, 1500]]]);
    shop.pay(8500);
  });

  test("PKG-3 undone, the line has its coupon again where nothing else has used it since", () => {
    const { saleId } = shop.sell();
    give({ kind: "percent", basisPoints: 1000 });
    const { invoiceId, lineId } = several(1);
    const first = redeemOnLine(shop.cx(), { invoiceId, lineId, saleId });
    undoRedeem(shop.cx(), { useId: first.useId });
    expect([shop.invoice(invoiceId).balanceCents, used()]).toEqual([9000, [[1, 1000]]]);
    const again = redeemOnLine(shop.cx(), { invoiceId, lineId, saleId });
    const other = several(1);
    expect(used()).toEqual([[1, 1000]]);
    undoRedeem(shop.cx(), { useId: again.useId });
    expect([shop.invoice(invoiceId).balanceCents, shop.invoice(other.invoiceId).balanceCents, used()]).toEqual([10_000, 9000, [[1, 1000]]]);
    shop.pay(19_000);
  });

  test("PKG-3 with part of the line redeemed, the coupon stays with what is left to pay", () => {
    const { saleId } = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage60, quantity: 1 }] }, priceCents: toCents(9000) });
    give({ kind: "percent", basisPoints: 1000 });
    const { invoiceId, lineId } = several(3);
    expect(used()).toEqual([[1, 3000]]);
    const { useId } = redeemOnLine(shop.cx(), { invoiceId, lineId, saleId });
    expect([shapes(invoiceId), shop.invoice(invoiceId).balanceCents, used()]).toEqual([[[1, 9000], [2, 18_000]], 18_000, [[1, 2000]]]);
    undoRedeem(shop.cx(), { useId });
    expect([shapes(invoiceId), used()]).toEqual([[[1, 9000], [2, 18_000]], [[1, 3000]]]);
    shop.pay(27_000);
  });

  test("PKG-3 what is offered says how many it takes, and once the invoice is paid nothing is offered", () => {
    const { saleId } = shop.sell();
    give({ kind: "amount", cents: toCents(1000) });
    const { invoiceId } = several(2);
    expect(redeemableOnInvoice(shop.cx(), invoiceId)).toMatchObject([{ netCents: 19_000, matches: [{ kind: "package", saleId, uses: 2 }] }]);
    shop.pay(19_000);
    expect(redeemableOnInvoice(shop.cx(), invoiceId)).toEqual([]);
  });
});
