/** Takes messages off the list that an act has just made untrue (DOC-12): what is taken back before it was told is never told. */
import { findNotice } from "#db/dunning/notices.ts";
import { listWaitingOfHousehold } from "#db/messages/facts.ts";
import type { WritableDb } from "#db/database.ts";
import { eventNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Work } from "../context.ts";
import { isEventLetterNeeded } from "./event-letter.ts";
import { guardTelling } from "./guard-telling.ts";
import { withdraw } from "./withdraw.ts";

export function dropUntold(cx: Work, db: WritableDb, householdId: HouseholdId): void {
  guardTelling(cx, db, householdId, () => drop(cx, db, householdId));
}

function drop(cx: Work, db: WritableDb, householdId: HouseholdId): void {
  for (const noticeId of listWaitingOfHousehold(db, householdId, eventNoticeKinds)) {
    const notice = findNotice(db, noticeId);
    if (!notice || isEventLetterNeeded(db, notice, cx.today)) continue;
    withdraw(cx, db, noticeId, "Taken back");
    db.touch(`household/${householdId}`);
  }
}
