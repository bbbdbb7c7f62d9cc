/** A day above its ceiling waits for a person (control 49): who has looked lets it go on. */
import { approvePause, findWaitingPause, type ChargePause } from "#db/charging/pauses.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Today's question, or null. */
export function viewChargePause(cx: Cx): ChargePause | null {
  return look<ChargePause | null>(cx, (db) => findWaitingPause(db, cx.today) ?? null);
}

/** Allows today's charging up to what was asked about. Refuses `charge_pause_gone`. */
export function approveCharging(cx: Cx, request: { readonly pauseId: number }): { approved: boolean } {
  return act<{ approved: boolean }>(cx, (db) => {
    const pause = findWaitingPause(db, cx.today);
    if (pause?.pauseId !== request.pauseId) refuse("charge_pause_gone", {});
    approvePause(db, request.pauseId, cx.actor.staffId, cx.now);
    audit(cx, db, "charging.approved", "practice/1", {
      after: { plannedCount: pause.plannedCount, plannedCents: pause.plannedCents },
    });
    db.touch("billing", "charges");
    return { approved: true };
  });
}
