import { createServer } from "node:net";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { toInstant } from "#domain/calendar.ts";
import type { Delivery } from "#domain/mail/faults.ts";
import type { MailServer, MailSession, OutgoingMail } from "#services/gateways/mail.ts";
import { expiredServer, otherServer, strangeServer } from "./certificates.fixture.ts";
import { mailUser, startListener, startMailServer, trustTestAuthority } from "./mail-server.fixture.ts";
import { smtpMail } from "./smtp.ts";

const mail: OutgoingMail = {
  messageId: "<outbox-7.1.abc@maple.example>",
  fromName: "Maple Street Dental, Lowell",
  fromEmail: mailUser,
  toName: "Nguyễn Thị Bích",
  toEmail: "bich@families.example",
  subject: "Payment not received – 37.00 €",
  text: "Dear Nguyễn Thị Bích,\n\nThe card did not go through.\n.\nA line with one dot stands above.\n",
  writtenAt: toInstant("2026-03-02T15:00:00.000Z"),
  attachments: [],
};

/** Long enough for any machine; tests that wait for silence say so themselves. */
const gateway = smtpMail({ connectMs: 60_000, answerMs: 60_000 });
const open: (() => Promise<void> | void)[] = [];
beforeAll(() => trustTestAuthority());
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function server(...over: Parameters<typeof startMailServer>) {
  const started = await startMailServer(...over);
  open.push(() => started.close());
  return started;
}

async function sessionOf(account: MailServer): Promise<MailSession> {
  const opened = await gateway.open(account);
  if ("fault" in opened) throw new Error(`${opened.fault}: ${opened.reply}`);
  open.push(() => opened.session.close());
  return opened.session;
}

const faultOf = async (account: MailServer, through = gateway): Promise<string> => {
  const opened = await through.open(account);
  if ("fault" in opened) return opened.fault;
  opened.session.close();
  return "none";
};

describe("DOC-10 a message as it arrives", () => {
  test.each(["tls", "starttls"] as const)("DOC-10 over %s, signed in, with its own id, its words and its file", async (security) => {
    const there = await server({ security });
    const session = await sessionOf(there.account());
    const pdf = Buffer.from("%PDF-1.7 not a real one, but its bytes must arrive \u0000\u00ff");
    expect((await session.deliver(mail)).state).toBe("sent");
    expect((await session.deliver({ ...mail, messageId: "<outbox-8.1.abc@maple.example>", attachments: [{ fileName: "Rechnung für Ünal.pdf", bytes: pdf }] })).state).toBe("sent");
    const [first, second] = await there.read();
    expect(first).toMatchObject({
      messageId: mail.messageId,
      subject: mail.subject,
      from: { name: mail.fromName, address: mail.fromEmail },
      to: [{ name: mail.toName, address: mail.toEmail }],
    });
    expect(first?.text?.trimEnd()).toBe(mail.text.trimEnd());
    expect(Date.parse(first?.date ?? "")).toBe(Date.parse(mail.writtenAt));
    expect(first?.attachments).toEqual([]);
    expect(second?.attachments).toMatchObject([{ filename: "Rechnung für Ünal.pdf", mimeType: "application/pdf" }]);
    expect(Buffer.from(second?.attachments[0]?.content as ArrayBuffer).equals(pdf)).toBe(true);
    expect(there.taken.map(({ from, to }) => [from, to])).toEqual([[mailUser, [mail.toEmail]], [mailUser, [mail.toEmail]]]);
    expect(there.signIns()).toBe(1);
  });

  test("DOC-10 a name or subject cannot smuggle in a header or a second recipient", async () => {
    const there = await server();
    const session = await sessionOf(there.account());
    const sly = { ...mail, subject: "Hi\r\nBcc: other@families.example", toName: 'Lee" <x@y.example>, "Z\r\nBcc: z@y.example' };
    expect((await session.deliver(sly)).state).toBe("sent");
    const [arrived] = await there.read();
    expect(there.taken[0]?.to).toEqual([mail.toEmail]);
    expect(arrived?.bcc ?? []).toEqual([]);
    expect(arrived?.to?.map((one) => one.address)).toEqual([mail.toEmail]);
  });
});

