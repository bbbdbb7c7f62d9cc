/**
 * After a restore, or on another computer, billing stays stopped until every charge the processor has
 * is in this file (BIL-20). Asking for the list with this file's epoch also shuts out every older
 * copy; what the file does not know is booked, and then the stop is lifted by itself.
 */
import { findBillingStop } from "#db/billing-stops.ts";
import { findAttempt } from "#db/charging/attempts.ts";
import { findPractice, raiseEpoch } from "#db/practice.ts";
import { findRefundAttempt } from "#db/refund-attempts.ts";
import type { Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { invariant } from "#domain/invariant.ts";
import { audit } from "../record.ts";
import type { ListedCharge, NotAccepted, Unknown } from "../gateways/cards.ts";
import { bookFoundRefund } from "../refunds/to-card/found-refund.ts";
import { settleRefundAttempt, toldBy } from "../refunds/to-card/settle-refund.ts";
import { bookFound } from "./book-found.ts";
import type { ChargingNeeds } from "./needs.ts";
import { answerOf, settleAttempt, shutOut } from "./settle-charge.ts";

export type Fetched =
  | { readonly state: "not_needed" }
  | { readonly state: "not_fetched"; readonly reason: string }
  | { readonly state: "fetched"; readonly listed: number; readonly booked: number };

/** As far as a clock may be wrong (F-19), the list is asked for further back. */
const marginMs = 45 * 86_400_000;

/** Whether billing waits for the processor's list. */
export function waitsForCharges(needs: ChargingNeeds): boolean {
  return readStop(needs) !== undefined;
}

function readStop(needs: ChargingNeeds): { readonly sinceAt: Instant } | undefined {
  return needs.cx().db.read((db): { sinceAt: Instant } | undefined =>
    db.get(
      `select min(since_at) as sinceAt from billing_stop
       where lifted_at is null and reason in ('restored', 'other_computer') having count(*) > 0`,
    ),
  );
}

export async function fetchChargesSinceBackup(needs: ChargingNeeds): Promise<Fetched> {
  const stop = readStop(needs);
  if (!stop) return { state: "not_needed" };
  const cx = needs.cx();
  const asked = cx.db.read((db) => {
    const practice = findPractice(db);
    invariant(practice, "a practice file has its practice row");
    const lastKnown = db.get<{ at: Instant | null }>("select max(at) as at from audit where at < ?", stop.sinceAt)?.at;
    return { lineage: practice.lineage_id, epoch: practice.epoch, since: addMilliseconds(lastKnown ?? stop.sinceAt, -marginMs) };
  });
  const listed = await takeOver(needs, asked);
  if ("state" in listed) return { state: "not_fetched", reason: listed.reason };
  // Asked for before anything is booked: with only half of the list the stop must stay (BIL-20).
  const refunds = await needs.gateway.listRefunds({ lineage: asked.lineage, epoch: epochNow(needs) }, asked.since);
  if ("state" in refunds) return { state: "not_fetched", reason: refunds.reason };
  const toldBack = new Map<string, number>();
  for (const { chargeKey, amountCents, outcome } of refunds) {
    // One on its way counts at the processor as paid back, until it is refused.
    if (outcome.state !== "declined") toldBack.set(chargeKey, (toldBack.get(chargeKey) ?? 0) + amountCents);
  }
  let booked = 0;
  for (const charge of listed) {
    const then = needs.cx();
    then.db.write((db): void => {
      if (findAttempt(db, charge.key)) settleAttempt(then, db, charge.key, answerOf(db, charge.key, charge), false);
      else if (bookFound(then, db, charge, toldBack.get(charge.key)) === "booked") booked += 1;
    });
  }
  for (const refund of refunds) {
    const then = needs.cx();
    then.db.write((db): void => {
      if (findRefundAttempt(db, refund.key)) settleRefundAttempt(then, db, refund.key, toldBy(db, refund.key, refund), false);
      else bookFoundRefund(then, db, refund);
    });
  }
  liftStops(needs, listed.length, booked);
  return { state: "fetched", listed: listed.length, booked };
}

function epochNow(needs: ChargingNeeds): number {
  const epoch = needs.cx().db.read((db): number | undefined => findPractice(db)?.epoch);
  invariant(epoch, "a practice file has its practice row");
  return epoch;
}

/**
 * Asks for the list with this file's epoch. Where that epoch is taken, by another restored copy or by
 * a file that was lost, a file that has just arrived goes above it and asks again; one that was shut
 * out by a newer copy stays shut out.
 */
async function takeOver(
  needs: ChargingNeeds,
  asked: { readonly lineage: string; readonly epoch: number; readonly since: Instant },
): Promise<readonly ListedCharge[] | NotAccepted | Unknown> {
  const { lineage, epoch, since } = asked;
  const listed = await needs.gateway.listCharges({ lineage, epoch }, since);
  if (!("state" in listed) || listed.state !== "not_accepted" || listed.newestEpoch === undefined) return listed;
  const raised = goAbove(needs, listed.newestEpoch);
  return raised === undefined ? listed : needs.gateway.listCharges({ lineage, epoch: raised }, since);
}

function goAbove(needs: ChargingNeeds, newestEpoch: number): number | undefined {
  const cx = needs.cx();
  return cx.db.write((db): number | undefined => {
    const arrived = db.get(
      `select 1 from billing_stop where lifted_at is null and reason in ('restored', 'other_computer') and detail <> ?`,
      shutOut,
    );
    const practice = findPractice(db);
    if (!arrived || !practice) return undefined;
    const epoch = raiseEpoch(db, practice.computer_id, newestEpoch);
    audit(cx, db, "practice.taken_over", "practice/1", { before: { epoch: practice.epoch }, after: { epoch } });
    return epoch;
  });
}

/** Stops for other reasons, such as a clock that is not believed, stay. */
function liftStops(needs: ChargingNeeds, listed: number, booked: number): void {
  const cx = needs.cx();
  cx.db.write((db): void => {
    db.exec(
      `update billing_stop set lifted_at = ?, lifted_by = ? where lifted_at is null and reason in ('restored', 'other_computer')`,
      cx.now,
      cx.actor.staffId,
    );
    audit(cx, db, "billing.stop_lifted", "practice", { after: { reason: "charges_fetched", listed, booked } });
    db.touch("billing", "status");
    invariant(findBillingStop(db)?.reason !== "restored", "the stop of a restored file is lifted");
  });
}
