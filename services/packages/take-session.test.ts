/** The session that a missed visit takes (PPL-16, PKG-3): which one, what it costs, and its way back. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PatientId, ServiceId } from "#domain/identity.ts";
import { openShop, type Shop } from "./shop.fixture.ts";
import { sessionFor, takeSession, type Session } from "./take-session.ts";
import { transferPackage } from "./transfer.ts";
import { undoRedeem } from "./undo-redeem.ts";
import { purchasedDetails } from "./show.ts";

let shop: Shop;
beforeEach(() => {
  shop = openShop();
});
afterEach(() => expect(shop.close()).toEqual([]));

const found = (serviceId: ServiceId = shop.massage60, patientId: PatientId = shop.rosa): Session | null =>
  shop.desk.db.read((r) => sessionFor(r, { patientId, householdId: shop.home, serviceId, serviceOn: shop.cx().today }));
const take = (session: Session) =>
  shop.desk.db.write((w) => takeSession(shop.cx(), w, { ...session, providerId: shop.therapist, description: "Missed visit of 22 November, 9:00" }));

test("PPL-16 the package that expires first gives it, then the one bought first; one for this service before a smaller one", () => {
  expect(found()).toBe(null);
  const late = shop.sell();
  const soon = shop.sell({ expiry: { kind: "after", count: 2, unit: "week", from: "purchase" } });
  const large = shop.sell({ contents: { kind: "fixed", items: [{ serviceId: shop.massage90, quantity: 1 }] } });
  expect(found()?.saleId).toBe(soon.saleId);
  expect(found(shop.massage90)?.saleId).toBe(large.saleId);
  shop.setDay("2026-12-06");
  expect(found()?.saleId).toBe(late.saleId);
});

test("PPL-16 nobody else's, none that is unpaid, none with receipts for an insurer, and none of another kind", () => {
  shop.sell({ insuranceFriendly: true });
  expect(found()).toBe(null);
  const own = shop.sell();
  expect([found(shop.facial), found(shop.massage60, shop.ben)]).toEqual([null, null]);
  transferPackage(shop.cx(), { saleId: own.saleId, toPatientId: shop.ben, whole: false, reason: "A present" });
  expect(found(shop.massage60, shop.ben)?.saleId).toBe(own.saleId);
  shop.sell({ shareable: true, expiry: { kind: "after", count: 1, unit: "day", from: "purchase" } }, { paid: 0 });
  expect(found()?.saleId).toBe(own.saleId);
});

test("PPL-16 it costs the session alone: nothing on top for a larger service, no tax, and a fee on paper and no service", () => {
  const { saleId } = shop.sell({ priceCents: 90_000 as never });
  const session = found(shop.massage90);
  expect(session).toMatchObject({ saleId, valueCents: 9000 });
  const { invoiceId } = take(session as Session);
  expect(shop.invoice(invoiceId)).toMatchObject({ totalCents: 9000, balanceCents: 0 });
  expect(shop.desk.db.read((r) => r.get("select kind, description, service_id as service from invoice_line where invoice_id = ?", invoiceId))).toEqual({
    kind: "fee",
    description: "Missed visit of 22 November, 9:00",
    service: null,
  });
  expect([shop.left(saleId), shop.account("revenue_fees"), shop.account("package_liability")]).toEqual([9, -9000, -81_000]);
});

test("PPL-16 given back, the session is there again and its invoice is void", () => {
  const { saleId } = shop.sell();
  const { invoiceId } = take(found() as Session);
  const [use] = purchasedDetails(shop.cx(), saleId).uses;
  undoRedeem(shop.cx(), { useId: use?.useId as never });
  expect([shop.left(saleId), shop.invoice(invoiceId).voidedOn]).toEqual([10, "2026-11-22"]);
});

test("PPL-16 a session that somebody used meanwhile is not taken twice", () => {
  const { saleId } = shop.sell({ contents: { kind: "pool", quantity: 1, serviceIds: [shop.massage60] } });
  const session = found() as Session;
  shop.redeem(saleId);
  expect(shop.refusal(() => take(session))).toBe("package_used_up");
});
