/** DOC-12: a message about an act can be left unsent; a letter that a rule asks for cannot. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import type { HouseholdId, NoticeId } from "#domain/identity.ts";
import { listOutboxEntries } from "../mail/list-outbox.ts";
import { listHouseholdNotices } from "../dunning/list-notices.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { takeOffMessage } from "./take-off.ts";
import { openTellingClub, type TellingClub } from "./tells.fixture.ts";

let club: TellingClub;
beforeEach(() => (club = openTellingClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function joined(last: string, email?: string): { readonly householdId: HouseholdId; readonly noticeId: NoticeId } {
  const { householdId, patientIds } = club.family(last, ["Rosa", "1980-05-01"]);
  if (email !== undefined) club.readsMail(householdId, email);
  club.enrol(householdId, patientIds.map((patientId) => ({ patientId, plan: club.adult })));
  const [noticeId] = club.waiting(householdId, "signup");
  if (noticeId === undefined) throw new Error("a welcome waits");
  return { householdId, noticeId };
}

describe("DOC-12 taken off by hand", () => {
  test("DOC-12 a letter: it leaves the tray, and the household's list says why", () => {
    const lee = joined("Lee");
    expect(listOutboxEntries(club.cx()).rows).toMatchObject([{ what: "Welcome to the plan", state: "to_print", mayTakeOff: true }]);
    takeOffMessage(club.cx(), lee.noticeId);
    expect(listOutboxEntries(club.cx()).rows).toEqual([]);
    expect(listHouseholdNotices(club.cx(), lee.householdId)).toMatchObject([{ kind: "signup", state: "cancelled", reason: "Taken off by hand" }]);
    expect(refusalOf(() => takeOffMessage(club.cx(), lee.noticeId))).toBe("notice_not_waiting");
  });

  test("DOC-12 an e-mail that waits its quarter of an hour is not sent", async () => {
    const lee = joined("Lee", "rosa@families.example");
    expect(listOutboxEntries(club.cx()).rows).toMatchObject([{ channel: "email", state: "queued", mayTakeOff: true }]);
    takeOffMessage(club.cx(), lee.noticeId);
    expect((await club.send(60)).arrived).toEqual([]);
    expect(listOutboxEntries(club.cx()).rows).toEqual([]);
  });

  test("DOC-12 what has gone stays gone: an e-mail that was sent, a letter that was printed", async () => {
    const lee = joined("Lee", "rosa@families.example");
    await club.send(16);
    expect(refusalOf(() => takeOffMessage(club.cx(), lee.noticeId))).toBe("notice_not_waiting");
    const moss = joined("Moss");
    club.printLetters();
    expect(refusalOf(() => takeOffMessage(club.cx(), moss.noticeId))).toBe("notice_not_waiting");
    expect(refusalOf(() => takeOffMessage(club.cx(), 999 as NoticeId))).toBe("notice_not_found");
  });

  test("BIL-11 a letter that a rule asks for is refused by its name", () => {
    const lee = joined("Lee");
    club.advanceTo("2026-12-06", { prints: false });
    const [pastDue] = club.db.read((db) => db.all<{ id: NoticeId }>("select id from notice where kind = 'past_due' and household_id = ?", lee.householdId));
    expect(refusalOf(() => takeOffMessage(club.cx(), pastDue?.id ?? (0 as NoticeId)))).toBe("notice_needed");
    expect(listOutboxEntries(club.cx()).rows.find(({ noticeId }) => noticeId === pastDue?.id)).toMatchObject({ mayTakeOff: false });
  });
});
