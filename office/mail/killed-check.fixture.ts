/**
 * A process that opens a practice file, as after any start, and looks into the mailbox: to be killed in the
 * middle. `careless` forgets what was noted before, so that the test that counts can be seen to fail.
 */
import { Database } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Cx } from "#services/context.ts";
import { noCards } from "#services/gateways/cards.ts";
import { checkMailbox } from "#services/mail/check-mailbox.ts";
import { imapMailbox } from "./imap.ts";

const [file = "", key = "", password = "", how] = process.argv.slice(2);
const db = Database.open(file, Buffer.from(key, "hex"), { mustExist: true });
if (how === "careless")
  for (const sql of ["delete from mail_check_place", "delete from mail_return", "update mail set state = 'sent', fault = null"]) db.write((w) => w.exec(sql));
const cx = (): Cx => ({
  db,
  actor: { staffId: null, workstation: "killed" },
  today: toDay("2026-03-02"),
  now: toInstant("2026-03-02T18:00:00.000Z"),
  gateways: { cards: noCards, mailbox: imapMailbox() },
});
await checkMailbox({ cx, password: async () => password, isStopped: () => false, progress: () => undefined });
db.close();
