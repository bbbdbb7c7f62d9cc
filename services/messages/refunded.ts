/** Refunds (DOC-12): how much, to where, and when it arrives; those of one day together. */
import type { NoticeRow } from "#db/dunning/notices.ts";
import { findWaitingToday, listRefundsByEntry, type ToldRefund } from "#db/messages/facts.ts";
import { findChange } from "#db/memberships/change-log.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { EntryId, HouseholdId, MembershipId } from "#domain/identity.ts";
import { idsOfEvent } from "#domain/dunning/message-event.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import type { Work } from "../context.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { moneyBack } from "./money-back.ts";
import { tell } from "./tell.ts";
import { withdraw } from "./withdraw.ts";

export type BookedRefund = { readonly householdId: HouseholdId; readonly membershipId: MembershipId | null; readonly entryId: EntryId };

/** Who has just been written to about leaving reads of the money there: one event, one message. */
export function tellOfRefund(cx: Work, db: WritableDb, { householdId, membershipId, entryId }: BookedRefund): void {
  guardTelling(cx, db, householdId, () => {
    if (membershipId !== null && isToldWithLeaving(cx, db, householdId, membershipId)) return;
    tell(cx, db, { householdId, kind: "refunded", ids: [entryId], membershipId });
  });
}

function isToldWithLeaving(cx: Work, db: ReadableDb, householdId: HouseholdId, membershipId: MembershipId): boolean {
  const waiting = findWaitingToday(db, householdId, "cancelled", cx.today);
  return idsOfEvent("cancelled", waiting?.event ?? "").some((changeId) => {
    const change = findChange(db, changeId);
    return change !== undefined && change.undoneAt === null && change.membershipIds.includes(membershipId);
  });
}

/** Refunds of today that wait to be told, of memberships whose leaving tells of them, are taken out of their message. */
export function tellWithLeaving(cx: Work, db: WritableDb, householdId: HouseholdId, membershipIds: readonly MembershipId[]): void {
  const waiting = findWaitingToday(db, householdId, "refunded", cx.today);
  if (!waiting) return;
  const ids = idsOfEvent("refunded", waiting.event);
  const isLeaving = (id: number): boolean =>
    listRefundsByEntry(db, householdId, [id]).every(({ membershipId }) => membershipId !== null && membershipIds.includes(membershipId));
  const others = ids.filter((id) => !isLeaving(id));
  if (others.length === ids.length) return;
  withdraw(cx, db, waiting.noticeId, "Told with the cancellation");
  tell(cx, db, { householdId, kind: "refunded", ids: others });
}

/** The refunds that stand: one that the card refused has never happened. */
export function refundsOf(db: ReadableDb, { event, householdId }: NoticeRow): ToldRefund[] {
  return listRefundsByEntry(db, householdId, idsOfEvent("refunded", event));
}

export function refundedValues(db: ReadableDb, notice: NoticeRow, format: LetterFormat): MergeValues {
  const { lines, arrives } = moneyBack(db, refundsOf(db, notice), format);
  return { details: lines.join("\n"), what_next: arrives };
}
