/**
 * The letters and messages of the outbox that this part of the office writes (BIL-11, BIL-16, INV-5).
 * One event, one message per household (DOC-12); the words of each are in `notice-texts.ts`.
 */
import type { CaseNotice } from "./timetable.ts";

/** Sent by the timetable of a past-due case, and the one that says it is over. */
export const caseNoticeKinds = ["past_due", "past_due_fee", "past_due_reminder", "past_due_final", "lapsed"] as const;

/** The same steps for a drawn part of a payment plan (INV-6): nobody's membership depends on it. */
export const partNoticeKinds = ["part_past_due", "part_second", "part_third", "part_final"] as const;
export type PartNotice = (typeof partNoticeKinds)[number];

export const partNoticeOf: Readonly<Record<CaseNotice, PartNotice>> = {
  past_due: "part_past_due",
  past_due_fee: "part_second",
  past_due_reminder: "part_third",
  past_due_final: "part_final",
};

const stepOfPart: Readonly<Record<PartNotice, CaseNotice>> = {
  part_past_due: "past_due",
  part_second: "past_due_fee",
  part_third: "past_due_reminder",
  part_final: "past_due_final",
};

/** Sent for other reasons: a card about to expire, a card asked for, a reminder of an invoice before and after its due day. */
export const otherNoticeKinds = [
  "card_expires_30",
  "card_expires_7",
  "card_request",
  "invoice_due_soon",
  "invoice_reminder",
] as const;

/** About plans: growing out of one, a new price, the end of a term, the end of a hold (MEM-12, MEM-16, MEM-17, MEM-18). */
export const planNoticeKinds = ["age_out_60", "age_out_30", "price_change", "renewal_30", "renewal_14", "hold_ends"] as const;
export type PlanNotice = (typeof planNoticeKinds)[number];

/** Asks members to come and use what they have (PKG-10), when the desk wants it written. */
export const recallNoticeKinds = ["recall"] as const;

/** About packages: the owner reads that a use, or all of one, was given on (PKG-7). */
export const packageNoticeKinds = ["package_given"] as const;

/** About what was done at the desk or by the run (DOC-12): who joined, left, rests, moved, was charged or paid back, and packages. */
export const eventNoticeKinds = [
  "signup",
  "draw_receipt",
  "cancelled",
  "hold_starts",
  "plan_moved",
  "refunded",
  "package_bought",
  "package_last_use",
  "package_expiring",
  "invoice_issued",
] as const;
export type EventNotice = (typeof eventNoticeKinds)[number];

export const noticeKinds = [
  ...caseNoticeKinds,
  ...partNoticeKinds,
  ...otherNoticeKinds,
  ...planNoticeKinds,
  ...packageNoticeKinds,
  ...eventNoticeKinds,
  ...recallNoticeKinds,
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a list calls each. */
export const noticeNames: Readonly<Record<NoticeKind, string>> = {
  past_due: "Payment not received",
  past_due_fee: "Reminder with the reactivation fee",
  past_due_reminder: "Second reminder",
  past_due_final: "Final notice",
  lapsed: "Membership lapsed",
  part_past_due: "Payment of a plan not received",
  part_second: "Payment of a plan, reminder",
  part_third: "Payment of a plan, second reminder",
  part_final: "Payment of a plan, last letter",
  card_expires_30: "Card expires in a month",
  card_expires_7: "Card expires in a week",
  card_request: "Asks for a card",
  invoice_due_soon: "Invoice comes due",
  invoice_reminder: "Reminder of an invoice",
  age_out_60: "Grows out of the plan in two months",
  age_out_30: "Grows out of the plan in a month",
  price_change: "New price",
  renewal_30: "Next term in a month",
  renewal_14: "Next term in two weeks",
  hold_ends: "Hold ends in a week",
  package_given: "Package given on",
  signup: "Welcome to the plan",
  draw_receipt: "Receipt of a payment by card",
  cancelled: "Membership cancelled",
  hold_starts: "Put on hold",
  plan_moved: "Plan or price changed",
  refunded: "Refund",
  package_bought: "Package bought",
  package_last_use: "One use of a package left",
  package_expiring: "Package ends in a month",
  invoice_issued: "Invoice written",
  recall: "Recall: benefits to use",
};

const alwaysWritten: ReadonlySet<NoticeKind> = new Set([
  "past_due_final",
  "card_request",
  "invoice_due_soon",
  "invoice_reminder",
  "price_change",
  "package_given",
  "recall",
]);

/** Kinds that can be switched off. Nobody lapses without the final notice (BIL-11), pays a new price untold (MEM-17) or finds a use gone (PKG-7). */
export function isOptional(kind: NoticeKind): boolean {
  return !alwaysWritten.has(kind);
}

export function isNoticeKind(text: string): text is NoticeKind {
  return (noticeKinds as readonly string[]).includes(text);
}

export function isEventNotice(kind: NoticeKind): kind is EventNotice {
  return (eventNoticeKinds as readonly string[]).includes(kind);
}

export function isPlanNotice(kind: NoticeKind): kind is PlanNotice {
  return (planNoticeKinds as readonly string[]).includes(kind);
}

export function isCaseNotice(kind: NoticeKind): kind is CaseNotice {
  return kind !== "lapsed" && (caseNoticeKinds as readonly string[]).includes(kind);
}

export function isPartNotice(kind: NoticeKind): kind is PartNotice {
  return (partNoticeKinds as readonly string[]).includes(kind);
}

/** The step of the timetable that a letter is, of dues or of a part; null for any other letter. */
export function caseStepOf(kind: NoticeKind): CaseNotice | null {
  if (isPartNotice(kind)) return stepOfPart[kind];
  return isCaseNotice(kind) ? kind : null;
}
