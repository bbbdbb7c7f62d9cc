/** BIL-6, DOC-12: a message never stands in the way of money or of anybody else, whatever is wrong with its facts. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { openCardClub } from "../charging/card-club.fixture.ts";
import { listLettersToPrint } from "../dunning/print-notices.ts";
import { readDunning, saveDunning } from "../dunning/settings.ts";
import { listNeedsAttention } from "../dunning/attention.ts";
import { setUpMail, writesByMail } from "../mail/mail.fixture.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { refundDues } from "../refunds/refund-dues.ts";
import { viewRefundable } from "../refunds/refundable.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => club.dispose());

function member(last: string): { readonly householdId: HouseholdId; readonly id: MembershipId } {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-05-01"]);
  const [id] = club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult }))).membershipIds;
  if (id === undefined) throw new Error("one membership");
  club.printLetters();
  return { householdId, id };
}
/** From here on the outbox takes no row of this kind. */
const breakOutbox = (kind: string): void =>
  club.db.write((db) => void db.exec(`create trigger broken_outbox before insert on notice when new.kind = '${kind}' begin select raise(abort, 'broken'); end`));
const brokenOnes = (): string[] => listNeedsAttention(club.cx()).map(({ name, reason }) => `${name}: ${reason}`);

describe("BIL-6 DOC-12 the act is done whatever is wrong with its message", () => {
  test("BIL-6 BIL-8 a charge that succeeded is booked although its receipt cannot be written, and a person is told", async () => {
    const house = openCardClub("2026-11-05");
    const { version, settings } = readDunning(house.cx());
    saveDunning(house.cx(), { basedOn: version, settings: { ...settings, writing: { draw_receipt: "all" } } });
    const lee = house.member("Lee");
    const moss = house.member("Moss");
    setUpMail(house.db);
    writesByMail(house.db, moss.householdId, "moss@families.example");
    house.db.write((db) =>
      void db.exec(`create trigger broken_outbox before insert on notice when new.kind = 'draw_receipt' and new.household_id = ${lee.householdId} begin select raise(abort, 'broken'); end`),
    );
    await house.runThrough("2026-12-05");
    expect(house.succeeded()).toHaveLength(2);
    expect(house.attempts().map(({ state }) => state)).toEqual(["succeeded", "succeeded"]);
    expect([lee, moss].map(({ householdId }) => house.balance(householdId).balanceCents)).toEqual([0, 0]);
    expect(house.attention()).toEqual(["message: message_inconsistent"]);
    expect(house.db.read((db) => db.all<{ id: number }>("select household_id as id from notice where kind = 'draw_receipt'"))).toEqual([{ id: moss.householdId }]);
    house.db.write((db) => void db.exec("drop trigger broken_outbox"));
    expect(house.breaches()).toEqual([]);
    await house.run();
    expect(house.succeeded()).toHaveLength(2);
    house.dispose();
  });

  test("BIL-6 INV-9 a refund is booked although it cannot be told", () => {
    const lee = member("Lee");
    breakOutbox("refunded");
    const [paid] = viewRefundable(club.cx(), lee.id).payments;
    if (!paid) throw new Error("something was paid");
    const { refundId } = refundDues(club.cx(), { membershipId: lee.id, paymentId: paid.paymentId, invoiceId: paid.invoiceId, cents: toCents(1000), by: "check", owedAgain: false, reason: "Kindness", cancel: null });
    expect(club.db.read((db) => db.get("select amount_cents as cents from refund where id = ?", refundId))).toEqual({ cents: 1000 });
    expect(club.waiting(lee.householdId, "refunded")).toEqual([]);
    expect(brokenOnes()).toEqual([expect.stringContaining("message_inconsistent")]);
  });

  test("BIL-6 joining, leaving and what is taken back go on, too", () => {
    breakOutbox("signup");
    const lee = member("Lee");
    expect(club.told(lee.householdId)).toEqual([]);
    club.db.write((db) => void db.exec("drop trigger broken_outbox"));
    breakOutbox("cancelled");
    expect(cancelMembership(club.cx(), { membershipId: lee.id, when: "end_of_paid_period", onDate: null, reason: "Moving" }).effectiveOn).toBe("2026-12-05");
    expect(club.told(lee.householdId)).toEqual([]);
    expect(brokenOnes()).toHaveLength(1);
  });
});

describe("BIL-6 DOC-12 one household's broken facts hold up nobody else", () => {
  test("BIL-6 the run tidies up everybody else's messages and comes to its end", () => {
    const [lee, moss] = [member("Lee"), member("Moss")];
    for (const { id } of [lee, moss]) cancelMembership(club.cx(), { membershipId: id, when: "end_of_paid_period", onDate: null, reason: "Moving" });
    club.db.write((db) => {
      // What the change wrote cannot be read any more; the other's patient has died meanwhile.
      db.exec("update membership_change set trace = 'torn' where id = (select min(id) from membership_change)");
      db.exec("update patient set status = 'deceased', deceased_on = '2026-11-05' where household_id = ?", moss.householdId);
    });
    const report = club.runNow();
    expect(report.finishedAt).toBeTruthy();
    expect(club.told(moss.householdId).at(-1)).toBe("cancelled cancelled letter");
    expect(club.told(lee.householdId).at(-1)).toBe("cancelled cancelled letter");
    expect(listLettersToPrint(club.cx())).toEqual([]);
    expect(brokenOnes().filter((line) => line.includes("message_inconsistent"))).toHaveLength(1);
    club.runNow();
    expect(brokenOnes().filter((line) => line.includes("message_inconsistent"))).toHaveLength(1);
  });
});
