/**
 * Step 1 of the run (BIL-1): every charge without an outcome whose time has come is looked up, and
 * sent again under the same key while that is safe (BIL-8). A crash left it `sent`; a lost answer
 * left it `unknown`; a slow bank left it `pending`.
 */
import { findAttempt, listUnfinishedDue, type AttemptRow } from "#db/charging/attempts.ts";
import { isBillingStopped } from "#db/billing-runs.ts";
import { findPayable } from "#db/invoices.ts";
import { findPractice } from "#db/practice.ts";
import { isLive } from "#domain/charging/attempt.ts";
import type { ChargeRequest } from "../gateways/cards.ts";
import { keysInFlight, type ChargingNeeds } from "./needs.ts";
import { sendCharge } from "./send-charge.ts";
import { settleAttempt, settleListed } from "./settle-charge.ts";

export type Resolved = { asked: number; ended: number };

/** More than this in one run means that something else is wrong; the rest waits for the next. */
const mostAtOnce = 500;
/** After so many questions in a row without an answer the processor is left alone until the next run. */
const mostSilent = 3;

/** Whether a charge waits to be asked about now; cheap, for the scheduler between two runs. */
export function isProbeDue(needs: ChargingNeeds): boolean {
  const cx = needs.cx();
  const flying = keysInFlight(cx.db);
  return cx.db.read((db): boolean => listUnfinishedDue(db, cx.now, mostAtOnce).some(({ key }) => !flying.has(key)));
}

export async function* resolveUnfinished(needs: ChargingNeeds): AsyncGenerator<void, Resolved> {
  const { db, now } = needs.cx();
  const tally: Resolved = { asked: 0, ended: 0 };
  let silent = 0;
  for (const { key } of db.read((read) => listUnfinishedDue(read, now, mostAtOnce))) {
    if (keysInFlight(db).has(key)) continue;
    const state = await resolveOne(needs, key);
    tally.asked += 1;
    if (state === "ended") tally.ended += 1;
    silent = state === "silent" ? silent + 1 : 0;
    if (silent >= mostSilent) return tally;
    yield;
  }
  return tally;
}

async function resolveOne(needs: ChargingNeeds, key: string): Promise<"ended" | "live" | "silent"> {
  const found = await needs.gateway.lookUp(key);
  const settled = settleListed(needs.cx(), key, found);
  if (settled.resend) {
    const request = requestAgain(needs, key);
    if (!request) {
      const cx = needs.cx();
      cx.db.write((db): void => {
        settleAttempt(cx, db, key, { state: "unknown", reason: "not_sent_again" }, false);
      });
      return "live";
    }
    const sent = await sendCharge(needs, request, { isFirstSend: false });
    return isLive(sent.state) ? (sent.isOutage ? "silent" : "live") : "ended";
  }
  if (!isLive(settled.state)) return "ended";
  return "state" in found && found.state === "unknown" ? "silent" : "live";
}

/**
 * The very same request, from the frozen row. Nothing when it should not be executed any more: while
 * billing is stopped, after the file moved on to another epoch, or when the invoice no longer owes
 * what it asks, because it was paid at the desk or voided meanwhile. Then it waits, and has failed
 * when it is still absent after 23 hours.
 */
function requestAgain(needs: ChargingNeeds, key: string): ChargeRequest | undefined {
  const cx = needs.cx();
  return cx.db.read((db): ChargeRequest | undefined => {
    const attempt = findAttempt(db, key);
    const practice = findPractice(db);
    if (!attempt || !practice || attempt.invoiceId === null || attempt.householdId === null) return undefined;
    if (isBillingStopped(db) || attempt.epoch !== practice.epoch) return undefined;
    const invoice = findPayable(db, attempt.invoiceId);
    if (!invoice?.isOpen || invoice.balanceCents < attempt.amountCents) return undefined;
    return toRequest(attempt, practice.lineage_id, attempt.invoiceId, attempt.householdId);
  });
}

function toRequest(
  attempt: AttemptRow,
  lineage: string,
  invoiceId: ChargeRequest["metadata"]["invoiceId"],
  householdId: ChargeRequest["metadata"]["householdId"],
): ChargeRequest {
  const { key, cardToken, amountCents, epoch, drawOn, ordinal } = attempt;
  return {
    key,
    cardToken,
    amountCents,
    // The epoch it was claimed in: a file that was restored since must not send it again (BIL-20).
    metadata: { lineage, epoch, householdId, invoiceId, drawOn, ordinal },
  };
}
