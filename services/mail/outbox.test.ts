import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { insertDocument } from "#db/statements/records.ts";
import { findInvoice } from "#db/invoices.ts";
import { refusalOf } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type InvoiceId, type MailId, type PaymentId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { Cx } from "../context.ts";
import { listHouseholdNotices } from "../dunning/list-notices.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { voidInvoice } from "../invoices/void.ts";
import { serviceLine } from "../payments/desk.fixture.ts";
import { findKeptPassword, readMailAccount, recordMailTest, saveMailAccount } from "./account.ts";
import { markMailSent, printInstead, sendAgain, takeOff } from "./decide.ts";
import { exportOutboxCsv, listOutboxEntries } from "./list-outbox.ts";
import { outboxLines, runMail, scriptedAccount, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "./mail.fixture.ts";
import { mailDocument, prepareInvoiceMail, prepareReceiptMail, queueInvoiceMail, queueReceiptMail } from "./send-document.ts";
import { takeNextMail } from "./take-next.ts";

let office: PastDueClub;
let mail: ScriptedMail;
let lee: Member;
beforeEach(() => {
  office = openPastDueClub("2026-11-05");
  mail = scriptedMail();
  lee = office.member("Lee");
  setUpMail(office.club.db);
  writesByMail(office.club.db, lee.householdId, "lee@families.example");
});
afterEach(() => office.dispose());

const cxAt = (minutes = 30): Cx => ({ ...office.cx(), now: addMilliseconds(toInstant(`${office.today()}T15:00:00.000Z`), minutes * 60_000) });
const pdf = { sha256: "b".repeat(64), bytes: 8, pages: 1 };
const files = { [pdf.sha256]: Buffer.from("%PDF-1.7") };
const run = (minutes = 30) => runMail(cxAt(minutes), mail, files);
const only = (): MailId => asId<MailId>(1);
const audits = (): string[] => office.club.db.read((db) => db.all<{ action: string }>("select action from audit where action like 'mail.%' order by id").map(({ action }) => action));
const household = (sql: string): void => void office.club.db.write((db) => db.exec(`update household set ${sql} where id = ?`, lee.householdId));

function invoice(): InvoiceId {
  const cx = cxAt(0);
  return office.club.db.write((db) =>
    issueInvoice(cx, db, { kind: "manual", householdId: lee.householdId, patientId: null, drawOn: null, invoicedOn: cx.today, dueOn: cx.today, termsDays: 0, lines: [serviceLine(cx.today, 5000)] }),
  ).invoiceId;
}

function statement(householdId: HouseholdId | null = lee.householdId): DocumentId {
  return office.club.db.write((db) => insertDocument(db, { ...pdf, kind: "statement", householdId, title: "Statement 7 for Lee", createdBy: null, createdAt: cxAt(0).now }));
}

const sendInvoice = (invoiceId: InvoiceId) => queueInvoiceMail(cxAt(), prepareInvoiceMail(cxAt(), invoiceId), pdf);

describe("DOC-10 documents by e-mail", () => {
  test("DOC-10 INV-4 an invoice goes with its archived file, and counts as sent by e-mail when it has gone", async () => {
    const invoiceId = invoice();
    expect(sendInvoice(invoiceId)).toEqual({ mailId: 1, toEmail: "lee@families.example" });
    const sentNow = () => office.club.db.read((db) => db.get("select last_channel as channel, last_sent_at as at from invoice where id = ?", invoiceId));
    expect(sentNow()).toEqual({ channel: null, at: null });
    await run();
    const number = office.club.db.read((db) => findInvoice(db, invoiceId)?.number);
    expect(mail.arrived).toMatchObject([{ subject: `Invoice ${number} from Training practice`, attachments: [{ fileName: `Invoice ${number}.pdf` }] }]);
    expect(Buffer.from(mail.arrived[0]?.attachments[0]?.bytes ?? []).toString()).toBe("%PDF-1.7");
    expect(sentNow()).toEqual({ channel: "email", at: cxAt().now });
    expect(audits()).toEqual(["mail.queued", "mail.sent"]);
  });

  test("DOC-10 a receipt and a statement go too; the statement counts as sent", async () => {
    const paymentId = asId<PaymentId>(office.club.db.read((db) => db.get<{ id: number }>("select id from payment limit 1"))?.id ?? 0);
    queueReceiptMail(cxAt(), prepareReceiptMail(cxAt(), paymentId), pdf);
    const documentId = statement();
    office.club.db.write((db) =>
      db.exec("insert into statement (number, household_id, document_id, as_of_on, from_on, closing_cents, created_at) values (7, ?, ?, '2026-11-05', '2026-11-01', 0, ?)", lee.householdId, documentId, cxAt(0).now),
    );
    mailDocument(cxAt(), documentId);
    expect(await run()).toMatchObject({ sent: 2 });
    expect(mail.arrived.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Receipt \d+ from/), "Statement 7 for Lee from Training practice"]);
    expect(office.club.db.read((db) => db.get("select channel, sent_at as at from statement"))).toEqual({ channel: "email", at: cxAt().now });
  });

  test("DOC-10 asked for twice it goes twice, and each has its own id", async () => {
    const documentId = statement();
    mailDocument(cxAt(), documentId);
    mailDocument(cxAt(), documentId);
    expect(await run()).toMatchObject({ sent: 2 });
    expect(new Set(mail.arrived.map(({ messageId }) => messageId)).size).toBe(2);
  });

  test("F-15 a repeated click is one message", async () => {
    const documentId = statement();
    const cx = { ...cxAt(), request: { id: "click", operation: "mail.sendDocument" } };
    expect(mailDocument(cx, documentId)).toEqual(mailDocument(cx, documentId));
    expect(await run()).toMatchObject({ sent: 1 });
  });

  test("DOC-10 a file that cannot be read any more fails, and nothing is sent without it", async () => {
    mailDocument(cxAt(), statement());
    expect(await runMail(cxAt(), mail, {})).toMatchObject({ failed: 1 });
    expect(mail.arrived).toEqual([]);
    expect(listOutboxEntries(cxAt()).rows[0]).toMatchObject({ state: "failed", todo: "Send the document again from where it was made." });
  });

  test.each([
    ["mail_not_set_up", (): void => office.club.db.write((db) => void db.exec("update mail_account set is_on = 0"))],
    ["mail_no_address", (): void => writesByMail(office.club.db, lee.householdId, "")],
    [
      "mail_address_bounced",
      (): void =>
        office.club.db.write(
          (db) => void db.exec("insert into email_bounce (patient_id, email, bounced_on, reason, created_at) values (?, 'lee@families.example', '2026-11-01', 'Gone', '2026-11-01T00:00:00.000Z')", lee.patientId),
        ),
    ],
  ] as const)("DOC-10 %s is said before any file is made", (code, prepare) => {
    const invoiceId = invoice();
    const documentId = statement();
    prepare();
    expect(refusalOf(() => prepareInvoiceMail(cxAt(), invoiceId))).toBe(code);
    expect(refusalOf(() => mailDocument(cxAt(), documentId))).toBe(code);
    const paymentId = asId<PaymentId>(office.club.db.read((db) => db.get<{ id: number }>("select id from payment limit 1"))?.id ?? 0);
    expect(refusalOf(() => prepareReceiptMail(cxAt(), paymentId))).toBe(code);
    expect(outboxLines(office.club.db)).toEqual([]);
  });

  test("DOC-10 void invoices, documents of many and what is not there are not sent", () => {
    const invoiceId = invoice();
    office.club.db.write((db) => voidInvoice(cxAt(), db, { invoiceId, reason: "Mistake" }));
    expect(refusalOf(() => prepareInvoiceMail(cxAt(), invoiceId))).toBe("mail_not_sendable");
    expect(refusalOf(() => prepareInvoiceMail(cxAt(), asId<InvoiceId>(999)))).toBe("invoice_not_found");
    expect(refusalOf(() => mailDocument(cxAt(), statement(null)))).toBe("mail_not_sendable");
    expect(refusalOf(() => mailDocument(cxAt(), asId<DocumentId>(999)))).toBe("document_not_found");
  });

  test("DOC-10 to the payer first, else to another adult, never to a child", () => {
    const documentId = statement();
    const other = office.club.join(lee.householdId, "Mia", "Lee", "2015-01-01");
    office.club.db.write((db) => {
      db.exec("update patient set email = '' where id = ?", lee.patientId);
      db.exec("update patient set email = 'mia@families.example' where id = ?", other);
    });
    expect(refusalOf(() => mailDocument(cxAt(), documentId))).toBe("mail_no_address");
    const grown = office.club.join(lee.householdId, "Ben", "Lee", "1979-01-01");
    office.club.db.write((db) => db.exec("update patient set email = 'ben@families.example' where id = ?", grown));
    expect(mailDocument(cxAt(), documentId).toEmail).toBe("ben@families.example");
  });
});

