/** Recall by letter or e-mail (PKG-10, DOC-1): one a household, marked on the list, true when it goes out, not twice in a span. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findNotice } from "#db/dunning/notices.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, NoticeId, PatientId } from "#domain/identity.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { addService } from "../catalogue/manage-services.ts";
import { listLettersToPrint, prepareLetters, previewLetter } from "../dunning/print-notices.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { outboxLines, runMail, scriptedMail, setUpMail, writesByMail } from "../mail/mail.fixture.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { redeem } from "../packages/redeem-any.ts";
import { listGrantsOn } from "#db/packages/benefits.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { exportRecallCsv, markRecalled, recallList } from "./recall.ts";
import { callOffRecallLetter, foretellRecallLetters, writeRecallLetters, type RecallLettersAsk } from "./recall-letters.ts";

let club: Club;
let lee: { householdId: HouseholdId; rosa: MembershipId; ben: MembershipId; rosaId: PatientId };
let ortiz: { householdId: HouseholdId; ana: MembershipId };
beforeEach(() => {
  club = openClub("2026-01-05");
  addService(club.cx(), { code: "CLN", name: "Cleaning", category: "Hygiene", durationMinutes: 30, taxable: false, taxRatePpm: 0, priceCents: toCents(12_000) });
  const plan = club.plan({
    name: "Smile",
    prices: [{ months: 12, priceCents: toCents(20_000) }],
    activation: { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false },
    benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year", { scope: { kind: "services", codes: ["CLN"] } })],
  });
  const join = (last: string, ...people: string[]) => {
    const family = club.family(last, ...people.map((name): [string, string] => [name, "1980-01-01"]));
    const { membershipIds } = club.enrol(family.householdId, family.patientIds.map((patientId) => ({ patientId, plan, periodMonths: 12 as const })));
    return { ...family, membershipIds };
  };
  const a = join("Lee", "Rosa", "Ben");
  const b = join("Ortiz", "Ana");
  lee = { householdId: a.householdId, rosa: a.membershipIds[0]!, ben: a.membershipIds[1]!, rosaId: a.patientIds[0]! };
  ortiz = { householdId: b.householdId, ana: b.membershipIds[0]! };
  daysBefore(50);
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

/** The year ends on 5 January 2027. */
const daysBefore = (days: number) => club.sleepUntil(addDays(toDay("2027-01-05"), -days));
const ask = (membershipIds: readonly MembershipId[], over: Partial<RecallLettersAsk> = {}): RecallLettersAsk => ({ membershipIds, withinDays: 60, anyway: false, ...over });
const write = (membershipIds: readonly MembershipId[], over: Partial<RecallLettersAsk> = {}) => writeRecallLetters(club.cx(), ask(membershipIds, over));
const letterOf = (noticeIds: readonly NoticeId[]) => previewLetter(club.cx(), noticeIds[0] ?? (0 as NoticeId));
const row = (membershipId: MembershipId) => recallList(club.cx()).find((one) => one.membershipId === membershipId);
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, facts: error.facts };
    throw error;
  }
};

function useAll(patientId: PatientId): void {
  for (let unit = 0; unit < 2; unit += 1) {
    const service = club.db.read((r) => r.get<{ id: number }>("select id from service where code = 'CLN'"))!;
    const { invoiceId } = issueTyped(club.cx(), {
      householdId: lee.householdId,
      lines: [{ patientId, kind: "service", serviceId: service.id as never, description: "Cleaning", serviceOn: club.today(), quantity: 1, unitCents: toCents(12_000), taxRatePpm: 0 }],
      termsDays: 0,
    });
    const line = club.db.read((r) => r.get<{ id: number }>("select id from invoice_line where invoice_id = ?", invoiceId))!;
    const grant = club.db.read((r) => listGrantsOn(r, lee.householdId, club.today())).find((one) => one.patientId === patientId)!;
    redeem(club.cx(), { invoiceId, lineId: line.id as never, use: { kind: "benefit", grantId: grant.grantId } });
  }
}

