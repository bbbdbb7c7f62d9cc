/**
 * The run's part in messages about acts (DOC-12): takes those off the list that say nothing true any more,
 * and writes of packages that end. In small transactions, so that the desk never waits long.
 */
import { findNotice } from "#db/dunning/notices.ts";
import { listWaitingOfKinds } from "#db/messages/facts.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { eventNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import type { NoticeId } from "#domain/identity.ts";
import type { Cx } from "../context.ts";
import { isDiskFull } from "../dunning/guard-household.ts";
import { isNoticeNeeded } from "../dunning/print-notices.ts";
import { guardTelling, noteBrokenMessage } from "./guard-telling.ts";
import { tellOfEndingPackages } from "./packages.ts";
import { withdraw } from "./withdraw.ts";

const messagesPerSlice = 25;

/** Answers how many messages were written. */
export function* messageSlices(cx: Cx): Generator<void, number> {
  for (let afterId = 0; ; ) {
    const waiting = cx.db.read((db) => listWaitingOfKinds(db, eventNoticeKinds, afterId, messagesPerSlice));
    const last = waiting.at(-1);
    if (last === undefined) break;
    const judged = cx.db.read((db) => waiting.map((message) => ({ ...message, verdict: judge(db, message.noticeId, cx.today) })));
    const toDo = judged.filter(({ verdict }) => verdict !== "holds");
    if (toDo.length > 0)
      cx.db.write((db): void => {
        for (const { noticeId, householdId, verdict } of toDo) {
          // With broken facts it can be neither written nor left in the tray, where it would stop everybody's letters.
          if (verdict === "broken") noteBrokenMessage(cx, db, householdId);
          guardTelling(cx, db, householdId, () => withdraw(cx, db, noticeId, verdict === "broken" ? "It could not be written" : "No longer needed"));
          db.touch(`household/${householdId}`);
        }
      });
    afterId = last.noticeId;
    yield;
  }
  const told = cx.db.write<number>((db) => tellOfEndingPackages(cx, db));
  yield;
  return told;
}

/** Whether a waiting message still holds. Facts that are broken are one household's, and hold up nobody else (BIL-6). */
function judge(db: ReadableDb, noticeId: NoticeId, today: Day): "holds" | "untrue" | "broken" {
  const notice = findNotice(db, noticeId);
  if (!notice) return "holds";
  try {
    return isNoticeNeeded(db, notice, today) ? "holds" : "untrue";
  } catch (error) {
    if (isDiskFull(error)) throw error;
    return "broken";
  }
}
