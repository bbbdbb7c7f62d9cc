import { describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type MembershipId, type PlanId } from "#domain/identity.ts";
import { plainTerms } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import type { PlanView } from "#contract/memberships.ts";
import { emptyRise, priceKey, raisedCsv, readRise, type RiseDraft } from "./rise-draft.ts";

const adult = {
  planId: asId<PlanId>(1),
  name: "Adult",
  terms: { ...plainTerms, prices: [{ months: 1, priceCents: toCents(3700) }, { months: 12, priceCents: toCents(42_500) }] },
} as unknown as PlanView;
const today = toDay("2026-03-20");
const draft = (over: Partial<RiseDraft> = {}): RiseDraft => ({ ...emptyRise(today), planIds: [adult.planId], percent: "5", ...over });
const asked = (over: Partial<RiseDraft> = {}) => {
  const read = readRise(draft(over), [adult]);
  return read.state === "ready" ? read.input : read.sentence;
};

describe("MEM-17 the wizard", () => {
  test("MEM-17 begins with the first of the month after next and thirty days, for existing members", () => {
    expect(emptyRise(today)).toMatchObject({ effectiveOn: "2026-05-01", noticeDays: 30, scope: "first_draw_after_notice" });
  });

  test("MEM-17 a percentage or an amount is asked for each period the plan is sold for", () => {
    expect(asked()).toMatchObject({ plans: [{ planId: 1, changes: [{ months: 1, change: { kind: "by_percent", basisPoints: 500 } }, { months: 12, change: { kind: "by_percent", basisPoints: 500 } }] }] });
    expect(asked({ how: "amount", amountCents: toCents(-200) })).toMatchObject({ plans: [{ changes: [{ change: { kind: "by_amount", cents: -200 } }, {}] }] });
  });

  test("MEM-17 with prices of its own, only those that are given change", () => {
    const prices = { [priceKey(adult.planId, 1)]: toCents(3900), [priceKey(adult.planId, 12)]: null };
    expect(asked({ how: "prices", prices })).toMatchObject({ plans: [{ planId: 1, changes: [{ months: 1, change: { kind: "to", cents: 3900 } }] }] });
  });

  test.each([
    ["Choose at least one plan.", { planIds: [] }],
    ["Say by how many percent, such as 5 or 2.5.", { percent: "a lot" }],
    ["Say by how many percent, such as 5 or 2.5.", { percent: "0" }],
    ["Say by how much.", { how: "amount" }],
    ["Say by how much.", { how: "amount", amountCents: toCents(0) }],
    ["Enter at least one new price.", { how: "prices" }],
    ["Choose the day from which the new prices hold.", { effectiveOn: null }],
    ["Letters go out at least 30 days before.", { noticeDays: 20 }],
    ["Letters go out at least 30 days before.", { noticeDays: null }],
  ] as const)("F-18 MEM-17 %s", (sentence, over) => {
    expect(asked(over)).toBe(sentence);
  });

  test("UI-4 the list as a spreadsheet says who is left out and why", () => {
    const row = { patientName: "Rosa Lee", planName: "Adult", periodMonths: 1, oldCents: toCents(3700), newCents: toCents(3900), wishedOn: today, firstOn: toDay("2026-05-05"), leftOut: null, membershipId: asId<MembershipId>(1), householdId: 1, patientId: 1, planId: adult.planId } as never;
    const out = raisedCsv([row, { ...(row as object), leftOut: "excluded" } as never], 2).split("\r\n");
    expect(out[1]).toBe("Rosa Lee,Adult,1,37.00,39.00,2026-05-05,");
    expect(out[2]).toBe("Rosa Lee,Adult,1,37.00,39.00,,Left out by you");
  });
});
