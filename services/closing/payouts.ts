/**
 * Payouts of the processor (INV-14): fetched from where the last ones ended, booked once each, and
 * compared with what the bank shows. A processor that reports none leaves the list empty.
 */
import {
  findPayout,
  hasPayout,
  insertPayout,
  keepPayoutPlace,
  listPayouts,
  markPayoutSeen,
  payoutPlace,
  type PayoutRow,
} from "#db/closing/payouts.ts";
import type { WritableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { PayoutId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import type { ListedPayout } from "../gateways/cards.ts";
import { audit, book } from "../record.ts";
import { onOpenDay } from "./open-day.ts";

/** Pages in one go; the rest comes with the next. */
const mostPages = 20;

/** Asks the processor for payouts since the last ones; answers how many were new. Network first, then one transaction. */
export async function fetchPayouts(cx: () => Cx): Promise<number> {
  let taken = 0;
  for (let page = 0; page < mostPages; page += 1) {
    const { cards } = cx().gateways;
    if (!cards.canCharge || !cards.payouts) return taken;
    const after = look<string | null>(cx(), (db) => payoutPlace(db));
    const answer = await cards.payouts(after);
    if ("state" in answer || answer.payouts.length === 0) return taken;
    const work = cx();
    taken += act<number>(work, (db) => takePayouts(work, db, answer));
    if (answer.next === null || answer.next === after) return taken;
  }
  return taken;
}

export function takePayouts(
  cx: Work,
  db: WritableDb,
  { payouts, next }: { readonly payouts: readonly ListedPayout[]; readonly next: string | null },
): number {
  const booked = payouts.filter((payout) => bookPayout(cx, db, payout)).length;
  if (next !== null) keepPayoutPlace(db, next);
  if (booked > 0) db.touch("closing", "reports");
  return booked;
}

/** What arrived is in the bank, the fees are gone, and the charges are with the processor no more. False: known already. */
function bookPayout(cx: Work, db: WritableDb, { payoutId, arrivedOn, amountCents, items }: ListedPayout): boolean {
  if (hasPayout(db, payoutId)) return false;
  const feeCents = addCents(zeroCents, ...items.map((item) => item.feeCents));
  const moves = amountCents !== 0 || feeCents !== 0;
  const entryId = moves
    ? book(cx, db, {
        kind: "payout_received",
        householdId: null,
        ...onOpenDay(db, arrivedOn),
        memo: `Payout ${payoutId}`,
        postings: [
          { account: "bank", amountCents, householdId: null },
          { account: "processor_fees", amountCents: feeCents, householdId: null },
          { account: "card_clearing", amountCents: toCents(-addCents(amountCents, feeCents)), householdId: null },
        ],
      })
    : null;
  insertPayout(db, { payoutId, arrivedOn, amountCents, entryId, takenAt: cx.now, items });
  audit(cx, db, "payout.received", `payout/${payoutId}`, { after: { arrivedOn, amountCents, feeCents } });
  return true;
}

export type PayoutList = { readonly reports: boolean; readonly payouts: PayoutRow[] };

const mostListed = 2_000;

/** The payouts that arrived in a range, and whether the processor reports any. */
export function listPayoutsOf(cx: Cx, { from, to }: { readonly from: Day; readonly to: Day }): PayoutList {
  const { cards } = cx.gateways;
  return {
    reports: cards.canCharge && cards.payouts !== undefined,
    payouts: look<PayoutRow[]>(cx, (db) => listPayouts(db, from, to, mostListed)),
  };
}

export type PayoutSeen = { readonly payoutRowId: PayoutId; readonly bank: { readonly on: Day; readonly cents: Cents } | null };

/** Notes what the bank shows; answers by how much that is off. Refuses `payout_not_found` and `day_ahead`. */
export function confirmPayout(cx: Cx, input: PayoutSeen): { payoutRowId: PayoutId; offCents: Cents | null } {
  return act<{ payoutRowId: PayoutId; offCents: Cents | null }>(cx, (db) => {
    const { payoutRowId, bank } = input;
    const payout = findPayout(db, payoutRowId);
    if (!payout) refuse("payout_not_found", {});
    if (bank !== null && bank.on > cx.today) refuse("day_ahead", { dayOn: bank.on });
    markPayoutSeen(db, payoutRowId, bank, cx.actor.staffId);
    audit(cx, db, bank === null ? "payout.confirmation_withdrawn" : "payout.confirmed", `payout/${payout.payoutId}`, {
      before: { bankOn: payout.bankOn, bankCents: payout.bankCents },
      after: { bankOn: bank?.on ?? null, bankCents: bank?.cents ?? null },
    });
    db.touch("closing", "reports");
    return { payoutRowId, offCents: bank === null ? null : addCents(bank.cents, -payout.amountCents) };
  });
}
