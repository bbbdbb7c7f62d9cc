import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { addMilliseconds, millisecondsBetween } from "../instant.ts";
import { Refusal } from "../refusal.ts";
import { blankAccount, checkedAccount, domainOf, mailSecurities, passwordPlace, usualPort, type MailAccount } from "./account.ts";
import { mostTries, nextAskAt, nextTryAt } from "./back-off.ts";
import { accountFaults, bounceReasons, faultOfBounce, faultOfReply, hasComeBack, isAccountFault, isAddressBad, messageFaults } from "./faults.ts";
import { faultWords, shownReply } from "./fault-words.ts";
import { plainTexts } from "../texts/plain-texts.ts";
import { documentAsMail, letterAsMail, longestMailSubject } from "./mail-text.ts";
import { messageIdOf } from "./message-id.ts";

const good: MailAccount = { host: "smtp.maple.example", port: 465, security: "tls", username: "desk", fromName: "Maple Street Dental", fromEmail: "desk@maple.example" };
const codeOf = (over: Partial<MailAccount>): string | undefined => {
  try {
    checkedAccount({ ...good, ...over });
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("DOC-10 the account as somebody types it", () => {
  test("DOC-10 blanks around and capitals in the server’s name do not matter", () => {
    expect(checkedAccount({ ...good, host: "  SMTP.Maple.Example ", username: " desk ", fromName: " Maple ", fromEmail: " desk@maple.example " })).toEqual({
      ...good,
      fromName: "Maple",
    });
  });

  test.each([
    ["smtp.maple.example", undefined],
    ["localhost", undefined],
    ["192.168.1.20", undefined],
    ["[fd00::1]", undefined],
    ["a".repeat(63) + ".example", undefined],
    ["", "mail_host_not_valid"],
    ["https://smtp.maple.example", "mail_host_not_valid"],
    ["smtp.maple.example:465", "mail_host_not_valid"],
    ["smtp maple example", "mail_host_not_valid"],
    ["smtp.maple.example/", "mail_host_not_valid"],
    ["-smtp.example", "mail_host_not_valid"],
    ["smtp..example", "mail_host_not_valid"],
    ["desk@maple.example", "mail_host_not_valid"],
    ["smtp.example\r\nX", "mail_host_not_valid"],
    ["a".repeat(64) + ".example", "mail_host_not_valid"],
    [`${"a.".repeat(130)}example`, "mail_host_not_valid"],
  ])("DOC-10 server %j", (host, code) => {
    expect(codeOf({ host })).toBe(code);
  });

  test("DOC-10 ports and senders at their edges", () => {
    for (const port of [1, 25, 465, 587, 65_535]) expect(codeOf({ port })).toBeUndefined();
    for (const port of [0, -1, 65_536, 1.5, Number.NaN]) expect(codeOf({ port })).toBe("mail_port_not_valid");
    for (const fromEmail of ["", "desk", "desk@", "a@b.c, d@e.f"]) expect(codeOf({ fromEmail })).toBe("mail_sender_not_valid");
    for (const fromName of ["", "  ", "A\r\nBcc: x"]) expect(codeOf({ fromName })).toBe("mail_sender_name_not_valid");
    expect(codeOf({ username: "" })).toBeUndefined();
    expect(codeOf(blankAccount)).toBe("mail_host_not_valid");
    expect(usualPort).toEqual({ tls: 465, starttls: 587 });
    expect(mailSecurities).not.toContain("none");
  });

  test("DOC-10 a password belongs to one server and one user", () => {
    expect(passwordPlace(good)).toBe(passwordPlace({ ...good, port: 587 } as MailAccount));
    expect(passwordPlace(good)).not.toBe(passwordPlace({ ...good, host: "smtp.other.example" }));
    expect(passwordPlace(good)).not.toBe(passwordPlace({ ...good, username: "other" }));
    expect(domainOf("Desk@Maple.Example")).toBe("maple.example");
  });
});

describe("DOC-10 what a server’s reply means", () => {
  test.each([
    [550, "sender", "5.7.1 no", { state: "failed", fault: "sender_refused" }],
    [550, "recipient", "5.1.1 no", { state: "failed", fault: "recipient_refused" }],
    [554, "data", "5.7.1 spam", { state: "failed", fault: "not_accepted" }],
    [552, "data", "too big", { state: "failed", fault: "too_large" }],
    [554, "data", "5.3.4 too big", { state: "failed", fault: "too_large" }],
    [451, "recipient", "greylisted", { state: "again", fault: "greylisted" }],
    [450, "recipient", "4.2.0 mailbox busy", { state: "again", fault: "later" }],
    [451, "data", "greylisted", { state: "again", fault: "later" }],
    [421, "sender", "closing", { state: "again", fault: "later" }],
  ] as const)("DOC-10 %i to the %s (%s)", (code, during, reply, meant) => {
    expect(faultOfReply(code, during, reply)).toEqual({ ...meant, reply });
  });

  test("DOC-10 no 5xx is ever tried again by itself, and every 4xx is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.constantFrom("sender", "recipient", "data"), fc.string(), (code, during, reply) => {
        expect(faultOfReply(code, during as "data", reply).state).toBe(code < 500 ? "again" : "failed");
      }),
    );
  });
});

