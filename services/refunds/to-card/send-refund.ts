/**
 * The one place where a refund leaves the computer, and where its outcome is asked about (BIL-8): outside
 * every transaction, always under the key that was claimed, and settled in a second commit.
 */
import { isBillingStopped } from "#db/billing-runs.ts";
import { findPractice } from "#db/practice.ts";
import { listClaimedBy, listRefundsToAsk, type RefundAttemptRow } from "#db/refund-attempts.ts";
import { isLive, type AttemptState } from "#domain/charging/attempt.ts";
import type { Cx } from "../../context.ts";
import { keysInFlight, type ChargingNeeds } from "../../charging/needs.ts";
import type { RefundRequest } from "../../gateways/cards.ts";
import { requestOf, requireAttempt } from "./claim-refund.ts";
import { settleListedRefund, settleRefund } from "./settle-refund.ts";
import { thisStart } from "./this-start.ts";

const mostAtOnce = 500;
/** After so many questions in a row without an answer the processor is left alone until the next run. */
const mostSilent = 3;

type Sent = { readonly state: AttemptState; readonly isOutage: boolean };

async function sendRefund(needs: ChargingNeeds, request: RefundRequest, isFirstSend: boolean): Promise<Sent> {
  const flying = keysInFlight(needs.cx().db);
  flying.add(request.key);
  thisStart().handedOver.add(request.key);
  try {
    const answer = await needs.gateway.refund(request);
    const { state } = settleRefund(needs.cx(), request.key, answer, { isFirstSend });
    const isOutage = answer.state === "unknown" || (answer.state === "not_accepted" && answer.reason === "not_connected");
    return { state, isOutage };
  } finally {
    flying.delete(request.key);
  }
}

/** Claimed by this start and never handed over: nobody at the processor can know of it. */
function isFresh({ key, state, claimedBy }: Pick<RefundAttemptRow, "key" | "state" | "claimedBy">): boolean {
  return state === "sent" && claimedBy === thisStart().id && !thisStart().handedOver.has(key);
}

/** Sends what was just claimed; called after every command that may have claimed a refund. */
export async function sendClaimedRefunds(cx: Cx): Promise<void> {
  const { cards } = cx.gateways;
  if (!cards.canCharge) return;
  const now = withoutRequest(cx);
  const { id, handedOver } = thisStart();
  const fresh = cx.db.read((db) => listClaimedBy(db, id)).filter((key) => !handedOver.has(key));
  for (const key of fresh) {
    if (handedOver.has(key)) continue;
    const request = now.db.write((db): RefundRequest | undefined => requestOf(db, requireAttempt(db, key)));
    if (request) await sendRefund({ cx: () => now, gateway: cards }, request, true);
  }
}

/** The reply of a command that may have claimed refunds, after they were sent. */
export async function alsoToCards<T>(cx: Cx, reply: T): Promise<T> {
  await sendClaimedRefunds(cx);
  return reply;
}

/** Whether a refund waits to be sent or asked about now. */
export function isRefundDue(needs: ChargingNeeds): boolean {
  const cx = needs.cx();
  const flying = keysInFlight(cx.db);
  return cx.db.read((db): boolean => listRefundsToAsk(db, cx.now, mostAtOnce).some(({ key }) => !flying.has(key)));
}

/** Asks about every refund without an outcome whose time has come; sends again what is absent, under its key. */
export async function* resolveRefunds(needs: ChargingNeeds): AsyncGenerator<void, { asked: number; ended: number }> {
  const { db, now } = needs.cx();
  const tally = { asked: 0, ended: 0 };
  let silent = 0;
  for (const attempt of db.read((read) => listRefundsToAsk(read, now, mostAtOnce))) {
    if (keysInFlight(db).has(attempt.key)) continue;
    const { state, isOutage } = await resolveOne(needs, attempt);
    tally.asked += 1;
    if (!isLive(state)) tally.ended += 1;
    silent = isOutage ? silent + 1 : 0;
    if (silent >= mostSilent) return tally;
    yield;
  }
  return tally;
}

async function resolveOne(needs: ChargingNeeds, attempt: RefundAttemptRow): Promise<Sent> {
  const { key } = attempt;
  if (isFresh(attempt)) {
    const request = requestNow(needs, key);
    if (request) return sendRefund(needs, request, true);
  }
  const found = await needs.gateway.lookUpRefund(key);
  const settled = settleListedRefund(needs.cx(), key, found);
  if (!settled.resend) return { state: settled.state, isOutage: "state" in found && found.state === "unknown" };
  const request = requestNow(needs, key);
  if (request) return sendRefund(needs, request, false);
  return { state: settleRefund(needs.cx(), key, { state: "unknown", reason: "not_sent_again" }, { isFirstSend: false }).state, isOutage: false };
}

/** Nothing while billing is stopped or after the file moved on to another epoch: then it is only looked up. */
function requestNow(needs: ChargingNeeds, key: string): RefundRequest | undefined {
  return needs.cx().db.write((db): RefundRequest | undefined => {
    const attempt = requireAttempt(db, key);
    if (isBillingStopped(db) || attempt.epoch !== findPractice(db)?.epoch) return undefined;
    return requestOf(db, attempt);
  });
}

/** The command's reply is stored with its claim; what comes after the network is another matter. */
function withoutRequest(cx: Cx): Cx {
  const { db, actor, today, now, gateways } = cx;
  return { db, actor, today, now, gateways };
}
