/** What a person reads about a household that needs attention (BIL-6), and what coming back would cost (MEM-14). */
import { describe, expect, test } from "vitest";
import { toCents } from "../money.ts";
import { attentionWords } from "./attention-words.ts";
import { noticeKinds, noticeNames, isCaseNotice, isNoticeKind, isOptional } from "./notice-kinds.ts";
import { reactivationFee } from "./reactivation-fee.ts";
import { defaultDunning, noticeChannel } from "./settings.ts";
import { caseNotices } from "./timetable.ts";

describe("BIL-6 needs attention, in words", () => {
  const kinds = ["billing", "past_due", "charge_unknown", "charge_credit", "charge_late", "charge_refused", "charge_contradiction", "charge_found", "charging"];
  const reasons = [
    "billing_inconsistent",
    "past_due_inconsistent",
    "lapsed_under_commitment",
    "payer_deceased",
    "card_disputed",
    "charge_became_credit",
    "charge_found_at_processor",
    "charge_pending_after_failed",
  ];

  test.each([...kinds, "something_new", "constructor", "__proto__", ""])("BIL-6 kind “%s” has a sentence that says what to do", (kind) => {
    expect(attentionWords(kind, "").sentence).toMatch(/^[A-Z].{30,}\.$/);
  });

  test.each(reasons)("BIL-6 reason %s has its own sentence, whatever the kind", (reason) => {
    const words = attentionWords("billing", reason);
    expect(words.sentence).not.toBe(attentionWords("billing", "").sentence);
    expect(attentionWords("dispute", reason)).toEqual(words);
  });

  test("BIL-6 what is found by doing the work again is looked at again, the rest is settled by a person", () => {
    expect(attentionWords("billing", "").actions).toEqual(["look_again"]);
    expect(attentionWords("past_due", "").actions).toEqual(["look_again"]);
    expect(attentionWords("dispute", "").actions).toEqual(["settle"]);
    expect(attentionWords("dispute", "toString").actions).toEqual(["settle"]);
  });

  test("BIL-8 a charge whose outcome nobody knows is not settled by a click", () => {
    expect(attentionWords("charge_unknown", "").actions).toEqual([]);
  });

  test("BIL-6 no sentence speaks in codes", () => {
    for (const words of [...kinds.map((kind) => attentionWords(kind, "")), ...reasons.map((reason) => attentionWords("billing", reason))])
      expect(words.sentence).not.toMatch(/_|\bnull\b|undefined|epoch/);
  });
});

describe("MEM-14 the fee of coming back", () => {
  const months = { reactivation: { rule: "months_of_dues", months: 6, fixedCents: toCents(0) } } as const;

  test.each([
    [3700, 1, 22_200],
    [2500, 1, 15_000],
    [10_800, 3, 21_600],
    [21_000, 6, 21_000],
    [42_500, 12, 21_250],
    [42_501, 12, 21_251],
    [0, 1, 0],
  ] as const)("MEM-14 six months of dues at %d for %d months: %d", (priceCents, periodMonths, fee) => {
    expect(reactivationFee(months, toCents(priceCents), periodMonths)).toBe(fee);
  });

  test("MEM-14 a fixed fee is the same whatever the dues; no rule, no fee", () => {
    const fixed = { reactivation: { rule: "fixed", months: 6, fixedCents: toCents(5000) } } as const;
    expect([reactivationFee(fixed, toCents(3700), 1), reactivationFee(fixed, toCents(42_500), 12)]).toEqual([5000, 5000]);
    for (const rule of ["none", "missed_dues"] as const)
      expect(reactivationFee({ reactivation: { rule, months: 6, fixedCents: toCents(5000) } }, toCents(3700), 1)).toBe(0);
  });
});

describe("DOC-11 kinds of letters", () => {
  test("DOC-11 each has a name of its own, and is known by its word", () => {
    expect(new Set(Object.values(noticeNames)).size).toBe(noticeKinds.length);
    for (const kind of noticeKinds) expect(isNoticeKind(kind)).toBe(true);
    for (const trap of ["", "constructor", "past due", "PAST_DUE"]) expect(isNoticeKind(trap)).toBe(false);
  });

  test("BIL-11 those of the timetable are exactly the four before the lapse", () => {
    expect(noticeKinds.filter(isCaseNotice)).toEqual([...caseNotices]);
  });

  test("BIL-11 MEM-17 the final notice and a new price cannot be switched off, nor what a person asks for by hand", () => {
    expect(noticeKinds.filter((kind) => !isOptional(kind))).toEqual(["past_due_final", "card_request", "invoice_due_soon", "invoice_reminder", "price_change", "package_given", "recall"]);
  });
});

describe("DOC-12 how a household is written to", () => {
  const all = { email: true, text: true };
  test.each([
    ["email", "household", all, "email"],
    ["text", "household", all, "text"],
    ["print", "household", all, "letter"],
    ["email", "household", { email: false, text: true }, "letter"],
    ["text", "household", { email: true, text: false }, "letter"],
    ["email", "letter", all, "letter"],
    ["text", "letter", all, "letter"],
  ] as const)("DOC-12 wishes %s, the practice writes by %s, ways %o: %s", (wish, channel, ways, expected) => {
    expect(noticeChannel(wish, { ...defaultDunning, channel }, ways)).toBe(expected);
  });
});
