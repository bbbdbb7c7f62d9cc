import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { ceilingOf, isAbove } from "./ceiling.ts";

const on = (day: string, count: number, cents: number) => ({ on: toDay(day), count, cents });

test("control 49 the ceiling is 150 % of what the busiest day of each month was on average", () => {
  const history = [
    on("2026-09-01", 100, 370_000),
    on("2026-09-15", 3, 11_100),
    on("2026-10-01", 110, 407_000),
    on("2026-11-01", 120, 1_200_001),
    on("2026-11-20", 1, 3700),
  ];
  expect(ceilingOf(history)).toEqual({ count: 165, cents: Math.round(((370_000 + 407_000 + 1_200_001) * 1.5) / 3) });
});

test("control 49 a young practice is asked above forty charges or four thousand", () => {
  expect(ceilingOf([])).toEqual({ count: 40, cents: 400_000 });
  expect(ceilingOf([on("2026-11-01", 2, 7400)])).toEqual({ count: 40, cents: 400_000 });
});

test("control 49 either the number or the sum above the ceiling pauses", () => {
  const ceiling = { count: 40, cents: 400_000 };
  expect(isAbove({ count: 40, cents: 400_000 }, ceiling)).toBe(false);
  expect(isAbove({ count: 41, cents: 1 }, ceiling)).toBe(true);
  expect(isAbove({ count: 1, cents: 400_001 }, ceiling)).toBe(true);
});