describe("PKG-10 recall letters", () => {
  test("DOC-1 one letter a household says for each member what is unused and until when", () => {
    const written = write([lee.rosa, lee.ben, ortiz.ana]);
    expect(written).toMatchObject({ emails: 0, members: 3, recently: [], problems: [] });
    expect(written.noticeIds).toHaveLength(2);
    const letter = letterOf(written.noticeIds);
    expect(letter).toMatchObject({ subject: "Your membership has benefits waiting for you", pay: null, recipient: { name: "Rosa Lee" } });
    expect(letter.body).toContain("Rosa Lee: Cleanings, 2 of 2 (until Jan 4, 2027)\nBen Lee: Cleanings, 2 of 2 (until Jan 4, 2027)");
    expect(letter.body).not.toContain("Ortiz");
    expect(listLettersToPrint(club.cx()).map(({ kind, payerName }) => `${kind} ${payerName}`)).toEqual(["recall Ana Ortiz", "recall Rosa Lee"]);
  });

  test("DOC-8 a household that reads Spanish is written to in Spanish", () => {
    club.db.write((db) => db.exec("update patient set language = 'es' where household_id = ?", ortiz.householdId));
    const letter = letterOf(write([ortiz.ana]).noticeIds);
    expect(letter.subject).toBe("Su membresía tiene beneficios por usar");
    expect(letter.body).toContain("Ana Ortiz: Cleanings, 2 de 2 (hasta el 4 ene 2027)");
  });

  test("PKG-10 the list says when each was written to, and does not ask for a call before the next stage", () => {
    write([lee.rosa]);
    expect(row(lee.rosa)).toMatchObject({ isDue: false, call: null, letter: { writtenOn: club.today(), state: "queued" } });
    expect(row(lee.ben)).toMatchObject({ isDue: true, letter: null });
    expect(exportRecallCsv(club.cx())).toContain(club.today());
    daysBefore(30);
    expect(row(lee.rosa)).toMatchObject({ isDue: true, letter: { state: "queued" } });
  });

  test("PKG-10 a call and a letter stand beside each other, and the later one counts", () => {
    write([lee.rosa]);
    daysBefore(30);
    markRecalled(club.cx(), { membershipId: lee.rosa, note: "Busy" });
    expect(row(lee.rosa)).toMatchObject({ isDue: false, call: { note: "Busy" }, letter: { state: "queued" } });
  });

  test("PKG-10 who was written to within the span is left out and named; all of them are refused", () => {
    write([lee.rosa]);
    const first = club.today();
    daysBefore(20);
    const again = write([lee.rosa, ortiz.ana]);
    expect(again).toMatchObject({ members: 1, recently: [{ patientName: "Rosa Lee", writtenOn: first }] });
    expect(refusal(() => write([lee.rosa, ortiz.ana]))).toEqual({ code: "recall_written_recently", facts: { people: 2, onDay: club.today(), days: 60 } });
    expect(refusal(() => write([lee.rosa]))).toEqual({ code: "recall_written_recently", facts: { people: 1, onDay: first, days: 60 } });
  });

  test("PKG-10 after the span, and where the desk says so, a second letter is written", () => {
    const first = write([lee.rosa]).noticeIds;
    daysBefore(20);
    expect(refusal(() => write([lee.rosa], { withinDays: 31 }))).toMatchObject({ code: "recall_written_recently" });
    expect(write([lee.rosa], { withinDays: 30 })).toMatchObject({ members: 1, recently: [] });
    const third = write([lee.rosa], { anyway: true });
    expect(third).toMatchObject({ members: 1, recently: [{ patientName: "Rosa Lee", writtenOn: club.today() }] });
    expect(third.noticeIds).not.toEqual(first);
  });

  test("F-15 a repeated click writes one letter", () => {
    const cx = club.cx();
    const once = writeRecallLetters(cx, ask([lee.rosa]));
    expect(writeRecallLetters(cx, ask([lee.rosa]))).toEqual(once);
    expect(listLettersToPrint(club.cx())).toHaveLength(1);
  });

  test("MEM-21 what is foretold is what is written, and foretelling leaves nothing behind", () => {
    const foretold = foretellRecallLetters(club.cx(), ask([lee.rosa, ortiz.ana]));
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect(row(lee.rosa)?.letter).toBeNull();
    const { noticeIds, ...written } = write([lee.rosa, ortiz.ana]);
    const { noticeIds: before, ...rest } = foretold;
    expect(written).toEqual(rest);
    expect(noticeIds).toHaveLength(before.length);
  });

  test("PKG-10 nobody of the list at all is refused", () => {
    expect(refusal(() => write([999 as MembershipId]))).toEqual({ code: "recall_not_there", facts: {} });
    daysBefore(121);
    expect(refusal(() => write([lee.rosa]))).toMatchObject({ code: "recall_not_there" });
  });

  test("DOC-5 a letter without a complete address is written, waits, and is said", () => {
    club.db.write((db) => db.exec("update household set address_line1 = '' where id = ?", ortiz.householdId));
    expect(write([ortiz.ana]).problems).toEqual([{ householdId: ortiz.householdId, name: "Ana Ortiz", reason: "No street in the address" }]);
    expect(listLettersToPrint(club.cx())).toMatchObject([{ problem: "No street in the address" }]);
  });
});

