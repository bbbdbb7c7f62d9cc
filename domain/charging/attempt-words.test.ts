import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { attemptSentence, type AttemptInWords } from "./attempt-words.ts";

const attempt: AttemptInWords = {
  state: "sent",
  origin: "automatic",
  amountCents: 3700,
  attemptOn: toDay("2026-12-05"),
  last4: "4242",
  failure: null,
  resolution: null,
  reference: null,
  personFromOn: toDay("2026-12-10"),
  declineSentence: null,
};

test("BIL-12 an attempt says what was asked of which card, when and why", () => {
  expect(attemptSentence(attempt)).toBe(
    "37.00 to the card ending in 4242 on 5 Dec 2026, by the billing run. On its way; the answer is not here yet.",
  );
  expect(attemptSentence({ ...attempt, last4: null, origin: "found", state: "succeeded" })).toBe(
    "37.00 to the card on 5 Dec 2026, found at the card processor. Charged.",
  );
});

test.each([
  [{ state: "pending" }, "The bank takes its time"],
  [{ state: "unknown" }, "we do not know whether it was charged"],
  [{ state: "unknown" }, "From 10 Dec 2026"],
  [{ state: "declined" }, "The bank declined it"],
  [{ state: "declined", declineSentence: "Not enough money." }, "Not enough money."],
  [{ state: "failed", failure: "absent" }, "nothing was charged"],
  [{ state: "failed", failure: "constructor" }, "Nothing was charged."],
  [{ state: "failed", failure: "by_hand" }, "A person found"],
  [{ state: "succeeded", resolution: "charged", reference: "ch_77" }, "entered by hand with the reference ch_77"],
] as const)("control 53 %o says %s", (over, words) => {
  expect(attemptSentence({ ...attempt, ...over })).toContain(words);
});

test("control 53 no state but success says that it was charged", () => {
  for (const state of ["sent", "pending", "unknown", "declined", "failed"] as const)
    expect(attemptSentence({ ...attempt, state })).not.toMatch(/Charged\b|paid/);
});
