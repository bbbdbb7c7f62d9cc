import { toDay } from "#domain/calendar.ts";
import type { ClosingRefusals } from "#domain/closing/refusals.ts";
import { dayText } from "#domain/day-text.ts";
import { moneyText } from "#domain/money-text.ts";
import type { Sentences } from "./sentence.ts";

const on = (day: string): string => dayText(toDay(day));

export const closingSentences: Sentences<ClosingRefusals> = {
  day_locked: ({ dayOn, throughOn }) =>
    `${on(dayOn)} is locked: the books are closed through ${on(throughOn)}. Date it today, or ask an admin to unlock the day.`,
  day_already_locked: ({ throughOn }) =>
    `The books are already locked through ${on(throughOn)}. Nothing more needs to be done.`,
  day_not_over: ({ dayOn }) =>
    `${on(dayOn)} is not over: billing and the desk may still take money. Close it now, and lock it from tomorrow on.`,
  day_not_locked: ({ dayOn }) => `${on(dayOn)} is not locked. Nothing needs to be unlocked.`,
  day_ahead: ({ dayOn }) => `${on(dayOn)} has not come yet. Choose today or an earlier day.`,
  day_counted_meanwhile: ({ dayOn }) =>
    `Somebody else has just counted the drawer of ${on(dayOn)}. Look at their count, and recount if yours differs.`,
  count_needs_reason: ({ overCents }) =>
    `The drawer is ${moneyText(Math.abs(overCents))} ${overCents > 0 ? "over" : "short"}. Count again, or write what is known about it.`,
  payment_deposited: ({ receiptNumber, depositNumber }) =>
    `Receipt ${receiptNumber} is in deposit ${depositNumber}, so it stays as it is. Give the money back as a refund, or enter a returned check; while the bank has not confirmed the deposit, it can be undone.`,
  deposit_empty: () => "Pick at least one payment for the deposit.",
  deposit_item_gone: () =>
    "Something you picked is in another deposit now, or was taken back. Look at the list again; nothing was saved.",
  deposit_negative: ({ cashCents, checksCents }) =>
    `What you picked comes to ${moneyText(cashCents)} in cash and ${moneyText(checksCents)} in checks. A bank takes neither nothing nor less: pick more payments.`,
  deposit_before_money: ({ takenOn }) =>
    `Something you picked was taken on ${on(takenOn)}, after the day of the deposit. Choose that day or a later one.`,
  deposit_not_found: () => "This deposit is not in the practice any more. Go back to the list and look again.",
  deposit_already_undone: ({ number }) =>
    `Deposit ${number} was undone. What was in it can be picked for a new deposit.`,
  deposit_check_returned: ({ number, receiptNumber }) =>
    `The check of receipt ${receiptNumber} came back from the bank, so deposit ${number} was there and stays.`,
  deposit_already_confirmed: ({ number, confirmedOn }) =>
    `The bank has confirmed deposit ${number} on ${on(confirmedOn)}, so it stays. Take the confirmation back first if that was a mistake.`,
  deposit_confirmed_early: ({ number, depositedOn }) =>
    `Deposit ${number} is of ${on(depositedOn)}, so the bank cannot show it earlier. Look at the bank’s list again.`,
  payout_not_found: () => "This payout is not in the practice any more. Open the statement again.",
  statement_not_kept: () => "No copy of this statement is kept. Choose another one from the list.",
  period_too_long: ({ days }) => `That is ${days} days at once. Choose a period of at most 400 days.`,
};
