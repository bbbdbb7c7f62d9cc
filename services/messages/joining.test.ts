/** DOC-12: who joins is told once, the whole family together, in the payer's language, with the signed agreements. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { signatureSheet, type Signature } from "#domain/agreements/signature.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { readAgreement } from "../agreements/read-agreement.ts";
import { signOnScreen } from "../agreements/sign.ts";
import { prepareLetters } from "../dunning/print-notices.ts";
import { removeMembership } from "../memberships/remove.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

const drawn: Signature = { kind: "drawn", ...signatureSheet, strokes: [[40, 150, 60, 60, 120, 60, 130, 150]] };

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

describe("DOC-12 who joins", () => {
  test("DOC-12 one person: the plan, the price, the first day and the next payment", () => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-05-01"]);
    club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    expect(club.told(householdId)).toEqual(["signup queued letter"]);
    expect(club.words(householdId, "signup")).toEqual({
      subject: "Welcome to Training practice",
      body: [
        "Dear Rosa Lee,",
        "Thank you for joining. This is what we agreed on:",
        "Rosa Lee, Adult: $37.00 a month, from Nov 5, 2026.",
        "The next payment of $37.00 is due on Dec 5, 2026. You can pay at our front desk or by check, and earlier if you like.",
        "",
        "You can end a membership by calling us at our front desk. If you have a question, we are glad to help.",
      ].join("\n"),
    });
  });

  test("DOC-12 in Spanish for a payer who reads Spanish", () => {
    const { householdId, patientIds } = club.family("Ortiz", ["Ana", "1980-05-01"]);
    club.speakSpanish(householdId);
    club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    const { subject, body } = club.words(householdId, "signup");
    expect(subject).toBe("Bienvenidos a Training practice");
    expect(body).toContain("Ana Ortiz, Adult: $37.00 al mes, desde el 5 nov 2026.");
    expect(body).toMatch(/El próximo pago, de \$37\.00, vence el 5 dic 2026|El próximo pago de \$37\.00/u);
  });

  test("DOC-12 a family of five that joins at once gets one message with five lines", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"], ["Bo", "1979-01-01"], ["Cy", "2016-01-01"], ["Di", "2017-01-01"], ["Ed", "2018-01-01"]);
    club.enrol(householdId, patientIds.map((patientId, index) => ({ patientId, plan: index < 2 ? club.adult : club.child })));
    expect(club.told(householdId)).toEqual(["signup queued letter"]);
    const { body } = club.words(householdId, "signup");
    expect(body.split("\n").filter((line) => /, (Adult|Child): /u.test(line))).toHaveLength(5);
    expect(body).toContain("The next payment of $149.00");
  });

  test("DOC-12 five who join one after another on one day get one message; who joins another day gets an own one", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"], ["Bo", "1979-01-01"], ["Cy", "2016-01-01"]);
    club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    club.enrol(householdId, [{ patientId: patientIds[1]!, plan: club.adult }]);
    expect(club.told(householdId)).toEqual(["signup queued letter"]);
    expect(club.words(householdId, "signup").body).toMatch(/Ann Kim, Adult: .*\nBo Kim, Adult: /u);
    club.advanceTo("2026-11-06", { prints: false });
    club.enrol(householdId, [{ patientId: patientIds[2]!, plan: club.child }]);
    expect(club.told(householdId)).toEqual(["signup queued letter", "signup queued letter"]);
    expect(club.words(householdId, "signup").body).not.toContain("Ann Kim, Adult");
  });

  test("DOC-12 one who joins after the day's message was printed gets an own one", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"], ["Bo", "1979-01-01"]);
    club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    expect(club.printLetters()).toEqual(["signup"]);
    club.enrol(householdId, [{ patientId: patientIds[1]!, plan: club.adult }]);
    expect(club.told(householdId)).toEqual(["signup printed letter", "signup queued letter"]);
    expect(club.words(householdId, "signup").body).not.toContain("Ann Kim, Adult");
  });

  test("DOC-12 a membership deleted as a mistake is not welcomed; of two the other still is", () => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-05-01"], ["Ben", "1981-05-01"]);
    const one = club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }], { unpaid: true });
    const two = club.enrol(householdId, [{ patientId: patientIds[1]!, plan: club.adult }], { unpaid: true });
    removeMembership(club.cx(), { membershipId: one.membershipIds[0]!, reason: "Typed by mistake" });
    expect(club.words(householdId, "signup").body).not.toContain("Rosa Lee, Adult");
    removeMembership(club.cx(), { membershipId: two.membershipIds[0]!, reason: "Typed by mistake" });
    expect(club.waiting(householdId, "signup")).toEqual([]);
    expect(club.told(householdId)).toEqual(["signup cancelled letter"]);
  });

  test("DOC-12 switched off nobody is written to; by e-mail only, who has no e-mail gets nothing", () => {
    club.write({ signup: "off" });
    const lee = club.family("Lee", ["Rosa", "1980-05-01"]);
    club.enrol(lee.householdId, [{ patientId: lee.patientIds[0]!, plan: club.adult }]);
    expect(club.told(lee.householdId)).toEqual([]);
    club.write({ signup: "email" });
    const kim = club.family("Kim", ["Ann", "1980-05-01"]);
    const ortiz = club.family("Ortiz", ["Ana", "1980-05-01"]);
    club.readsMail(ortiz.householdId, "ana@families.example");
    for (const { householdId, patientIds } of [kim, ortiz]) club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    expect(club.told(kim.householdId)).toEqual([]);
    expect(club.told(ortiz.householdId)).toEqual(["signup queued email"]);
  });

  test("DOC-12 nobody is written to where the payer has died; who died is not welcomed with the others", () => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1950-05-01"], ["Ben", "1981-05-01"]);
    const dies = (id: number | undefined) => club.db.write((db) => void db.exec("update patient set status = 'deceased', deceased_on = '2026-11-05' where id = ?", id ?? 0));
    club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })));
    dies(patientIds[1]);
    expect(club.words(householdId, "signup").body).not.toContain("Ben Lee");
    dies(patientIds[0]);
    expect(club.waiting(householdId, "signup")).toEqual([]);
    expect(club.printLetters()).toEqual([]);
  });

  test("DOC-12 MEM-8 the signed agreements go with it: attached to the e-mail, enclosed with the letter", async () => {
    const plan = club.plan({ name: "Signed", agreementRequired: true, agreementText: "This is not insurance." });
    const sign = (householdId: HouseholdId, patientIds: readonly PatientId[]) => {
      const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })), { agreement: "later" });
      for (const [index, membershipId] of membershipIds.entries()) {
        const { fingerprint } = readAgreement(club.cx(), membershipId) ?? { fingerprint: "" };
        signOnScreen(club.cx(), { membershipId, fingerprint, signer: "Ann Kim", signature: drawn, copy: { sha256: `copy-${householdId}-${index}`, bytes: 9, pages: 1 } });
      }
    };
    const kim = club.family("Kim", ["Ann", "1980-01-01"], ["Bo", "1979-01-01"]);
    club.readsMail(kim.householdId, "ann@families.example");
    sign(kim.householdId, kim.patientIds);
    expect(club.words(kim.householdId, "signup").body).toContain("The signed agreements are attached.");
    const file = Buffer.from("%PDF-1.7");
    const { arrived } = await club.send(16, { [`copy-${kim.householdId}-0`]: file, [`copy-${kim.householdId}-1`]: file });
    expect(arrived).toHaveLength(1);
    expect(arrived[0]?.attachments.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(["%PDF-1.7", "%PDF-1.7"]);
    const lee = club.family("Lee", ["Rosa", "1980-01-01"]);
    sign(lee.householdId, lee.patientIds);
    expect(club.words(lee.householdId, "signup").body).toContain("The signed agreement is enclosed.");
    const { letters } = prepareLetters(club.cx(), club.waiting(lee.householdId, "signup"));
    expect(letters.map(({ enclosures }) => enclosures.map(({ sha256 }) => sha256))).toEqual([[`copy-${lee.householdId}-0`]]);
  });

  test("DOC-12 an agreement whose file is gone: the message fails and says so, rather than going without", async () => {
    const plan = club.plan({ name: "Signed", agreementRequired: true, agreementText: "This is not insurance." });
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"]);
    club.readsMail(householdId, "ann@families.example");
    const { membershipIds } = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan })), { agreement: "later" });
    const [membershipId] = membershipIds;
    if (!membershipId) throw new Error("one membership");
    const { fingerprint } = readAgreement(club.cx(), membershipId) ?? { fingerprint: "" };
    signOnScreen(club.cx(), { membershipId, fingerprint, signer: "Ann Kim", signature: drawn, copy: { sha256: "gone", bytes: 9, pages: 1 } });
    expect((await club.send(16)).arrived).toEqual([]);
    expect(club.mails()).toEqual(["failed ann@families.example file_missing 1"]);
  });

  test("DOC-12 an e-mail waits a quarter of an hour, so that the rest of the family joins it; it goes once", async () => {
    const { householdId, patientIds } = club.family("Kim", ["Ann", "1980-01-01"], ["Bo", "1979-01-01"]);
    club.readsMail(householdId, "ann@families.example");
    club.enrol(householdId, [{ patientId: patientIds[0]!, plan: club.adult }]);
    expect((await club.send(14)).arrived).toEqual([]);
    club.enrol(householdId, [{ patientId: patientIds[1]!, plan: club.adult }]);
    const { arrived } = await club.send(16);
    expect(arrived).toHaveLength(1);
    expect(arrived[0]).toMatchObject({ toEmail: "ann@families.example", subject: "Welcome to Training practice" });
    expect(arrived[0]?.text).toContain("Bo Kim, Adult: $37.00 a month");
    expect((await club.send(60)).arrived).toHaveLength(1);
  });
});
