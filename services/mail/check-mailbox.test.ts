import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { takeNumber } from "#db/numbers.ts";
import { insertDocument } from "#db/statements/records.ts";
import { refusalOf } from "#db/testing.ts";
import { toInstant } from "#domain/calendar.ts";
import { asId, type MailId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { likeEximDelay, likeQmail, others, report, type ReportOf } from "#domain/mail/returned.fixture.ts";
import type { MailParts } from "#domain/mail/returned-parts.ts";
import type { Cx } from "../context.ts";
import { listHouseholdNotices } from "../dunning/list-notices.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { mailCameBack } from "./came-back.ts";
import { askForCheck, isMailboxDue, mostInACheck } from "./check-mailbox.ts";
import { sendAgain } from "./decide.ts";
import { listOutboxEntries } from "./list-outbox.ts";
import { outboxLines, runMail, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "./mail.fixture.ts";
import { lookInto, scriptedMailbox, setUpMailbox, type ScriptedMailbox } from "./mailbox.fixture.ts";
import { readMailbox } from "./mailbox.ts";
import { mailDocument } from "./send-document.ts";

let office: PastDueClub;
let mail: ScriptedMail;
let mailbox: ScriptedMailbox;
let lee: Member;
beforeEach(() => {
  office = openPastDueClub("2026-11-05");
  mail = scriptedMail();
  mailbox = scriptedMailbox();
  lee = office.member("Lee");
  setUpMail(office.club.db);
  setUpMailbox(office.club.db);
  writesByMail(office.club.db, lee.householdId, "lee@families.example");
});
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const db = () => office.club.db;
const cxAt = (minutes = 30): Cx => ({ ...office.cx(), now: addMilliseconds(toInstant(`${office.today()}T15:00:00.000Z`), minutes * 60_000) });
const pdf = { sha256: "b".repeat(64), bytes: 8, pages: 1 };
const run = (minutes = 30) => runMail(cxAt(minutes), mail, { [pdf.sha256]: Buffer.from("%PDF-1.7") });
const check = (minutes = 60) => lookInto(cxAt(minutes), mailbox);
const only = asId<MailId>(1);
const idOf = (mailId: number = only): string => db().read((r) => r.get<{ id: string }>("select message_id as id from mail where id = ?", mailId)?.id ?? "");
const returned = (over: ReportOf = {}) => report({ id: idOf(), ...over });
const returns = () => db().read((r) => r.all<{ line: string }>("select mail_id || ' ' || outcome as line from mail_return order by id").map(({ line }) => line));
const place = (folder = "inbox") => db().read((r) => r.get<{ line: string }>("select uid_validity || ':' || last_uid as line from mail_check_place where folder = ?", folder)?.line);
const backs = () => db().read((r) => r.get<{ n: number }>("select count(*) as n from audit where action = 'mail.came_back'")?.n);
const bounced = () => db().read((r) => r.all<{ line: string }>("select email || ' ' || reason as line from email_bounce").map(({ line }) => line));
const newsletter: MailParts = { ...report(), headers: { ...report().headers, from: "News <news@shop.example>", contentType: "text/plain", subject: "Sale" } };

async function toldByMail(): Promise<void> {
  await office.advanceTo("2026-12-06", { prints: false });
  await run();
  expect(outboxLines(db())).toEqual(["sent lee@families.example - 1"]);
}

async function documentByMail(minutes = 30): Promise<void> {
  const documentId = db().write((w) => {
    const id = insertDocument(w, { ...pdf, kind: "statement", householdId: lee.householdId, title: "Statement 7 for Lee", createdBy: null, createdAt: cxAt(0).now });
    w.exec("insert into statement (number, household_id, document_id, as_of_on, from_on, closing_cents, created_at) values (?, ?, ?, '2026-11-05', '2026-11-01', 0, ?)", takeNumber(w, "statement"), lee.householdId, id, cxAt(0).now);
    return id;
  });
  mailDocument(cxAt(minutes), documentId);
  await run(minutes);
}

describe("DOC-10 what came back has the very effect of a person saying so", () => {
  test("DOC-11 an address that does not exist: its letter waits to be printed, nobody counts as told, the address is flagged", async () => {
    await toldByMail();
    mailbox.arrives(returned());
    expect(await check()).toEqual({ state: "checked", looked: 1, cameBack: 1, delayed: 0, notOurs: 0, more: false });
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(listHouseholdNotices(office.cx(), lee.householdId)).toMatchObject([{ state: "queued", channel: "letter", toldOn: null }]);
    expect(bounced()).toEqual(["lee@families.example 550 5.1.1 No such user here"]);
    expect(outboxLines(db())).toEqual(["cancelled lee@families.example came_back_no_such_address 1"]);
    expect(await run(90)).toMatchObject({ sent: 0 });
  });

  test.each([
    [{ status: "5.2.2", diagnostic: "smtp; 552 mailbox full" }, "came_back_mailbox_full", "It came back: the mailbox of lee@families.example was full."],
    [{ status: "5.7.1", diagnostic: "smtp; 554 looks like spam" }, "came_back_taken_for_spam", "It came back: the mail server behind lee@families.example took it for advertising."],
    [{ status: "5.3.4", diagnostic: "smtp; 552 too big" }, "came_back_too_large", "It came back: it is larger than the mailbox of lee@families.example takes."],
    [{ status: "5.4.1", diagnostic: "smtp; 550 access denied" }, "came_back_refused", "It came back: the mail server behind lee@families.example did not take it."],
  ])("DOC-10 %j: %s, and the address stays", async (over, fault, problem) => {
    await documentByMail();
    mailbox.arrives(returned(over));
    expect(await check()).toMatchObject({ cameBack: 1 });
    expect(outboxLines(db())).toEqual([`failed lee@families.example ${fault} 1`]);
    expect(listOutboxEntries(cxAt(61)).rows).toMatchObject([{ state: "came_back", problem, foundAt: cxAt(60).now }]);
    expect(bounced()).toEqual([]);
  });

  test("DOC-10 prose of an old server counts as well where it carries our message", async () => {
    await documentByMail();
    mailbox.arrives({ ...likeQmail, text: likeQmail.text.replaceAll(/<outbox-[^>]*>/g, idOf()) });
    expect(await check()).toMatchObject({ cameBack: 1 });
    expect(outboxLines(db())).toEqual(["failed lee@families.example came_back_no_such_address 1"]);
  });

  test("DOC-10 one in doubt that came back has gone: the doubt is over, and it came back", async () => {
    mail.answers.push("lost");
    await documentByMail();
    expect(outboxLines(db())).toEqual(["unsure lee@families.example connection_lost 1"]);
    mailbox.arrives(returned({ status: "5.2.2" }));
    expect(await check()).toMatchObject({ cameBack: 1 });
    expect(outboxLines(db())).toEqual(["failed lee@families.example came_back_mailbox_full 1"]);
  });

  test("DOC-10 one that is delayed is noted and nothing else, and may still come back later", async () => {
    await documentByMail();
    mailbox.arrives({ ...likeEximDelay, text: likeEximDelay.text.replaceAll(/<outbox-[^>]*>/g, idOf()) });
    expect(await check()).toMatchObject({ cameBack: 0, delayed: 1 });
    expect(outboxLines(db())).toEqual(["sent lee@families.example - 1"]);
    mailbox.arrives(returned({ status: "4.4.7", diagnostic: "smtp; delivery time expired" }));
    expect(await check(70)).toMatchObject({ cameBack: 1 });
    expect(returns()).toEqual(["1 delayed", "1 came_back"]);
  });
});

describe("DOC-10 a returned message counts once", () => {
  test("DOC-10 read again under other numbers, or from the beginning, it changes nothing a second time", async () => {
    await documentByMail();
    mailbox.arrives(returned());
    await check();
    mailbox.folders.inbox.uidValidity = "2";
    expect(await check(70)).toMatchObject({ looked: 1, cameBack: 0 });
    db().write((w) => w.exec("delete from mail_check_place"));
    expect(await check(80)).toMatchObject({ looked: 1, cameBack: 0 });
    expect([backs(), returns(), place()]).toEqual([1, ["1 came_back"], "2:1"]);
  });

  test("DOC-10 after it was sent again, the one from before is known and does not count against it, a new one does", async () => {
    await documentByMail();
    mailbox.arrives(returned({ status: "5.2.2" }));
    await check();
    sendAgain(cxAt(61), only);
    await run(62);
    mailbox.folders.inbox.uidValidity = "2";
    expect(await check(70)).toMatchObject({ cameBack: 0 });
    expect(outboxLines(db())).toEqual(["sent lee@families.example - 1"]);
    const second = returned({ status: "5.2.2" });
    mailbox.arrives({ ...second, headers: { ...second.headers, messageId: "<b2@mx.families.example>" } });
    expect(await check(80)).toMatchObject({ cameBack: 1 });
    expect(backs()).toBe(2);
  });

  test("DOC-10 one that a person noted before, and sent again, is told from a new one by when it arrived", async () => {
    await documentByMail();
    mailCameBack(cxAt(40), { mailId: only, reason: "mailbox_full", words: "" });
    sendAgain(cxAt(200), only);
    await run(201);
    mailbox.arrives(returned({ status: "5.2.2" }), cxAt(35).now);
    expect(await check(210)).toMatchObject({ cameBack: 0 });
    expect(outboxLines(db())).toEqual(["sent lee@families.example - 1"]);
    mailbox.arrives(returned({ status: "5.2.2", diagnostic: "smtp; still full" }), cxAt(202).now);
    expect(await check(220)).toMatchObject({ cameBack: 1 });
    expect(returns()).toEqual(["1 no_effect", "1 came_back"]);
  });

  test("DOC-10 one that a person noted already has no effect", async () => {
    await documentByMail();
    mailCameBack(cxAt(40), { mailId: only, reason: "mailbox_full", words: "" });
    mailbox.arrives(returned());
    expect(await check()).toMatchObject({ cameBack: 0, notOurs: 0 });
    expect([outboxLines(db()), returns(), bounced()]).toEqual([["failed lee@families.example came_back_mailbox_full 1"], ["1 no_effect"], []]);
  });

  test("DOC-10 about a message that is being sent at this moment: it is read again, and then counts", async () => {
    await documentByMail();
    db().write((w) => w.exec("update mail set state = 'sending', ended_at = null"));
    mailbox.arrives(returned());
    expect(await check()).toEqual({ state: "stopped" });
    expect([place(), returns()]).toEqual([undefined, []]);
    db().write((w) => w.exec("update mail set state = 'sent', ended_at = ?", cxAt(61).now));
    expect(await check(62)).toMatchObject({ cameBack: 1 });
  });
});

describe("DOC-10 nothing is believed that may be forged", () => {
  test("DOC-10 an id that is not in the outbox, or another address than the message went to, moves nothing and is counted", async () => {
    await documentByMail();
    mailbox.arrives(returned({ id: idOf().replace("outbox-1.", "outbox-9.") }));
    mailbox.arrives(returned({ recipient: "somebody@else.example" }));
    mailbox.arrives(returned({ id: idOf().replace(/@.*>/, "@other.example>") }));
    expect(await check()).toMatchObject({ looked: 3, cameBack: 0, notOurs: 3 });
    expect([outboxLines(db()), returns(), bounced()]).toEqual([["sent lee@families.example - 1"], [], []]);
  });

  test("DOC-10 other mail is neither opened nor kept: not a word of it is in the file", async () => {
    await documentByMail();
    for (const [, parts] of others) mailbox.arrives(parts);
    mailbox.arrives({ ...newsletter, text: "violet kettle" });
    const before = db().read((r) => r.get<{ n: number }>("select count(*) as n from audit")?.n);
    expect(await check()).toMatchObject({ looked: others.length + 1, cameBack: 0 });
    expect(outboxLines(db())).toEqual(["sent lee@families.example - 1"]);
    expect(mailbox.heard.filter((line) => line === `read ${others.length + 1}` || line === "read 1" || line === "read 2")).toEqual([]);
    expect(returns()).toEqual([]);
    expect(db().read((r) => r.get<{ n: number }>("select count(*) as n from audit")?.n)).toBe(before);
  });
});

describe("DOC-10 how far it was read", () => {
  test("DOC-10 the first time thirty days back, then only what is new, also where nothing is", async () => {
    mailbox.arrives(newsletter, addMilliseconds(cxAt().now, -31 * 86_400_000));
    mailbox.arrives(newsletter, addMilliseconds(cxAt().now, -86_400_000));
    expect(await check(60)).toMatchObject({ looked: 1 });
    expect(place()).toBe("1:2");
    expect(await check(70)).toMatchObject({ looked: 0 });
    mailbox.arrives(newsletter, cxAt().now);
    expect(await check(80)).toMatchObject({ looked: 1 });
    expect(mailbox.heard).toEqual(["open inbox", "since 2026-10-06", "list 1", "open inbox", "above 2", "open inbox", "above 2", "list 1"]);
  });

  test("DOC-10 an empty folder has its place, too: what arrives next is new", async () => {
    expect(await check()).toMatchObject({ looked: 0 });
    expect(place()).toBe("1:0");
  });

  test("DOC-10 a check reads a bounded number of messages, and the next goes on there", async () => {
    for (let count = 0; count < mostInACheck + 5; count += 1) mailbox.arrives(newsletter);
    expect(await check(60)).toMatchObject({ looked: mostInACheck, more: true });
    expect(place()).toBe(`1:${mostInACheck}`);
    expect(await check(61)).toMatchObject({ looked: 5, more: false });
    expect(Math.max(...mailbox.heard.filter((line) => line.startsWith("list")).map((line) => Number(line.slice(5))))).toBe(200);
  });

  test("DOC-10 junk is read where it is wanted, with a place of its own", async () => {
    await documentByMail();
    mailbox.folders.junk = { uidValidity: "7", messages: [{ uid: 12, parts: returned(), arrivedAt: null }] };
    expect(await check(60)).toMatchObject({ looked: 0 });
    setUpMailbox(db(), { readsJunk: true });
    expect(await check(61)).toMatchObject({ looked: 1, cameBack: 1 });
    expect([place(), place("junk")]).toEqual(["1:0", "7:12"]);
    mailbox.folders.junk = null;
    expect(await check(62)).toMatchObject({ state: "checked" });
  });

  test("DOC-10 a line that breaks anywhere loses nothing: what had its effect keeps it, the rest is read next time", async () => {
    await documentByMail();
    await documentByMail(31);
    mailbox.arrives(returned());
    mailbox.arrives(report({ id: idOf(2), status: "5.2.2" }));
    for (const [breaks, cameBack] of [["open inbox", 0], ["since 2026-10-06", 0], ["list 2", 0], ["read 1", 0], ["read 2", 1]] as const) {
      mailbox.breaksAt = breaks;
      expect(await check(60)).toEqual({ state: "failed", fault: "busy", reply: "the line broke" });
      expect([breaks, backs()]).toEqual([breaks, cameBack]);
    }
    mailbox.breaksAt = undefined;
    expect(await check(70)).toMatchObject({ cameBack: 1, looked: 1 });
    expect([backs(), place()]).toEqual([2, "1:2"]);
  });

  test("DOC-10 stopped in between, what was found stays found and the rest is read next time", async () => {
    await documentByMail();
    await documentByMail(31);
    mailbox.arrives(returned({ status: "5.2.2" }));
    mailbox.arrives(report({ id: idOf(2), status: "5.2.2" }));
    expect(await lookInto(cxAt(60), mailbox, { isStopped: () => backs() === 1 })).toEqual({ state: "stopped" });
    expect([backs(), place()]).toEqual([1, "1:1"]);
    expect(await check(70)).toMatchObject({ cameBack: 1 });
  });

  test("DOC-10 settings that change in the middle end the check, and its place is not kept for another mailbox", async () => {
    await documentByMail();
    mailbox.arrives(returned());
    mailbox.onRead = () => setUpMailbox(db(), { version: 2 });
    expect(await check()).toEqual({ state: "stopped" });
    expect([backs(), place()]).toEqual([0, undefined]);
    mailbox.onRead = undefined;
    expect(await check(61)).toMatchObject({ cameBack: 1 });
  });

  test("DOC-10 progress is told to the end", async () => {
    for (let count = 0; count < 250; count += 1) mailbox.arrives(newsletter);
    const told: string[] = [];
    await lookInto(cxAt(), mailbox, { progress: (done, total) => told.push(`${done}/${total}`) });
    expect(told).toEqual(["200/250", "250/250"]);
  });
});

describe("DOC-10 how a check went", () => {
  const view = (minutes: number) => readMailbox(cxAt(minutes));

  test("DOC-10 what was found and when is shown, and a fault in words until the next good time", async () => {
    await documentByMail();
    mailbox.arrives(returned());
    await check(60);
    expect(view(61)).toMatchObject({ checkedAt: cxAt(60).now, last: { looked: 1, cameBack: 1 }, cameBack: 1, fault: null, late: "" });
    mailbox.fault = "login_wrong";
    expect(await check(70)).toEqual({ state: "failed", fault: "login_wrong", reply: "not now" });
    expect(view(71)).toMatchObject({ checkedAt: cxAt(60).now, cameBack: 1, fault: { what: expect.stringContaining("does not accept this user and password (desk)") as string, reply: "not now", againAt: cxAt(71).now } });
    mailbox.fault = undefined;
    expect(await check(80)).toMatchObject({ state: "checked", cameBack: 0 });
    expect(view(81)).toMatchObject({ checkedAt: cxAt(80).now, last: { looked: 0, cameBack: 0 }, cameBack: 1, fault: null });
  });

  test("DOC-10 after a day without a good time it is said for Today, and not before", async () => {
    await check(0);
    mailbox.fault = "no_answer";
    await check(30);
    expect(view(24 * 60 - 1).late).toBe("");
    expect(view(24 * 60).late).toMatch(/^For more than a day nobody could look whether messages came back\. The mail server imap\.maple\.example did not answer/);
    mailbox.fault = undefined;
    await check(24 * 60 + 1);
    expect(view(24 * 60 + 2).late).toBe("");
  });

  test("DOC-10 faults in a row are waited out longer each time; it is due again after ten minutes of a good one", async () => {
    const due = (minutes: number) => isMailboxDue({ ...cxAt(minutes), gateways: { ...office.cx().gateways, mailbox } });
    expect(due(0)).toBe(true);
    await check(0);
    expect([due(9), due(10)]).toEqual([false, true]);
    mailbox.fault = "busy";
    await check(10);
    await check(25);
    expect(view(25).fault?.againAt).toBe(cxAt(30).now);
    expect([due(34), due(35)]).toEqual([false, true]);
    expect(isMailboxDue(cxAt(60))).toBe(false);
  });

  test("DOC-10 without a password on this computer nobody is asked", async () => {
    db().write((w) => w.exec("update mail_check set sealed_password = ''"));
    expect(await check()).toMatchObject({ state: "failed", fault: "no_password" });
    db().write((w) => w.exec("update mail_check set sealed_password = 'of another computer'"));
    expect(await check(61)).toMatchObject({ state: "failed", fault: "no_password" });
    expect(mailbox.asked).toEqual([]);
  });

  test("DOC-10 the same as for sending: that user and that password, at the mailbox’s own server", async () => {
    setUpMailbox(db(), { isSame: true });
    await check();
    expect(mailbox.asked).toEqual([{ host: "imap.maple.example", port: 993, security: "tls", username: "desk", password: "open sesame" }]);
    // The account that sends went to another provider: its password is nothing to this server any more.
    db().write((w) => w.exec("update mail_account set host = 'smtp.other.example'"));
    expect(await check(61)).toMatchObject({ fault: "no_password" });
    expect(mailbox.asked).toHaveLength(1);
  });

  test("DOC-10 where there is no mailbox, or it is off, nothing is asked", async () => {
    expect(await lookInto(cxAt(), undefined)).toEqual({ state: "off" });
    db().write((w) => w.exec("update mail_check set is_on = 0"));
    expect(await check()).toEqual({ state: "off" });
    expect(refusalOf(() => askForCheck(cxAt()))).toBe("mailbox_not_on");
    db().write((w) => w.exec("update mail_check set is_on = 1"));
    askForCheck(cxAt());
    expect(mailbox.asked).toEqual([]);
  });
});
