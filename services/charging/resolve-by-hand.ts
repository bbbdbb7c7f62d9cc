/**
 * A person ends a charge that nobody could find out about for five days (BIL-8): what the processor's
 * own dashboard shows, with its reference, on the record. Should the processor say otherwise later,
 * money is booked and the contradiction is a task.
 */
import { findAttempt, noteResolution } from "#db/charging/attempts.ts";
import { findPractice } from "#db/practice.ts";
import { dayInZone } from "#domain/calendar.ts";
import { isLive, personMayResolveFrom, type AttemptState } from "#domain/charging/attempt.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { chargeSubject } from "./book-charge.ts";
import { failAttempt, settleAttempt } from "./settle-charge.ts";

export type HandResolution = {
  readonly key: string;
  readonly outcome: "charged" | "not_charged";
  /** What the dashboard shows for it: the charge's id, or of the search that found nothing. */
  readonly reference: string;
};

/** Refuses `charge_not_found`, `charge_already_ended`, `charge_too_young` and `charge_reference_missing`. */
export function resolveByHand(cx: Cx, resolution: HandResolution): { state: AttemptState } {
  return act<{ state: AttemptState }>(cx, (db) => {
    const { key, outcome } = resolution;
    const reference = resolution.reference.trim();
    const attempt = findAttempt(db, key);
    if (!attempt) refuse("charge_not_found", {});
    if (!isLive(attempt.state)) refuse("charge_already_ended", {});
    const from = personMayResolveFrom(attempt.sentAt);
    if (cx.now < from) refuse("charge_too_young", { fromOn: dayInZone(from, findPractice(db)?.time_zone ?? "UTC") });
    if (reference === "") refuse("charge_reference_missing", {});
    noteResolution(db, key, { resolution: outcome, reference, by: cx.actor.staffId, at: cx.now });
    audit(cx, db, "charge.resolved", chargeSubject(key), {
      before: { state: attempt.state },
      after: { outcome, reference },
    });
    if (outcome === "not_charged") {
      failAttempt(cx, db, attempt, "by_hand");
      return { state: "failed" };
    }
    return { state: settleAttempt(cx, db, key, { state: "succeeded", processorId: reference }, false).state };
  });
}
