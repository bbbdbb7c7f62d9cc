/** The operations of the e-mail account and the outbox (DOC-10, DOC-11), prepared as the other fixtures prepare theirs. */
import { expect } from "vitest";
import { insertDocument } from "#db/statements/records.ts";
import { insertMail } from "#db/mail/outbox.ts";
import { findAccount } from "#db/mail/account.ts";
import { insertNotice } from "#db/dunning/notices.ts";
import type { DocumentId, HouseholdId, MailId, NoticeId } from "#domain/identity.ts";
import { toInstant } from "#domain/calendar.ts";
import { newRequestId } from "../../testing.ts";
import type { CommandCase } from "./commands.fixture.ts";
import type { QueryCase } from "./queries.fixture.ts";
import { cashOf, raise, type Scene } from "./scene.fixture.ts";

const account = { host: "smtp.maple.example", port: 465, security: "tls", username: "desk", fromName: "Maple Street Dental", fromEmail: "desk@maple.example" } as const;
const at = toInstant("2026-03-02T15:00:00.000Z");

const practiceDb = (scene: Scene) => scene.other.connection.context.office.requirePractice().db;

/** The practice has its account, and the family an address. */
async function reached(scene: Scene, householdId: HouseholdId): Promise<void> {
  const { isOn, version } = await scene.owner.mail.account({});
  if (!isOn) await scene.owner.mail.saveAccount({ requestId: newRequestId(), basedOn: version, isOn: true, account, password: "app password" });
  practiceDb(scene).write((db) => db.exec("update patient set email = 'lee@families.example' where household_id = ?", householdId));
}

async function reachedInvoice(scene: Scene) {
  const invoice = await scene.invoice();
  await reached(scene, invoice.householdId);
  return invoice;
}

async function document(scene: Scene): Promise<{ documentId: DocumentId; householdId: HouseholdId }> {
  const { householdId } = await scene.family();
  await reached(scene, householdId);
  const documentId = practiceDb(scene).write((db) =>
    insertDocument(db, { kind: "statement", householdId, title: "Statement 7 for Lee", sha256: "ab".repeat(32), bytes: 1, pages: 1, createdBy: null, createdAt: at }),
  );
  return { documentId, householdId };
}

/** A message of a document in some state. */
async function message(scene: Scene, state: "queued" | "failed" | "unsure" | "sent"): Promise<{ mailId: MailId }> {
  const { documentId, householdId } = await document(scene);
  const mailId = practiceDb(scene).write((db) => {
    const fromEmail = findAccount(db)?.fromEmail ?? raise("an account");
    const id =
      insertMail(db, { householdId, event: `document/${documentId}/1`, about: "document", noticeId: null, invoiceId: null, documentId, toName: "Rosa Lee", toEmail: "lee@families.example", subject: "Statement", body: "Attached.", nextAt: at, createdBy: null, createdAt: at, fromEmail }) ?? raise("a message");
    if (state !== "queued") db.exec("update mail set state = ?, ended_at = ?, fault = 'connection_lost' where id = ?", state, at, id);
    return id;
  });
  return { mailId };
}

/** A welcome that waits as a letter. */
async function welcome(scene: Scene): Promise<{ noticeId: NoticeId }> {
  const { householdId } = await scene.family();
  const noticeId = practiceDb(scene).write(
    (db) =>
      insertNotice(db, { householdId, caseId: null, invoiceId: null, cardId: null, event: `joined/${householdId}`, kind: "signup", day: null, dueOn: at.slice(0, 10) as never, channel: "letter", state: "queued", facts: "{}", reason: "", createdBy: null, createdAt: at }) ?? raise("a notice"),
  );
  return { noticeId };
}

async function letterByMail(scene: Scene): Promise<{ mailId: MailId }> {
  const { householdId } = await scene.family();
  await reached(scene, householdId);
  const mailId = practiceDb(scene).write((db) => {
    const noticeId =
      insertNotice(db, { householdId, caseId: null, invoiceId: null, cardId: null, event: `test/${householdId}`, kind: "card_expires_30", day: null, dueOn: at.slice(0, 10) as never, channel: "email", state: "queued", facts: "{}", reason: "", createdBy: null, createdAt: at }) ?? raise("a notice");
    return insertMail(db, { householdId, event: `notice/${noticeId}`, about: "notice", noticeId, invoiceId: null, documentId: null, toName: "Rosa Lee", toEmail: "lee@families.example", subject: "", body: "", nextAt: at, createdBy: null, createdAt: at, fromEmail: account.fromEmail }) ?? raise("a message");
  });
  return { mailId };
}

const mailbox = { host: "imap.maple.example", port: 993, security: "tls", isSame: false, username: "desk", readsJunk: true } as const;

