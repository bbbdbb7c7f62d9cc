/** Packages in instalments (PKG-9): equal parts to the cent, and only what is paid for can be used. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addMonths, type Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { agreePlan } from "../payment-plans/agree-plan.ts";
import { endPlan } from "../payment-plans/change-plan.ts";
import { viewPlan } from "../payment-plans/view-plans.ts";
import { cancelPackage, quoteCancelPackage } from "./cancel.ts";
import { addPackage } from "./catalogue.ts";
import { previewPackageSale, sellPackage, type Instalments } from "./sell.ts";
import { packagesOfPatient } from "./show.ts";
import { openShop, tenMassages, type Shop } from "./shop.fixture.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

const parts = (over: Partial<Instalments> = {}): Instalments => ({ count: 3, every: "month", firstOn: shop.cx().today, payBy: "desk", ...over });
const offered = (priceCents = 100_000) => addPackage(shop.cx(), { terms: { ...tenMassages(shop.massage60), priceCents: toCents(priceCents) } }).packageId;
const sold = (over: Partial<Instalments> = {}, priceCents = 100_000) => sellPackage(shop.cx(), { packageId: offered(priceCents), patientId: shop.rosa, instalments: parts(over) });

describe("PKG-9 sold in equal parts", () => {
  test("PKG-9 F-3 1,000.00 in three parts is 333.34, 333.33, 333.33, the first today, and the preview says the same", () => {
    const packageId = offered();
    const shown = previewPackageSale(shop.cx(), { packageId, patientId: shop.rosa, instalments: parts() });
    const done = sellPackage(shop.cx(), { packageId, patientId: shop.rosa, instalments: parts() });
    expect(done.parts).toEqual(shown.parts);
    expect(done.parts.map(({ dueOn, cents }) => [dueOn, cents])).toEqual([["2026-11-22", 33_334], ["2026-12-22", 33_333], ["2027-01-22", 33_333]]);
    expect([done.balanceCents, viewPlan(shop.cx(), done.planId as never).state]).toEqual([100_000, "kept"]);
    expect(packagesOfPatient(shop.cx(), shop.rosa)).toMatchObject([{ inParts: true, state: "unpaid" }]);
  });

  test("PKG-9 an unpaid part blocks the use that it would pay for, part after part, whatever the package says of unlocking", () => {
    const { saleId } = sold();
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(33_334);
    for (const left of [9, 8, 7]) expect(shop.redeem(saleId).unitsLeft).toBe(left);
    expect(() => shop.redeem(saleId)).toThrow(expect.objectContaining({ code: "package_not_paid", facts: expect.objectContaining({ openCents: 6666 }) }));
    shop.pay(33_333);
    for (const left of [6, 5, 4]) expect(shop.redeem(saleId).unitsLeft).toBe(left);
    shop.pay(33_333);
    for (const left of [3, 2, 1, 0]) expect(shop.redeem(saleId).unitsLeft).toBe(left);
  });

  test("PKG-9 with the plan ended, one that unlocks when all is paid waits for all again", () => {
    const { saleId, planId } = sold();
    shop.pay(33_334);
    expect(shop.redeem(saleId).unitsLeft).toBe(9);
    endPlan(shop.cx(), { planId: planId as never, reason: "Pays at once" });
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
    shop.pay(66_666);
    expect(shop.redeem(saleId).unitsLeft).toBe(8);
  });

  test("PKG-9 agreed on after the sale it unlocks in the same way", () => {
    const { saleId, invoiceId } = shop.sell({}, { paid: 0 });
    agreePlan(shop.cx(), { invoiceIds: [invoiceId], downCents: toCents(10_000), by: { kind: "count", count: 3 }, every: "month", firstOn: addMonths(shop.cx().today, 1), payBy: "desk" });
    shop.pay(10_000);
    expect(shop.redeem(saleId).unitsLeft).toBe(9);
    expect(shop.refusal(() => shop.redeem(saleId))).toBe("package_not_paid");
  });

  test("PKG-9 household credit pays first, and the parts share what is left; with nothing left there is no plan", () => {
    shop.pay(40_000);
    const first = sold({ count: 2 });
    expect([first.creditUsedCents, first.parts.map(({ cents }) => cents)]).toEqual([40_000, [30_000, 30_000]]);
    shop.pay(60_000 + 100_000);
    const packageId = addPackage(shop.cx(), { terms: { ...tenMassages(shop.massage60), name: "Second" } }).packageId;
    const second = sellPackage(shop.cx(), { packageId, patientId: shop.rosa, instalments: parts() });
    expect([second.balanceCents, second.planId, second.parts]).toEqual([0, null, []]);
    expect(shop.redeem(second.saleId).unitsLeft).toBe(9);
  });

  test("PKG-9 PKG-6 cancelled with one part paid and three used, what was still to pay is not owed, and the plan ends with it", () => {
    const { saleId, invoiceId, planId } = sold();
    shop.pay(33_334);
    for (let use = 0; use < 3; use += 1) shop.redeem(saleId);
    const { suggestions } = quoteCancelPackage(shop.cx(), saleId);
    expect(suggestions).toEqual([{ method: "list_price", cents: 3334 }, { method: "pro_rata", cents: 3334 }, { method: "manual", cents: 0 }]);
    expect(cancelPackage(shop.cx(), { saleId, reason: "Moves", refundCents: toCents(3334), by: "tender" })).toMatchObject({ forgivenCents: 66_666, keptCents: 0 });
    expect(shop.invoice(invoiceId).balanceCents).toBe(0);
    expect(viewPlan(shop.cx(), planId as never).leftCents).toBe(0);
  });

  test.each<[string, Partial<Instalments>, string]>([
    ["from a day that has passed", { firstOn: "2026-11-21" as Day }, "plan_first_day_past"],
    ["in more parts than anybody keeps", { count: 61 }, "plan_too_many_parts"],
    ["drawn without card payments", { payBy: "card" }, "cards_not_connected"],
  ])("PKG-9 %s it is refused, and nothing is sold", (_, over, code) => {
    expect(shop.refusal(() => sold(over))).toBe(code);
    expect(packagesOfPatient(shop.cx(), shop.rosa)).toEqual([]);
  });

  test("PKG-9 F-3 whatever the price, parts and payments, uses redeemed are never worth more than was paid", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 200_000 }), fc.integer({ min: 2, max: 12 }), fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 6 }), (price, count, payments) => {
        const before = shop;
        shop = openShop();
        try {
          const done = sold({ count }, price);
          expect(done.parts.reduce((sum, { cents }) => sum + cents, 0)).toBe(price);
          let paid = 0;
          let redeemed = 0;
          for (const cents of payments) {
            const most = Math.min(cents, price - paid);
            if (most > 0) shop.pay(most);
            paid += most;
            for (let more = true; more; ) {
              try {
                redeemed += shop.redeem(done.saleId).valueCents;
              } catch (error) {
                if (!(error instanceof Refusal)) throw error;
                expect(["package_not_paid", "package_used_up"]).toContain(error.code);
                more = false;
              }
            }
            expect(redeemed).toBeLessThanOrEqual(paid);
          }
          if (paid === price) expect(redeemed).toBe(price);
        } finally {
          expect(shop.close()).toEqual([]);
          shop = before;
        }
      }),
      { numRuns: 8 },
    );
  });
});
