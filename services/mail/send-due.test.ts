import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAccount } from "#db/mail/account.ts";
import { insertBounce } from "#db/people/bounces.ts";
import { addDays, toDay, toInstant } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { Delivery } from "#domain/mail/faults.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { Cx } from "../context.ts";
import { localMail } from "../gateways/mail.ts";
import { noCards } from "../gateways/cards.ts";
import { listHouseholdNotices } from "../dunning/list-notices.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { openPastDueClub, type Member, type PastDueClub } from "../dunning/past-due.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { doubtQueuedMail, doubtUnfinishedMail } from "./left-over.ts";
import { outboxLines, runMail, scriptedMail, setUpMail, writesByMail, type ScriptedMail } from "./mail.fixture.ts";
import { sendDueMail, tryMailNow } from "./send-due.ts";
import { takeNextMail } from "./take-next.ts";

let office: PastDueClub;
let mail: ScriptedMail;
beforeEach(() => {
  office = openPastDueClub("2026-11-05");
  mail = scriptedMail();
});
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

/** Today at a time of its own: minutes after three in the afternoon, which may be days. */
const cxAt = (minutes: number): Cx => ({ ...office.cx(), now: addMilliseconds(toInstant(`${office.today()}T15:00:00.000Z`), minutes * 60_000) });
const run = (minutes = 30) => runMail(cxAt(minutes), mail);

/** A member who is past due and whose household likes e-mail. */
async function pastDue(last = "Lee", email = "lee@families.example"): Promise<Member> {
  const member = office.member(last);
  writesByMail(office.club.db, member.householdId, email);
  await office.advanceTo("2026-12-06", { prints: false });
  return member;
}

const told = (householdId: HouseholdId) => listHouseholdNotices(office.cx(), householdId).map(({ channel, state, toldOn }) => [channel, state, toldOn]);

describe("DOC-12 by the household’s own channel", () => {
  test("DOC-10 who likes e-mail and has an address gets the letter’s words by e-mail, once, and counts as told", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    expect(listLettersToPrint(office.cx())).toEqual([]);
    expect(outboxLines(office.club.db)).toEqual(["queued lee@families.example - 0"]);
    expect(await run()).toEqual({ sent: 1, failed: 0, putOff: 0, unsure: 0 });
    expect(mail.arrived).toHaveLength(1);
    expect(mail.arrived[0]).toMatchObject({ toEmail: "lee@families.example", subject: "Your membership payment", fromName: "Maple Street Dental", attachments: [] });
    expect(mail.arrived[0]?.text).toContain("Dear Rosa Lee,");
    expect(mail.arrived[0]?.text).toContain("Training practice");
    expect(mail.asked[0]?.password).toBe("open sesame");
    expect(told(lee.householdId)).toEqual([["email", "sent", office.today()]]);
    expect(await run()).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 0 });
    expect(mail.arrived).toHaveLength(1);
  });

  test.each([
    ["no account", (): void => undefined, "lee@families.example"],
    ["no address", (): void => setUpMail(office.club.db), ""],
  ] as const)("DOC-12 %s: it is printed", async (_, prepare, email) => {
    prepare();
    await pastDue("Lee", email);
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(outboxLines(office.club.db)).toEqual([]);
  });

  test("PPL-2 an address from which mail came back is not used: it is printed", async () => {
    setUpMail(office.club.db);
    const lee = office.member("Lee");
    writesByMail(office.club.db, lee.householdId, "lee@families.example");
    office.club.db.write((db) =>
      insertBounce(db, { patientId: lee.patientId, email: "LEE@families.example", bouncedOn: toDay("2026-11-20"), reason: "No such user", createdBy: null, createdAt: office.cx().now }),
    );
    await office.advanceTo("2026-12-06", { prints: false });
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(outboxLines(office.club.db)).toEqual([]);
  });

  test("DOC-10 an address that is lost before the message goes: it waits with the letters instead", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    writesByMail(office.club.db, lee.householdId, "");
    expect(await run()).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 0 });
    expect(listLettersToPrint(office.cx())).toHaveLength(1);
    expect(outboxLines(office.club.db)).toEqual(["cancelled lee@families.example - 0"]);
  });

  test("DOC-10 an address that changed before the message goes is the new one", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    writesByMail(office.club.db, lee.householdId, "new@families.example");
    await run();
    expect(mail.arrived.map(({ toEmail }) => toEmail)).toEqual(["new@families.example"]);
  });

  test("DOC-5 what was paid meanwhile is not written about any more", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    office.club.db.write((db) => db.exec("update invoice set balance_cents = 0 where household_id = ?", lee.householdId));
    expect(await run()).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 0 });
    expect(mail.arrived).toEqual([]);
    office.club.db.write((db) => db.exec("update invoice set balance_cents = total_cents where household_id = ? and due_on > '2026-11-30'", lee.householdId));
    await run(120);
    expect(mail.arrived).toHaveLength(1);
  });

  test("F-21 a training practice keeps every message on the computer", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    const cx = (): Cx => ({ ...cxAt(30), gateways: { cards: noCards, mail: localMail } });
    const asked: string[] = [];
    const needs = { cx, password: async (sealed: string): Promise<null> => {
        asked.push(sealed);
        return null;
      }, file: () => undefined, isStopped: () => false };
    expect(await sendDueMail(needs)).toMatchObject({ sent: 1 });
    expect(asked).toEqual([]);
    expect(told(lee.householdId)).toEqual([["email", "sent", office.today()]]);
    expect(office.club.db.read((db) => db.all("select kept_here as kept from mail"))).toEqual([{ kept: 1 }]);
  });
});

