/**
 * A real mail server for tests: TLS from the start or STARTTLS, users and passwords, and every way
 * a server can be difficult. It remembers what it took over, which is what arrives at a mailbox.
 */
import { createServer, type AddressInfo, type Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { MailServer } from "#services/gateways/mail.ts";
import type { MailSecurity } from "#domain/mail/account.ts";
import { authority, goodServer, serverKey } from "./certificates.fixture.ts";

export const mailUser = "desk@maple.example";
export const mailPassword = "app password 1";

export type TakenMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

/** What a server does that a good one does not; read anew for every message. */
export type Trouble = {
  /** Said to MAIL FROM, RCPT TO, or in place of the acceptance after the body. */
  sender?: { code: number; words: string };
  recipient?: (address: string) => { code: number; words: string } | undefined;
  data?: { code: number; words: string };
  /** Breaks the connection: after the body has arrived, before saying that it was accepted, keeping it or not. */
  hangUp?: "kept" | "not_kept" | undefined;
};

export type TestMailServer = {
  readonly port: number;
  readonly taken: readonly TakenMail[];
  readonly trouble: Trouble;
  /** Connections that signed in, which tells how often a run came. */
  readonly signIns: () => number;
  /** How this office would reach it. */
  account(over?: Partial<MailServer>): MailServer;
  /** Each message that was taken over, read by an independent reader. */
  read(): Promise<Email[]>;
  close(): Promise<void>;
};

let isTrusted = false;

/** Makes this process trust the authority of the test servers, as an administrator of a computer would. */
export function trustTestAuthority(): void {
  if (isTrusted) return;
  setDefaultCACertificates([...getCACertificates("default"), authority]);
  isTrusted = true;
}

export async function startMailServer(
  over: { readonly security?: MailSecurity; readonly certificate?: string; readonly options?: SMTPServerOptions } = {},
): Promise<TestMailServer> {
  const { security = "tls", certificate = goodServer, options = {} } = over;
  const taken: TakenMail[] = [];
  const trouble: Trouble = {};
  let signIns = 0;
  const server = new SMTPServer({
    secure: security === "tls",
    key: serverKey,
    cert: certificate,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === mailUser && auth.password === mailPassword;
      if (isRight) signIns += 1;
      done(isRight ? null : failure(535, "5.7.8 Username and Password not accepted"), isRight ? { user: mailUser } : undefined);
    },
    onMailFrom: (_address, _session, done) => done(trouble.sender ? failure(trouble.sender.code, trouble.sender.words) : null),
    onRcptTo: ({ address }, _session, done) => {
      const said = trouble.recipient?.(address);
      done(said ? failure(said.code, said.words) : null);
    },
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        const keep = (): void => {
          const { mailFrom, rcptTo } = session.envelope;
          taken.push({ from: mailFrom === false ? "" : mailFrom.address, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString("utf8") });
        };
        if (stream.sizeExceeded) return done(failure(552, "5.3.4 Message too big"));
        if (trouble.data) return done(failure(trouble.data.code, trouble.data.words));
        if (trouble.hangUp === undefined) {
          keep();
          return done(null, "OK");
        }
        if (trouble.hangUp === "kept") keep();
        for (const connection of server.connections) connection.close();
      });
    },
    ...options,
  });
  // Clients that give up in the middle are what some tests are about.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    taken,
    trouble,
    signIns: () => signIns,
    account: (more = {}) => ({
      host: "localhost",
      port,
      security,
      username: mailUser,
      password: mailPassword,
      fromName: "Maple Street Dental",
      fromEmail: mailUser,
      ...more,
    }),
    read: () => Promise.all(taken.map(({ raw }) => PostalMime.parse(raw))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function failure(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

/** Something that listens and speaks as told, or not at all: no mail server. */
export async function startListener(greeting: string | null): Promise<{ readonly port: number; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (greeting !== null) socket.write(greeting);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
