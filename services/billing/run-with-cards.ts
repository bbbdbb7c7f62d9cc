/**
 * The whole run (BIL-1): (1) unfinished charges, (2) the processor's events, (3) lapses, (4) periods,
 * (5) charges, (6) notices. The steps that only need the file are the very ones of `run.ts`; between
 * any two transactions the caller gets its turn, and no network call ever stands inside one.
 */
import type { Cx } from "../context.ts";
import { chargeDue } from "../charging/charge-due.ts";
import { tellOfExpiringCards } from "../charging/expiring-cards.ts";
import { fetchChargesSinceBackup } from "../charging/fetch-since-backup.ts";
import type { ChargingNeeds } from "../charging/needs.ts";
import { resolveUnfinished } from "../charging/resolve-unfinished.ts";
import { takeEvents } from "../charging/take-events.ts";
import { noticeSlices } from "../dunning/notice-slices.ts";
import { messageSlices } from "../messages/message-slices.ts";
import { tellOfPlans } from "../plan-upkeep/plan-notices.ts";
import { resolveRefunds, sendClaimedRefunds } from "../refunds/to-card/send-refund.ts";
import { beginRun, endRun, lapseAndMake, runBilling, withQueued, type RunReport, type RunTrigger } from "./run.ts";

/** The run, step by step; stopping between two leaves a sound file and the rest for the next run. */
export async function* cardRunSteps(needs: ChargingNeeds, trigger: RunTrigger): AsyncGenerator<void, RunReport> {
  const begun = needs.cx();
  await fetchChargesSinceBackup(needs);
  const run = beginRun(begun, trigger);
  yield;
  if (!run.isStopped) {
    const resolved = yield* resolveUnfinished(needs);
    run.charges.asked = resolved.asked;
    run.charges.ended = resolved.ended;
    yield* resolveRefunds(needs);
    run.charges.events = yield* takeEvents(needs);
    yield* lapseAndMake(needs.cx(), run);
    // A cancellation of today may have given paid days back to a card.
    await sendClaimedRefunds(needs.cx());
    yield* chargeDue(needs, run.charges);
    yield* tellOfExpiringCards(needs.cx());
    const planLetters = tellOfPlans(needs.cx());
    yield;
    const messages = yield* messageSlices(needs.cx());
    run.notices = withQueued(yield* noticeSlices(needs.cx()), planLetters + messages);
  }
  return endRun(needs.cx(), run, begun.elapsedMs?.() ?? 0);
}

/** Runs to the end. */
export async function runBillingWithCards(needs: ChargingNeeds, trigger: RunTrigger): Promise<RunReport> {
  const steps = cardRunSteps(needs, trigger);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

/** With cards where the practice has a processor, else without; `cx` is asked for this moment each time. */
export async function runBillingAsEquipped(cx: () => Cx, trigger: RunTrigger): Promise<RunReport> {
  const { cards } = cx().gateways;
  return cards.canCharge ? runBillingWithCards({ cx, gateway: cards }, trigger) : runBilling(cx(), trigger);
}
