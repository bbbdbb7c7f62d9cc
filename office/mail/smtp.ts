/**
 * Mail by SMTP (DOC-10). The body of a message is a stream of ours, so that it is known whether the
 * server ever asked for it: before that, nothing can have been delivered; after it, only the server's
 * answer tells, and without one nobody knows.
 */
import { getCACertificates } from "node:tls";
import { Readable } from "node:stream";
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Delivery } from "#domain/mail/faults.ts";
import { faultOfReply } from "#domain/mail/faults.ts";
import { shownReply } from "#domain/mail/fault-words.ts";
import type { MailServer, MailSession, OpenedMail, OutgoingMail, SmtpMail } from "#services/gateways/mail.ts";
import { readAccountFault, replyOf, type SmtpError } from "./read-fault.ts";

export type SmtpTimes = {
  /** Until the server is found, answers, encrypts and greets. */
  readonly connectMs: number;
  /** Until it answers a word of ours. */
  readonly answerMs: number;
};

const patience: SmtpTimes = { connectMs: 30_000, answerMs: 120_000 };

export function smtpMail(times: SmtpTimes = patience): SmtpMail {
  return { kind: "smtp", open: (server) => openSession(server, times) };
}

async function openSession(server: MailServer, times: SmtpTimes): Promise<OpenedMail> {
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === "tls",
    requireTLS: server.security === "starttls",
    connectionTimeout: times.connectMs,
    greetingTimeout: times.connectMs,
    dnsTimeout: times.connectMs,
    socketTimeout: times.answerMs,
    tls: { ca: trusted(), minVersion: "TLSv1.2", rejectUnauthorized: true },
    logger: false,
    // What this computer is called is nobody's business.
    name: "[127.0.0.1]",
  });
  let isOpen = true;
  let pending: ((error: SmtpError) => void) | undefined;
  const broke = (error: SmtpError): void => {
    isOpen = false;
    pending?.(error);
  };
  // Between two messages nobody waits: the next one finds the session closed.
  connection.on("error", broke);
  connection.on("end", () => broke({ code: "ECONNECTION", message: "closed" }));
  const step = <T>(work: (done: (error: SmtpError | null | undefined, result?: T) => void) => void): Promise<{ error: SmtpError } | { result: T | undefined }> =>
    new Promise((resolve) => {
      const end = (answer: { error: SmtpError } | { result: T | undefined }): void => {
        pending = undefined;
        resolve(answer);
      };
      pending = (error) => end({ error });
      work((error, result) => end(error ? { error } : { result }));
    });
  const give = (error: SmtpError): OpenedMail => {
    isOpen = false;
    connection.close();
    return { fault: readAccountFault(error, server.security), reply: shownReply(replyOf(error)) };
  };
  const connected = await step<void>((done) => connection.connect((error) => done(error as SmtpError | undefined)));
  if ("error" in connected) return give(connected.error);
  if (server.username !== "") {
    const signedIn = await step<boolean>((done) =>
      connection.login({ user: server.username, pass: server.password }, (error, result) => done(error as SmtpError | null, result)),
    );
    if ("error" in signedIn) return give(signedIn.error);
  }
  const session: MailSession = {
    isOpen: () => isOpen,
    deliver: async (mail) => {
      const { bytes, envelope } = await compose(mail);
      let wasAsked = false;
      const body = new Readable({
        read() {
          wasAsked = true;
          this.push(bytes);
          this.push(null);
        },
      });
      const sent = await step<{ readonly response?: string | undefined }>((done) =>
        connection.send({ ...envelope, size: bytes.length }, body, (error, info) => done(error as SmtpError | null, info)),
      );
      if ("result" in sent) return { state: "sent", reply: shownReply(sent.result?.response ?? "") };
      const delivery = deliveryOf(sent.error, wasAsked);
      if (!isOpen || (sent.error.responseCode ?? 0) === 421) isOpen = false;
      else if (!(await reset(connection, step))) isOpen = false;
      return delivery;
    },
    close: () => {
      if (isOpen) connection.quit();
      else connection.close();
      isOpen = false;
    },
  };
  return { session };
}

type Step = <T>(work: (done: (error: SmtpError | null | undefined, result?: T) => void) => void) => Promise<{ error: SmtpError } | { result: T | undefined }>;

/** After a message that was not taken, the server forgets what it heard of it. */
async function reset(connection: SMTPConnection, step: Step): Promise<boolean> {
  const done = await step<boolean>((end) => connection.reset((error, result) => end(error as SmtpError | null, result)));
  return "result" in done;
}

/** On which side of the body a fault lies decides whether the message may be offered again. */
function deliveryOf(error: SmtpError, wasAsked: boolean): Delivery {
  const reply = shownReply(replyOf(error));
  const code = error.responseCode ?? 0;
  // The size is compared with what the server announced, before anything is offered.
  if (error.code === "EMESSAGE" && code === 0 && !wasAsked) return { state: "failed", fault: "too_large", reply: "" };
  if (code >= 400 && code < 600) {
    const during = wasAsked ? "data" : (error.command ?? "").startsWith("MAIL") ? "sender" : (error.command ?? "").startsWith("RCPT") ? "recipient" : "data";
    return faultOfReply(code, during, reply);
  }
  return wasAsked ? { state: "unsure", fault: "connection_lost", reply } : { state: "again", fault: "later", reply };
}

async function compose(mail: OutgoingMail): Promise<{ bytes: Buffer; envelope: { from: string; to: string[] } }> {
  const message = new MailComposer({
    messageId: mail.messageId,
    date: mail.writtenAt,
    from: { name: mail.fromName, address: mail.fromEmail },
    to: { name: mail.toName, address: mail.toEmail },
    subject: mail.subject,
    text: mail.text,
    // Nothing here was written by a person at this moment, and an absence note needs no answer.
    headers: { "Auto-Submitted": "auto-generated" },
    attachments: mail.attachments.map(({ fileName, bytes }) => ({ filename: fileName, content: Buffer.from(bytes), contentType: "application/pdf" })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return { bytes: await message.compile().build(), envelope: { from: mail.fromEmail, to: [mail.toEmail] } };
}

/** Whom the operating system trusts counts too: an office may have a certificate authority of its own. */
function trusted(): string[] {
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];
}
