/**
 * A look into the practice's mailbox (DOC-10): only what is new since the last time, the first time of the last
 * thirty days. Of each message the headers that tell a returned one are read, and only of such a one the rest. The
 * place moves in the very transaction of what was found, so that a kill in between reads it again to no second effect.
 */
import { findMailbox, findPlace, markChecked, markNotChecked, putPlace, type CheckCounts, type FolderPlace, type MailboxRow } from "#db/mail/mailbox.ts";
import { nextAskAt } from "#domain/mail/back-off.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import { firstDay, isCheckDue } from "#domain/mail/mailbox-times.ts";
import { mayBeReturned } from "#domain/mail/returned.ts";
import { mailFolders, type MailFolder } from "#domain/mail/returned-parts.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { MailboxFault, type ListedMail, type MailboxSession } from "../gateways/mailbox.ts";
import { audit } from "../record.ts";
import { findMailboxSignIn, type MailboxSignIn } from "./mailbox.ts";
import { noteReturned, type Noted } from "./note-returned.ts";

export type CheckNeeds = {
  /** A fresh context, with today and now as of this moment. */
  readonly cx: () => Cx;
  /** The password in clear, or null when this computer has none. */
  readonly password: (signIn: MailboxSignIn) => Promise<string | null>;
  /** Somebody stopped it, or the practice closes: what is found stays found, the rest is read next time. */
  readonly isStopped: () => boolean;
  readonly progress: (done: number, total: number) => void;
};

/** `off`: there is nothing to look into. `more`: there is more than one check reads. */
export type Checked =
  | { readonly state: "off" | "stopped" }
  | { readonly state: "failed"; readonly fault: AccountFault; readonly reply: string }
  | (CheckCounts & { readonly state: "checked"; readonly more: boolean });

/** Headers of so many messages at most are read at a time, and in one check. */
const pageSize = 200;
export const mostInACheck = 2_000;

/** Whether it is time for a look by itself. */
export function isMailboxDue(cx: Cx): boolean {
  if (cx.gateways.mailbox?.kind !== "imap") return false;
  return look<boolean>(cx, (db) => {
    const row = findMailbox(db);
    return row !== undefined && isCheckDue(row, cx.now);
  });
}

/** Never throws for what the server does. */
export async function checkMailbox(needs: CheckNeeds): Promise<Checked> {
  const cx = needs.cx();
  const gateway = cx.gateways.mailbox;
  const row = look<MailboxRow | null>(cx, (db) => findMailbox(db) ?? null);
  if (!row?.isOn || gateway?.kind !== "imap") return { state: "off" };
  const signIn = findMailboxSignIn(cx, row);
  const password = signIn.sealed === "" ? null : await needs.password(signIn);
  const opened = password === null ? ({ fault: "no_password", reply: "" } as const) : await gateway.open({ host: row.host, port: row.port, security: row.security, username: signIn.username, password });
  if ("fault" in opened) return failed(needs.cx(), row, opened.fault, opened.reply);
  try {
    return await readFolders(needs, row, opened.session);
  } catch (error) {
    if (!(error instanceof MailboxFault)) throw error;
    return failed(needs.cx(), row, error.fault, error.reply);
  } finally {
    opened.session.close();
  }
}

/** The settings may have been changed meanwhile: then what went wrong was with others. */
function failed(cx: Cx, row: MailboxRow, fault: AccountFault, reply: string): Checked {
  act<null>(cx, (db) => {
    const now = findMailbox(db);
    if (now?.version !== row.version) return null;
    const faults = now.faults + 1;
    markNotChecked(db, cx.now, fault, reply, faults, nextAskAt(cx.now, faults));
    db.touch("mail");
    return null;
  });
  return { state: "failed", fault, reply };
}

type Run = { left: number; done: number; total: number; counts: Record<keyof CheckCounts, number> };

async function readFolders(needs: CheckNeeds, row: MailboxRow, session: MailboxSession): Promise<Checked> {
  const run: Run = { left: mostInACheck, done: 0, total: 0, counts: { looked: 0, cameBack: 0, delayed: 0, notOurs: 0 } };
  let more = false;
  for (const folder of mailFolders) {
    if (folder === "junk" && !row.readsJunk) continue;
    const end = await readFolder(needs, row, session, folder, run);
    if (end === "stopped") return { state: "stopped" };
    more ||= end === "more";
  }
  const cx = needs.cx();
  act<null>(cx, (db) => {
    if (findMailbox(db)?.version === row.version) markChecked(db, cx.now, run.counts);
    db.touch("mail");
    return null;
  });
  return { state: "checked", ...run.counts, more };
}