/** What is to be saved as the mailbox now, with a password of its own. */
async function mailboxToSave(scene: Scene) {
  return { basedOn: (await scene.owner.mailCheck.settings({})).version, isOn: true, mailbox, password: "app password" };
}

/** A mailbox that is read; this practice is one for trying out, so nothing leaves the computer. */
async function readMailbox(scene: Scene): Promise<Record<string, never>> {
  await scene.owner.mailCheck.save({ requestId: newRequestId(), ...(await mailboxToSave(scene)) });
  return {};
}

const household = "household/:id";
const badMail = { mailId: 0 };

export const mailCommands: Record<string, CommandCase> = {
  "mail.saveAccount": {
    ready: async (scene) => ({ basedOn: (await scene.owner.mail.account({})).version, isOn: true, account, password: "app password" }),
    audits: ["mail.account_changed"],
    topics: ["mail", "outbox"],
    wrong: { account: { ...account, security: "none" } },
  },
  "mail.test": { ready: async () => ({ account, password: "app password" }), audits: ["mail.tested"], topics: [], wrong: { account: { ...account, port: 1.5 } } },
  "mail.sendInvoice": {
    heavy: true,
    ready: async (scene) => ({ invoiceId: (await reachedInvoice(scene)).invoiceId }),
    audits: ["mail.queued"],
    topics: ["outbox", "documents", household],
    wrong: { invoiceId: 0 },
  },
  "mail.sendReceipt": {
    heavy: true,
    ready: async (scene) => {
      const { householdId } = await reachedInvoice(scene);
      const { paymentId } = await scene.owner.payments.take({ requestId: newRequestId(), householdId, tender: cashOf(5000), allocations: null, note: "" });
      return { paymentId };
    },
    audits: ["mail.queued"],
    topics: ["outbox", "documents", household],
    wrong: { paymentId: "1" },
  },
  "mail.sendDocument": {
    ready: async (scene) => ({ documentId: (await document(scene)).documentId }),
    audits: ["mail.queued"],
    topics: ["outbox", household],
    wrong: { documentId: -1 },
  },
  "mail.again": { ready: (scene) => message(scene, "failed"), audits: ["mail.sent_again"], topics: ["outbox", household], wrong: badMail },
  "mail.markSent": { ready: (scene) => message(scene, "unsure"), audits: ["mail.marked_sent"], topics: ["outbox", "documents", household], wrong: badMail },
  "mail.cameBack": {
    ready: async (scene) => ({ ...(await message(scene, "sent")), reason: "no_such_address", words: "550 5.1.1 No such user" }),
    audits: ["patient.email_bounced", "mail.came_back"],
    topics: ["outbox", "documents", household, "patients"],
    wrong: { reason: "gone" },
  },
  "mail.printInstead": { ready: letterByMail, audits: ["mail.printed_instead"], topics: ["outbox", "notices", household], wrong: badMail },
  "mail.takeOff": { ready: (scene) => message(scene, "queued"), audits: ["mail.taken_off"], topics: ["outbox", household], wrong: badMail },
  "notices.takeOff": { ready: welcome, audits: ["notice.taken_off"], topics: ["outbox", "notices", household], wrong: { noticeId: 0 } },
  "mailCheck.save": { ready: mailboxToSave, audits: ["mailbox.changed"], topics: ["mail"], wrong: { mailbox: { ...mailbox, security: "none" } } },
  "mailCheck.test": { ready: async () => ({ mailbox, password: "app password" }), audits: ["mailbox.tested"], topics: [], wrong: { mailbox: { ...mailbox, port: 1.5 } } },
  "mailCheck.run": { ready: readMailbox, audits: ["mailbox.asked"], topics: ["mail"], wrong: { requestId: "again" } },
  "mail.tryNow": { ready: async () => ({}), audits: ["mail.tried_now"], topics: ["outbox", "mail"], wrong: { more: 1 } },
};

const nothing = { ready: async () => ({}), wrong: { more: 1 } };

export const mailQueries: Record<string, QueryCase> = {
  "mail.account": { ...nothing, answer: () => ({ staysHere: true }) },
  "mailCheck.settings": { ...nothing, answer: () => ({ staysHere: true, cameBack: 0 }) },
  "outbox.list": {
    ready: async (scene) => {
      await message(scene, "queued");
      return {};
    },
    answer: () => ({ rows: expect.arrayContaining([expect.objectContaining({ channel: "email", what: "Statement 7 for Lee" })]) as unknown }),
    wrong: { more: 1 },
  },
  "outbox.exportCsv": {
    ...nothing,
    answer: () => ({ mediaType: "text/csv", fileName: "outbox.csv" }),
    viewed: "list.exported outbox",
  },
};
