/**
 * A process that makes a run of statements by e-mail and sends them, as an office does: to be killed before
 * it is written down, in the middle of writing, between writing and sending, or while a server listens.
 */
import { Database } from "#db/database.ts";
import { toDay, toInstant } from "#domain/calendar.ts";
import type { Cx } from "#services/context.ts";
import { noCards } from "#services/gateways/cards.ts";
import { sendDueMail } from "#services/mail/send-due.ts";
import { listStatementCandidates } from "#services/statements/candidates.ts";
import { prepareBatch } from "#services/statements/prepare-statements.ts";
import { recordBatch, type MadeMail } from "#services/statements/record-statements.ts";
import { smtpMail } from "./smtp.ts";

const [file = "", key = "", password = "", place = ""] = process.argv.slice(2);
const db = Database.open(file, Buffer.from(key, "hex"), { mustExist: true });
const cx = (): Cx => ({
  db,
  actor: { staffId: null, workstation: "killed" },
  today: toDay("2026-03-02"),
  now: toInstant("2026-03-02T15:00:00.000Z"),
  gateways: { cards: noCards, mail: smtpMail() },
});

const dieAt = (here: string): void => {
  if (here === place) process.kill(process.pid, "SIGKILL");
};

/** As a person does it: whoever had a statement today is not chosen again. */
const left = listStatementCandidates(cx(), { minimumCents: 1, notSentDays: 1 });
if (left.length > 0) {
  const { mailed } = prepareBatch(cx(), { householdIds: left.map(({ householdId }) => householdId), fromOn: null, note: "" });
  dieAt("prepared");
  const mails = mailed.map((made, index): MadeMail => ({
    ...made,
    get file() {
      if (index === Math.floor(mailed.length / 2)) dieAt("writing");
      return { sha256: String(made.householdId).padEnd(64, "e"), bytes: 8, pages: 1 };
    },
  }));
  recordBatch(cx(), [], null, mails);
}
dieAt("written");
await sendDueMail({ cx, password: async () => password, file: () => Buffer.from("%PDF-1.7"), isStopped: () => false });
db.close();
