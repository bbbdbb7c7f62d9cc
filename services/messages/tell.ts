/**
 * Tells a household of an act (DOC-12), in the act's own transaction, so that a preview tells nobody and
 * a repeated command tells nothing twice. What happens on one day, and has not gone out yet, is told
 * together; an e-mail waits a few minutes, so that what is taken back at once is never told.
 */
import { findWaitingToday, isPayerDeceased, reviveNotice } from "#db/messages/facts.ts";
import type { WritableDb } from "#db/database.ts";
import type { HouseholdId, MembershipId, NoticeId } from "#domain/identity.ts";
import { idsOfEvent, messageEvent } from "#domain/dunning/message-event.ts";
import type { EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { Work } from "../context.ts";
import { channelFor, queueNotice } from "../dunning/queue-notice.ts";
import { queueNoticeMail } from "../mail/queue-mail.ts";
import { withdraw } from "./withdraw.ts";

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
  const channel = channelFor(cx, db, householdId, kind);
  if (channel === null || ids.length === 0 || isPayerDeceased(db, householdId)) return null;
  const waiting = findWaitingToday(db, householdId, kind, cx.today);
  const event = messageEvent(kind, [...(waiting ? idsOfEvent(kind, waiting.event) : []), ...ids]);
  if (waiting?.event === event) return null;
  if (waiting) withdraw(cx, db, waiting.noticeId, toldTogether);
  const revived = reviveNotice(db, { event, kind, dueOn: cx.today, channel });
  if (revived !== undefined) {
    if (channel === "email") queueNoticeMail(cx, db, revived, householdId, waitMs);
    db.touch("notices", "outbox", `household/${householdId}`);
    return revived;
  }
  return queueNotice(cx, db, { householdId, membershipId, event, kind, dueOn: cx.today, waitMs });
}