describe("DOC-10 tried again only where nothing was taken over", () => {
  const later: Delivery = { state: "again", fault: "greylisted", reply: "451 4.7.1 later" };

  test("DOC-10 put off: 5 minutes, 15, 1 hour, 4, 12, 24, then it fails for a person to see", async () => {
    setUpMail(office.club.db);
    await pastDue();
    const waits = [5, 15, 60, 240, 720, 1440];
    let minutes = 30;
    for (const [index, wait] of waits.entries()) {
      mail.answers.push(later);
      expect(await run(minutes)).toMatchObject({ putOff: 1 });
      expect(outboxLines(office.club.db)).toEqual([`queued lee@families.example greylisted ${index + 1}`]);
      expect(await run(minutes + wait - 1)).toMatchObject({ sent: 0, putOff: 0 });
      minutes += wait;
    }
    mail.answers.push(later);
    expect(await run(minutes)).toMatchObject({ failed: 1, putOff: 0 });
    expect(outboxLines(office.club.db)).toEqual(["failed lee@families.example greylisted 7"]);
    expect(await run(minutes + 100_000)).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 0 });
    expect(mail.arrived).toEqual([]);
  });

  test("DOC-10 refused for good: it fails, the letter is still untold, and others go out", async () => {
    setUpMail(office.club.db);
    const ortiz = office.member("Ortiz");
    writesByMail(office.club.db, ortiz.householdId, "ortiz@families.example");
    const lee = await pastDue();
    mail.answers.push({ state: "failed", fault: "recipient_refused", reply: "550 no such user" });
    expect(await run()).toEqual({ sent: 1, failed: 1, putOff: 0, unsure: 0 });
    const [failed] = [ortiz, lee].filter(({ householdId }) => told(householdId)[0]?.[1] === "queued");
    expect(failed).toBeDefined();
    expect(mail.asked).toHaveLength(1);
  });

  test("DOC-10 a broken line leaves one message in doubt, and the run goes on over a new one", async () => {
    setUpMail(office.club.db);
    const ortiz = office.member("Ortiz");
    writesByMail(office.club.db, ortiz.householdId, "ortiz@families.example");
    await pastDue();
    mail.answers.push("lost");
    expect(await run()).toEqual({ sent: 1, failed: 0, putOff: 0, unsure: 1 });
    expect(mail.asked).toHaveLength(2);
    for (const minutes of [60, 600, 6000]) await run(minutes);
    expect(mail.arrived).toHaveLength(2);
  });

  test("DOC-10 a line that breaks again and again ends the run; nothing is sent twice", async () => {
    setUpMail(office.club.db);
    for (const last of ["Ortiz", "Nguyen", "Adler"]) {
      const { householdId } = office.member(last);
      writesByMail(office.club.db, householdId, `${last.toLowerCase()}@families.example`);
    }
    await pastDue();
    mail.answers.push("lost", "lost");
    expect(await run()).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 2 });
    expect(await run(60)).toEqual({ sent: 2, failed: 0, putOff: 0, unsure: 0 });
    expect(new Set(mail.arrived.map(({ messageId }) => messageId)).size).toBe(4);
    expect(mail.arrived).toHaveLength(4);
  });
});

