/** A wallet as a tender at the desk (PKG-11): money for services, not for dues, and never more than is owed. */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { asksForDues, insertWalletMove, listSpentBy } from "#db/wallet/moves.ts";
import type { Day } from "#domain/calendar.ts";
import type { EntryId, HouseholdId, InvoiceId, PaymentId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { splitOverWallets } from "#domain/wallet/wallet.ts";
import type { Work } from "../context.ts";
import { audit } from "../record.ts";
import { walletsOn } from "./usable.ts";

/** Refuses `wallet_too_little`. */
export function requireWallet(db: ReadableDb, householdId: HouseholdId, amountCents: Cents, on: Day): void {
  const leftCents = usableCents(db, householdId, on);
  if (amountCents > leftCents) refuse("wallet_too_little", { leftCents });
}

export function usableCents(db: ReadableDb, householdId: HouseholdId, on: Day): Cents {
  return addCents(zeroCents, ...walletsOn(db, householdId, on).filter(({ isUsable }) => isUsable).map(({ leftCents }) => leftCents));
}

/** Refuses `wallet_not_for_dues` and `wallet_more_than_owed`. */
export function requireForServices(
  db: ReadableDb,
  { applied, toCreditCents }: { readonly applied: readonly { readonly invoiceId: InvoiceId; readonly number: number; readonly appliedCents: Cents }[]; readonly toCreditCents: Cents },
): void {
  for (const { invoiceId, number } of applied) if (asksForDues(db, invoiceId)) refuse("wallet_not_for_dues", { number });
  if (toCreditCents > 0) refuse("wallet_more_than_owed", { owedCents: addCents(zeroCents, ...applied.map(({ appliedCents }) => appliedCents)) });
}

/** Takes a payment's amount from the household's wallets, those that end first first. */
export function spendWallets(cx: Work, db: WritableDb, paid: { readonly paymentId: PaymentId; readonly householdId: HouseholdId; readonly amountCents: Cents; readonly entryId: EntryId }): void {
  const usable = walletsOn(db, paid.householdId, cx.today).filter(({ isUsable }) => isUsable);
  const parts = splitOverWallets(paid.amountCents, usable.map(({ membershipId: key, leftCents, endsOn }) => ({ key, leftCents, endsOn })));
  invariant(addCents(zeroCents, ...parts.map(({ cents }) => cents)) === paid.amountCents, "the wallets hold what was asked for");
  for (const { key, cents } of parts) record(cx, db, key, "spent", toCents(-cents), paid.paymentId, paid.entryId);
}

/** The payment was taken back: its money is in the wallets again. */
export function giveBackToWallets(cx: Work, db: WritableDb, paymentId: PaymentId): void {
  const entryId = db.get<{ id: EntryId }>("select max(id) as id from entry where payment_id = ?", paymentId)?.id;
  invariant(entryId !== undefined, "a payment has its entry");
  for (const { membershipId, cents } of listSpentBy(db, paymentId)) record(cx, db, membershipId, "given_back", cents, paymentId, entryId);
}

function record(cx: Work, db: WritableDb, membershipId: Parameters<typeof insertWalletMove>[1]["membershipId"], kind: "spent" | "given_back", cents: Cents, paymentId: PaymentId, entryId: EntryId): void {
  insertWalletMove(db, { membershipId, kind, cents, periodId: null, paymentId, entryId, movedOn: cx.today, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, `wallet.${kind}`, `membership/${membershipId}`, { after: { cents, paymentId } });
  db.touch("wallets", "memberships", `membership/${membershipId}`);
}
