/**
 * Puts a message for a household into the outbox (DOC-12): one event, one message, never twice, by
 * the household's own channel: by e-mail where the practice has an account and the household an
 * address that works (DOC-10), else on paper (BIL-19). Texts come with the relay.
 */
import { insertNotice, type NewNotice } from "#db/dunning/notices.ts";
import { currentSettings } from "#db/dunning/settings.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, dayInMonth, makeDay, type Day } from "#domain/calendar.ts";
import type { CardId, CaseId, HouseholdId, InvoiceId, MembershipId, NoticeId } from "#domain/identity.ts";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { noticeChannel } from "#domain/dunning/settings.ts";
import { isWrittenBy, writingOf } from "#domain/dunning/writing.ts";
import type { Work } from "../context.ts";
import { canMailTo, queueNoticeMail } from "../mail/queue-mail.ts";

export type NoticeToQueue = {
  readonly householdId: HouseholdId;
  /** What happened, such as `case/12` or `card/5`; with the kind it is told at most once. */
  readonly event: string;
  readonly kind: NoticeKind;
  readonly dueOn: Day;
  readonly day?: number | null;
  readonly caseId?: CaseId | null;
  readonly invoiceId?: InvoiceId | null;
  readonly cardId?: CardId | null;
  readonly membershipId?: MembershipId | null;
  /** How long an e-mail about it waits, so that what is taken back at once is never told. */
  readonly waitMs?: number;
};

/** Null when this was told before, or the practice does not write this kind of notice. */
export function queueNotice(cx: Work, db: WritableDb, notice: NoticeToQueue): NoticeId | null {
  const channel = channelFor(cx, db, notice.householdId, notice.kind);
  if (channel === null) return null;
  const id = insertNotice(db, { ...rowOf(cx, notice), channel, state: "queued", reason: "" });
  if (id === null) return null;
  if (channel === "email") queueNoticeMail(cx, db, id, notice.householdId, notice.waitMs ?? 0);
  db.touch("notices", `household/${notice.householdId}`);
  return id;
}

/** How this household is told of this kind today; null where the practice does not write it, or not that way. */
export function channelFor(cx: Work, db: ReadableDb, householdId: HouseholdId, kind: NoticeKind): "letter" | "email" | "text" | null {
  const { settings } = currentSettings(db);
  if (writingOf(settings, kind) === "off") return null;
  const ways = { email: canMailTo(cx, db, householdId), text: false };
  const channel = noticeChannel(preferenceOf(db, householdId), settings, ways);
  return isWrittenBy(settings, kind, channel) ? channel : null;
}

/** Records that a notice was not written, because a later one came due with it (BIL-11). */
export function skipNotice(cx: Work, db: WritableDb, notice: NoticeToQueue, reason: string): void {
  insertNotice(db, { ...rowOf(cx, notice), channel: "letter", state: "skipped", reason });
}

function rowOf(cx: Work, notice: NoticeToQueue): Omit<NewNotice, "channel" | "state" | "reason"> {
  return {
    householdId: notice.householdId,
    caseId: notice.caseId ?? null,
    invoiceId: notice.invoiceId ?? null,
    cardId: notice.cardId ?? null,
    membershipId: notice.membershipId ?? null,
    event: notice.event,
    kind: notice.kind,
    day: notice.day ?? null,
    dueOn: notice.dueOn,
    facts: "{}",
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  };
}

function preferenceOf(db: ReadableDb, householdId: HouseholdId): "email" | "text" | "print" {
  return (
    db.get<{ preference: "email" | "text" | "print" }>(
      "select contact_preference as preference from household where id = ?",
      householdId,
    )?.preference ?? "print"
  );
}

/** Tells of a card that is about to expire (BIL-16), once 30 and once 7 days before its last day. */
export function queueCardExpiryNotice(
  cx: Work,
  db: WritableDb,
  expiry: { readonly cardId: CardId; readonly daysBefore: 30 | 7 },
): NoticeId | null {
  const card = db.get<{ householdId: HouseholdId; month: number; year: number }>(
    `select household_id as householdId, expires_month as month, expires_year as year from card
     where id = ? and removed_at is null`,
    expiry.cardId,
  );
  if (!card) return null;
  return queueNotice(cx, db, {
    householdId: card.householdId,
    cardId: expiry.cardId,
    event: `card/${expiry.cardId}/${card.year}-${String(card.month).padStart(2, "0")}`,
    kind: expiry.daysBefore === 30 ? "card_expires_30" : "card_expires_7",
    dueOn: addDays(lastDayOfMonth(card.year, card.month), -expiry.daysBefore),
  });
}

function lastDayOfMonth(year: number, month: number): Day {
  return dayInMonth(makeDay(year, month, 1), 0, 31);
}
