/** Starts the mail server for tests in a process of its own, and speaks with it. */
import { fork } from "node:child_process";
import { join } from "node:path";
import type { MailSecurity } from "#domain/mail/account.ts";
import type { MailboxServer } from "#services/gateways/mailbox.ts";
import { goodServer, serverKey } from "./certificates.fixture.ts";
import type { ImapAnswer, ImapOrder, ImapTrouble, Stored, StoredFolder } from "./imap-process.fixture.ts";
import { mailPassword, mailUser } from "./mail-server.fixture.ts";

export type TestImapServer = {
  readonly port: number;
  /** How this office would reach it. */
  server(over?: Partial<MailboxServer>): MailboxServer;
  /** Replaces a folder; null takes it away. */
  put(path: string, folder: StoredFolder | null): Promise<void>;
  /** Puts messages into the inbox, numbered from 1. */
  inbox(raws: readonly string[], over?: { readonly uidValidity?: number; readonly arrivedAt?: string }): Promise<void>;
  is(trouble: ImapTrouble): Promise<void>;
  /** Every command since the start, without tags and passwords. */
  heard(): Promise<readonly string[]>;
  /** The largest piece of a message that was handed out, in bytes. */
  mostSent(): Promise<number>;
  close(): Promise<void>;
};

export async function startImapServer(over: { readonly security?: MailSecurity; readonly certificate?: string } = {}): Promise<TestImapServer> {
  const { security = "tls", certificate = goodServer } = over;
  const child = fork(join(import.meta.dirname, "imap-process.fixture.ts"), { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let turn: Promise<unknown> = Promise.resolve();
  const say = (order: ImapOrder): Promise<ImapAnswer> => {
    const answered = turn.then(
      () =>
        new Promise<ImapAnswer>((resolve, reject) => {
          child.once("message", (answer) => resolve(answer as ImapAnswer));
          child.send(order, (error) => {
            if (error) reject(error);
          });
        }),
    );
    turn = answered.catch(() => undefined);
    return answered;
  };
  const { port = 0 } = await say({ order: "start", setUp: { key: serverKey, certificate, security, user: mailUser, password: mailPassword } });
  const put = async (path: string, folder: StoredFolder | null): Promise<void> => void (await say({ order: "put", path, folder }));
  await put("INBOX", { uidValidity: 1, messages: [] });
  return {
    port,
    server: (more = {}) => ({ host: "localhost", port, security, username: mailUser, password: mailPassword, ...more }),
    put,
    inbox: (raws, { uidValidity = 1, arrivedAt = "2026-03-02T15:00:00.000Z" } = {}) => put("INBOX", { uidValidity, messages: raws.map((raw, at): Stored => ({ uid: at + 1, raw, arrivedAt })) }),
    is: async (trouble) => void (await say({ order: "trouble", trouble })),
    heard: async () => (await say({ order: "heard" })).heard ?? [],
    mostSent: async () => (await say({ order: "heard" })).mostSent ?? 0,
    close: async () => {
      child.kill();
      await gone;
    },
  };
}