describe("DOC-10 a fault of the account touches no message", () => {
  test("DOC-10 it is asked again after 1, 5, 15 and 60 minutes; the fault is kept and forgotten when it works", async () => {
    setUpMail(office.club.db);
    await pastDue();
    mail.fault = "no_answer";
    let minutes = 30;
    for (const wait of [1, 5, 15, 60, 60]) {
      await run(minutes);
      expect(office.club.db.read((db) => findAccount(db)?.pausedUntil)).toBe(cxAt(minutes + wait).now);
      const asked = mail.asked.length;
      await run(minutes + wait - 1);
      expect(mail.asked).toHaveLength(asked);
      minutes += wait;
    }
    expect(outboxLines(office.club.db)).toEqual(["queued lee@families.example - 0"]);
    mail.fault = undefined;
    expect(await run(minutes)).toMatchObject({ sent: 1 });
    expect(office.club.db.read((db) => findAccount(db))).toMatchObject({ fault: null, faults: 0, pausedUntil: null });
  });

  test("DOC-10 somebody asks to try now: nobody waits for the hour", async () => {
    setUpMail(office.club.db);
    await pastDue();
    mail.fault = "login_wrong";
    await run(30);
    mail.fault = undefined;
    expect(await run(30)).toMatchObject({ sent: 0 });
    expect(tryMailNow(cxAt(30))).toEqual({ waiting: 1 });
    expect(await run(30)).toMatchObject({ sent: 1 });
  });

  test("DOC-10 without its password on this computer nothing is said to any server", async () => {
    setUpMail(office.club.db);
    await pastDue();
    office.club.db.write((db) => db.exec("update mail_account set sealed_password = 'of another computer'"));
    await run();
    expect(mail.asked).toEqual([]);
    expect(office.club.db.read((db) => findAccount(db)?.fault)).toBe("no_password");
  });

  test("DOC-10 switched off, nothing goes out and nothing is lost", async () => {
    setUpMail(office.club.db);
    await pastDue();
    office.club.db.write((db) => db.exec("update mail_account set is_on = 0"));
    expect(await run()).toMatchObject({ sent: 0 });
    office.club.db.write((db) => db.exec("update mail_account set is_on = 1"));
    expect(await run()).toMatchObject({ sent: 1 });
  });
});

describe("DOC-10 at most once over a crash and a restore", () => {
  test("DOC-10 what was on its way when the program stopped is in doubt, and no run sends it again", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    const taken = takeNextMail(cxAt(30));
    expect(taken?.mail.toEmail).toBe("lee@families.example");
    expect(outboxLines(office.club.db)).toEqual(["sending lee@families.example - 1"]);
    doubtUnfinishedMail(cxAt(31));
    expect(outboxLines(office.club.db)).toEqual(["unsure lee@families.example stopped_while_sending 1"]);
    for (const minutes of [60, 6000]) expect(await run(minutes)).toMatchObject({ sent: 0 });
    expect(told(lee.householdId)).toEqual([["email", "queued", null]]);
  });

  test("DOC-10 a run that broke in the middle is known to the next one", async () => {
    setUpMail(office.club.db);
    await pastDue();
    takeNextMail(cxAt(30));
    expect(await run(31)).toEqual({ sent: 0, failed: 0, putOff: 0, unsure: 0 });
    expect(outboxLines(office.club.db)).toEqual(["unsure lee@families.example stopped_while_sending 1"]);
  });

  test("DOC-10 BIL-20 in a file from elsewhere even what waited is in doubt: the other copy may have sent it", async () => {
    setUpMail(office.club.db);
    await pastDue();
    office.club.db.write((db) => doubtQueuedMail(office.cx(), db));
    expect(outboxLines(office.club.db)).toEqual(["unsure lee@families.example stopped_while_sending 0"]);
    expect(await run()).toMatchObject({ sent: 0 });
  });

  test("BIL-11 nobody lapses by a final notice that never left: it waits while the mail is in doubt", async () => {
    setUpMail(office.club.db);
    const lee = await pastDue();
    for (let on = office.today(); on < "2026-12-24"; on = addDays(on, 1)) {
      await office.advanceTo(addDays(on, 1), { prints: false });
      await run();
    }
    const finalOn = listHouseholdNotices(office.cx(), lee.householdId).find(({ kind }) => kind === "past_due_reminder");
    expect(finalOn?.state).toBe("sent");
    mail.answers.push("lost");
    await office.advanceTo("2026-12-28", { prints: false });
    await run();
    await office.advanceTo("2027-01-20", { prints: false });
    expect(office.standing(lee)).toBe("past_due");
  });
});
