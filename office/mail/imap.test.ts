import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { readReturned } from "#domain/mail/returned.ts";
import { MailboxFault, type MailboxServer, type MailboxSession } from "#services/gateways/mailbox.ts";
import { expiredServer, otherServer } from "./certificates.fixture.ts";
import { imapMailbox, mostBytes } from "./imap.ts";
import { startImapServer, type TestImapServer } from "./imap-server.fixture.ts";
import { trustTestAuthority } from "./mail-server.fixture.ts";
import { returnedRaw } from "./returned-mail.fixture.ts";
import { takeApart, takeHeaders } from "./take-apart.ts";

// A server of its own process is started, also where many tests run at once.
vi.setConfig({ testTimeout: 120_000 });

const open: (() => Promise<unknown> | void)[] = [];
beforeAll(() => trustTestAuthority());
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function there(over: Parameters<typeof startImapServer>[0] = {}): Promise<TestImapServer> {
  const server = await startImapServer(over);
  open.push(() => server.close());
  return server;
}

async function signedIn(server: MailboxServer): Promise<MailboxSession> {
  const opened = await imapMailbox().open(server);
  if ("fault" in opened) throw new Error(`${opened.fault} ${opened.reply}`);
  open.push(() => opened.session.close());
  return opened.session;
}

/** Short, for a server that is silent by intent; a patient one waits as long. */
const soon = { connectMs: 600, answerMs: 600 };
const faultOf = async (server: MailboxServer, times = { connectMs: 20_000, answerMs: 20_000 }): Promise<string> => {
  const opened = await imapMailbox(times).open(server);
  if (!("fault" in opened)) opened.session.close();
  return "fault" in opened ? opened.fault : "works";
};
const thrownBy = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return "nothing";
  } catch (error) {
    if (error instanceof MailboxFault) return error.fault;
    throw error;
  }
};

const letter = (subject: string): string => `From: Rosa Lee <lee@families.example>\r\nTo: desk@maple.example\r\nSubject: ${subject}\r\nMessage-ID: <1@families.example>\r\n\r\nHello\r\n`;
/** What may be asked of a mailbox; anything else could change it. */
const harmless = /^(CAPABILITY|ID|NAMESPACE|STARTTLS|LOGIN|AUTHENTICATE|LOGOUT|NOOP|LIST |LSUB |EXAMINE |UID SEARCH |UID FETCH [\d,:*]+ \((?!.*BODY\[)(?!.*RFC822(\.TEXT|\.HEADER)?[ )]).*\)$)/i;