describe("DOC-10 plain words for every fault", () => {
  const at = { ...good, toEmail: "lee@families.example" };
  test.each([...accountFaults, ...messageFaults])("DOC-10 %s says what happened and what to do", (fault) => {
    const { what, todo } = faultWords(fault, at);
    for (const sentence of [what, todo]) {
      expect(sentence).toMatch(/^\p{Lu}.*[.]$/u);
      expect(sentence).not.toMatch(/error|exception|null|undefined|ECONN|errno|\bE[A-Z]{4,}\b/u);
      expect(sentence.length).toBeLessThan(190);
    }
  });

  test("DOC-10 faults of the account and of a message are told apart", () => {
    expect(accountFaults.every(isAccountFault)).toBe(true);
    expect(messageFaults.some(isAccountFault)).toBe(false);
    expect(faultWords("encryption_failed", at).todo).toContain("587");
    expect(faultWords("encryption_failed", { ...at, security: "starttls" }).todo).toContain("465");
    expect(faultWords("login_wrong", at).what).toContain("(desk)");
    expect(faultWords("login_wrong", { ...at, username: "" }).what).not.toContain("(");
    expect(faultWords("recipient_refused", at).what).toContain("lee@families.example");
    expect(faultWords("sender_refused", at).what).toContain("desk@maple.example");
  });

  test("DOC-10 a server’s words are one line, without signs that would break it", () => {
    expect(shownReply("550-5.1.1 No\r\n550 such user\u0007  here ")).toBe("550-5.1.1 No 550 such user here");
    expect(shownReply("x".repeat(1000))).toHaveLength(300);
  });
});

describe("DOC-10 what came back", () => {
  test("DOC-10 only an address that does not exist is never written to again", () => {
    expect(bounceReasons.filter(isAddressBad)).toEqual(["no_such_address"]);
  });

  test("DOC-10 each reason is a fault of the message with words of its own, told apart from one that never went", () => {
    const faults = bounceReasons.map(faultOfBounce);
    expect(new Set(faults.map((fault) => faultWords(fault, { ...good, toEmail: "lee@families.example" }).what)).size).toBe(bounceReasons.length);
    expect([faults.every(hasComeBack), faults.some(isAccountFault)]).toEqual([true, false]);
    expect(messageFaults.filter(hasComeBack)).toEqual(faults);
    expect(hasComeBack(null)).toBe(false);
  });
});

describe("DOC-10 when it is tried again", () => {
  const now = toInstant("2026-03-02T15:00:00.000Z");
  const minutes = (at: ReturnType<typeof nextTryAt>): number | null => (at === null ? null : millisecondsBetween(now, at) / 60_000);

  test("DOC-10 a message: 5, 15, 60 minutes, 4, 12, 24 hours, then not any more", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((tries) => minutes(nextTryAt(now, tries)))).toEqual([5, 15, 60, 240, 720, 1440, null, null]);
    expect(mostTries).toBe(7);
  });

  test("DOC-10 the server: 1, 5, 15, then 60 minutes for ever", () => {
    expect([1, 2, 3, 4, 5, 100].map((faults) => minutes(nextAskAt(now, faults)))).toEqual([1, 5, 15, 60, 60, 60]);
    expect(nextAskAt(now, 0) > now).toBe(true);
    expect(nextAskAt(now, 1)).toBe(addMilliseconds(now, 60_000));
  });
});

describe("DOC-10 what a message says", () => {
  const below = ["Maple Street Dental", "1 Elm St", "Lowell, MA 01850", "978-555-0100"];
  const { en, es } = plainTexts["mail.document"].defaults;
  const values = { title: "Invoice 41", payer: "Rosa Lee", practice: "Maple Street Dental", phone: "978-555-0100" };

  test("DOC-10 a letter’s paragraphs stand apart, with the practice below", () => {
    expect(letterAsMail({ subject: "Your  membership\npayment", body: "Dear Rosa,\n\n The card did not go through. \nCall us." }, below)).toEqual({
      subject: "Your membership payment",
      body: "Dear Rosa,\n\nThe card did not go through.\n\nCall us.\n\nMaple Street Dental\n1 Elm St\nLowell, MA 01850\n978-555-0100\n",
    });
  });

  test("DOC-10 a document has a few lines with it, in English and in Spanish, with or without a phone", () => {
    const english = documentAsMail(en, values, below);
    expect(english.subject).toBe("Invoice 41 from Maple Street Dental");
    expect(english.body).toContain(
      "Dear Rosa Lee,\n\nAttached to this message: Invoice 41.\n\nIf something is not right, answer this message. You can also call us at 978-555-0100.\n\nMaple Street",
    );
    const spanish = documentAsMail(es, { ...values, title: "Factura 41", phone: "" }, below);
    expect(spanish.subject).toBe("Factura 41 de Maple Street Dental");
    expect(spanish.body).toContain("Estimado/a Rosa Lee:\n\nAdjuntamos: Factura 41.\n\nSi algo no está bien, responda a este mensaje.\n");
    expect(documentAsMail(en, { ...values, phone: "" }, below).body).not.toContain("call us");
    expect(spanish.body).not.toContain("null");
  });

  test("DOC-10 whatever is in a name, a subject is one line of bounded length", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (title, practice) => {
        const { subject } = documentAsMail(en, { ...values, title, practice }, below);
        expect(subject).not.toMatch(/\p{Cc}/u);
        expect(subject.length).toBeLessThanOrEqual(longestMailSubject);
      }),
    );
  });

  test("DOC-10 the id is the outbox row’s, and a restored copy counts on under another epoch", () => {
    const row = { id: 7, lineage: "abc", epoch: 2, fromEmail: "Desk@Maple.example" };
    expect(messageIdOf(row)).toBe("<outbox-7.2.abc@maple.example>");
    expect(messageIdOf({ ...row, epoch: 3 })).not.toBe(messageIdOf(row));
  });
});
