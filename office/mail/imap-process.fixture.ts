/**
 * A small mail server for tests, in a process of its own: it speaks as much IMAP as reading a mailbox needs, over TLS
 * from the start or by STARTTLS, writes down every command it hears, and is as difficult as it is told to be. Asked and
 * answered by messages between the processes; started by `imap-server.fixture.ts` and by the browser tests.
 */
import { createServer as createPlain, type Socket } from "node:net";
import { createServer as createTls, TLSSocket } from "node:tls";

export type Stored = { readonly uid: number; readonly raw: string; readonly arrivedAt: string };

/** What a server does that a good one does not. */
export type ImapTrouble = {
  /** Never answers this command: `LOGIN`, `SELECT`, `FETCH`; the greeting is `GREET`. */
  readonly hangsAt?: string;
  /** Answers it so often before. */
  readonly hangsAfter?: number;
  /** Breaks the connection in place of an answer. */
  readonly breaksAt?: string;
  /** Says no. */
  readonly refuses?: string;
  /** Has no way to sign in with a user and a password. */
  readonly noLogin?: boolean;
  /** Offers no STARTTLS. */
  readonly noStartTls?: boolean;
  readonly greeting?: string;
};

export type ImapSetUp = {
  readonly key: string;
  readonly certificate: string;
  readonly security: "tls" | "starttls";
  readonly user: string;
  readonly password: string;
};

/** A folder as the test puts it there. */
export type StoredFolder = { readonly uidValidity: number; readonly messages: readonly Stored[] };

export type ImapOrder =
  | { readonly order: "start"; readonly setUp: ImapSetUp }
  | { readonly order: "put"; readonly path: string; readonly folder: StoredFolder | null }
  | { readonly order: "trouble"; readonly trouble: ImapTrouble }
  | { readonly order: "heard" };

export type ImapAnswer = { readonly port?: number; readonly heard?: readonly string[]; readonly mostSent?: number };

let setUp: ImapSetUp;
let trouble: ImapTrouble = {};
let left = 0;
const folders = new Map<string, StoredFolder>();
const heard: string[] = [];
/** The largest piece of a message that was handed out. */
let mostSent = 0;

