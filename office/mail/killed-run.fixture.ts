/**
 * A process that opens a practice file, as after any start, and sends what is due: to be killed in the
 * middle. `careless` does what must never be done, so that the test that counts can be seen to fail:
 * it queues again what was on its way.
 */
import { Database } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Cx } from "#services/context.ts";
import { noCards } from "#services/gateways/cards.ts";
import { doubtUnfinishedMail } from "#services/mail/left-over.ts";
import { sendDueMail } from "#services/mail/send-due.ts";
import { smtpMail } from "./smtp.ts";

const [file = "", key = "", password = "", how] = process.argv.slice(2);
const db = Database.open(file, Buffer.from(key, "hex"), { mustExist: true });
const cx = (): Cx => ({
  db,
  actor: { staffId: null, workstation: "killed" },
  today: toDay("2026-03-02"),
  now: toInstant("2026-03-02T15:00:00.000Z"),
  gateways: { cards: noCards, mail: smtpMail() },
});
if (how === "careless") db.write((w) => w.exec("update mail set state = 'queued' where state = 'sending'"));
doubtUnfinishedMail(cx());
await sendDueMail({
  cx,
  password: async () => password,
  file: () => Buffer.from("%PDF-1.7"),
  isStopped: () => false,
});
db.close();
