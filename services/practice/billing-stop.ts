/**
 * Why billing stands still until a person has looked (BIL-20, F-19); `services/billing/confirm-stop.ts`
 * is their word that it may go on.
 */
import {
  findBillingStop,
  insertBillingStop,
  lastTrustedTime,
  type StopReason,
} from "#db/billing-stops.ts";
import { raiseEpoch } from "#db/practice.ts";
import type { Database } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { doubtSinceLastRun } from "#domain/practice/clock-trust.ts";
import type { Cx } from "../context.ts";
import { doubtQueuedMail } from "../mail/left-over.ts";
import { audit } from "../record.ts";

export type StopView = { readonly reason: StopReason; readonly since: Instant };

/** Why billing is stopped, or null. */
export function viewBillingStop(database: Database): StopView | null {
  return database.read((db): StopView | null => {
    const stop = findBillingStop(db);
    return stop ? { reason: stop.reason, since: stop.sinceAt } : null;
  });
}

/** Stops billing, once a reason. `detail` is a word for the audit trail, never a value. */
export function stopBilling(cx: Cx, reason: StopReason, detail: string): void {
  cx.db.write((db) => {
    if (!insertBillingStop(db, { reason, sinceAt: cx.now, detail })) return;
    audit(cx, db, "billing.stopped", "practice/1", { after: { reason, detail } });
    db.touch("billing", "status");
  });
}

/** Stops billing if the clock is not believed since the last run or a person's word (F-19); answers whether it may run. */
export function mayBill(cx: Cx): boolean {
  const { stopped, doubt } = cx.db.read((db) => ({
    stopped: findBillingStop(db) !== undefined,
    doubt: doubtSinceLastRun(lastTrustedTime(db), cx.now),
  }));
  if (stopped) return false;
  if (doubt) stopBilling(cx, "clock", doubt);
  return !doubt;
}

/**
 * The file came from elsewhere: another computer, or a backup. Its epoch is raised above every epoch
 * known, so that whatever still runs with the old one is refused, and billing waits (BIL-20).
 */
export function arriveFromElsewhere(
  cx: Cx,
  reason: "restored" | "other_computer",
  computerId: string,
  knownEpoch: number,
): number {
  return cx.db.write((db) => {
    const epoch = raiseEpoch(db, computerId, knownEpoch);
    insertBillingStop(db, { reason, sinceAt: cx.now, detail: `epoch ${epoch}` });
    doubtQueuedMail(cx, db);
    audit(cx, db, reason === "restored" ? "practice.restored" : "practice.moved", "practice/1", {
      after: { epoch },
    });
    db.touch("billing", "status");
    return epoch;
  });
}
