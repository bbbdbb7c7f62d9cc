/**
 * Wallets of memberships that have ended (PKG-11), a step of the daily run: kept some days and then lost, lost
 * on the day, or given to the household as credit, as the plan says. A second run finds nothing.
 */
import { insertCredit } from "#db/credits.ts";
import type { WritableDb } from "#db/database.ts";
import { insertWalletMove, listEndedWallets, type WalletRow } from "#db/wallet/moves.ts";
import type { Day } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { walletEndsOn } from "#domain/wallet/wallet.ts";
import { onOpenDay } from "../closing/open-day.ts";
import type { Work } from "../context.ts";
import { audit, book } from "../record.ts";
import { endOf } from "./usable.ts";

/** Answers how many wallets were ended. */
export function endWallets(cx: Work, db: WritableDb): number {
  let ended = 0;
  for (const wallet of listEndedWallets(db, cx.today)) {
    const end = endOf(db, wallet, cx.today);
    const on = end && walletEndsOn(end.after, end.endedOn);
    if (!end || on === null || on > cx.today) continue;
    empty(cx, db, wallet, on, end.after.kind === "to_credit" ? "to_credit" : "forfeited");
    ended += 1;
  }
  return ended;
}

function empty(cx: Work, db: WritableDb, wallet: WalletRow, on: Day, kind: "to_credit" | "forfeited"): void {
  const { membershipId, householdId, patientId, leftCents, planName } = wallet;
  const memo = kind === "to_credit" ? `Wallet of ${planName} paid out` : `Wallet of ${planName} ended`;
  const entryId = book(cx, db, {
    kind: "wallet_ended",
    householdId,
    patientId,
    ...onOpenDay(db, on),
    memo,
    postings: [
      { account: "wallet_liability", amountCents: leftCents, householdId: null },
      kind === "to_credit"
        ? { account: "household_credit", amountCents: toCents(-leftCents), householdId }
        : { account: "revenue_dues", amountCents: toCents(-leftCents), householdId: null },
    ],
  });
  if (kind === "to_credit")
    insertCredit(db, { householdId, origin: "settlement", paymentId: null, amountCents: leftCents, grantedOn: onOpenDay(db, on).effectiveOn, memo, createdAt: cx.now });
  insertWalletMove(db, { membershipId, kind, cents: toCents(-leftCents), periodId: null, paymentId: null, entryId, movedOn: on, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, `wallet.${kind}`, `membership/${membershipId}`, { before: { leftCents }, after: { leftCents: 0, endedOn: on } });
  db.touch("wallets", "memberships", `membership/${membershipId}`, `household/${householdId}`, `patient/${patientId}`);
}
