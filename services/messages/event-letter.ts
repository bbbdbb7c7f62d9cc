/** What a message about an act says as of today, whom it is about, and whether it still holds (DOC-12). */
import type { NoticeRow } from "#db/dunning/notices.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { isEventNotice, type EventNotice } from "#domain/dunning/notice-kinds.ts";
import type { MergeValues } from "#domain/dunning/notice-text.ts";
import { isPayerDeceased } from "#db/messages/facts.ts";
import type { LetterFormat } from "../plan-upkeep/plan-letter.ts";
import { changedValues, changesOf } from "./changed.ts";
import { drawValues, drawsOf, membersOfDraws } from "./draw-receipt.ts";
import { joinedOf, joinedValues } from "./joined.ts";
import { packageValues, salesOf } from "./packages.ts";
import { refundedValues, refundsOf } from "./refunded.ts";

type EventRow = NoticeRow & { readonly kind: EventNotice };

function asEvent(notice: NoticeRow): EventRow | undefined {
  return isEventNotice(notice.kind) ? { ...notice, kind: notice.kind } : undefined;
}

/** Nothing for other letters, and for an invoice, which the letter's common fields tell of. */
export function eventLetterValues(db: ReadableDb, notice: NoticeRow, today: Day, format: LetterFormat): MergeValues {
  const row = asEvent(notice);
  switch (row?.kind) {
    case "signup":
      return joinedValues(db, row, format);
    case "draw_receipt":
      return drawValues(db, row, format);
    case "cancelled":
    case "hold_starts":
    case "plan_moved":
      return changedValues(db, row, today, format);
    case "refunded":
      return refundedValues(db, row, format);
    case "package_bought":
    case "package_last_use":
    case "package_expiring":
      return packageValues(db, row, today, format);
    case "invoice_issued":
    case undefined:
      return {};
  }
}

/** Whom a message about an act names; null for other letters. */
export function membersOfEventLetter(db: ReadableDb, notice: NoticeRow): MembershipId[] | null {
  const row = asEvent(notice);
  switch (row?.kind) {
    case "signup":
      return joinedOf(db, row);
    case "draw_receipt":
      return membersOfDraws(db, row);
    case "cancelled":
    case "hold_starts":
    case "plan_moved":
      return changesOf(db, row).map(({ membership }) => membership.id);
    case undefined:
      return null;
    default:
      return [];
  }
}

/** Whether a waiting message about an act still says something that holds; others are not judged here. */
export function isEventLetterNeeded(db: ReadableDb, notice: NoticeRow, today: Day): boolean {
  const row = asEvent(notice);
  if (!row) return true;
  if (isPayerDeceased(db, row.householdId)) return false;
  switch (row.kind) {
    case "signup":
      return joinedOf(db, row).length > 0;
    case "draw_receipt":
      return drawsOf(db, row).length > 0;
    case "cancelled":
    case "hold_starts":
    case "plan_moved":
      return changesOf(db, row).length > 0;
    case "refunded":
      return refundsOf(db, row).length > 0;
    case "package_bought":
    case "package_last_use":
    case "package_expiring":
      return salesOf(db, row, today).length > 0;
    case "invoice_issued":
      return true;
  }
}
