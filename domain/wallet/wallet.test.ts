/** What a wallet banks, keeps and gives (PPL-13, PKG-11). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import type { Wallet } from "../memberships/plan.ts";
import { toCents } from "../money.ts";
import { bankedCents, keptCents, splitOverWallets, walletEndsOn, type PaidDues } from "./wallet.ts";

const period: PaidDues = { kind: "period", amountCents: toCents(9900), priceCents: toCents(9900) };
const percent = (basisPoints: number): Wallet => ({ kind: "percent", basisPoints });
const amount = (cents: number): Wallet => ({ kind: "amount", cents: toCents(cents) });

test.each<[what: string, wallet: Wallet, dues: Partial<PaidDues>, banked: number]>([
  ["nothing without a wallet", { kind: "none" }, {}, 0],
  ["all of the dues", percent(10_000), {}, 9900],
  ["half of 99.00", percent(5000), {}, 4950],
  ["a third of 99.01, rounded once", percent(3333), { amountCents: toCents(9901) }, 3300],
  ["20.00 of each period", amount(2000), {}, 2000],
  ["20.00, and dues of 15.00 after a coupon: all of them", amount(2000), { amountCents: toCents(1500) }, 1500],
  ["20.00 of a stub of 15 of 30 days", amount(2000), { kind: "stub", amountCents: toCents(4950) }, 1000],
  ["a percent of a stub", percent(5000), { kind: "stub", amountCents: toCents(4950) }, 2475],
  ["dues that came to nothing", amount(2000), { amountCents: toCents(0) }, 0],
])("PKG-11 banked: %s", (_, wallet, dues, banked) => {
  expect(bankedCents(wallet, { ...period, ...dues })).toBe(banked);
});

test.each([
  ["nothing came back", 9900, 0, 4950],
  ["a third came back", 9900, 3300, 3300],
  ["all of it came back", 9900, 9900, 0],
  ["more than it was", 9900, 12_000, 0],
  ["an invoice over nothing", 0, 0, 0],
])("PKG-11 kept when %s", (_, total, gone, kept) => {
  expect(keptCents(toCents(4950), toCents(total), toCents(gone))).toBe(kept);
});

test("PKG-11 90 days after the end by default, on the day itself when it is forfeit or paid out", () => {
  const ended = toDay("2026-05-05");
  expect(walletEndsOn({ kind: "kept", days: 90 }, ended)).toBe("2026-08-03");
  expect(walletEndsOn({ kind: "forfeit" }, ended)).toBe(ended);
  expect(walletEndsOn({ kind: "to_credit" }, ended)).toBe(ended);
});

test("PKG-11 the wallet that ends first is emptied first, then the oldest", () => {
  const left = (key: string, cents: number, endsOn: string | null) => ({ key, leftCents: toCents(cents), endsOn: endsOn === null ? null : toDay(endsOn) });
  const wallets = [left("old", 5000, null), left("young", 5000, null), left("ended", 3000, "2026-08-03")];
  expect(splitOverWallets(toCents(9000), wallets)).toEqual([{ key: "ended", cents: 3000 }, { key: "old", cents: 5000 }, { key: "young", cents: 1000 }]);
  expect(splitOverWallets(toCents(0), wallets)).toEqual([]);
});

test("PKG-11 no cent is made or lost: never more banked than was paid, never more taken than is there", () => {
  const wallet = fc.oneof(fc.integer({ min: 1, max: 10_000 }).map(percent), fc.integer({ min: 1, max: 50_000 }).map(amount));
  fc.assert(
    fc.property(wallet, fc.constantFrom("period" as const, "stub" as const), fc.nat(60_000), fc.integer({ min: 1, max: 60_000 }), fc.nat(70_000), (one, kind, paid, price, gone) => {
      const banked = bankedCents(one, { kind, amountCents: toCents(paid), priceCents: toCents(price) });
      expect(banked).toBeGreaterThanOrEqual(0);
      expect(banked).toBeLessThanOrEqual(paid);
      const kept = keptCents(banked, toCents(paid), toCents(gone));
      expect(kept).toBeGreaterThanOrEqual(0);
      expect(kept).toBeLessThanOrEqual(banked);
    }),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(5000), { maxLength: 5 }), fc.nat(30_000), (lefts, asked) => {
      const wallets = lefts.map((cents, key) => ({ key, leftCents: toCents(cents), endsOn: null }));
      const parts = splitOverWallets(toCents(asked), wallets);
      expect(parts.reduce((sum, { cents }) => sum + cents, 0)).toBe(Math.min(asked, lefts.reduce((sum, cents) => sum + cents, 0)));
      for (const { key, cents } of parts) expect(cents).toBeLessThanOrEqual(lefts[key] ?? 0);
    }),
  );
});
