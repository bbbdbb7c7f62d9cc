/** Services, coupons, agreements and starter sets for the tests over every operation. */
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { plainTemplate } from "#domain/agreements/agreement-text.ts";
import { asId, type CouponId, type ServiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { CouponTerms } from "#domain/pricing/coupon.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { someTerms, type Scene } from "./scene.fixture.ts";

const service = () => ({
  code: `S-${randomUUID().slice(0, 8)}`,
  name: "Polish",
  category: "Hygiene",
  durationMinutes: 30,
  taxable: false,
  taxRatePpm: 0,
});
const couponTerms = (): CouponTerms => ({
  code: `C-${randomUUID().slice(0, 8).toUpperCase()}`,
  off: { kind: "percent", basisPoints: 1000 },
  charges: 1,
  scope: { kind: "dues" },
  planIds: [],
  redeemBy: null,
  maxUses: null,
  oncePerHousehold: true,
});
const words = { ...plainTemplate, name: "Agreement" };

const aService = (scene: Scene) => scene.owner.services.add({ requestId: newRequestId(), ...service(), priceCents: toCents(9000) });
const aCoupon = (scene: Scene) => scene.owner.coupons.add({ requestId: newRequestId(), terms: couponTerms() });
const aTemplate = (scene: Scene) => scene.owner.agreements.add({ requestId: newRequestId(), ...words });
async function aHolder(scene: Scene) {
  const { householdId } = await scene.family();
  const { terms, couponId } = await aCoupon(scene);
  const { heldCouponId } = await scene.owner.coupons.give({ requestId: newRequestId(), householdId, code: terms.code });
  return { householdId, couponId, heldCouponId };
}

export const catalogueCommands: Record<string, CommandCase> = {
  "services.add": {
    ready: async () => ({ ...service(), priceCents: 9000 }),
    audits: ["service.added"],
    topics: ["services"],
    wrong: { durationMinutes: 0 },
  },
  "services.edit": {
    ready: async (scene) => {
      const { serviceId, version } = await aService(scene);
      return { ...service(), serviceId, version };
    },
    audits: ["service.edited"],
    topics: ["services"],
    wrong: { taxRatePpm: 500_001 },
  },
  "services.setPrice": {
    ready: async (scene) => ({ serviceId: (await aService(scene)).serviceId, effectiveOn: await scene.today(), priceCents: 9500 }),
    audits: ["service.priced"],
    topics: ["services"],
    wrong: { effectiveOn: "2026-02-30" },
  },
  "services.setActive": {
    ready: async (scene) => {
      const { serviceId, version } = await aService(scene);
      return { serviceId, version, active: false };
    },
    audits: ["service.state_changed"],
    topics: ["services"],
    wrong: { active: "no" },
  },
  // The set is there already: what a second person puts in is nothing but the record of it.
  "starters.install": {
    ready: async (scene) => {
      await scene.owner.starters.install({ requestId: newRequestId(), specialty: "counselling" });
      return { specialty: "counselling" };
    },
    audits: ["starter_set.used"],
    topics: ["services", "plans", "agreements"],
    wrong: { specialty: "astrology" },
  },
  "coupons.add": { ready: async () => ({ terms: couponTerms() }), audits: ["coupon.added"], topics: ["coupons"], wrong: { terms: {} } },
  "coupons.end": {
    ready: async (scene) => {
      const { couponId, version } = await aCoupon(scene);
      return { couponId, version };
    },
    audits: ["coupon.ended"],
    topics: ["coupons"],
    wrong: { version: "1" },
  },
  "coupons.give": {
    ready: async (scene) => ({ householdId: (await scene.family()).householdId, code: (await aCoupon(scene)).terms.code }),
    audits: ["coupon.given"],
    topics: ["coupons", "household/:id"],
    wrong: { code: "" },
  },
  "coupons.takeAway": {
    ready: async (scene) => {
      const { householdId, heldCouponId } = await aHolder(scene);
      return { householdId, heldCouponId };
    },
    audits: ["coupon.taken_away"],
    topics: ["coupons", "household/:id"],
    wrong: { heldCouponId: 0.5 },
  },
  "agreements.add": { ready: async () => words, audits: ["agreement_template.added"], topics: ["agreements"], wrong: { notInsurance: 1 } },
  "agreements.revise": {
    ready: async (scene) => {
      const { templateId, version } = await aTemplate(scene);
      return { ...words, templateId, version, name: "Renamed" };
    },
    audits: ["agreement_template.revised"],
    topics: ["agreements", "plans"],
    wrong: { body: null },
  },
  "agreements.retire": {
    ready: async (scene) => {
      const { templateId, version } = await aTemplate(scene);
      return { templateId, version };
    },
    audits: ["agreement_template.retired"],
    topics: ["agreements"],
    wrong: { templateId: "first" },
  },
};

const nothing = { ready: async () => ({}), wrong: { more: 1 } };
const bytes = expect.stringMatching(/^[A-Za-z0-9+/]{40,}={0,2}$/) as string;

export const catalogueQueries: Record<string, QueryCase> = {
  "services.list": {
    ready: async (scene) => {
      await aService(scene);
      return { text: "polish", categories: ["Hygiene"], activity: "active", sort: "price", descending: true };
    },
    answer: () => ({ rows: expect.arrayContaining([expect.objectContaining({ name: "Polish", priceCents: 9000 })]) as unknown[] }),
    wrong: { sort: "smell" },
  },
  "services.prices": {
    ready: async (scene) => ({ serviceId: (await aService(scene)).serviceId }),
    answer: () => [{ priceCents: 9000 }],
    wrong: { serviceId: asId<ServiceId>(1) + 0.5 },
  },
  "services.exportCsv": {
    ...nothing,
    answer: () => ({ mediaType: "text/csv", base64: bytes, fileName: expect.stringMatching(/^services-.*\.csv$/) as string }),
    viewed: "list.exported services",
  },
  "coupons.list": {
    ready: async (scene) => {
      await aCoupon(scene);
      return {};
    },
    answer: () => expect.arrayContaining([expect.objectContaining({ uses: 0 })]) as unknown[],
    wrong: { more: 1 },
  },
  "coupons.uses": {
    ready: async (scene) => ({ couponId: (await aHolder(scene)).couponId }),
    answer: () => [{ uses: 0, endedOn: null }],
    wrong: { couponId: asId<CouponId>(1) + 0.5 },
  },
  "coupons.ofHousehold": {
    ready: async (scene) => ({ householdId: (await aHolder(scene)).householdId }),
    answer: () => [{ chargesUsed: 0 }],
    wrong: { householdId: null },
  },
  "agreements.list": {
    ready: async (scene) => {
      await aTemplate(scene);
      return {};
    },
    answer: () => expect.arrayContaining([expect.objectContaining({ name: "Agreement", versionNumber: 1 })]) as unknown[],
    wrong: { more: 1 },
  },
  "agreements.preview": {
    ready: async () => words,
    answer: () => ({ text: expect.stringContaining("This is not insurance.") as string }),
    wrong: { ...words, body: 1 },
  },
  "plans.versions": {
    ready: async (scene) => ({ planId: (await scene.plan()).planId }),
    answer: () => [{ number: 1, differences: [], members: 0 }],
    wrong: { planId: "a" },
  },
  "plans.previewYear": {
    ready: async () => ({ terms: someTerms, periodMonths: 1, members: 2, drawDay: null }),
    answer: () => ({ totalCents: 2 * 12 * 3700 }),
    wrong: { terms: someTerms, periodMonths: 2, members: 1, drawDay: null },
  },
};
