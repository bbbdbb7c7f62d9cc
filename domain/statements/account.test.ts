import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { openingAt, sinceLastZero } from "./account.ts";

const step = (on: string, cents: number) => ({ on: toDay(on), netCents: toCents(cents) });
const today = toDay("2026-11-22");

test("DOC-4 a statement begins after the last zero balance", () => {
  const steps = [
    step("2026-01-05", 3700),
    step("2026-01-09", -3700),
    step("2026-02-05", 3700),
    step("2026-03-05", 3700),
  ];
  expect(sinceLastZero(steps, today)).toEqual({ fromOn: "2026-02-05", openingCents: 0 });
});

test("DOC-4 a balance that is zero only within a day does not split it, and one that is zero today shows its last story", () => {
  expect(
    sinceLastZero(
      [step("2026-01-05", 3700), step("2026-01-05", -3700), step("2026-01-05", 100)],
      today,
    ).fromOn,
  ).toBe("2026-01-05");
  expect(sinceLastZero([step("2026-01-05", 3700), step("2026-01-20", -3700)], today).fromOn).toBe(
    "2026-01-05",
  );
  expect(sinceLastZero([], today).fromOn).toBe(today);
});

test("DOC-4 from a chosen day the balance before it is the opening", () => {
  const steps = [step("2026-01-05", 3700), step("2026-01-09", -700), step("2026-02-05", 3700)];
  expect(openingAt(steps, toDay("2026-02-01"))).toEqual({
    fromOn: "2026-02-01",
    openingCents: 3000,
  });
});
