/** A mailbox that does as it is told, and a practice that looks into it. */
import { putMailbox } from "#db/mail/mailbox.ts";
import type { Database } from "#db/database.ts";
import { toInstant, type Instant } from "#domain/calendar.ts";
import type { AccountFault } from "#domain/mail/faults.ts";
import type { MailFolder, MailParts } from "#domain/mail/returned-parts.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import { MailboxFault, type ImapMailbox, type MailboxServer } from "../gateways/mailbox.ts";
import { checkMailbox, type CheckNeeds, type Checked } from "./check-mailbox.ts";

export type ScriptedFolder = { uidValidity: string; readonly messages: { uid: number; parts: MailParts; arrivedAt: Instant | null }[] };

export type ScriptedMailbox = ImapMailbox & {
  readonly folders: { inbox: ScriptedFolder; junk: ScriptedFolder | null };
  readonly asked: MailboxServer[];
  /** What was asked for, in order: `open inbox`, `list 3`, `read 2`. */
  readonly heard: string[];
  /** What signing in leads to; undefined when it works. */
  fault: AccountFault | undefined;
  /** Breaks when this is asked for. */
  breaksAt: string | undefined;
  /** Runs when a message has been read, before anything follows from it. */
  onRead: ((uid: number) => void) | undefined;
  /** Puts a message at the end of the inbox. */
  arrives(parts: MailParts, arrivedAt?: Instant | null): number;
};

export function scriptedMailbox(): ScriptedMailbox {
  const asked: MailboxServer[] = [];
  const heard: string[] = [];
  const folders: ScriptedMailbox["folders"] = { inbox: { uidValidity: "1", messages: [] }, junk: null };
  const self: ScriptedMailbox = {
    kind: "imap",
    folders,
    asked,
    heard,
    fault: undefined,
    breaksAt: undefined,
    onRead: undefined,
    arrives: (parts, arrivedAt = null) => {
      const uid = (folders.inbox.messages.at(-1)?.uid ?? 0) + 1;
      folders.inbox.messages.push({ uid, parts, arrivedAt });
      return uid;
    },
    open: async (server) => {
      asked.push(server);
      if (self.fault) return { fault: self.fault, reply: "not now" };
      let folder: ScriptedFolder | null = null;
      const hears = (words: string): void => {
        heard.push(words);
        if (self.breaksAt === words) throw new MailboxFault("busy", "the line broke");
      };
      return {
        session: {
          open: async (name: MailFolder) => {
            hears(`open ${name}`);
            folder = folders[name];
            return folder && { uidValidity: folder.uidValidity, nextUid: (folder.messages.at(-1)?.uid ?? 0) + 1 };
          },
          numbers: async (from) => {
            hears("above" in from ? `above ${from.above}` : `since ${from.since}`);
            return (folder?.messages ?? []).filter(({ uid, arrivedAt }) => ("above" in from ? uid > from.above : arrivedAt === null || arrivedAt.slice(0, 10) >= from.since)).map(({ uid }) => uid);
          },
          list: async (uids) => {
            hears(`list ${uids.length}`);
            return (folder?.messages ?? []).filter(({ uid }) => uids.includes(uid)).map(({ uid, parts, arrivedAt }) => ({ uid, headers: parts.headers, arrivedAt }));
          },
          read: async (uid) => {
            hears(`read ${uid}`);
            self.onRead?.(uid);
            return folder?.messages.find((one) => one.uid === uid)?.parts ?? null;
          },
          close: () => undefined,
        },
      };
    },
  };
  return self;
}

export const scriptedPlace = { host: "imap.maple.example", port: 993, security: "tls", isSame: false, username: "desk", readsJunk: false } as const;

export function setUpMailbox(db: Database, over: { readonly isSame?: boolean; readonly readsJunk?: boolean; readonly version?: number } = {}): void {
  const { version = 1, ...more } = over;
  db.write((w) => putMailbox(w, { ...scriptedPlace, ...more, version, isOn: true, sealedPassword: over.isSame ? "" : "sealed", onSince: toInstant("2026-11-01T12:00:00.000Z") }));
}

/** One look as the office makes it, with the password `open sesame`. */
export function lookInto(cx: Cx, mailbox: ImapMailbox | undefined, over: Partial<CheckNeeds> = {}): Promise<Checked> {
  const { request: _, ...rest } = cx;
  return checkMailbox({
    cx: () => ({ ...rest, gateways: { cards: noCards, ...(mailbox ? { mailbox } : {}) } }),
    password: async ({ sealed }) => (sealed === "sealed" ? "open sesame" : null),
    isStopped: () => false,
    progress: () => undefined,
    ...over,
  });
}
