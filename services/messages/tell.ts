/**
 * Tells a household of an act (DOC-12), in the act's own transaction, so that a preview tells nobody and
 * a repeated command tells nothing twice. What happens on one day, and has not gone out yet, is told
 * together; an e-mail waits a few minutes, so that what is taken back at once is never told.
 */
import { cancelWaiting, type NoticeChannel } from "#db/dunning/notices.ts";
import { findWaitingToday, isPayerDeceased, reviveNotice } from "#db/messages/facts.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId, MembershipId, NoticeId } from "#domain/identity.ts";
import { idsOfEvent, messageEvent } from "#domain/dunning/message-event.ts";
import type { EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { Work } from "../context.ts";
import { channelFor, queueNotice } from "../dunning/queue-notice.ts";

export type Message = {
  readonly householdId: HouseholdId;
  readonly kind: EventNotice;
  /** What it is about, see `message-event.ts`. */
  readonly ids: readonly number[];
  readonly membershipId?: MembershipId | null;
};

/** How long an e-mail about an act waits: long enough to enrol the rest of a family, or to take it back. */
export const waitMs = 15 * 60_000;

const toldTogether = "Told together with what came after it";

/** Null where the practice does not write this to this household, or has told it before. */
export function tell(cx: Work, db: WritableDb, { householdId, kind, ids, membershipId = null }: Message): NoticeId | null {
  const channel: NoticeChannel | null = channelFor(cx, db, householdId, kind);
  if (channel === null || ids.length === 0 || isPayerDeceased(db, householdId)) return null;
  const waiting = findWaitingToday(db, householdId, kind, cx.today);
  const event = messageEvent(kind, [...(waiting ? idsOfEvent(kind, waiting.event) : []), ...ids]);
  if (waiting?.event === event) return null;
  if (waiting) cancelWaiting(db, { noticeId: waiting.noticeId }, toldTogether, cx.now);
  const revived = reviveNotice(db, event, kind, cx.today);
  if (revived !== undefined) {
    db.touch("notices", "outbox", `household/${householdId}`);
    return revived;
  }
  return queueNotice(cx, db, { householdId, membershipId, event, kind, dueOn: cx.today, waitMs });
}
