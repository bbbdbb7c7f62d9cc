/** A person confirms the date or the restored file, and billing goes on (BIL-20, F-19). */
import { liftBillingStops } from "#db/billing-runs.ts";
import { findBillingStop } from "#db/billing-stops.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/**
 * With a relay a restored file is not let go by a word: what was charged since the backup has to be
 * fetched first. Refuses `billing_not_stopped` and `charges_not_fetched`.
 */
export function confirmBillingStop(cx: Cx, reason: string): { lifted: number } {
  return act<{ lifted: number }>(cx, (db) => {
    const waits = findBillingStop(db)?.reason ?? "clock";
    if (cx.gateways.cards.kind === "relay" && waits !== "clock") refuse("charges_not_fetched", {});
    const lifted = liftBillingStops(db, cx.now, cx.actor.staffId);
    if (lifted === 0) refuse("billing_not_stopped", {});
    audit(cx, db, "billing.stop_lifted", "practice", { after: { reason } });
    db.touch("status", "billing");
    return { lifted };
  });
}
