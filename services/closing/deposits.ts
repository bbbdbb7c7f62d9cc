/**
 * Bank deposits (INV-13): what is picked of the cash and checks that are in no deposit goes to the bank
 * in one entry, and stays as it is from then on; a deposit that the bank has not confirmed can be undone.
 */
import {
  findDeposit,
  findUndeposited,
  insertDeposit,
  listDepositItems,
  listDeposits,
  listUndeposited,
  markConfirmed,
  markUndone,
  type DepositRow,
  type UndepositedItem,
} from "#db/closing/deposits.ts";
import { requireOpenDay } from "#db/closing/locks.ts";
import type { WritableDb } from "#db/database.ts";
import { accountBalance } from "#db/ledger.ts";
import { takeNumber } from "#db/numbers.ts";
import { findPayment } from "#db/payments.ts";
import type { Day } from "#domain/calendar.ts";
import type { DepositId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { reverseEntry } from "../ledger/reverse-entry.ts";
import { audit, book } from "../record.ts";

const mostItems = 2_000;
const mostDeposits = 1_000;

export type UndepositedFunds = {
  readonly items: UndepositedItem[];
  /** Drawer and checks by the ledger; the items come to exactly these. */
  readonly cashCents: Cents;
  readonly checksCents: Cents;
};

export function listUndepositedFunds(cx: Cx): UndepositedFunds {
  return look<UndepositedFunds>(cx, (db) => ({
    items: listUndeposited(db, mostItems),
    cashCents: toCents(accountBalance(db, "cash_drawer")),
    checksCents: toCents(accountBalance(db, "undeposited_checks")),
  }));
}

export type DepositToMake = {
  readonly postingIds: readonly number[];
  readonly depositedOn: Day;
  readonly note: string;
};

export type MadeDeposit = {
  readonly depositId: DepositId;
  readonly number: number;
  readonly cashCents: Cents;
  readonly checksCents: Cents;
  readonly totalCents: Cents;
};

/**
 * Saves a deposit. Refuses `deposit_empty`, `day_ahead`, `day_locked`, `deposit_item_gone`,
 * `deposit_before_money` and `deposit_negative`.
 */
export function makeDeposit(cx: Cx, input: DepositToMake): MadeDeposit {
  return act<MadeDeposit>(cx, (db) => makeDepositWithin(cx, db, input));
}

export function makeDepositWithin(cx: Work, db: WritableDb, input: DepositToMake): MadeDeposit {
  const { depositedOn, note } = input;
  if (depositedOn > cx.today) refuse("day_ahead", { dayOn: depositedOn });
  requireOpenDay(db, depositedOn);
  const items = [...new Set(input.postingIds)].map(
    (postingId) => findUndeposited(db, postingId) ?? refuse("deposit_item_gone", {}),
  );
  if (items.length === 0) refuse("deposit_empty", {});
  const late = items.find(({ effectiveOn }) => effectiveOn > depositedOn);
  if (late) refuse("deposit_before_money", { takenOn: late.effectiveOn });
  const cashCents = sumOf(items, "cash_drawer");
  const checksCents = sumOf(items, "undeposited_checks");
  const totalCents = addCents(cashCents, checksCents);
  if (cashCents < 0 || checksCents < 0 || totalCents === 0) refuse("deposit_negative", { cashCents, checksCents });
  const number = takeNumber(db, "deposit");
  const entryId = book(cx, db, {
    kind: "deposited",
    householdId: null,
    effectiveOn: depositedOn,
    memo: `Deposit ${number}`,
    postings: [
      { account: "bank", amountCents: totalCents, householdId: null },
      { account: "cash_drawer", amountCents: toCents(-cashCents), householdId: null },
      { account: "undeposited_checks", amountCents: toCents(-checksCents), householdId: null },
    ],
  });
  const depositId = insertDeposit(db, {
    number,
    depositedOn,
    cashCents,
    checksCents,
    note: note.trim(),
    entryId,
    by: cx.actor.staffId,
    at: cx.now,
    items,
  });
  audit(cx, db, "deposit.made", `deposit/${depositId}`, { after: { number, depositedOn, cashCents, checksCents } });
  db.touch("closing", "payments", "reports");
  return { depositId, number, cashCents, checksCents, totalCents };
}

function sumOf(items: readonly UndepositedItem[], account: UndepositedItem["account"]): Cents {
  return addCents(zeroCents, ...items.filter((item) => item.account === account).map(({ amountCents }) => amountCents));
}

/** The bank shows it, or does not after all (null). Refuses as below. */
export function confirmDeposit(cx: Cx, input: { readonly depositId: DepositId; readonly confirmedOn: Day | null }): DepositRow {
  return act<DepositRow>(cx, (db) => {
    const { depositId, confirmedOn } = input;
    const deposit = requireStanding(db, depositId);
    const { number, depositedOn } = deposit;
    if (confirmedOn !== null && confirmedOn > cx.today) refuse("day_ahead", { dayOn: confirmedOn });
    if (confirmedOn !== null && confirmedOn < depositedOn) refuse("deposit_confirmed_early", { number, depositedOn });
    markConfirmed(db, depositId, confirmedOn, cx.actor.staffId);
    audit(cx, db, confirmedOn === null ? "deposit.confirmation_withdrawn" : "deposit.confirmed", `deposit/${depositId}`, {
      before: { confirmedOn: deposit.confirmedOn },
      after: { confirmedOn },
    });
    db.touch("closing", "reports");
    return { ...deposit, confirmedOn };
  });
}

/**
 * Undoes a deposit that the bank has not confirmed: what was in it can be deposited again, the number
 * stays. Refuses `deposit_not_found`, `deposit_already_undone`, `deposit_already_confirmed` and
 * `deposit_check_returned`.
 */
export function undoDeposit(cx: Cx, input: { readonly depositId: DepositId; readonly reason: string }): { depositId: DepositId } {
  return act<{ depositId: DepositId }>(cx, (db) => {
    const { depositId, reason } = input;
    const { number, confirmedOn, entryId } = requireStanding(db, depositId);
    if (confirmedOn !== null) refuse("deposit_already_confirmed", { number, confirmedOn });
    for (const { paymentId } of listDepositItems(db, depositId)) {
      const payment = paymentId === null ? undefined : findPayment(db, paymentId);
      if (payment && payment.reversedOn !== null)
        refuse("deposit_check_returned", { number, receiptNumber: payment.receiptNumber });
    }
    reverseEntry(cx, db, entryId, { kind: "deposit_undone", memo: `Deposit ${number} undone: ${reason}` });
    markUndone(db, depositId, { on: cx.today, by: cx.actor.staffId, reason, at: cx.now });
    audit(cx, db, "deposit.undone", `deposit/${depositId}`, { after: { undoneOn: cx.today, reason } });
    db.touch("closing", "payments", "reports");
    return { depositId };
  });
}

function requireStanding(db: WritableDb, depositId: DepositId): DepositRow {
  const deposit = findDeposit(db, depositId);
  if (!deposit) refuse("deposit_not_found", {});
  if (deposit.undoneOn !== null) refuse("deposit_already_undone", { number: deposit.number });
  return deposit;
}

export type DepositView = { readonly deposit: DepositRow; readonly items: UndepositedItem[] };

/** Refuses `deposit_not_found`. */
export function viewDeposit(cx: Cx, input: { readonly depositId: DepositId }): DepositView {
  return look<DepositView>(cx, (db) => {
    const deposit = findDeposit(db, input.depositId);
    if (!deposit) refuse("deposit_not_found", {});
    return { deposit, items: listDepositItems(db, input.depositId) };
  });
}

export function listDepositsOf(cx: Cx, input: { readonly from: Day; readonly to: Day }): DepositRow[] {
  return look<DepositRow[]>(cx, (db) => listDeposits(db, input.from, input.to, mostDeposits));
}