describe("PKG-10 a recall letter tells the truth on the day it goes out", () => {
  test("PKG-10 what was used meanwhile is not in it, and nobody left means no letter", () => {
    const { noticeIds } = write([lee.rosa, lee.ben]);
    useAll(lee.rosaId);
    expect(letterOf(noticeIds).body).not.toContain("Rosa Lee: ");
    expect(letterOf(noticeIds).body).toContain("Ben Lee: Cleanings, 2 of 2");
    club.db.write((db) => db.exec("update benefit_grant set used = quantity"));
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect(refusal(() => prepareLetters(club.cx(), noticeIds))).toMatchObject({ code: "nothing_to_print" });
    club.db.write((db) => db.exec("update benefit_grant set used = (select count(*) from benefit_use u where u.grant_id = benefit_grant.id and u.undone_on is null)"));
  });

  test("PKG-10 the day’s run takes a letter off that is not needed any more", () => {
    const { noticeIds } = write([lee.rosa]);
    useAll(lee.rosaId);
    club.runNow();
    expect(club.db.read((db) => findNotice(db, noticeIds[0]!))).toMatchObject({ state: "cancelled" });
  });

  test("PKG-10 a letter that waits can be called off, and the list asks again", () => {
    const { noticeIds } = write([lee.rosa]);
    expect(callOffRecallLetter(club.cx(), noticeIds[0]!)).toEqual({ noticeId: noticeIds[0] });
    expect(row(lee.rosa)).toMatchObject({ isDue: true, letter: null });
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect(refusal(() => callOffRecallLetter(club.cx(), noticeIds[0]!))).toEqual({ code: "recall_letter_gone", facts: {} });
    // What was called off does not count as written.
    expect(write([lee.rosa])).toMatchObject({ members: 1, recently: [] });
  });

  test("PKG-10 a letter that was printed cannot be called off, and the list says so", () => {
    const { noticeIds } = write([lee.rosa]);
    club.printLetters();
    expect(row(lee.rosa)?.letter).toMatchObject({ state: "printed" });
    expect(refusal(() => callOffRecallLetter(club.cx(), noticeIds[0]!))).toMatchObject({ code: "recall_letter_gone" });
  });

  test("PKG-10 only letters of recall are called off here", () => {
    expect(refusal(() => callOffRecallLetter(club.cx(), 4711 as NoticeId))).toMatchObject({ code: "recall_letter_gone" });
  });
});

describe("DOC-10 recall by e-mail", () => {
  const reached = () => {
    setUpMail(club.db);
    writesByMail(club.db, ortiz.householdId, "ana@families.example");
  };

  test("DOC-12 a household that likes e-mail gets the same words by e-mail, the others a letter", async () => {
    reached();
    const mail = scriptedMail();
    const written = write([lee.rosa, ortiz.ana]);
    expect(written).toMatchObject({ emails: 1, members: 2 });
    expect(written.noticeIds).toHaveLength(1);
    await runMail(club.cx(), mail);
    expect(mail.arrived).toMatchObject([{ toEmail: "ana@families.example", subject: "Your membership has benefits waiting for you" }]);
    expect(mail.arrived[0]?.text).toContain("Ana Ortiz: Cleanings, 2 of 2 (until Jan 4, 2027)");
    expect(row(ortiz.ana)?.letter).toMatchObject({ state: "sent", writtenOn: club.today() });
  });

  test("PKG-10 a message that waits can be called off, and is never sent", async () => {
    reached();
    const mail = scriptedMail();
    write([ortiz.ana]);
    const noticeId = row(ortiz.ana)?.letter?.noticeId ?? (0 as NoticeId);
    callOffRecallLetter(club.cx(), noticeId);
    expect(outboxLines(club.db)).toEqual(["cancelled ana@families.example - 0"]);
    await runMail(club.cx(), mail);
    expect(mail.arrived).toEqual([]);
    expect(row(ortiz.ana)?.letter).toBeNull();
  });

  test("DOC-10 a message in doubt may have arrived: it cannot be called off", async () => {
    reached();
    const mail = scriptedMail();
    mail.answers.push("lost");
    write([ortiz.ana]);
    const noticeId = row(ortiz.ana)?.letter?.noticeId ?? (0 as NoticeId);
    await runMail(club.cx(), mail);
    expect(mail.arrived).toHaveLength(1);
    expect(refusal(() => callOffRecallLetter(club.cx(), noticeId))).toEqual({ code: "recall_letter_gone", facts: {} });
  });

  test("PKG-10 an e-mail is not sent when a visit was booked, or everything used, before it went", async () => {
    reached();
    const mail = scriptedMail();
    write([ortiz.ana]);
    club.db.write((db) => db.exec("update benefit_grant set used = quantity where membership_id = ?", ortiz.ana));
    await runMail(club.cx(), mail);
    expect(mail.arrived).toEqual([]);
    club.db.write((db) => db.exec("update benefit_grant set used = 0 where membership_id = ?", ortiz.ana));
  });
});
