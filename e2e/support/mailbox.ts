/** A real mail server beside the office under test: TLS with a certificate of our own, a user and a password. */
import { SMTPServer } from "smtp-server";
import { authority, goodServer, serverKey } from "./mail-certificates.ts";

export type Mailbox = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The certificate of the authority that the office has to trust. */
  readonly authority: string;
  arrived(): readonly { readonly to: readonly string[]; readonly raw: string }[];
  /** Does not take mail for this address from now on; null takes all. */
  refuse(address: string | null): void;
  /** Keeps the next messages and breaks the line before saying so. */
  hangUp(does: boolean): void;
  /** Asks whoever sends to this address to try again later; null takes all. */
  putOff(address: string | null): void;
  close(): Promise<void>;
};

export async function startMailbox(certificate: string = goodServer): Promise<Mailbox> {
  const user = "desk@maple.example";
  const password = "app password 1";
  const arrived: { to: string[]; raw: string }[] = [];
  let refused: string | null = null;
  let hangsUp = false;
  let later: string | null = null;
  const server = new SMTPServer({
    secure: true,
    key: serverKey,
    cert: certificate,
    logger: false,
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(Object.assign(new Error("Username and Password not accepted"), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) =>
      done(
        address === refused
          ? Object.assign(new Error("No such user here"), { responseCode: 550 })
          : address === later
            ? Object.assign(new Error("4.7.1 Greylisted, come back later"), { responseCode: 450 })
            : null,
      ),
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces).toString("utf8") });
        if (!hangsUp) return done(null, "OK");
        for (const connection of server.connections) connection.close();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    user,
    password,
    authority,
    arrived: () => arrived,
    refuse: (one) => {
      refused = one;
    },
    hangUp: (does) => {
      hangsUp = does;
    },
    putOff: (one) => {
      later = one;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
