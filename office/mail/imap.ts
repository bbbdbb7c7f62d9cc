/**
 * A mailbox over IMAP (DOC-10), looked at and never changed: folders are opened with EXAMINE, texts asked for with
 * BODY.PEEK and in part. What a server sends is bounded; whoever sends more loses the connection.
 */
import { getCACertificates } from "node:tls";
import type { FetchMessageObject, ImapFlow } from "imapflow";
import type { Instant } from "#domain/calendar.ts";
import { instantOf } from "#domain/instant.ts";
import { shownReply } from "#domain/mail/fault-words.ts";
import { MailboxFault, type ImapMailbox, type MailboxServer, type MailboxSession, type OpenedMailbox } from "#services/gateways/mailbox.ts";
import { readImapFault, type ImapError } from "./read-imap-fault.ts";
import { takeApart, takeHeaders } from "./take-apart.ts";

export type ImapTimes = {
  /** Until the server is found, encrypts and greets. */
  readonly connectMs: number;
  /** Until it answers a word of ours. */
  readonly answerMs: number;
};

const patience: ImapTimes = { connectMs: 30_000, answerMs: 60_000 };

const goodbyeMs = 3_000;

/** Of a returned message no more is read: its report comes before the copy of what was sent. */
export const mostBytes = 256 * 1024;
const headerNames = ["from", "return-path", "subject", "content-type", "x-failed-recipients", "message-id"];

export function imapMailbox(times: ImapTimes = patience): ImapMailbox {
  return { kind: "imap", open: (server) => openSession(server, times) };
}

async function openSession(server: MailboxServer, times: ImapTimes): Promise<OpenedMailbox> {
  // Loaded when a mailbox is read first: a start does not wait for it.
  const library = await import("imapflow");
  const client = new library.ImapFlow({
    host: server.host.replaceAll(/^\[|\]$/g, ""),
    port: server.port,
    secure: server.security === "tls",
    ...(server.security === "starttls" ? { doSTARTTLS: true } : {}),
    auth: { user: server.username, pass: server.password },
    tls: { ca: trusted(), minVersion: "TLSv1.2", rejectUnauthorized: true },
    // What mail says is nobody's business, nor what this program is called.
    logger: false,
    clientInfo: {},
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: times.connectMs,
    greetingTimeout: times.connectMs,
    socketTimeout: times.answerMs,
    maxLineLength: 4 * 1024 * 1024,
    maxLiteralSize: 1024 * 1024,
    maxResponseSize: 4 * 1024 * 1024,
  });
  let lost: ImapError | undefined;
  client.on("error", (error: ImapError) => {
    lost ??= error;
  });
  const fault = (error: unknown): { fault: ReturnType<typeof readImapFault>; reply: string } => {
    const told = error as ImapError;
    return { fault: readImapFault(lost && told.code === "NoConnection" ? lost : told, server.security), reply: shownReply(told.responseText ?? "") };
  };
  try {
    await client.connect();
  } catch (error) {
    client.close();
    return fault(error);
  }
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof MailboxFault) throw error;
      const { fault: what, reply } = fault(error);
      throw new MailboxFault(what, reply);
    }
  };
  return { session: sessionOf(client, asked) };
}

type Asked = <T>(work: () => Promise<T>) => Promise<T>;

function sessionOf(client: ImapFlow, asked: Asked): MailboxSession {
  return {
    open: (folder) =>
      asked(async () => {
        const path = folder === "inbox" ? "INBOX" : (await client.list()).find(({ specialUse }) => specialUse === "\\Junk")?.path;
        if (path === undefined) return null;
        const { uidValidity, uidNext } = await client.mailboxOpen(path, { readOnly: true });
        return { uidValidity: String(uidValidity), nextUid: uidNext };
      }),
    numbers: (from) =>
      asked(async () => {
        const found = await client.search("above" in from ? { uid: `${from.above + 1}:*` } : { since: from.since }, { uid: true });
        if (!found) throw new MailboxFault("busy", "");
        // A range up to the end holds the last message even where it lies before the range.
        return found.filter((uid) => !("above" in from) || uid > from.above).toSorted((a, b) => a - b);
      }),
    list: (uids) =>
      asked(async () => {
        if (uids.length === 0) return [];
        const fetched = await client.fetchAll([...uids], { uid: true, internalDate: true, headers: [...headerNames] }, { uid: true });
        return fetched.map((mail) => ({ uid: mail.uid, headers: takeHeaders(mail.headers ?? Buffer.alloc(0)), arrivedAt: arrivalOf(mail) })).toSorted((a, b) => a.uid - b.uid);
      }),
    read: (uid) =>
      asked(async () => {
        const fetched = await client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength: mostBytes } }, { uid: true });
        return fetched && fetched.source ? takeApart(fetched.source) : null;
      }),
    close: () => {
      if (!client.usable) return client.close();
      // Nobody waits for the answer to the goodbye; a server that gives none does not keep the line.
      const patienceEnds = setTimeout(() => client.close(), goodbyeMs);
      client
        .logout()
        .catch(() => client.close())
        .finally(() => clearTimeout(patienceEnds));
    },
  };
}

function arrivalOf({ internalDate }: FetchMessageObject): Instant | null {
  const at = internalDate === undefined ? Number.NaN : new Date(internalDate).getTime();
  return Number.isNaN(at) ? null : instantOf(at);
}

/** Whom the operating system trusts counts too: an office may have a certificate authority of its own. */
function trusted(): string[] {
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
}