describe("DOC-10 what a person decides", () => {
  async function inDoubt(): Promise<MailId> {
    await office.advanceTo("2026-12-06", { prints: false });
    mail.answers.push("lost");
    await run();
    expect(outboxLines(office.club.db)).toEqual(["unsure lee@families.example connection_lost 1"]);
    return only();
  }

  test("DOC-10 in doubt and sent again: the same id, once more, and told then", async () => {
    const mailId = await inDoubt();
    sendAgain(cxAt(40), mailId);
    expect(await run(41)).toMatchObject({ sent: 1 });
    expect(mail.arrived.map(({ messageId }) => messageId)).toEqual([mail.arrived[0]?.messageId, mail.arrived[0]?.messageId]);
    expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "sent", channel: "email" }]);
    expect(audits()).toEqual(["mail.unsure", "mail.sent_again", "mail.sent"]);
  });

  test("DOC-10 in doubt and marked as sent: told today, and not sent", async () => {
    const mailId = await inDoubt();
    markMailSent(cxAt(40), mailId);
    expect(await run(41)).toMatchObject({ sent: 0 });
    expect(mail.arrived).toHaveLength(1);
    expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "sent", channel: "email", toldOn: office.today() }]);
    expect(refusalOf(() => markMailSent(cxAt(), only()))).toBe("mail_not_unsure");
    expect(refusalOf(() => sendAgain(cxAt(), only()))).toBe("mail_not_failed");
  });

  test("DOC-11 printed instead: it waits with the letters, and no run sends it", async () => {
    const mailId = await inDoubt();
    printInstead(cxAt(40), mailId);
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(await run(41)).toMatchObject({ sent: 0 });
    expect(outboxLines(office.club.db)).toEqual(["cancelled lee@families.example connection_lost 1"]);
    expect(refusalOf(() => printInstead(cxAt(), only()))).toBe("mail_not_waiting");
  });

  test("DOC-10 a document that failed is taken off, or sent again to the address as it is now", async () => {
    mailDocument(cxAt(), statement());
    mail.answers.push({ state: "failed", fault: "recipient_refused", reply: "550 no" });
    await run();
    expect(refusalOf(() => printInstead(cxAt(), only()))).toBe("mail_not_a_letter");
    writesByMail(office.club.db, lee.householdId, "new@families.example");
    sendAgain(cxAt(), only());
    expect(await run()).toMatchObject({ sent: 1 });
    expect(mail.arrived.map(({ toEmail }) => toEmail)).toEqual(["new@families.example"]);
    mailDocument(cxAt(), statement());
    takeOff(cxAt(), asId<MailId>(2));
    expect(await run()).toMatchObject({ sent: 0 });
    expect(refusalOf(() => takeOff(cxAt(), asId<MailId>(2)))).toBe("mail_not_waiting");
  });

  test("DOC-10 a letter is not dropped: it can be printed, and not taken off", async () => {
    expect(refusalOf(() => takeOff(cxAt(), only()))).toBe("mail_not_found");
    const mailId = await inDoubt();
    expect(refusalOf(() => takeOff(cxAt(), mailId))).toBe("mail_not_waiting");
  });

  test("DOC-10 while a message is on its way nothing can be decided about it", async () => {
    mailDocument(cxAt(), statement());
    takeNextMail(cxAt());
    for (const act of [sendAgain, takeOff]) expect(refusalOf(() => act(cxAt(), only()))).toMatch(/^mail_not_(failed|waiting)$/);
    expect(refusalOf(() => markMailSent(cxAt(), only()))).toBe("mail_not_unsure");
  });
});

