/** A person confirms the date or the restored file, and billing goes on (BIL-20, F-19). */
import { liftBillingStops } from "#db/billing-runs.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** Refuses `billing_not_stopped`. */
export function confirmBillingStop(cx: Cx, reason: string): { lifted: number } {
  return act<{ lifted: number }>(cx, (db) => {
    const lifted = liftBillingStops(db, cx.now, cx.actor.staffId);
    if (lifted === 0) refuse("billing_not_stopped", {});
    audit(cx, db, "billing.stop_lifted", "practice", { after: { reason } });
    db.touch("status", "billing");
    return { lifted };
  });
}
