/**
 * Banks dues when they are paid, and takes them back when they are not paid any more (PKG-11). Triggers
 * note every invoice over dues with a wallet whose money moved; every command and the daily run look at
 * what was noted, in their own transaction, so that no way of paying can be forgotten.
 */
import type { WritableDb } from "#db/database.ts";
import { findInvoice } from "#db/invoices.ts";
import { forgetWalletDue, insertWalletMove, listBankablePeriods, listWalletsDue, walletLeft, type BankablePeriod } from "#db/wallet/moves.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { bankedCents, keptCents } from "#domain/wallet/wallet.ts";
import type { Work } from "../context.ts";
import { audit, book } from "../record.ts";

/** A night's run may note thousands; what is more waits for the next command or run. */
const mostAtOnce = 5000;

export function settleWallets(cx: Work, db: WritableDb): void {
  for (const invoiceId of listWalletsDue(db, mostAtOnce)) {
    settleInvoice(cx, db, invoiceId);
    forgetWalletDue(db, invoiceId);
  }
}

function settleInvoice(cx: Work, db: WritableDb, invoiceId: InvoiceId): void {
  const invoice = findInvoice(db, invoiceId);
  if (!invoice) return;
  // A refund has made the days cheaper already, or they are owed again.
  const isPaid = invoice.voidedOn === null && invoice.balanceCents <= 0;
  const wanted = listBankablePeriods(db, invoiceId).map((period) => {
    const target = isPaid && period.inForce === 1 ? keptCents(bankedCents(...duesOf(period)), invoice.totalCents, invoice.writtenOffCents) : zeroCents;
    return { period, cents: addCents(target, toCents(-period.bankedCents)) };
  });
  // Days that gave way to others bank anew first, so that money spent meanwhile is not missed.
  for (const { period, cents } of wanted.toSorted((a, b) => b.cents - a.cents)) move(cx, db, period, cents);
}

function duesOf({ kind, amountCents, terms: text }: BankablePeriod): Parameters<typeof bankedCents> {
  const terms = JSON.parse(text) as PlanTerms;
  return [terms.wallet, { kind, amountCents, priceCents: toCents(Math.min(...terms.prices.map((price) => price.priceCents))) }];
}

/** What was spent already cannot be taken back: the wallet never falls below nothing. */
function move(cx: Work, db: WritableDb, period: BankablePeriod, wanted: Cents): void {
  const { membershipId, patientId, householdId, periodId } = period;
  const cents = wanted < 0 ? toCents(-Math.min(-wanted, walletLeft(db, membershipId))) : wanted;
  if (cents === 0) return;
  const kind = cents > 0 ? "banked" : "taken_back";
  const entryId = book(cx, db, {
    kind: "wallet_banked",
    householdId,
    patientId,
    memo: cents > 0 ? "Dues kept as money to spend" : "Dues kept as money to spend, taken back",
    postings: [
      { account: "deferred_dues", amountCents: cents, householdId: null },
      { account: "wallet_liability", amountCents: toCents(-cents), householdId: null },
    ],
  });
  insertWalletMove(db, { membershipId, kind, cents, periodId, paymentId: null, entryId, movedOn: cx.today, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, `wallet.${kind}`, `membership/${membershipId}`, { after: { cents, leftCents: walletLeft(db, membershipId) } });
  db.touch("wallets", "memberships", `membership/${membershipId}`, `patient/${patientId}`, `household/${householdId}`);
}
