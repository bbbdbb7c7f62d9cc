/** A package in instalments that are drawn from the card on file (PKG-9, INV-6), over months. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { refusalOf } from "#db/testing.ts";
import { addService } from "../catalogue/manage-services.ts";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import { signPlanOnPaper } from "../payment-plans/sign-plan.ts";
import { viewPlan } from "../payment-plans/view-plans.ts";
import { addPackage } from "./catalogue.ts";
import { redeemVisit } from "./redeem.ts";
import { sellPackage } from "./sell.ts";
import { purchasedDetails } from "./show.ts";
import { tenMassages } from "./shop.fixture.ts";

let house: CardClub;
beforeEach(() => {
  house = openCardClub("2026-11-05");
});
afterEach(() => {
  expect(house.breaches()).toEqual([]);
  house.dispose();
});

test("PKG-9 each part that the card pays unlocks its uses, and a part that it does not pay blocks the next", async () => {
  const lee = house.member("Lee");
  const patientId = asId<PatientId>(lee.patientId);
  const { serviceId } = addService(house.cx(), { code: "M60", name: "Massage", category: "Massage", durationMinutes: 60, taxable: false, taxRatePpm: 0, priceCents: toCents(12_000) });
  const { packageId } = addPackage(house.cx(), { terms: tenMassages(serviceId) });
  const firstOn = toDay("2026-11-20");
  const { saleId, planId, parts } = sellPackage(house.cx(), { packageId, patientId, instalments: { count: 3, every: "month", firstOn, payBy: "card" } });
  expect(parts.map(({ dueOn, cents }) => [dueOn, cents])).toEqual([["2026-11-20", 33_334], ["2026-12-20", 33_333], ["2027-01-20", 33_333]]);
  signPlanOnPaper(house.cx(), { planId: planId as never, signer: "Rosa Lee", signedOn: house.today(), scan: null });
  const use = () => redeemVisit(house.cx(), { patientId, serviceId, serviceOn: house.today(), providerId: null, saleId });
  expect(refusalOf(use)).toBe("package_not_paid");

  await house.runThrough("2026-11-20");
  expect(viewPlan(house.cx(), planId as never).paidCents).toBe(33_334);
  for (const left of [9, 8, 7]) expect(use().unitsLeft).toBe(left);
  expect(refusalOf(use)).toBe("package_not_paid");

  house.outcomes.set(lee.householdId, { decline: "insufficient_funds" });
  await house.runThrough("2026-12-20");
  expect(refusalOf(use)).toBe("package_not_paid");
  house.outcomes.delete(lee.householdId);
  await house.runThrough("2027-01-20");
  expect(viewPlan(house.cx(), planId as never)).toMatchObject({ paidCents: 100_000, state: "done" });
  for (const left of [6, 5, 4, 3, 2, 1, 0]) expect(use().unitsLeft).toBe(left);
  expect(purchasedDetails(house.cx(), saleId).sale).toMatchObject({ state: "used_up", balanceCents: 0 });
});
