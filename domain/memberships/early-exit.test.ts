import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { earlyExit, type Commitment, type EarlyExitPolicy } from "./early-exit.ts";

const year = (over: Partial<Commitment> = {}): Commitment => ({
  startOn: toDay("2026-01-05"),
  endsOn: toDay("2027-01-05"),
  priceCents: toCents(3900),
  periods: 12,
  paidCents: toCents(5 * 3900),
  savedCents: toCents(31_000),
  ...over,
});
const leaves = toDay("2026-06-05");
const due = (commitment: Commitment, policy: EarlyExitPolicy, on = leaves) => earlyExit(commitment, policy, on).dueCents;

test("MEM-13 twelve times 39.00 with five paid: the remaining term is 273.00", () => {
  expect(earlyExit(year(), { kind: "remaining_term" }, leaves)).toEqual({
    dueCents: 27_300,
    remainingCents: 27_300,
    policy: "remaining_term",
    isWaived: false,
  });
});

test("MEM-13 a claw-back with 310.00 used and 195.00 paid is 115.00", () => {
  expect(due(year(), { kind: "claw_back" })).toBe(11_500);
});

test("MEM-13 a claw-back is never more than the remaining term and never below nothing", () => {
  expect(due(year({ savedCents: toCents(100_000) }), { kind: "claw_back" })).toBe(27_300);
  expect(due(year({ savedCents: toCents(19_500) }), { kind: "claw_back" })).toBe(0);
  expect(due(year({ savedCents: toCents(0) }), { kind: "claw_back" })).toBe(0);
});

test("MEM-13 without a policy leaving costs nothing", () => {
  expect(due(year(), { kind: "none" })).toBe(0);
});

test("MEM-13 a fixed fee is asked after its waiver days, not on the last of them", () => {
  const fixed: EarlyExitPolicy = { kind: "fixed", cents: toCents(7500), waiverDays: 14 };
  expect(due(year({ paidCents: toCents(3900) }), fixed, toDay("2026-01-19"))).toBe(0);
  expect(earlyExit(year(), fixed, toDay("2026-01-19")).isWaived).toBe(true);
  expect(due(year({ paidCents: toCents(3900) }), fixed, toDay("2026-01-20"))).toBe(7500);
});

test("MEM-13 whoever has paid the whole commitment leaves for nothing, under every policy", () => {
  const paid = year({ paidCents: toCents(12 * 3900), savedCents: toCents(90_000) });
  for (const policy of [
    { kind: "remaining_term" },
    { kind: "fixed", cents: toCents(7500), waiverDays: 0 },
    { kind: "claw_back" },
  ] as const)
    expect(due(paid, policy, toDay("2026-12-20"))).toBe(0);
});

test("MEM-13 BIL-15 whoever leaves on the day after the commitment, or later, is not early", () => {
  for (const policy of [
    { kind: "remaining_term" },
    { kind: "fixed", cents: toCents(7500), waiverDays: 0 },
    { kind: "claw_back" },
  ] as const) {
    expect(due(year(), policy, toDay("2027-01-04"))).toBeGreaterThan(0);
    expect(due(year(), policy, toDay("2027-01-05"))).toBe(0);
    expect(due(year(), policy, toDay("2030-01-01"))).toBe(0);
  }
});

test("MEM-13 no policy asks for more than a fixed fee or the remaining term", () => {
  fc.assert(
    fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 36 }), fc.nat(400_000), fc.nat(400_000), fc.nat(700), (price, periods, paid, saved, days) => {
      const commitment = year({ priceCents: toCents(price), periods, paidCents: toCents(paid), savedCents: toCents(saved) });
      const on = addDays(commitment.startOn, days);
      const remaining = on >= commitment.endsOn ? 0 : Math.max(0, price * periods - paid);
      expect(due(commitment, { kind: "remaining_term" }, on)).toBe(remaining);
      const clawed = due(commitment, { kind: "claw_back" }, on);
      expect(clawed >= 0 && clawed <= remaining && clawed <= saved).toBe(true);
    }),
  );
});