async function readFolder(needs: CheckNeeds, row: MailboxRow, session: MailboxSession, folder: MailFolder, run: Run): Promise<"end" | "more" | "stopped"> {
  const opened = await session.open(folder);
  if (opened === null) return "end";
  const { uidValidity, nextUid } = opened;
  const kept = look<FolderPlace | null>(needs.cx(), (db) => findPlace(db, folder) ?? null);
  const place = kept?.uidValidity === uidValidity ? kept : null;
  const numbers = await session.numbers(place ? { above: place.lastUid } : { since: firstDay(needs.cx().now) });
  const fresh = numbers.filter((uid) => uid > (place?.lastUid ?? 0)).toSorted((a, b) => a - b);
  const taken = fresh.slice(0, run.left);
  run.left -= taken.length;
  run.total += taken.length;
  for (let at = 0; at < taken.length; at += pageSize) {
    if (needs.isStopped()) return "stopped";
    const page = taken.slice(at, at + pageSize);
    const end = await readPage(needs, row, session, { folder, uidValidity, page }, run);
    if (end !== "end") return end;
  }
  if (taken.length < fresh.length) return "more";
  // What arrived on older days is passed over for good.
  moveOn(needs.cx(), row, folder, { uidValidity, lastUid: Math.max(taken.at(-1) ?? 0, nextUid - 1, place?.lastUid ?? 0) });
  return "end";
}

type Page = { readonly folder: MailFolder; readonly uidValidity: string; readonly page: readonly number[] };

async function readPage(needs: CheckNeeds, row: MailboxRow, session: MailboxSession, { folder, uidValidity, page }: Page, run: Run): Promise<"end" | "stopped"> {
  const listed = await session.list(page);
  run.counts.looked += listed.length;
  for (const mail of listed) {
    run.done += 1;
    if (!mayBeReturned(mail.headers)) continue;
    if (needs.isStopped()) return "stopped";
    needs.progress(run.done, run.total);
    const noted = await readOne(needs, row, session, { folder, uidValidity }, mail);
    // It is read again next time, and so is what comes after it.
    if (noted === "waits" || noted === "stopped") return "stopped";
    if (noted === "came_back") run.counts.cameBack += 1;
    else if (noted === "delayed") run.counts.delayed += 1;
    else if (noted === "not_ours") run.counts.notOurs += 1;
  }
  run.done += page.length - listed.length;
  needs.progress(run.done, run.total);
  if (!moveOn(needs.cx(), row, folder, { uidValidity, lastUid: page.at(-1) ?? 0 })) return "stopped";
  return "end";
}

async function readOne(needs: CheckNeeds, row: MailboxRow, session: MailboxSession, { folder, uidValidity }: Pick<Page, "folder" | "uidValidity">, { uid, arrivedAt }: ListedMail): Promise<Noted | "stopped"> {
  const parts = await session.read(uid);
  if (parts === null) return "nothing";
  const cx = needs.cx();
  return act<Noted | "stopped">(cx, (db) => {
    if (findMailbox(db)?.version !== row.version) return "stopped";
    const noted = noteReturned(cx, db, parts, arrivedAt);
    if (noted !== "waits") putPlace(db, folder, { uidValidity, lastUid: uid });
    return noted;
  });
}

/** Answers false when the settings were changed meanwhile: the place would be one of another mailbox. */
function moveOn(cx: Cx, row: MailboxRow, folder: MailFolder, place: FolderPlace): boolean {
  const kept = look<FolderPlace | null>(cx, (db) => findPlace(db, folder) ?? null);
  if (kept?.uidValidity === place.uidValidity && kept.lastUid >= place.lastUid) return true;
  return act<boolean>(cx, (db) => {
    if (findMailbox(db)?.version !== row.version) return false;
    putPlace(db, folder, place);
    return true;
  });
}

/** Remembers that a person asked for a look. Refuses `mailbox_not_on`. */
export function askForCheck(cx: Cx): void {
  act<null>(cx, (db) => {
    if (findMailbox(db)?.isOn !== true) refuse("mailbox_not_on", {});
    audit(cx, db, "mailbox.asked", "practice/1");
    db.touch("mail");
    return null;
  });
}
