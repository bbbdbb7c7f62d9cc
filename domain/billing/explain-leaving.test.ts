import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import type { AmountFacts } from "./amount-facts.ts";
import { explain } from "./explain.ts";

type Exit = Extract<AmountFacts, { kind: "early_exit" }>;

const exit = (over: Partial<Exit> = {}): Exit => ({
  kind: "early_exit",
  policy: "remaining_term",
  leavesOn: toDay("2026-06-05"),
  endsOn: toDay("2027-01-05"),
  priceCents: toCents(3900),
  periods: 12,
  billedCents: toCents(19_500),
  remainingCents: toCents(27_300),
  savedCents: toCents(31_000),
  ...over,
});
const valueOf = (facts: AmountFacts, cents: number, label: string): string | undefined =>
  explain(facts, toCents(cents)).steps.find((step) => step.label === label)?.value;

describe("leaving early", () => {
  test("MEM-13 MEM-20 the rest of the term shows how it was worked out", () => {
    expect(explain(exit(), toCents(27_300))).toMatchObject({
      rule: "MEM-13",
      sentence: "12 periods at 39.00 were agreed; 273.00 of them is left.",
    });
    expect(valueOf(exit(), 27_300, "Agreed")).toBe("12 × 39.00 = 468.00");
    expect(valueOf(exit(), 27_300, "Rest of the term")).toBe("468.00 − 195.00 = 273.00");
    expect(valueOf(exit(), 27_300, "Amount")).toBe("273.00");
  });

  test("MEM-13 MEM-20 a claw-back names what was used and what was paid for it", () => {
    const clawed = exit({ policy: "claw_back" });
    expect(explain(clawed, toCents(11_500)).sentence).toBe(
      "What was used cost members 310.00 less than its list price; the dues so far were 195.00: 115.00.",
    );
    expect(valueOf(clawed, 11_500, "Formula")).toBe("310.00 − 195.00, at most the rest of the term");
  });

  test("MEM-13 MEM-20 a fixed fee says until when it is asked for, and needs no rest of the term", () => {
    const fixed = exit({ policy: "fixed" });
    expect(explain(fixed, toCents(7500)).sentence).toBe("The plan asks for 75.00 when somebody leaves before 5 Jan 2027.");
    expect(valueOf(fixed, 7500, "Rest of the term")).toBeUndefined();
  });
});

test("MEM-12 MEM-20 the fee of a hold says whether it is once or for each skipped draw", () => {
  const fee = { kind: "hold_fee", feeCents: toCents(500), fromOn: toDay("2026-02-10"), toOn: toDay("2026-05-05") } as const;
  expect(explain({ ...fee, each: true }, toCents(500)).sentence).toBe("For each draw that the hold skips: 5.00.");
  expect(explain({ ...fee, each: false }, toCents(500)).sentence).toBe("Once for the hold: 5.00.");
  expect(valueOf({ ...fee, each: true }, 500, "Fee for each skipped draw")).toBe("5.00");
});
