/** The outbox as a screen shows it (DOC-11): what is due to whom by which channel, and what stands in the way. */
import { findAccount } from "#db/mail/account.ts";
import { listOutbox, type OutboxRow as MailListed } from "#db/mail/outbox.ts";
import { csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { isEventNotice, noticeNames, type NoticeKind } from "#domain/dunning/notice-kinds.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import type { DocumentId, HouseholdId, MailId, NoticeId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { blankAccount, type MailAccount } from "#domain/mail/account.ts";
import { hasComeBack } from "#domain/mail/faults.ts";
import { faultWords } from "#domain/mail/fault-words.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { look, type Cx } from "../context.ts";
import { shownFault, type AccountView } from "./account.ts";

export type OutboxState = "to_print" | "queued" | "sending" | "sent" | "failed" | "came_back" | "unsure" | "cancelled";

export type OutboxEntry = {
  /** `letter/12` or `mail/7`. */
  readonly key: string;
  readonly channel: "letter" | "email";
  readonly state: OutboxState;
  readonly what: string;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  /** Where it goes: an e-mail address, or the town. */
  readonly to: string;
  /** Since when it waits, as an instant; a letter has its day instead. */
  readonly dueOn: Day | null;
  readonly at: Instant | null;
  /** What is in the way, and what to do; empty when nothing is. */
  readonly problem: string;
  readonly todo: string;
  /** The server's own words. */
  readonly reply: string;
  readonly nextAt: Instant | null;
  readonly tries: number;
  readonly staysHere: boolean;
  readonly mailId: MailId | null;
  readonly noticeId: NoticeId | null;
  readonly documentId: DocumentId | null;
  /** A message about an act, which a person may take off the list (DOC-12). */
  readonly mayTakeOff: boolean;
  /** When the mailbox gave it back by itself, the last time; null for one that a person noted, or that did not come back. */
  readonly foundAt: Instant | null;
};

/** How long what is done stays in sight. */
const shownMs = 30 * 24 * 60 * 60_000;
const mostShown = 5_000;

export type Outbox = { readonly rows: OutboxEntry[]; readonly account: AccountView["fault"]; readonly isOn: boolean };

export function listOutboxEntries(cx: Cx): Outbox {
  const letters = listLettersToPrint(cx).map(
    (row): OutboxEntry => ({
      key: `letter/${row.noticeId}`,
      channel: "letter",
      state: "to_print",
      what: noticeNames[row.kind],
      householdId: row.householdId,
      payerName: row.payerName,
      to: row.city,
      dueOn: row.dueOn,
      at: null,
      problem: row.problem,
      todo: row.problem === "" ? "" : "Add it on the household’s page, or hand the letter over at the desk.",
      reply: "",
      nextAt: null,
      tries: 0,
      staysHere: false,
      mailId: null,
      noticeId: row.noticeId,
      documentId: null,
      mayTakeOff: isEventNotice(row.kind),
      foundAt: null,
    }),
  );
  return look<Outbox>(cx, (db) => {
    const account = findAccount(db);
    const mails = listOutbox(db, addMilliseconds(cx.now, -shownMs), mostShown).map((row) => shownMail(row, account ?? blankAccount));
    return { rows: [...letters, ...mails], account: account ? shownFault(account) : null, isOn: account?.isOn === true };
  });
}

function shownMail(row: MailListed, account: MailAccount): OutboxEntry {
  const words = row.fault === null ? null : faultWords(row.fault, { ...account, toEmail: row.toEmail });
  return {
    key: `mail/${row.id}`,
    channel: "email",
    state: row.state === "failed" && hasComeBack(row.fault) ? "came_back" : row.state,
    what: row.noticeKind === null ? row.documentTitle : noticeNames[row.noticeKind as NoticeKind],
    householdId: row.householdId,
    payerName: row.payerName,
    to: row.toEmail,
    dueOn: row.dueOn as Day | null,
    at: row.endedAt ?? row.beganAt ?? row.createdAt,
    // One whose letter is printed in its place since it came back says so; nothing is left to do about it.
    problem: row.state === "sent" || (row.state === "cancelled" && !hasComeBack(row.fault)) ? "" : (words?.what ?? ""),
    todo: row.state === "sent" || row.state === "cancelled" ? "" : (words?.todo ?? ""),
    reply: row.reply,
    nextAt: row.state === "queued" && row.fault !== null ? row.nextAt : null,
    tries: row.tries,
    staysHere: row.keptHere === 1,
    mailId: row.id,
    noticeId: row.noticeId,
    documentId: row.documentId,
    mayTakeOff: row.noticeKind !== null && isEventNotice(row.noticeKind as NoticeKind) && row.state === "queued",
    foundAt: row.foundAt,
  };
}

const stateWords: Readonly<Record<OutboxState, string>> = {
  to_print: "To print",
  queued: "Waits",
  sending: "Being sent",
  sent: "Sent",
  failed: "Failed",
  came_back: "Came back",
  unsure: "In doubt",
  cancelled: "Taken off",
};

const columns: readonly CsvColumn<OutboxEntry>[] = [
  { header: "To", cell: (row) => row.payerName },
  { header: "What", cell: (row) => row.what },
  { header: "By", cell: (row) => (row.channel === "email" ? "E-mail" : "Letter") },
  { header: "Address", cell: (row) => row.to },
  { header: "State", cell: (row) => stateWords[row.state] },
  { header: "Due", cell: (row) => row.dueOn ?? "" },
  { header: "When", cell: (row) => row.at ?? "" },
  { header: "In the way", cell: (row) => row.problem },
  { header: "What to do", cell: (row) => row.todo },
  { header: "Server said", cell: (row) => row.reply },
];

/** The whole list as a file (UI-7). */
export function exportOutboxCsv(cx: Cx): string {
  return csvText(columns, listOutboxEntries(cx).rows);
}
