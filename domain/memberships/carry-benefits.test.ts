import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carryUses, type RunningGrant } from "./carry-benefits.ts";
import { plainBenefit } from "./plan-defaults.ts";
import type { PlanBenefit } from "./plan.ts";

const named = (key: string, label: string, quantity = 2): PlanBenefit => plainBenefit(key, label, quantity, "benefit_year");
const inCategory = (key: string, label: string, category: string): PlanBenefit => ({ ...named(key, label), scope: { kind: "category", category } });
const ofServices = (key: string, label: string, ...codes: string[]): PlanBenefit => ({ ...named(key, label), scope: { kind: "services", codes } });
const grant = (benefit: string, used: number, label = benefit, id = 1): RunningGrant => ({ id, benefit, label, used });

describe("MEM-9 used benefits carry by category", () => {
  test.each<[what: string, old: PlanBenefit[], to: PlanBenefit[], running: RunningGrant[], expected: [kept: number | null, elsewhere: number][]]>([
    ["the same benefit goes on with its counter", [named("a", "Cleanings")], [named("a", "Cleanings", 4)], [grant("a", 1)], [[1, 0]]],
    ["a benefit of the same category takes the uses over", [inCategory("a", "Cleanings", "hygiene")], [inCategory("b", "Prophylaxis", "hygiene")], [grant("a", 2)], [[null, 2]]],
    ["a benefit of another category takes nothing", [inCategory("a", "Cleanings", "hygiene")], [inCategory("b", "Whitening", "cosmetic")], [grant("a", 2)], [[null, 0]]],
    ["one service in common is enough", [ofServices("a", "Cleanings", "D1110", "D1120")], [ofServices("b", "Adult cleaning", "D1110")], [grant("a", 1)], [[null, 1]]],
    ["services without one in common take nothing", [ofServices("a", "Cleanings", "D1120")], [ofServices("b", "Adult cleaning", "D1110")], [grant("a", 1)], [[null, 0]]],
    ["the same name fits, whatever its case", [named("a", "Cleanings")], [named("b", " cleanings ")], [grant("a", 1, "Cleanings")], [[null, 1]]],
    ["a name that is not the same does not", [named("a", "Cleanings")], [named("b", "Exams")], [grant("a", 1, "Cleanings")], [[null, 0]]],
    [
      "uses of two old benefits of one category add up",
      [inCategory("a", "Cleanings", "hygiene"), inCategory("b", "Fluoride", "hygiene")],
      [inCategory("c", "Hygiene visits", "hygiene")],
      [grant("a", 1, "a", 1), grant("b", 2, "b", 2)],
      [[null, 3]],
    ],
    [
      "one use is carried once, to the first benefit it fits",
      [inCategory("a", "Cleanings", "hygiene")],
      [inCategory("b", "Adult", "hygiene"), inCategory("c", "Deep", "hygiene")],
      [grant("a", 1)],
      [[null, 1], [null, 0]],
    ],
    [
      "who keeps its own counter is not carried to another of the category",
      [inCategory("a", "Cleanings", "hygiene")],
      [inCategory("b", "Deep", "hygiene"), inCategory("a", "Cleanings", "hygiene")],
      [grant("a", 1)],
      [[null, 0], [1, 0]],
    ],
    ["without anything running nothing is carried", [named("a", "Cleanings")], [named("a", "Cleanings")], [], [[null, 0]]],
    ["a plan without benefits carries nothing", [named("a", "Cleanings")], [], [grant("a", 2)], []],
  ])("%s", (_, old, to, running, expected) => {
    expect(carryUses(old, to, running).map(({ keeps, usedElsewhere }) => [keeps?.id ?? null, usedElsewhere])).toEqual(expected);
  });

  test("MEM-9 whatever the plans, no use is carried twice and every new benefit is answered in its place", () => {
    const benefit = fc.record({ key: fc.constantFrom("a", "b", "c", "d"), label: fc.constantFrom("Cleanings", "Exams", "X-rays"), category: fc.constantFrom("hygiene", "imaging") });
    const some = fc.uniqueArray(benefit, { selector: ({ key }) => key, maxLength: 4 });
    fc.assert(
      fc.property(some, some, fc.array(fc.nat({ max: 5 }), { minLength: 4, maxLength: 4 }), (old, to, uses) => {
        const terms = (list: typeof old) => list.map(({ key, label, category }) => inCategory(key, label, category));
        const running = old.map(({ key, label }, at) => grant(key, uses[at] ?? 0, label, at + 1));
        const carried = carryUses(terms(old), terms(to), running);
        expect(carried.map(({ benefit: one }) => one.key)).toEqual(to.map(({ key }) => key));
        const kept = carried.flatMap(({ keeps }) => (keeps ? [keeps.id] : []));
        expect(new Set(kept).size).toBe(kept.length);
        const all = running.reduce((sum, { used }) => sum + used, 0);
        const keptUses = running.filter(({ id }) => kept.includes(id)).reduce((sum, { used }) => sum + used, 0);
        expect(carried.reduce((sum, { usedElsewhere }) => sum + usedElsewhere, 0) + keptUses).toBeLessThanOrEqual(all);
        for (const { benefit: one, keeps } of carried) expect(keeps?.benefit ?? one.key).toBe(one.key);
      }),
    );
  });
});
