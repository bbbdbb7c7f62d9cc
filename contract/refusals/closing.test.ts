/** The sentences of closing the day, word by word: what happened, and what to do next (F-17). */
import { expect, test } from "vitest";
import type { ClosingRefusals } from "#domain/closing/refusals.ts";
import { refusalSentence } from "../refusals.ts";

const said: { readonly [Code in keyof ClosingRefusals]: readonly [facts: ClosingRefusals[Code], sentence: string] } = {
  day_locked: [
    { dayOn: "2026-11-20", throughOn: "2026-11-22" },
    "20 Nov 2026 is locked: the books are closed through 22 Nov 2026. Date it today, or ask an admin to unlock the day.",
  ],
  day_already_locked: [
    { throughOn: "2026-11-22" },
    "The books are already locked through 22 Nov 2026. Nothing more needs to be done.",
  ],
  day_not_over: [
    { dayOn: "2026-11-22" },
    "22 Nov 2026 is not over: billing and the desk may still take money. Close it now, and lock it from tomorrow on.",
  ],
  day_not_locked: [{ dayOn: "2026-11-22" }, "22 Nov 2026 is not locked. Nothing needs to be unlocked."],
  day_ahead: [{ dayOn: "2026-11-23" }, "23 Nov 2026 has not come yet. Choose today or an earlier day."],
  day_counted_meanwhile: [
    { dayOn: "2026-11-22" },
    "Somebody else has just counted the drawer of 22 Nov 2026. Look at their count, and recount if yours differs.",
  ],
  count_needs_reason: [
    { overCents: -325 },
    "The drawer is 3.25 short. Count again, or write what is known about it.",
  ],
  payment_deposited: [
    { receiptNumber: 12, depositNumber: 3 },
    "Receipt 12 is in deposit 3, so it stays as it is. Give the money back as a refund, or enter a returned check; while the bank has not confirmed the deposit, it can be undone.",
  ],
  deposit_empty: [{}, "Pick at least one payment for the deposit."],
  deposit_item_gone: [
    {},
    "Something you picked is in another deposit now, or was taken back. Look at the list again; nothing was saved.",
  ],
  deposit_negative: [
    { cashCents: -300, checksCents: 0 },
    "What you picked comes to −3.00 in cash and 0.00 in checks. A bank takes neither nothing nor less: pick more payments.",
  ],
  deposit_before_money: [
    { takenOn: "2026-11-22" },
    "Something you picked was taken on 22 Nov 2026, after the day of the deposit. Choose that day or a later one.",
  ],
  deposit_not_found: [{}, "This deposit is not in the practice any more. Go back to the list and look again."],
  deposit_already_undone: [{ number: 3 }, "Deposit 3 was undone. What was in it can be picked for a new deposit."],
  deposit_check_returned: [
    { number: 3, receiptNumber: 12 },
    "The check of receipt 12 came back from the bank, so deposit 3 was there and stays.",
  ],
  deposit_already_confirmed: [
    { number: 3, confirmedOn: "2026-11-22" },
    "The bank has confirmed deposit 3 on 22 Nov 2026, so it stays. Take the confirmation back first if that was a mistake.",
  ],
  deposit_confirmed_early: [
    { number: 3, depositedOn: "2026-11-22" },
    "Deposit 3 is of 22 Nov 2026, so the bank cannot show it earlier. Look at the bank’s list again.",
  ],
  payout_not_found: [{}, "This payout is not in the practice any more. Open the statement again."],
  statement_not_kept: [{}, "No copy of this statement is kept. Choose another one from the list."],
  period_too_long: [{ days: 401 }, "That is 401 days at once. Choose a period of at most 400 days."],
};

const rows = Object.entries(said) as [keyof ClosingRefusals, readonly [never, string]][];

test.each(rows)("F-17 %s says what happened and what to do next", (code, [facts, sentence]) => {
  expect(refusalSentence(code, facts)).toBe(sentence);
});

test("F-17 a drawer that is over is said to be over", () => {
  expect(refusalSentence("count_needs_reason", { overCents: 500 })).toContain("5.00 over");
});