describe("DOC-11 the outbox", () => {
  test("DOC-11 letters and messages stand together, with what is in the way and what to do", async () => {
    const ortiz = office.member("Ortiz");
    await office.advanceTo("2026-12-06", { prints: false });
    mail.answers.push({ state: "failed", fault: "recipient_refused", reply: "550 5.1.1 no such user" });
    await run();
    const { rows, account, isOn } = listOutboxEntries(cxAt());
    expect(isOn).toBe(true);
    expect(account).toBeNull();
    expect(rows).toMatchObject([
      { key: expect.stringMatching(/^letter\//) as string, channel: "letter", state: "to_print", householdId: ortiz.householdId, to: "Lowell", problem: "" },
      {
        key: "mail/1",
        channel: "email",
        state: "failed",
        householdId: lee.householdId,
        what: "Payment not received",
        to: "lee@families.example",
        problem: "The mail server does not take mail for lee@families.example.",
        reply: "550 5.1.1 no such user",
      },
    ]);
    household("address_line1 = ''");
    const csv = exportOutboxCsv(cxAt());
    expect(csv.split("\r\n")[0]).toBe("\ufeffTo,What,By,Address,State,Due,When,In the way,What to do,Server said");
    expect(csv).toContain("lee@families.example,Failed");
  });

  test("DOC-11 what went out stays for a month, what needs a person for ever", async () => {
    mailDocument(cxAt(), statement());
    mailDocument(cxAt(), statement());
    mail.answers.push({ state: "sent", reply: "" }, "lost");
    await run();
    const shown = (minutes: number) => listOutboxEntries(cxAt(minutes)).rows.map(({ state }) => state);
    expect(shown(60)).toEqual(["unsure", "sent"]);
    expect(shown(31 * 24 * 60)).toEqual(["unsure"]);
  });

  test("DOC-11 a fault of the account is said once above the list, with when it is tried again", async () => {
    mailDocument(cxAt(), statement());
    mail.fault = "login_wrong";
    await run();
    const { account, rows } = listOutboxEntries(cxAt());
    expect(account).toMatchObject({ fault: "login_wrong", againAt: cxAt(31).now });
    expect(account?.what).toContain("smtp.maple.example");
    expect(rows).toMatchObject([{ state: "queued", problem: "", tries: 0 }]);
  });
});

describe("DOC-10 the account", () => {
  const save = (over: Partial<Parameters<typeof saveMailAccount>[1]> = {}) =>
    saveMailAccount(cxAt(), { basedOn: 1, isOn: true, account: scriptedAccount, sealedPassword: null, ...over });

  test("DOC-10 before it is set up it offers the practice’s own name", () => {
    office.club.db.write((db) => {
      db.exec("delete from mail_account");
      db.exec("update practice set email = 'desk@maple.example'");
    });
    expect(readMailAccount(cxAt())).toMatchObject({
      version: 0,
      isOn: false,
      isSignInKept: false,
      staysHere: true,
      account: { host: "", port: 465, security: "tls", fromName: "Training practice", fromEmail: "desk@maple.example" },
    });
  });

  test("DOC-10 the password is kept for the same server and user, and asked for again for another", () => {
    expect(save()).toEqual({ version: 2 });
    expect(findKeptPassword(cxAt(), scriptedAccount)).toBe("sealed");
    const moved = { ...scriptedAccount, host: "smtp.other.example" };
    expect(findKeptPassword(cxAt(), moved)).toBe("");
    expect(refusalOf(() => save({ basedOn: 2, account: moved }))).toBe("mail_password_needed");
    expect(refusalOf(() => save({ basedOn: 2, account: { ...scriptedAccount, username: "other" } }))).toBe("mail_password_needed");
    expect(save({ basedOn: 2, account: moved, sealedPassword: "sealed anew" })).toEqual({ version: 3 });
    expect(findKeptPassword(cxAt(), moved)).toBe("sealed anew");
  });

  test("DOC-10 a server that asks for no user keeps no password", () => {
    save({ account: { ...scriptedAccount, username: "" } });
    expect(office.club.db.read((db) => db.get("select sealed_password as kept from mail_account"))).toEqual({ kept: "" });
  });

  test("DOC-10 two desks: the second is told that it changed; nothing of a refused one is kept", () => {
    save();
    expect(refusalOf(() => save())).toBe("record_changed_meanwhile");
    expect(refusalOf(() => save({ basedOn: 2, account: { ...scriptedAccount, port: 0 } }))).toBe("mail_port_not_valid");
    expect(readMailAccount(cxAt())).toMatchObject({ version: 2, account: { port: 465 } });
  });

  test("F-11 the trail names what changed and never a password; saving forgets the fault of before", async () => {
    mailDocument(cxAt(), statement());
    mail.fault = "refused";
    await run();
    expect(readMailAccount(cxAt()).fault?.fault).toBe("refused");
    save({ sealedPassword: "a secret that is sealed" });
    recordMailTest(cxAt(), { host: scriptedAccount.host, result: "sent" });
    expect(readMailAccount(cxAt()).fault).toBeNull();
    const trail = office.club.db.read((db) => JSON.stringify(db.all("select * from audit where action like 'mail.%'")));
    expect(trail).toContain("mail.account_changed");
    expect(trail).toContain("mail.tested");
    expect(trail).not.toContain("a secret that is sealed");
    mail.fault = undefined;
    expect(await run()).toMatchObject({ sent: 0 });
    office.club.db.write((db) => db.exec("update mail_account set sealed_password = 'sealed'"));
    office.club.db.write((db) => db.exec("update mail_account set fault = null, paused_until = null"));
    expect(await run()).toMatchObject({ sent: 1 });
  });
});