describe("DOC-10 what is wrong with the account, before a word of any message", () => {
  test("DOC-10 a name that is not there, and a port where nobody listens", async () => {
    const there = await server();
    expect(await faultOf(there.account({ host: "mail.invalid" }))).toBe("name_not_found");
    const gone = await new Promise<number>((resolve) => {
      const taken = createServer().listen(0, "127.0.0.1", () => {
        const address = taken.address();
        taken.close(() => resolve(typeof address === "object" && address ? address.port : 0));
      });
    });
    expect(await faultOf(there.account({ host: "127.0.0.1", port: gone }))).toBe("refused");
  });

  test("DOC-10 somebody who listens and says nothing, and somebody who speaks of other things", async () => {
    const silent = await startListener(null);
    const other = await startListener("SSH-2.0-OpenSSH_9.2\r\n");
    open.push(() => silent.close(), () => other.close());
    const account = (await server()).account({ host: "127.0.0.1", security: "starttls" });
    // The shortest wait there is: nothing ever comes, however long it takes.
    const impatient = smtpMail({ connectMs: 200, answerMs: 200 });
    expect(await faultOf({ ...account, port: silent.port }, impatient)).toBe("no_answer");
    expect(await faultOf({ ...account, port: other.port })).toBe("not_a_mail_server");
  });

  test("DOC-10 no encryption offered: nothing is said, and never in clear", async () => {
    const there = await server({ security: "starttls", options: { disabledCommands: ["STARTTLS"] } });
    expect(await faultOf(there.account())).toBe("no_encryption");
    expect(there.signIns()).toBe(0);
  });

  test("DOC-10 the two kinds of encryption are not mistaken for each other", async () => {
    const starttls = await server({ security: "starttls" });
    expect(await faultOf(starttls.account({ security: "tls" }))).toBe("encryption_failed");
  });

  test.each([
    ["certificate_expired", expiredServer],
    ["certificate_wrong_name", otherServer],
  ] as const)("DOC-10 %s", async (fault, certificate) => {
    for (const security of ["tls", "starttls"] as const) {
      const there = await server({ security, certificate });
      expect(await faultOf(there.account())).toBe(fault);
      expect(there.signIns()).toBe(0);
    }
  });

  test("DOC-10 a certificate that nobody stands behind", async () => {
    for (const security of ["tls", "starttls"] as const) {
      const there = await server({ security, certificate: strangeServer });
      expect(await faultOf(there.account())).toBe("certificate_untrusted");
      expect(there.signIns()).toBe(0);
    }
  });

  test("DOC-10 a wrong user or password, and a server that lets nobody sign in", async () => {
    const there = await server();
    expect(await faultOf(there.account({ password: "wrong" }))).toBe("login_wrong");
    expect(await faultOf(there.account({ username: "somebody@else.example" }))).toBe("login_wrong");
    const open_ = await server({ options: { disabledCommands: ["AUTH"], authOptional: true } });
    expect(await faultOf(open_.account())).toBe("login_not_offered");
    expect(await faultOf(open_.account({ username: "", password: "" }))).toBe("none");
    });

  test("DOC-10 a server that is full says so with 421, and is asked again", async () => {
    const there = await server({ options: { onConnect: (_session, done) => done(Object.assign(new Error("Too many connections"), { responseCode: 421 })) } });
    expect(await faultOf(there.account())).toBe("busy");
  });
});

describe("DOC-10 what is wrong with one message, and on which side of its text", () => {
  const outcome = async (prepare: (trouble: Awaited<ReturnType<typeof server>>["trouble"]) => void, over: Partial<OutgoingMail> = {}): Promise<{ delivery: Delivery; taken: number; next: Delivery | null }> => {
    const there = await server({ options: { size: 20_000 } });
    const session = await sessionOf(there.account());
    prepare(there.trouble);
    const delivery = await session.deliver({ ...mail, ...over });
    for (const key of Object.keys(there.trouble) as (keyof typeof there.trouble)[]) delete there.trouble[key];
    const taken = there.taken.length;
    const next = session.isOpen() ? await session.deliver({ ...mail, messageId: "<outbox-9.1.abc@maple.example>" }) : null;
    return { delivery, taken, next };
  };

  test.each([
    ["failed", "sender_refused", { sender: { code: 553, words: "5.7.1 Sender address rejected: not owned by user" } }],
    ["again", "later", { sender: { code: 451, words: "4.3.0 Try later" } }],
    ["failed", "recipient_refused", { recipient: () => ({ code: 550, words: "5.1.1 No such user" }) }],
    ["again", "greylisted", { recipient: () => ({ code: 451, words: "4.7.1 Greylisted, try again later" }) }],
    ["again", "later", { recipient: () => ({ code: 452, words: "4.2.2 Mailbox full" }) }],
    ["failed", "not_accepted", { data: { code: 554, words: "5.7.1 Message looks like spam" } }],
    ["again", "later", { data: { code: 451, words: "4.3.0 Queue full" } }],
    ["failed", "too_large", { data: { code: 552, words: "5.3.4 Too big" } }],
  ] as const)("DOC-10 %s for %s; the server’s words are kept, and the next message goes on the same connection", async (state, fault, trouble) => {
    const { delivery, taken, next } = await outcome((there) => Object.assign(there, trouble));
    expect(delivery).toMatchObject({ state, fault });
    const said = Object.values(trouble).map((one: { words: string } | (() => { words: string })) => (typeof one === "function" ? one() : one).words);
    expect((delivery as { reply: string }).reply).toContain(said[0]);
    expect(taken).toBe(0);
    expect(next?.state).toBe("sent");
  });

  test("DOC-10 a message larger than the server announced is not even offered", async () => {
    const { delivery, taken, next } = await outcome(() => undefined, { attachments: [{ fileName: "big.pdf", bytes: Buffer.alloc(40_000, "x") }] });
    expect(delivery).toEqual({ state: "failed", fault: "too_large", reply: "" });
    expect(taken).toBe(0);
    expect(next?.state).toBe("sent");
  });

  test("DOC-10 a connection that breaks after the text is in doubt, whether the server kept it or not", async () => {
    for (const hangUp of ["kept", "not_kept"] as const) {
      const { delivery, taken, next } = await outcome((there) => Object.assign(there, { hangUp }));
      expect(delivery).toMatchObject({ state: "unsure", fault: "connection_lost" });
      expect(taken).toBe(hangUp === "kept" ? 1 : 0);
      expect(next).toBeNull();
    }
  });

  test("DOC-10 a connection that breaks before the text is no doubt: the message may go again", async () => {
    const there = await server({
      options: {
        onRcptTo: (_address, session) => {
          expect(session.envelope.rcptTo).toEqual([]);
          void there.close();
        },
      },
    });
    const session = await sessionOf(there.account());
    expect(await session.deliver(mail)).toMatchObject({ state: "again", fault: "later" });
    expect(there.taken).toEqual([]);
    expect(session.isOpen()).toBe(false);
  });

  test("DOC-10 a session that the server ended between two messages says so", async () => {
    const there = await server();
    const session = await sessionOf(there.account());
    expect((await session.deliver(mail)).state).toBe("sent");
    await there.close();
    expect(await session.deliver(mail)).toMatchObject({ state: "again" });
    expect(session.isOpen()).toBe(false);
  });
});