describe("DOC-10 a mailbox is looked at", () => {
  test.each(["tls", "starttls"] as const)("DOC-10 by %s: what is new is listed, a returned one is read, and nothing but reading is ever asked", async (security) => {
    const server = await there({ security });
    await server.inbox([letter("Hello"), returnedRaw()], { uidValidity: 77 });
    await server.put("Junk", { uidValidity: 9, messages: [{ uid: 4, raw: letter("Win"), arrivedAt: "2026-03-01T10:00:00.000Z" }] });
    const session = await signedIn(server.server());
    expect(await session.open("inbox")).toEqual({ uidValidity: "77", nextUid: 3 });
    expect(await session.numbers({ since: toDay("2026-03-01") })).toEqual([1, 2]);
    const listed = await session.list([1, 2]);
    expect(listed.map(({ uid, headers, arrivedAt }) => [uid, headers.subject, arrivedAt])).toEqual([
      [1, "Hello", "2026-03-02T15:00:00.000Z"],
      [2, "Undelivered Mail Returned to Sender", "2026-03-02T15:00:00.000Z"],
    ]);
    const parts = await session.read(2);
    expect(parts && readReturned(parts)).toMatchObject({ kind: "failed", reason: "no_such_address", recipients: ["lee@families.example"] });
    expect(await session.open("junk")).toEqual({ uidValidity: "9", nextUid: 5 });
    expect(await session.numbers({ above: 0 })).toEqual([4]);
    const heard = await server.heard();
    expect(heard.filter((line) => !harmless.test(line))).toEqual([]);
    expect(heard.filter((line) => line.startsWith("EXAMINE"))).toHaveLength(2);
    expect(heard.some((line) => /BODY\.PEEK\[\]<0\.\d+>/.test(line))).toBe(true);
    expect(heard.join("\n")).not.toMatch(/^(SELECT|STORE|UID STORE|EXPUNGE|UID MOVE|APPEND|CREATE)/m);
  });

  test("DOC-10 the list of what is allowed would tell every command that changes something", () => {
    for (const bad of ["SELECT INBOX", "UID STORE 1 +FLAGS (\\Seen)", "EXPUNGE", "UID FETCH 1 (BODY[])", "UID FETCH 1 (RFC822)", "UID MOVE 1 Trash", "APPEND INBOX", "DELETE Junk"]) expect(harmless.test(bad)).toBe(false);
    for (const good of ["EXAMINE INBOX", "UID FETCH 1 (UID BODY.PEEK[]<0.10>)", "UID SEARCH UID 2:*"]) expect(harmless.test(good)).toBe(true);
  });

  test("DOC-10 numbers above one: the last message, which a server names for every range up to the end, is not among them", async () => {
    const server = await there();
    await server.inbox([letter("a"), letter("b"), letter("c")]);
    const session = await signedIn(server.server());
    await session.open("inbox");
    expect(await session.numbers({ above: 3 })).toEqual([]);
    expect(await session.numbers({ above: 1 })).toEqual([2, 3]);
    expect(await session.numbers({ above: 90 })).toEqual([]);
  });

  test("DOC-10 a message that is gone meanwhile is left out, a folder that is not there is none", async () => {
    const server = await there();
    await server.inbox([letter("a")]);
    const session = await signedIn(server.server());
    await session.open("inbox");
    expect((await session.list([1, 2, 3])).map(({ uid }) => uid)).toEqual([1]);
    expect(await session.list([])).toEqual([]);
    expect(await session.read(9)).toBeNull();
    expect(await session.open("junk")).toBeNull();
  });

  test("DOC-10 of a message of 30 MB no more than its beginning leaves the server, and that is enough", async () => {
    const server = await there();
    await server.inbox([`${returnedRaw()}\r\n${"x".repeat(30 * 1024 * 1024)}`]);
    const session = await signedIn(server.server());
    await session.open("inbox");
    await session.list([1]);
    const parts = await session.read(1);
    expect(await server.mostSent()).toBe(mostBytes);
    expect(parts && readReturned(parts)).toMatchObject({ kind: "failed" });
  });

  test("DOC-10 of ten thousand messages the new ones are found by number, and listed by the page", async () => {
    const server = await there();
    await server.inbox(Array.from({ length: 10_000 }, (_one, at) => letter(`no ${at + 1}`)));
    const session = await signedIn(server.server());
    expect(await session.open("inbox")).toMatchObject({ nextUid: 10_001 });
    expect(await session.numbers({ above: 0 })).toHaveLength(10_000);
    expect((await session.numbers({ above: 9_990 })).length).toBe(10);
    const page = await session.list(Array.from({ length: 200 }, (_one, at) => 9_801 + at));
    expect([page.length, page.at(-1)?.headers.subject]).toEqual([200, "no 10000"]);
  });
});

