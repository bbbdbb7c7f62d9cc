/**
 * Takes a waiting message about an act off the list (DOC-12), with the e-mail that would have carried it:
 * nothing of it was ever said to a server, so nobody needs to hear of it, nor to doubt it after a restore.
 */
import { cancelWaiting } from "#db/dunning/notices.ts";
import { dropUnsentMail } from "#db/messages/facts.ts";
import type { WritableDb } from "#db/database.ts";
import type { NoticeId } from "#domain/identity.ts";
import type { Work } from "../context.ts";

export function withdraw(cx: Work, db: WritableDb, noticeId: NoticeId, reason: string): void {
  if (cancelWaiting(db, { noticeId }, reason, cx.now) > 0) dropUnsentMail(db, noticeId);
  db.touch("notices", "outbox");
}
