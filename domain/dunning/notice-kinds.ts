/**
 * The letters and messages of the outbox that this part of the office writes (BIL-11, BIL-16, INV-5).
 * One event, one message per household (DOC-12); the words of each are in `notice-texts.ts`.
 */
import type { CaseNotice } from "./timetable.ts";

/** Sent by the timetable of a past-due case, and the one that says it is over. */
export const caseNoticeKinds = ["past_due", "past_due_fee", "past_due_reminder", "past_due_final", "lapsed"] as const;

/** Sent for other reasons: a card about to expire, a card asked for, a reminder by hand. */
export const otherNoticeKinds = ["card_expires_30", "card_expires_7", "card_request", "invoice_reminder"] as const;

export const noticeKinds = [...caseNoticeKinds, ...otherNoticeKinds] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a list calls each. */
export const noticeNames: Readonly<Record<NoticeKind, string>> = {
  past_due: "Payment not received",
  past_due_fee: "Reminder with the reactivation fee",
  past_due_reminder: "Second reminder",
  past_due_final: "Final notice",
  lapsed: "Membership lapsed",
  card_expires_30: "Card expires in a month",
  card_expires_7: "Card expires in a week",
  card_request: "Asks for a card",
  invoice_reminder: "Reminder by hand",
};

/** Kinds that can be switched off. A membership cannot lapse without its final notice (BIL-11). */
export function isOptional(kind: NoticeKind): boolean {
  return kind !== "past_due_final" && kind !== "card_request" && kind !== "invoice_reminder";
}

export function isNoticeKind(text: string): text is NoticeKind {
  return (noticeKinds as readonly string[]).includes(text);
}

export function isCaseNotice(kind: NoticeKind): kind is CaseNotice {
  return kind !== "lapsed" && (caseNoticeKinds as readonly string[]).includes(kind);
}
