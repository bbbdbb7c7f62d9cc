import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import type { MemberDiscount } from "../memberships/plan.ts";
import type { StandingFacts } from "../memberships/standing.ts";
import { toCents } from "../money.ts";
import { discountOn, grantOf, isDiscountOn } from "./member-discount.ts";

const service = { code: "D1110", category: "Hygiene" };
const percent = { kind: "percent", basisPoints: 1500 } as const;

test.each<[on: MemberDiscount["on"], is: boolean]>([
  [{ kind: "all" }, true],
  [{ kind: "category", category: "hygiene" }, true],
  [{ kind: "category", category: "Fillings" }, false],
  [{ kind: "service", code: " d1110 " }, true],
  [{ kind: "service", code: "D1111" }, false],
])("MEM-6 a discount on %j is one on a cleaning: %j", (on, is) => {
  expect(isDiscountOn({ on, off: percent }, service)).toBe(is);
});

test("MEM-6 a member price is for each of several; a percent is the same for all", () => {
  expect(grantOf({ on: { kind: "all" }, off: { kind: "member_price", cents: toCents(9000) } }, 4, 3)).toEqual({ membershipId: 4, kind: "member_price", cents: 27_000 });
  expect(grantOf({ on: { kind: "all" }, off: percent }, 4, 3)).toEqual({ membershipId: 4, kind: "percent", basisPoints: 1500 });
});

describe("MEM-7 when a member has the discounts", () => {
  const facts = (over: Partial<StandingFacts> = {}): StandingFacts =>
    ({
      startOn: toDay("2026-04-20"),
      pending: false,
      lapsedOn: null,
      holds: [],
      cancellation: null,
      unpaidSinceOn: null,
      declinedOn: null,
      ...over,
    }) as StandingFacts;
  const held = (kind: "pause" | "extend" | "billing_only") =>
    ({ holds: [{ kind, from: toDay("2026-06-01"), until: toDay("2026-07-01") }] }) as unknown as Partial<StandingFacts>;

  test.each<[what: string, over: Partial<StandingFacts>, on: string, answer: string]>([
    ["the day before the start", {}, "2026-04-19", "not_begun"],
    ["the first day", {}, "2026-04-20", "yes"],
    ["before the first payment", { pending: true }, "2026-04-20", "pending"],
    ["a day on hold", held("pause"), "2026-06-01", "on_hold"],
    ["a day of an extending hold", held("extend"), "2026-06-30", "on_hold"],
    ["a day on which only the billing rests", held("billing_only"), "2026-06-15", "yes"],
    ["the day after a hold", held("pause"), "2026-07-01", "yes"],
    ["the last day of a cancelled one", { cancellation: { effectiveOn: toDay("2026-08-01"), kind: "cancelled" } }, "2026-07-31", "yes"],
    ["the first day after it", { cancellation: { effectiveOn: toDay("2026-08-01"), kind: "cancelled" } }, "2026-08-01", "ended"],
    ["the day of a lapse", { lapsedOn: toDay("2026-08-01") }, "2026-08-01", "lapsed"],
    ["before a lapse", { lapsedOn: toDay("2026-08-01") }, "2026-07-31", "yes"],
    ["behind with a payment", { unpaidSinceOn: toDay("2026-05-01") }, "2026-05-02", "warn"],
  ])("MEM-7 %s: %s at %s: %s", (_, over, on, answer) => {
    const found = discountOn(facts(over), toDay(on));
    expect(found.kind === "no" ? found.why : found.kind).toBe(answer);
  });

  test.each([
    ["allow", "2026-05-01", "yes"],
    ["allow", "2026-05-02", "yes"],
    ["warn", "2026-05-01", "yes"],
    ["warn", "2026-05-02", "warn"],
    ["block", "2026-05-01", "yes"],
    ["block", "2026-05-02", "past_due"],
    ["block", "2026-05-28", "past_due"],
  ] as const)("MEM-7 where the practice chose %s, dues of 1 May that are open count on %s as %s", (setting, on, answer) => {
    const found = discountOn(facts({ unpaidSinceOn: toDay("2026-05-01") }), toDay(on), setting);
    expect(found.kind === "no" ? found.why : found.kind).toBe(answer);
  });

  test.each(["allow", "warn", "block"] as const)("MEM-7 %s says nothing of those who are not past due, and lets nobody have more who has none", (setting) => {
    expect(discountOn(facts({}), toDay("2026-05-02"), setting)).toEqual({ kind: "yes" });
    const lapsed = facts({ unpaidSinceOn: toDay("2026-04-20"), lapsedOn: toDay("2026-05-18") });
    expect(discountOn(lapsed, toDay("2026-05-18"), setting)).toEqual({ kind: "no", why: "lapsed" });
  });
});
