import { describe, expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { attentionWords } from "../dunning/attention-words.ts";
import { noWaysToCard, noWayToCardSentence, refundAttemptSentence, type RefundAttemptInWords } from "./refund-attempt-words.ts";

const sentence = (over: Partial<RefundAttemptInWords>): string =>
  refundAttemptSentence({
    state: "sent",
    amountCents: 2960,
    attemptOn: toDay("2026-12-05"),
    last4: "4242",
    declineCode: null,
    failure: null,
    bookedAs: null,
    reference: null,
    resolution: null,
    personFromOn: toDay("2026-12-10"),
    ...over,
  });

describe("INV-9 what is known of a refund to a card, in words", () => {
  test("every sentence says how much, to which card and when", () => {
    for (const state of ["sent", "pending", "unknown", "succeeded", "declined", "failed"] as const)
      expect(sentence({ state })).toMatch(/^29\.60 to the card ending in 4242 on 5 Dec 2026\. /u);
    expect(sentence({ last4: "" })).toMatch(/^29\.60 to a card on /u);
  });

  test("nothing is called refunded before the processor has said so", () => {
    for (const state of ["sent", "pending", "unknown"] as const) expect(sentence({ state })).not.toMatch(/refunded/iu);
    expect(sentence({ state: "succeeded", bookedAs: "sent" })).toContain("Refunded to the card.");
  });

  test("without an answer it says what not to do, and from when a person may end it", () => {
    expect(sentence({ state: "unknown" })).toContain("give nothing else for it meanwhile. From 10 Dec 2026 on");
    expect(sentence({ state: "pending" })).toContain("The money is set aside.");
  });

  test("a refusal says why and what else can be done", () => {
    const declined = { state: "declined", bookedAs: "taken_back" } as const;
    expect(sentence({ ...declined, declineCode: "charge_disputed" })).toContain("into a dispute. Nothing was refunded. Give it back another way");
    expect(sentence({ ...declined, declineCode: "something_new" })).toContain("The bank refused it. Nothing was refunded.");
    expect(sentence({ ...declined, declineCode: "toString" })).toContain("The bank refused it.");
    expect(sentence({ state: "declined", bookedAs: "check", declineCode: "card_cannot_be_credited" })).toContain("waits under Refund checks to write");
  });

  test("one that failed, one entered by hand, and one that nothing stands for", () => {
    expect(sentence({ state: "failed", failure: "absent", bookedAs: "taken_back" })).toContain("The card processor never received it.");
    expect(sentence({ state: "failed", failure: "unheard of", bookedAs: "check" })).toContain("Nothing went back.");
    expect(sentence({ state: "succeeded", bookedAs: "sent", resolution: "refunded", reference: "re_9" })).toContain("entered by hand with the reference re_9");
    expect(sentence({ state: "succeeded", bookedAs: "unplaced" })).toContain("Clear up with the patient");
    expect(sentence({ state: "succeeded", bookedAs: "cleared", reference: "Kept by the patient" })).toContain("cleared up: Kept by the patient");
  });

  test("why nothing can go to the card: each a sentence with the next step", () => {
    for (const why of noWaysToCard) expect(noWayToCardSentence(why)).toMatch(/(check|credit|by itself)\.$/u);
  });
});

test.each([
  ["refund_refused", "refund_refused", ["settle"]],
  ["refund_refused", "refund_refused_check", ["settle"]],
  ["refund_unknown", "refund_unknown", []],
  ["refund_late", "refund_went_through_after_all", ["settle"]],
  ["refund_late", "refund_pending_after_failed", ["settle"]],
  ["refund_found", "refund_found_at_processor", ["settle"]],
  ["refund_unplaced", "refund_unplaced", []],
  ["dispute_refunded", "disputed_after_refund", ["settle"]],
] as const)("BIL-6 INV-9 needs attention: %s, %s has words of its own", (kind, reason, actions) => {
  const words = attentionWords(kind, reason);
  expect(words.actions).toEqual(actions);
  expect(words.sentence).not.toContain("Something about this household");
});
