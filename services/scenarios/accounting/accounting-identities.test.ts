import { expect, test } from "vitest";
import { addDays } from "#domain/calendar.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { openHistory, type History } from "./history.ts";
import { brokenIdentities, printNow, reprintDiffers, type BalanceAsk, type Print } from "./identities.ts";

/** `HISTORIES=3 OPERATIONS=5000` for the long run of issue 5; some hundred acts of two offices otherwise. */
const histories = Number(process.env["HISTORIES"] ?? 2);
const operations = Number(process.env["OPERATIONS"] ?? 260);
const firstSeed = Number(process.env["SEED"] ?? 1);
const lookEvery = Math.max(20, Math.floor(operations / 12));

function anyReport({ random, today }: History): BalanceAsk {
  const asOf = addDays(today(), -random.pick([0, 0, 1, 3, 20, 60]));
  if (random.chance(0.3)) return { report: "deferred-dues", asOf, knownAt: null, by: random.pick(["plan", "membership"]) };
  return {
    report: "aging",
    asOf,
    knownAt: null,
    ageFrom: random.pick(["due", "due", "invoice"]),
    by: random.pick(["household", "patient"]),
    credit: random.pick(["apart", "netted"]),
  };
}

test.each(Array.from({ length: histories }, (_, at) => firstSeed + at))(
  "INV-11 INV-15 REP-3 F-10 in the history of seed %i every identity of the books holds, and every print comes out again",
  { timeout: 600_000 * Math.max(1, operations / 500) },
  async (seed) => {
    const history = openHistory(seed);
    const prints: Print[] = [];
    try {
      for (let done = 0; done < operations; ) {
        if (!(await history.step())) continue;
        done += 1;
        if (history.random.chance(0.05)) prints.push(printNow(history.cx(), anyReport(history)));
        if (done % lookEvery !== 0) continue;
        expect({ done, broken: brokenIdentities(history.cx()) }).toEqual({ done, broken: [] });
        for (const print of prints.slice(-6)) expect(reprintDiffers(history.cx(), print)).toEqual([]);
      }
      for (const print of prints) expect(reprintDiffers(history.cx(), print)).toEqual([]);
      expect(verifyPractice(history.club.db).breaches).toEqual([]);
      const { tried, refused, days } = history.counts();
      console.log(`Seed ${seed}: ${operations} operations done of ${tried + days} tried, ${refused} refused, ${days} days, ${prints.length} prints again.`);
      expect(days).toBeGreaterThan(operations / 40);
      expect(prints.length).toBeGreaterThan(3);
    } finally {
      history.dispose();
    }
  },
);
