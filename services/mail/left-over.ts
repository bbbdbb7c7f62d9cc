/**
 * Mail of which nobody knows whether it arrived (DOC-10): what was on its way when the program
 * stopped, and whatever still waits in a file that came from elsewhere, since the other copy may have
 * sent it. Nothing of it is ever sent again but by a person.
 */
import { doubtMail } from "#db/mail/outbox.ts";
import type { WritableDb } from "#db/database.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";

export function doubtUnfinishedMail(cx: Cx): void {
  const isAny = cx.db.read((db) => db.get("select 1 from mail where state = 'sending' limit 1") !== undefined);
  if (!isAny) return;
  act<null>(cx, (db) => {
    note(cx, db, doubtMail(db, ["sending"], "stopped_while_sending", cx.now), "stopped");
    return null;
  });
}

export function doubtQueuedMail(cx: Work, db: WritableDb): void {
  note(cx, db, doubtMail(db, ["sending", "queued"], "stopped_while_sending", cx.now), "file_from_elsewhere");
}

function note(cx: Work, db: WritableDb, messages: number, why: string): void {
  if (messages === 0) return;
  audit(cx, db, "mail.doubted", "practice/1", { after: { messages, why } });
  db.touch("outbox");
}
