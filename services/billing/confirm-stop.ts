/** A person confirms the date or the restored file, and billing goes on (BIL-20, F-19). */
import { liftBillingStops } from "#db/billing-runs.ts";
import { findBillingStop, type StopReason } from "#db/billing-stops.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

/** What is confirmed together: the date, or where the file comes from. */
const arrivals: readonly StopReason[] = ["restored", "other_computer"];

/**
 * A word is about the stop that is shown, the oldest: who says that the clock is right has not said that
 * nothing was charged since the backup. With a relay a restored file is not let go by a word at all: what
 * was charged has to be fetched first. Refuses `billing_not_stopped` and `charges_not_fetched`.
 */
export function confirmBillingStop(cx: Cx, reason: string): { lifted: number } {
  return act<{ lifted: number }>(cx, (db) => {
    const shown = findBillingStop(db)?.reason;
    if (shown === undefined) refuse("billing_not_stopped", {});
    const reasons = shown === "clock" ? [shown] : arrivals;
    if (cx.gateways.cards.kind === "relay" && shown !== "clock") refuse("charges_not_fetched", {});
    const lifted = liftBillingStops(db, reasons, cx.now, cx.actor.staffId);
    audit(cx, db, "billing.stop_lifted", "practice", { after: { reason, about: reasons.join(", ") } });
    db.touch("status", "billing");
    return { lifted };
  });
}
