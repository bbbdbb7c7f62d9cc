/**
 * The run's part in messages about acts (DOC-12): takes those off the list that say nothing true any more,
 * and writes of packages that end. In small transactions, so that the desk never waits long.
 */
import { findNotice } from "#db/dunning/notices.ts";
import { listWaitingOfKinds } from "#db/messages/facts.ts";
import { eventNoticeKinds } from "#domain/dunning/notice-kinds.ts";
import type { Cx } from "../context.ts";
import { isNoticeNeeded } from "../dunning/print-notices.ts";
import { tellOfEndingPackages } from "./packages.ts";
import { withdraw } from "./withdraw.ts";

const messagesPerSlice = 25;

/** Answers how many messages were written. */
export function* messageSlices(cx: Cx): Generator<void, number> {
  for (let afterId = 0; ; ) {
    const waiting = cx.db.read((db) => listWaitingOfKinds(db, eventNoticeKinds, afterId, messagesPerSlice));
    const last = waiting.at(-1);
    if (last === undefined) break;
    const untrue = cx.db.read((db) =>
      waiting.filter(({ noticeId }) => {
        const notice = findNotice(db, noticeId);
        return notice !== undefined && !isNoticeNeeded(db, notice, cx.today);
      }),
    );
    if (untrue.length > 0)
      cx.db.write((db): void => {
        for (const { noticeId, householdId } of untrue) {
          withdraw(cx, db, noticeId, "No longer needed");
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
