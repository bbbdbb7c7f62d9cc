/** A message about an act that nobody wants to send after all (DOC-12), such as a welcome that was said in person. */
import { findNotice } from "#db/dunning/notices.ts";
import { isBeingSent } from "#db/messages/facts.ts";
import type { NoticeId } from "#domain/identity.ts";
import { isEventNotice, noticeNames } from "#domain/dunning/notice-kinds.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { withdraw } from "./withdraw.ts";

/** Refuses `notice_not_found`, `notice_not_waiting`, and `notice_needed` for letters that a rule asks for. */
export function takeOffMessage(cx: Cx, noticeId: NoticeId): { noticeId: NoticeId } {
  return act<{ noticeId: NoticeId }>(cx, (db) => {
    const notice = findNotice(db, noticeId) ?? refuse("notice_not_found", {});
    if (notice.state !== "queued" || isBeingSent(db, noticeId)) refuse("notice_not_waiting", {});
    if (!isEventNotice(notice.kind)) refuse("notice_needed", { notice: noticeNames[notice.kind] });
    withdraw(cx, db, noticeId, "Taken off by hand");
    audit(cx, db, "notice.taken_off", `household/${notice.householdId}`, { before: { noticeId, kind: notice.kind, event: notice.event } });
    db.touch(`household/${notice.householdId}`);
    return { noticeId };
  });
}