describe("DOC-10 what stands in the way of the mailbox", () => {
  test("DOC-10 a wrong password, and a server that lets nobody sign in that way", async () => {
    const server = await there();
    expect(await faultOf(server.server({ password: "wrong" }))).toBe("login_wrong");
    expect(await faultOf(server.server())).toBe("works");
    await server.is({ noLogin: true });
    expect(await faultOf(server.server())).toBe("login_not_offered");
    expect((await server.heard()).filter((line) => /wrong/.test(line))).toEqual([]);
  });

  test("DOC-10 certificates: expired, of another name, of nobody that is trusted", async () => {
    expect(await faultOf((await there({ certificate: expiredServer })).server())).toBe("certificate_expired");
    expect(await faultOf((await there({ certificate: otherServer })).server())).toBe("certificate_wrong_name");
  });

  test("DOC-10 no such host, no such port", async () => {
    const server = await there();
    expect(await faultOf(server.server({ host: "no-such-host.invalid" }))).toBe("name_not_found");
    // A port that no test is ever given.
    expect(await faultOf(server.server({ port: 1 }))).toBe("refused");
  });

  test("DOC-10 without encryption nothing is said, above all no password", async () => {
    const server = await there({ security: "starttls" });
    await server.is({ noStartTls: true });
    expect(await faultOf(server.server())).toBe("no_encryption");
    expect((await server.heard()).filter((line) => /LOGIN|AUTHENTICATE/.test(line))).toEqual([]);
    expect(await faultOf(server.server({ security: "tls" }))).toBe("encryption_failed");
  });

  test("DOC-10 a server that never greets, never answers, or is none", async () => {
    const server = await there();
    await server.is({ hangsAt: "GREET" });
    expect(await faultOf(server.server(), soon)).toBe("no_answer");
    await server.is({ greeting: "220 smtp.maple.example ESMTP" });
    expect(["not_a_mail_server", "no_answer", "busy"]).toContain(await faultOf(server.server(), soon));
    await server.is({ hangsAt: "LOGIN" });
    expect(await faultOf(server.server(), soon)).toMatch(/^(no_answer|busy)$/);
  });

  test.each(["SELECT", "SEARCH", "FETCH"])("DOC-10 a line that breaks, or a no, in place of the answer to %s is a fault, and no message is taken for read", async (command) => {
    const server = await there();
    await server.inbox([letter("a")]);
    for (const trouble of [{ breaksAt: command }, { refuses: command }]) {
      await server.is({});
      const session = await signedIn(server.server());
      await session.open("inbox");
      await server.is(trouble);
      const fault = await thrownBy((async () => {
        await session.open("inbox");
        await session.numbers({ above: 0 });
        await session.list([1]);
      })());
      expect(fault).toBe("busy");
    }
  });
});

describe("DOC-10 whatever a message is", () => {
  test("DOC-10 any bytes are taken apart without an error", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
        const parts = await takeApart(bytes);
        if (parts) readReturned(parts);
        takeHeaders(bytes);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(1500), async (bytes, at) => {
        const raw = Buffer.from(returnedRaw());
        const parts = await takeApart(Buffer.concat([raw.subarray(0, at), bytes, raw.subarray(at)]));
        if (parts) readReturned(parts);
      }),
    );
  });

  test("DOC-10 one that was cut anywhere is read without an error, and never says more than the whole one", async () => {
    const raw = Buffer.from(returnedRaw());
    const whole = await takeApart(raw);
    expect(whole && readReturned(whole)).toMatchObject({ words: "550 5.1.1 No such user here" });
    for (let at = 0; at < raw.length; at += 7) {
      const parts = await takeApart(raw.subarray(0, at));
      const found = parts && readReturned(parts);
      if (found) expect(found.recipients).toEqual(["lee@families.example"]);
    }
  });

  test("DOC-10 headers as a server gives them: folded lines, coded words, the first of a name", () => {
    const block = "Subject: =?utf-8?B?VW56dXN0ZWxsYmFy?=\r\nFrom: Mail\r\n System <mailer-daemon@x.example>\r\nFrom: second\r\nX-Failed-Recipients: a@b.example\r\n\r\n";
    expect(takeHeaders(Buffer.from(block))).toMatchObject({ subject: "Unzustellbar", from: "Mail System <mailer-daemon@x.example>", failedRecipients: "a@b.example", contentType: "" });
    expect(takeHeaders(Buffer.from("Subject: =?iso-8859-1?Q?Fall=E9_x?=\r\n")).subject).toContain("Fall");
  });

  test("DOC-10 one that was written as a page is read by its words", async () => {
    const html = `From: mailer-daemon@x.example\r\nSubject: failure notice\r\nContent-Type: text/html\r\n\r\n<p>&lt;lee@families.example&gt;: 550 5.1.1 no such user</p>`;
    expect((await takeApart(Buffer.from(html)))?.text).toContain("550 5.1.1 no such user");
  });
});
