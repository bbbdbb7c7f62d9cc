/**
 * Moves credit of one household to another (PPL-3, INV-8): a linked transfer for a reason, oldest credit
 * first, that can be taken back as long as nothing was paid with it. Nothing else of either household moves.
 */
import type { WritableDb } from "#db/database.ts";
import { findCreditMove, insertCreditMove, listCreditMoves, markMoveUndone, type CreditMoveRow } from "#db/credit-moves.ts";
import { insertCredit, listCreditsLeft, takeBackCredit } from "#db/credits.ts";
import { hasUnresolvedCharge } from "#db/people/household-rows.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { requireNotMerged, requireStanding } from "../people/require.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { bookTransfer } from "./transfer-balance.ts";

export type CreditMoveInput = {
  readonly fromHouseholdId: HouseholdId;
  readonly toHouseholdId: HouseholdId;
  readonly cents: Cents;
  readonly reason: string;
};

export type CreditMoved = {
  readonly moveIds: number[];
  readonly cents: Cents;
  /** What the two households have afterwards. */
  readonly fromCreditCents: Cents;
  readonly toCreditCents: Cents;
  readonly toName: string;
};

/**
 * The command. Refuses `household_not_found`, `merge_already_done`, `credit_same_household`,
 * `credit_move_nothing`, `refund_credit_too_much` and `credit_move_charge_open`.
 */
export function moveCredit(cx: Cx, input: CreditMoveInput): CreditMoved {
  return act<CreditMoved>(cx, (db) => moveCreditWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewMoveCredit(cx: Cx, input: CreditMoveInput): CreditMoved {
  return tryOut<CreditMoved>(cx.db, (db) => moveCreditWithin(cx, db, input));
}

export function moveCreditWithin(cx: Work, db: WritableDb, input: CreditMoveInput): CreditMoved {
  const { fromHouseholdId, toHouseholdId, cents, reason } = input;
  const from = requireStanding(db, fromHouseholdId);
  const to = requireStanding(db, toHouseholdId);
  if (fromHouseholdId === toHouseholdId) refuse("credit_same_household", {});
  if (cents <= 0) refuse("credit_move_nothing", {});
  if (cents > from.creditCents) refuse("refund_credit_too_much", { leftCents: from.creditCents });
  // A charge on its way may find its invoice paid meanwhile and become credit: first its answer (BIL-8).
  for (const household of [from, to])
    if (hasUnresolvedCharge(db, household.householdId)) refuse("credit_move_charge_open", { name: household.name });
  const memo = `Credit of household ${from.number} moved to household ${to.number}: ${reason}`;
  let left: Cents = cents;
  const moveIds: number[] = [];
  for (const credit of listCreditsLeft(db, fromHouseholdId)) {
    const part = toCents(Math.min(left, credit.leftCents));
    if (part === 0) continue;
    const entryId = bookTransfer(cx, db, {
      from: fromHouseholdId,
      to: toHouseholdId,
      account: "household_credit",
      cents: part,
      invoiceId: null,
      patientId: null,
      memo,
    });
    const toCreditId = insertCredit(db, {
      householdId: toHouseholdId,
      origin: "goodwill",
      paymentId: null,
      amountCents: part,
      grantedOn: cx.today,
      memo,
      createdAt: cx.now,
    });
    moveIds.push(
      insertCreditMove(db, {
        fromCreditId: credit.creditId,
        toCreditId,
        amountCents: part,
        reason,
        movedOn: cx.today,
        entryId,
        createdBy: cx.actor.staffId,
        createdAt: cx.now,
      }),
    );
    left = addCents(left, -part);
  }
  for (const [householdId, other] of [
    [fromHouseholdId, toHouseholdId],
    [toHouseholdId, fromHouseholdId],
  ] as const) {
    const sign = householdId === fromHouseholdId ? -1 : 1;
    audit(cx, db, "credit.moved", `household/${householdId}`, { after: { otherHousehold: other, cents: sign * cents, reason } });
    db.touch(`household/${householdId}`);
  }
  db.touch("payments", "billing");
  return {
    moveIds,
    cents,
    fromCreditCents: addCents(from.creditCents, -cents),
    toCreditCents: addCents(to.creditCents, cents),
    toName: to.name,
  };
}

/** Takes a move back while all of it is still there. Refuses `credit_move_not_found`, `credit_move_undone`, `credit_move_used` and `merge_already_done`. */
export function undoMoveCredit(cx: Cx, request: { readonly moveId: number; readonly reason: string }): { readonly cents: Cents } {
  return act<{ cents: Cents }>(cx, (db) => {
    const move = findCreditMove(db, request.moveId);
    if (!move) refuse("credit_move_not_found", {});
    if (move.undoneAt !== null) refuse("credit_move_undone", {});
    for (const householdId of [move.fromHouseholdId, move.toHouseholdId]) requireNotMerged(db, householdId);
    if (move.leftCents < move.amountCents) refuse("credit_move_used", { name: move.toName, leftCents: move.leftCents });
    takeMoveBack(cx, db, move, request.reason);
    return { cents: move.amountCents };
  });
}

/** Inside the caller's transaction; all of the credit that arrived is still there. */
export function takeMoveBack(cx: Work, db: WritableDb, move: CreditMoveRow, reason: string): void {
  const { moveId, fromHouseholdId, toHouseholdId, amountCents, entryId } = move;
  bookTransfer(cx, db, {
    from: toHouseholdId,
    to: fromHouseholdId,
    account: "household_credit",
    cents: amountCents,
    invoiceId: null,
    patientId: null,
    memo: `Moved credit taken back: ${reason}`,
    reversesId: entryId,
  });
  takeBackCredit(db, move.toCreditId, cx.today);
  markMoveUndone(db, moveId, { staffId: cx.actor.staffId, at: cx.now });
  for (const householdId of [fromHouseholdId, toHouseholdId]) {
    audit(cx, db, "credit.move_undone", `household/${householdId}`, { after: { moveId, cents: amountCents, reason } });
    db.touch(`household/${householdId}`);
  }
  db.touch("payments", "billing");
}

const mostShown = 50;

export type CreditMoveView = Pick<CreditMoveRow, "moveId" | "fromName" | "toName" | "fromHouseholdId" | "toHouseholdId" | "amountCents" | "reason" | "movedOn"> & {
  readonly isUndone: boolean;
  /** All of it is still there. */
  readonly canBeUndone: boolean;
};

export function listMovedCredit(cx: Cx, householdId: HouseholdId): CreditMoveView[] {
  return look<CreditMoveView[]>(cx, (db) =>
    listCreditMoves(db, householdId, mostShown).map(({ moveId, fromName, toName, fromHouseholdId, toHouseholdId, amountCents, reason, movedOn, undoneAt, leftCents }) => ({
      moveId,
      fromName,
      toName,
      fromHouseholdId,
      toHouseholdId,
      amountCents,
      reason,
      movedOn,
      isUndone: undoneAt !== null,
      canBeUndone: undoneAt === null && leftCents === amountCents,
    })),
  );
}