function serve(first: Socket): void {
  let socket: Socket | TLSSocket = first;
  let pending = "";
  let selected: string | null = null;
  let isSignedIn = false;
  const say = (line: string): void => void socket.write(`${line}\r\n`, "latin1");
  const listen = (): void => {
    socket.setEncoding("latin1");
    socket.on("error", () => undefined);
    socket.on("data", (text: string) => {
      pending += text;
      for (;;) {
        const end = pending.indexOf("\r\n");
        if (end < 0) return;
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        hear(line);
      }
    });
  };
  let awaitsPlain: string | null = null;
  const capabilities = (): string => {
    const starts = setUp.security === "starttls" && !(socket instanceof TLSSocket) && trouble.noStartTls !== true;
    return `IMAP4rev1 ID NAMESPACE UIDPLUS MOVE SPECIAL-USE${starts ? " STARTTLS" : ""}${trouble.noLogin ? " LOGINDISABLED" : " AUTH=PLAIN SASL-IR"}`;
  };
  const hear = (line: string): void => {
    if (awaitsPlain !== null) {
      signIn(awaitsPlain, line);
      awaitsPlain = null;
      return;
    }
    const [, tag = "*", told = ""] = /^(\S+) (.*)$/s.exec(line) ?? [];
    const command = /^(?:UID )?(\S+)/i.exec(told)?.[1]?.toUpperCase() ?? "";
    // No password is written down, not even one of a test.
    heard.push(command === "LOGIN" || command === "AUTHENTICATE" ? command : told);
    const name = command === "AUTHENTICATE" ? "LOGIN" : command === "EXAMINE" ? "SELECT" : command;
    if (trouble.hangsAt === name && (left -= 1) < 0) return;
    if (trouble.breaksAt === name) return void socket.destroy();
    if (trouble.refuses === name) return say(`${tag} NO not today`);
    answer(tag, command, told);
  };
  const signIn = (tag: string, encoded: string): void => {
    const [, user, password] = Buffer.from(encoded, "base64").toString("utf8").split("\0");
    isSignedIn = user === setUp.user && password === setUp.password;
    say(isSignedIn ? `${tag} OK signed in` : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`);
  };
  const answer = (tag: string, command: string, told: string): void => {
    const done = (words = "done"): void => say(`${tag} OK ${words}`);
    if (command === "CAPABILITY") {
      say(`* CAPABILITY ${capabilities()}`);
      return done();
    }
    if (command === "STARTTLS") {
      done("begin");
      first.removeAllListeners("data");
      socket = new TLSSocket(first, { isServer: true, key: setUp.key, cert: setUp.certificate });
      return listen();
    }
    if (command === "LOGOUT") {
      say("* BYE");
      done();
      return void socket.end();
    }
    if (command === "AUTHENTICATE") {
      const initial = told.split(" ")[2];
      if (initial !== undefined) return signIn(tag, initial);
      awaitsPlain = tag;
      return say("+ ");
    }
    if (command === "ID") {
      say("* ID NIL");
      return done();
    }
    if (!isSignedIn) return say(`${tag} NO sign in first`);
    if (command === "NAMESPACE") {
      say('* NAMESPACE (("" "/")) NIL NIL');
      return done();
    }
    if (command === "LIST" || command === "LSUB") {
      for (const path of folders.keys()) say(`* ${command} (\\HasNoChildren${path === "Junk" ? " \\Junk" : ""}) "/" "${path}"`);
      return done();
    }
    if (command === "EXAMINE" || command === "SELECT") {
      const path = (/^\S+ "?([^"]+)"?/.exec(told)?.[1] ?? "").replace(/^inbox$/i, "INBOX");
      const folder = folders.get(path);
      if (!folder) return say(`${tag} NO [NONEXISTENT] no such folder`);
      selected = path;
      say(`* ${folder.messages.length} EXISTS`);
      say("* 0 RECENT");
      say("* FLAGS (\\Seen)");
      say(`* OK [UIDVALIDITY ${folder.uidValidity}] ok`);
      say(`* OK [UIDNEXT ${(folder.messages.at(-1)?.uid ?? 0) + 1}] ok`);
      return done(command === "EXAMINE" ? "[READ-ONLY] looked at" : "[READ-WRITE] open");
    }
    const folder = selected === null ? undefined : folders.get(selected);
    if (command === "SEARCH" && folder) {
      say(`* SEARCH ${found(folder, told).join(" ")}`.trimEnd());
      return done();
    }
    if (command === "FETCH" && folder) {
      fetch(folder, told);
      return done();
    }
    if (command === "NOOP" || command === "CLOSE" || command === "UNSELECT") return done();
    return say(`${tag} BAD unknown`);
  };
  const fetch = (folder: StoredFolder, told: string): void => {
    const [, range = "", items = ""] = /^UID FETCH (\S+) (.*)$/s.exec(told) ?? [];
    for (const [at, message] of folder.messages.entries()) {
      if (!isIn(range, message.uid, folder.messages.at(-1)?.uid ?? 0)) continue;
      const parts = [`UID ${message.uid}`];
      if (/RFC822\.SIZE/.test(items)) parts.push(`RFC822.SIZE ${message.raw.length}`);
      if (/INTERNALDATE/.test(items)) parts.push(`INTERNALDATE "${imapDate(message.arrivedAt)}"`);
      if (/FLAGS/.test(items)) parts.push("FLAGS ()");
      const [, section = "", from, most] = /BODY\.PEEK\[([^\]]*)\](?:<(\d+)\.(\d+)>)?/.exec(items) ?? [];
      if (/BODY\.PEEK\[/.test(items)) {
        const whole = section === "" ? message.raw : headersOf(message.raw, section);
        const piece = from === undefined ? whole : whole.slice(Number(from), Number(from) + Number(most));
        mostSent = Math.max(mostSent, piece.length);
        const name = section === "" ? "" : section;
        parts.push(`BODY[${name}]${from === undefined ? "" : `<${from}>`} {${piece.length}}\r\n${piece}`);
      }
      say(`* ${at + 1} FETCH (${parts.join(" ")})`);
    }
  };
  const greet = (): void => {
    listen();
    if (trouble.hangsAt === "GREET") return;
    say(trouble.greeting ?? `* OK [CAPABILITY ${capabilities()}] ready`);
  };
  greet();
}

function found({ messages }: StoredFolder, told: string): number[] {
  const since = /SINCE (\S+)/.exec(told)?.[1];
  const range = /UID (\d\S*)/.exec(told.replace(/^UID SEARCH/, ""))?.[1];
  const last = messages.at(-1)?.uid ?? 0;
  return messages
    .filter(({ uid, arrivedAt }) => (range === undefined || isIn(range, uid, last)) && (since === undefined || arrivedAt.slice(0, 10) >= isoDay(since)))
    .map(({ uid }) => uid);
}

/** `4,7:9,12:*`; the last is always in a range that ends with a star. */
function isIn(range: string, uid: number, last: number): boolean {
  return range.split(",").some((piece) => {
    const [from = "", to = from] = piece.split(":");
    const ends = [from, to].map((one) => (one === "*" ? last : Number(one)));
    return uid >= Math.min(...ends) && uid <= Math.max(...ends);
  });
}

function headersOf(raw: string, section: string): string {
  const names = new Set((/\(([^)]*)\)/.exec(section)?.[1] ?? "").split(" ").map((name) => name.replaceAll('"', "").toLowerCase()));
  const head = raw.slice(0, raw.indexOf("\r\n\r\n") + 2);
  const fields = head.split(/\r\n(?![ \t])/).filter((field) => names.has(field.slice(0, field.indexOf(":")).toLowerCase()));
  return `${fields.map((field) => `${field}\r\n`).join("")}\r\n`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function isoDay(day: string): string {
  const [date = "", month = "", year = ""] = day.replaceAll('"', "").split("-");
  return `${year}-${String(months.indexOf(month) + 1).padStart(2, "0")}-${date.padStart(2, "0")}`;
}

function imapDate(instant: string): string {
  const month = months[Number(instant.slice(5, 7)) - 1] ?? "";
  return `${instant.slice(8, 10)}-${month}-${instant.slice(0, 4)} ${instant.slice(11, 19)} +0000`;
}

async function start(told: ImapSetUp): Promise<number> {
  setUp = told;
  const { key, certificate: cert } = told;
  const server = told.security === "tls" ? createTls({ key, cert }, serve) : createPlain(serve);
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

async function obey(order: ImapOrder): Promise<ImapAnswer> {
  if (order.order === "start") return { port: await start(order.setUp) };
  if (order.order === "put") {
    if (order.folder === null) folders.delete(order.path);
    else folders.set(order.path, order.folder);
  }
  if (order.order === "trouble") {
    trouble = order.trouble;
    left = trouble.hangsAfter ?? 0;
  }
  return order.order === "heard" ? { heard, mostSent } : {};
}

process.on("message", (order: ImapOrder) => void obey(order).then((answer) => process.send?.(answer)));
// It never outlives whoever started it.
process.on("disconnect", () => process.exit(0));
