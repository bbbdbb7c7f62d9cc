import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeNumber } from "#db/numbers.ts";
import { insertDocument } from "#db/statements/records.ts";
import { refusalOf } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type DocumentId, type MailId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { bounceReasons, type BounceReason } from "#domain/mail/faults.ts";
import type { Cx } from "../context.ts";
import { listHouseholdNotices } from "../dunning/list-notices.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { mailCameBack } from "./came-back.ts";
import { printInstead, sendAgain } from "./decide.ts";
import { listOutboxEntries } from "./list-outbox.ts";
import { outboxLines, runMail, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "./mail.fixture.ts";
import { mailDocument } from "./send-document.ts";

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
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const cxAt = (minutes = 30): Cx => ({ ...office.cx(), now: addMilliseconds(toInstant(`${office.today()}T15:00:00.000Z`), minutes * 60_000) });
const pdf = { sha256: "b".repeat(64), bytes: 8, pages: 1 };
const run = (minutes = 30) => runMail(cxAt(minutes), mail, { [pdf.sha256]: Buffer.from("%PDF-1.7") });
const only = asId<MailId>(1);
const back = (reason: BounceReason, words = "550 5.1.1 No such user") => mailCameBack(cxAt(60), { mailId: only, reason, words });
const bounced = () => office.club.db.read((db) => db.all<{ line: string }>("select patient_id || ' ' || email || ' ' || reason as line from email_bounce order by id").map(({ line }) => line));
const preference = () => office.club.db.read((db) => db.get<{ way: string }>("select contact_preference as way from household where id = ?", lee.householdId)?.way);

/** A decline letter that went out by e-mail. */
async function toldByMail(): Promise<void> {
  await office.advanceTo("2026-12-06", { prints: false });
  await run();
  expect(outboxLines(office.club.db)).toEqual(["sent lee@families.example - 1"]);
  expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "sent", channel: "email", toldOn: office.today() }]);
}

/** A statement that went out by e-mail. */
async function statementByMail(): Promise<DocumentId> {
  const documentId = office.club.db.write((db) => {
    const id = insertDocument(db, { ...pdf, kind: "statement", householdId: lee.householdId, title: "Statement 7 for Lee", createdBy: null, createdAt: cxAt(0).now });
    db.exec("insert into statement (number, household_id, document_id, as_of_on, from_on, closing_cents, created_at) values (?, ?, ?, '2026-11-05', '2026-11-01', 0, ?)", takeNumber(db, "statement"), lee.householdId, id, cxAt(0).now);
    return id;
  });
  mailDocument(cxAt(), documentId);
  await run();
  return documentId;
}
const statementSent = () => office.club.db.read((db) => db.get<{ at: string | null }>("select sent_at as at from statement")?.at);

describe("DOC-10 a letter's message came back", () => {
  test("DOC-11 from an address that does not exist: the letter waits to be printed, nobody counts as told, and the address is flagged", async () => {
    await toldByMail();
    expect(back("no_such_address")).toEqual({ mailId: 1, letterWaits: true, addressStopped: true });
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "queued", channel: "letter", toldOn: null }]);
    expect(bounced()).toEqual([`${lee.patientId} lee@families.example 550 5.1.1 No such user`]);
    expect(preference()).toBe("print");
    expect(outboxLines(office.club.db)).toEqual(["cancelled lee@families.example came_back_no_such_address 1"]);
    expect(await run(90)).toMatchObject({ sent: 0 });
    expect(mail.arrived).toHaveLength(1);
  });

  test.each(["mailbox_full", "refused"] as const)("DOC-10 %s: the address stays, and a person sends it again or prints it", async (reason) => {
    await toldByMail();
    expect(back(reason)).toEqual({ mailId: 1, letterWaits: false, addressStopped: false });
    expect([bounced(), preference()]).toEqual([[], "email"]);
    expect(listOutboxEntries(cxAt(61)).rows).toMatchObject([{ state: "came_back", reply: "550 5.1.1 No such user" }]);
    expect(listLettersToPrint(office.cx())).toEqual([]);
    sendAgain(cxAt(61), only);
    expect(await run(62)).toMatchObject({ sent: 1 });
    expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "sent", channel: "email" }]);
    mailCameBack(cxAt(63), { mailId: only, reason, words: "" });
    printInstead(cxAt(64), only);
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(await run(65)).toMatchObject({ sent: 0 });
  });
});

