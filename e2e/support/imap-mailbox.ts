/** The mailbox beside the office under test: the IMAP server of the office's own tests, in its process, with the same certificate. */
import { fork } from "node:child_process";
import { join } from "node:path";
import { goodServer, serverKey } from "./mail-certificates.ts";

export type ImapMailbox = {
  readonly port: number;
  /** What lies in the inbox from now on, oldest first. */
  holds(raws: readonly string[]): Promise<void>;
  /** Every command it heard, without passwords. */
  heard(): Promise<readonly string[]>;
  close(): Promise<void>;
};

const server = join(import.meta.dirname, "../../office/mail/imap-process.fixture.ts");

export async function startImapMailbox(user: string, password: string): Promise<ImapMailbox> {
  const child = fork(server, { stdio: ["ignore", "ignore", "inherit", "ipc"], execArgv: [] });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const say = (order: object): Promise<{ port?: number; heard?: readonly string[] }> =>
    new Promise((resolve, reject) => {
      child.once("message", (answer) => resolve(answer as { port?: number }));
      child.send(order, (error) => {
        if (error) reject(error);
      });
    });
  const { port = 0 } = await say({ order: "start", setUp: { key: serverKey, certificate: goodServer, security: "tls", user, password } });
  const holds = async (raws: readonly string[]): Promise<void> => {
    const arrivedAt = new Date().toISOString();
    await say({ order: "put", path: "INBOX", folder: { uidValidity: 1, messages: raws.map((raw, at) => ({ uid: at + 1, raw, arrivedAt })) } });
  };
  await holds([]);
  return {
    port,
    holds,
    heard: async () => (await say({ order: "heard" })).heard ?? [],
    close: async () => {
      child.kill();
      await gone;
    },
  };
}

/** A returned message about the one with this id, for an address that does not exist. */
export function returnedMail(messageId: string, to: string): string {
  return [
    "Return-Path: <>",
    "From: Mail Delivery System <MAILER-DAEMON@mx.families.example>",
    "To: desk@maple.example",
    "Subject: Undelivered Mail Returned to Sender",
    "Message-ID: <returned-1@mx.families.example>",
    "MIME-Version: 1.0",
    'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"',
    "",
    "--edge",
    "Content-Type: text/plain",
    "",
    "What you sent could not be delivered.",
    "--edge",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.families.example",
    "",
    `Final-Recipient: rfc822; ${to}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 No such user here",
    "",
    "--edge",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${messageId}`,
    `To: ${to}`,
    "",
    "--edge--",
    "",
  ].join("\r\n");
}
