/**
 * A mail run (DOC-10): signs in once, and sends what is due, one after another, at most once each. A
 * fault of the account stops the run and touches no message; the server is asked again later.
 */
import { clearFault, findAccount, pauseAccount, type AccountRow } from "#db/mail/account.ts";
import { findNextDue } from "#db/mail/outbox.ts";
import { nextAskAt } from "#domain/mail/back-off.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { MailSession } from "../gateways/mail.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { doubtUnfinishedMail } from "./left-over.ts";
import { takeNextMail } from "./take-next.ts";
import { settleMail } from "./settle-mail.ts";

export type MailNeeds = {
  /** A fresh context, with today and now as of this moment. */
  readonly cx: () => Cx;
  /** The password in clear, or null when this computer has none. */
  readonly password: (sealed: string, account: AccountRow) => Promise<string | null>;
  /** The bytes of an archived document, or undefined when they cannot be read. */
  readonly file: (sha256: string) => Uint8Array | undefined;
  /** The practice closes: the message in hand is ended, the rest waits. */
  readonly isStopped: () => boolean;
};

export type MailRun = { readonly sent: number; readonly failed: number; readonly putOff: number; readonly unsure: number };

/** A run ends after so many messages; the next one goes on. */
const mostInARun = 500;
/** A connection that breaks this often without a message taken over in between ends the run. */
const mostBreaks = 2;

export async function sendDueMail(needs: MailNeeds): Promise<MailRun> {
  const run = { sent: 0, failed: 0, putOff: 0, unsure: 0 };
  let session: MailSession | undefined;
  let breaks = 0;
  // Runs never overlap: whatever is on its way now was left by one that broke.
  doubtUnfinishedMail(needs.cx());
  try {
    for (let count = 0; count < mostInARun && breaks < mostBreaks && !needs.isStopped(); count += 1) {
      if (!isAnythingDue(needs.cx())) break;
      if (session?.isOpen() !== true) session = await openSession(needs);
      if (!session || needs.isStopped()) break;
      const taken = takeNextMail(needs.cx());
      if (!taken) break;
      const attachments = taken.files.flatMap(({ fileName, sha256 }) => {
        const bytes = needs.file(sha256);
        return bytes === undefined ? [] : [{ fileName, bytes }];
      });
      const delivery =
        attachments.length < taken.files.length
          ? ({ state: "failed", fault: "file_missing", reply: "" } as const)
          : await session.deliver({ ...taken.mail, attachments });
      run[settleMail(needs.cx(), taken.mailId, delivery, needs.cx().gateways.mail?.kind === "local")] += 1;
      if (!session.isOpen()) breaks += 1;
      else if (delivery.state === "sent") breaks = 0;
    }
  } finally {
    session?.close();
  }
  return run;
}

function isAnythingDue(cx: Cx): boolean {
  if (!cx.gateways.mail) return false;
  return look<boolean>(cx, (db) => {
    const account = findAccount(db);
    if (!account?.isOn || (account.pausedUntil !== null && account.pausedUntil > cx.now)) return false;
    return findNextDue(db, cx.now) !== undefined;
  });
}

/** Signs in; what stands in the way is remembered with the time of the next try. */
async function openSession(needs: MailNeeds): Promise<MailSession | undefined> {
  const cx = needs.cx();
  const account = look<AccountRow | null>(cx, (db) => findAccount(db) ?? null);
  const gateway = cx.gateways.mail;
  if (!account || !gateway) return undefined;
  const password = account.username === "" || gateway.kind === "local" ? "" : await needs.password(account.sealedPassword, account);
  const opened = password === null ? ({ fault: "no_password", reply: "" } as const) : await gateway.open({ ...account, password });
  if ("session" in opened) {
    if (account.fault !== null) forgetFault(needs.cx());
    return opened.session;
  }
  rememberFault(needs.cx(), account, opened.fault, opened.reply);
  return undefined;
}

function rememberFault(cx: Cx, account: AccountRow, fault: AccountFault, reply: string): void {
  act<null>(cx, (db) => {
    const faults = account.faults + 1;
    pauseAccount(db, fault, reply, faults, nextAskAt(cx.now, faults));
    db.touch("mail", "outbox");
    return null;
  });
}

function forgetFault(cx: Cx): void {
  act<null>(cx, (db) => {
    clearFault(db);
    db.touch("mail", "outbox");
    return null;
  });
}

/** A person asks to try now: the server is not waited for any longer. */
export function tryMailNow(cx: Cx): { waiting: number } {
  return act<{ waiting: number }>(cx, (db) => {
    clearFault(db);
    db.exec("update mail set next_at = ? where state = 'queued' and next_at > ?", cx.now, cx.now);
    const waiting = db.get<{ count: number }>("select count(*) as count from mail where state = 'queued'")?.count ?? 0;
    audit(cx, db, "mail.tried_now", "practice/1", { after: { waiting } });
    db.touch("mail", "outbox");
    return { waiting };
  });
}