describe("DOC-10 a document's message came back", () => {
  test("DOC-5 a statement does not count as sent any more, and is sent again to the corrected address", async () => {
    await statementByMail();
    expect(statementSent()).toBe(cxAt().now);
    expect(back("no_such_address")).toEqual({ mailId: 1, letterWaits: false, addressStopped: true });
    expect(statementSent()).toBeNull();
    expect(listOutboxEntries(cxAt(61)).rows).toMatchObject([
      { state: "came_back", problem: "It came back: there is no mailbox for lee@families.example.", todo: "Correct the address on the chart and send it again, or print it." },
    ]);
    expect(refusalOf(() => sendAgain(cxAt(61), only))).toBe("mail_address_bounced");
    writesByMail(office.club.db, lee.householdId, "rosa@families.example");
    sendAgain(cxAt(62), only);
    expect(await run(63)).toMatchObject({ sent: 1 });
    expect(mail.arrived.map(({ toEmail }) => toEmail)).toEqual(["lee@families.example", "rosa@families.example"]);
    expect(statementSent()).toBe(cxAt(63).now);
  });

  test("DOC-5 of two messages with one statement, the one that arrived keeps it sent", async () => {
    const documentId = await statementByMail();
    mailDocument(cxAt(31), documentId);
    await run(32);
    back("mailbox_full");
    expect(statementSent()).not.toBeNull();
    mailCameBack(cxAt(61), { mailId: asId<MailId>(2), reason: "mailbox_full", words: "" });
    expect(statementSent()).toBeNull();
  });

  test("PPL-2 an address that was corrected meanwhile is not flagged", async () => {
    await statementByMail();
    writesByMail(office.club.db, lee.householdId, "rosa@families.example");
    expect(back("no_such_address")).toMatchObject({ addressStopped: false });
    expect([bounced(), preference()]).toEqual([[], "email"]);
  });

  test("PPL-2 everybody of the household with the address is flagged, however it is written, and nobody of another one", async () => {
    const ben = office.club.join(lee.householdId, "Ben", "Lee", "1979-01-01");
    const ortiz = office.member("Ortiz");
    office.club.db.write((db) => {
      db.exec("update patient set email = 'LEE@Families.example' where id = ?", ben);
      db.exec("update patient set email = 'lee@families.example' where id = ?", ortiz.patientId);
    });
    await statementByMail();
    back("no_such_address", "");
    expect(bounced()).toEqual([`${lee.patientId} lee@families.example There is no such mailbox`, `${ben} LEE@Families.example There is no such mailbox`]);
  });
});

describe("DOC-10 what cannot come back", () => {
  test("DOC-10 a message that has not gone, that came back already, or that is not there", async () => {
    const documentId = office.club.db.write((db) => insertDocument(db, { ...pdf, kind: "statement", householdId: lee.householdId, title: "Statement 7 for Lee", createdBy: null, createdAt: cxAt(0).now }));
    mailDocument(cxAt(), documentId);
    expect(refusalOf(() => back("refused"))).toBe("mail_not_gone");
    await run();
    back("refused");
    expect(refusalOf(() => back("refused"))).toBe("mail_not_gone");
    expect(refusalOf(() => mailCameBack(cxAt(), { mailId: asId<MailId>(99), reason: "refused", words: "" }))).toBe("mail_not_found");
  });

  test("F-15 a repeated click is one act", async () => {
    await statementByMail();
    const cx = { ...cxAt(60), request: { id: "click", operation: "mail.cameBack" } };
    const input = { mailId: only, reason: "no_such_address", words: "x" } as const;
    expect(mailCameBack(cx, input)).toEqual(mailCameBack(cx, input));
    expect(bounced()).toHaveLength(1);
  });

  test.each(bounceReasons)("F-11 what was noted (%s) is in the audit record with what it was before", async (reason) => {
    await statementByMail();
    back(reason, "550-5.1.1 no\r\n550 such\u0000 user ".padEnd(900, "x"));
    const noted = office.club.db.read((db) => db.all<{ action: string }>("select action from audit where action in ('mail.came_back', 'patient.email_bounced') order by id").map(({ action }) => action));
    expect(noted).toEqual(reason === "no_such_address" ? ["patient.email_bounced", "mail.came_back"] : ["mail.came_back"]);
    const reply = listOutboxEntries(cxAt(61)).rows[0]?.reply ?? "";
    expect(reply.length).toBe(300);
    expect(reply).not.toMatch(/\p{Cc}/u);
  });
});
