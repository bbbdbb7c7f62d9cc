/**
 * Step 5 of the run (BIL-1): charges what may be charged. Every household is decided first, so that a
 * day above its ceiling is noticed before the first charge (control 49); then each charge is decided
 * again, claimed, sent and settled by itself.
 */
import { noteAttention, resolveAttention } from "#db/billing-runs.ts";
import { listHouseholdsToCharge } from "#db/charging/household-facts.ts";
import { askPause } from "#db/charging/pauses.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { countSkipped, type ChargesReport, type Counted } from "../billing/run-report.ts";
import { audit } from "../record.ts";
import { claimCharge } from "./claim-charge.ts";
import type { ChargingNeeds } from "./needs.ts";
import { checkCeiling, planHouseholdCharges, type CeilingCheck, type PlannedCharge } from "./plan-charges.ts";
import { sendCharge, type Sent } from "./send-charge.ts";

const householdsPerSlice = 25;
/** After so many charges in a row without a usable answer the rest waits: each would become a question. */
const mostSilent = 3;

export async function* chargeDue(needs: ChargingNeeds, report: ChargesReport): AsyncGenerator<void, void> {
  const cx = needs.cx();
  const plan = yield* planSlices(cx);
  const toCharge = plan.filter(({ decision }) => decision.charge);
  for (const { decision } of plan) if (!decision.charge) countSkipped(report, decision.reason);
  const check = cx.db.read((db): CeilingCheck => checkCeiling(cx, db, plan));
  if (check.isAbove) {
    report.paused = pause(cx, check);
    countSkipped(report, "above_ceiling", toCharge.length);
    return;
  }
  let silent = 0;
  for (const [index, charge] of toCharge.entries()) {
    const then = needs.cx();
    // Past midnight another day's rules hold; its own run decides.
    if (then.today !== cx.today) return countSkipped(report, "day_over", toCharge.length - index);
    const claim = claimCharge(then, charge);
    if (claim.state === "not_charged") {
      countSkipped(report, claim.reason);
      continue;
    }
    const sent = await sendCharge(needs, claim.request, { isFirstSend: true });
    count(report, sent, claim.request.amountCents);
    silent = sent.isOutage ? silent + 1 : 0;
    if (silent >= mostSilent) {
      report.isOutage = true;
      return countSkipped(report, "processor_not_answering", toCharge.length - index - 1);
    }
    yield;
  }
}

function* planSlices(cx: Cx): Generator<void, PlannedCharge[]> {
  const plan: PlannedCharge[] = [];
  const deceased = new Set<HouseholdId>();
  let afterId = 0;
  for (;;) {
    const households = cx.db.read((db) => listHouseholdsToCharge(db, cx.today, afterId, householdsPerSlice));
    const last = households.at(-1);
    if (last === undefined) break;
    cx.db.write((db) => {
      for (const householdId of households) {
        const planned = planHouseholdCharges(cx, db, householdId, true);
        plan.push(...planned);
        if (planned.some(({ decision }) => !decision.charge && decision.reason === "payer_deceased")) deceased.add(householdId);
      }
    });
    afterId = last;
    yield;
  }
  cx.db.write((db) => noteDeceasedPayers(cx, db, deceased));
  return plan;
}

/** Nobody is charged after a death: a person chooses who pays now, and then the task is gone. */
function noteDeceasedPayers(cx: Cx, db: WritableDb, deceased: ReadonlySet<HouseholdId>): void {
  const waiting = db.all<{ id: HouseholdId }>(
    "select household_id as id from attention where kind = 'charging' and resolved_at is null",
  );
  for (const { id } of waiting) if (!deceased.has(id)) resolveAttention(db, id, "charging", cx.now);
  for (const householdId of deceased)
    noteAttention(db, { householdId, kind: "charging", reason: "payer_deceased", at: cx.now });
}

function pause(cx: Cx, check: CeilingCheck): ChargesReport["paused"] {
  const asked = {
    plannedCount: check.planned.count,
    plannedCents: check.planned.cents,
    ceilingCount: check.ceiling.count,
    ceilingCents: check.ceiling.cents,
  };
  cx.db.write((db) => {
    askPause(db, { ...asked, todayOn: cx.today, askedAt: cx.now });
    audit(cx, db, "charging.paused", "practice/1", { after: asked });
    db.touch("billing", "charges");
  });
  return asked;
}

function count(report: ChargesReport, sent: Sent, cents: number): void {
  const add = (sum: Counted): Counted => ({ count: sum.count + 1, cents: sum.cents + cents });
  if (sent.state === "succeeded") report.charged = add(report.charged);
  else if (sent.state === "declined") report.declined = add(report.declined);
  else if (sent.state === "pending") report.pending += 1;
  else if (sent.state === "failed") report.failed += 1;
  else report.unknown += 1;
}
