import { afterEach, beforeEach, expect, test } from "vitest";
import { insertDocument } from "#db/statements/records.ts";
import { putAccount } from "#db/mail/account.ts";
import { asId, type DocumentId, type MailId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { getToday } from "../billing/today.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { remindOfInvoice } from "../reminders/remind.ts";
import { toCents } from "#domain/money.ts";
import { look, type Cx } from "../context.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { markMailSent, takeOff } from "./decide.ts";
import { mailDigest, type MailDigest } from "./digest.ts";
import { runMail, scriptedAccount, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "./mail.fixture.ts";
import { mailDocument } from "./send-document.ts";

let club: Club;
let mail: ScriptedMail;
beforeEach(() => {
  club = openClub("2026-11-05");
  mail = scriptedMail();
});
afterEach(() => club.dispose());

const file = { sha256: "c".repeat(64), bytes: 8, pages: 1 };
const cxAt = (minutes = 0): Cx => {
  const { request: _, ...cx } = club.cx();
  return { ...cx, now: addMilliseconds(cx.now, minutes * 60_000) };
};
const digest = (): MailDigest => look<MailDigest>(cxAt(), (db) => mailDigest(db));
const run = (minutes: number) => runMail(cxAt(minutes), mail, { [file.sha256]: Buffer.from("%PDF-1.7") });

function queued(count: number): void {
  setUpMail(club.db);
  const { householdId } = club.family("Lee", ["Rosa", "1980-01-01"]);
  writesByMail(club.db, householdId, "lee@families.example");
  for (let n = 0; n < count; n += 1) {
    const documentId = club.db.write<DocumentId>((db) =>
      insertDocument(db, { ...file, kind: "statement", householdId, title: `Statement ${n}`, createdBy: null, createdAt: cxAt().now }),
    );
    mailDocument(cxAt(), documentId);
  }
}

test("DOC-11 a practice without mail has nothing on Today, and Today says the same", () => {
  expect(digest()).toEqual({ letters: 0, waiting: 0, failed: 0, unsure: 0, trouble: "" });
  expect(getToday(club.cx()).mail).toEqual(digest());
});

test("DOC-10 DOC-11 what waits, failed and is in doubt is counted, and gone once somebody has decided", async () => {
  queued(3);
  expect(digest()).toMatchObject({ waiting: 3, failed: 0, unsure: 0 });
  mail.answers.push({ state: "sent", reply: "OK" }, { state: "failed", fault: "recipient_refused", reply: "550" }, "lost");
  await run(1);
  expect(digest()).toMatchObject({ waiting: 0, failed: 1, unsure: 1 });
  expect(getToday(club.cx()).mail).toEqual(digest());
  takeOff(cxAt(2), asId<MailId>(2));
  markMailSent(cxAt(2), asId<MailId>(3));
  expect(digest()).toEqual({ letters: 0, waiting: 0, failed: 0, unsure: 0, trouble: "" });
});

test("DOC-10 a fault of the account is said in words while it lasts, and not for an account that is off", async () => {
  queued(1);
  mail.fault = "login_wrong";
  await run(1);
  expect(digest()).toMatchObject({ waiting: 1, failed: 0 });
  expect(digest().trouble).toMatch(/does not accept this user and password/);
  club.db.write((db) => db.exec("update mail_account set is_on = 0"));
  expect(digest().trouble).toBe("");
  club.db.write((db) => putAccount(db, { ...scriptedAccount, version: 2, isOn: true, sealedPassword: "sealed" }));
  expect(digest().trouble).toBe("");
});

test("DOC-11 letters are counted while they wait", () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const line = { patientId: patientIds[0] as never, kind: "service", description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(500), taxRatePpm: 0 } as const;
  club.db.write((db) => db.exec("update household set address_line1 = '1 Elm', city = 'Lowell' where id = ?", householdId));
  const { invoiceId } = issueTyped(club.cx(), { householdId, termsDays: 0, lines: [line] });
  remindOfInvoice(club.cx(), invoiceId);
  expect(digest().letters).toBe(1);
  club.printLetters();
  expect(digest().letters).toBe(0);
});
