import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId, type CardId } from "#domain/identity.ts";
import { scriptedCards, type ScriptedCards } from "../gateways/scripted-cards.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listToCollect } from "../billing/today.ts";
import { listCalls } from "./call-list.ts";
import { openPastDueClub, type PastDueClub } from "./past-due.fixture.ts";
import { queueCardExpiryNotice } from "./queue-notice.ts";
import { listDueRetries } from "./retries.ts";

let office: PastDueClub;
let cards: ScriptedCards;
/** What the processor answers; the card's token decides while it is null. */
let declining: string | null;
beforeEach(() => {
  declining = null;
  cards = scriptedCards({
    now: () => toInstant(`${office.today()}T15:30:00.000Z`),
    outcome: () => (declining === null ? "succeed" : { decline: declining }),
  });
  office = openPastDueClub("2026-11-05", cards);
});
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const attempts = (): string[] =>
  office.club.db.read((db) =>
    db.all<{ line: string }>("select attempt_on || ' ' || state as line from charge_attempt order by attempt_on, ordinal"),
  ).map(({ line }) => line);

describe("BIL-11 a card that keeps failing", () => {
  test("BIL-11 first failure 5 Dec 2026: retries 8, 12, 19, 26 Dec, lapse on 2 Jan 2027", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    declining = "insufficient_funds";
    await office.advanceTo("2026-12-05");
    // A failed draw is past due from its very day on.
    expect(office.standing(lee)).toBe("past_due");
    expect(office.notices(lee.householdId)).toEqual(["past_due printed 2026-12-05 2026-12-05"]);
    await office.advanceTo("2027-01-01");
    expect(attempts()).toEqual([
      "2026-12-05 declined",
      "2026-12-08 declined",
      "2026-12-12 declined",
      "2026-12-19 declined",
      "2026-12-26 declined",
    ]);
    expect(office.retries(lee.householdId)).toEqual([
      "3 2026-12-08 done",
      "7 2026-12-12 done",
      "14 2026-12-19 done",
      "21 2026-12-26 done",
    ]);
    expect(office.standing(lee)).toBe("past_due");
    await office.advanceTo("2027-01-20");
    expect(office.standing(lee)).toBe("lapsed");
    expect(office.cases(lee.householdId)).toEqual(["card_declined 2026-12-05 lapsed 2027-01-02"]);
    expect(office.notices(lee.householdId).map((line) => line.split(" ")[0])).toEqual([
      "past_due",
      "past_due_fee",
      "past_due_reminder",
      "past_due_final",
      "lapsed",
    ]);
    expect(cards.charges).toHaveLength(5);
    expect(office.balance(lee.householdId)).toBe(0);
  });

  test("BIL-11 the retry that goes through ends it: active again, no more letters, the next draw as usual", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    declining = "insufficient_funds";
    await office.advanceTo("2026-12-11");
    declining = null;
    await office.advanceTo("2026-12-12");
    expect(office.standing(lee)).toBe("active");
    expect(office.cases(lee.householdId)).toEqual(["card_declined 2026-12-05 settled 2026-12-12"]);
    await office.advanceTo("2027-01-10");
    expect(office.notices(lee.householdId)).toEqual(["past_due printed 2026-12-05 2026-12-05"]);
    expect(attempts().at(-1)).toBe("2027-01-05 succeeded");
  });

  test("BIL-10 a card reported lost is never tried again; the letters go on, the lapse comes", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    declining = "lost_card";
    await office.advanceTo("2026-12-05");
    expect(listCalls(office.cx())).toMatchObject([{ declineKind: "hard", canRetry: false, nextOn: "2026-12-12" }]);
    await office.advanceTo("2027-01-02");
    expect(attempts()).toEqual(["2026-12-05 declined"]);
    expect(office.notices(lee.householdId)).toHaveLength(5);
    expect(office.standing(lee)).toBe("lapsed");
  });

  test("BIL-11 after days off one retry and one notice happen, the latest due, and the skipped ones are written down", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    declining = "insufficient_funds";
    await office.advanceTo("2026-12-05");
    office.sleepUntil("2026-12-22");
    await office.runOnce();
    expect(attempts()).toEqual(["2026-12-05 declined", "2026-12-22 declined"]);
    expect(office.retries(lee.householdId)).toEqual([
      "3 2026-12-08 skipped a_later_retry_was_due",
      "7 2026-12-12 skipped a_later_retry_was_due",
      "14 2026-12-19 done",
    ]);
    expect(office.notices(lee.householdId).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "past_due printed",
      "past_due_fee skipped",
      "past_due_reminder queued",
    ]);
    await office.runOnce();
    expect(attempts()).toHaveLength(2);
  });

  test("BIL-11 a second draw that fails while the first is unpaid waits its turn behind the one case", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    declining = "insufficient_funds";
    await office.advanceTo("2026-12-25");
    // The final notice stays in the tray, so the membership is still past due when January is drawn.
    await office.advanceTo("2027-01-06", { prints: false });
    expect(office.cases(lee.householdId)).toEqual(["card_declined 2026-12-05 open"]);
    expect(listCalls(office.cx())).toMatchObject([{ owedInvoices: 2, owedCents: 7400, amountCents: 3700 }]);
  });
});

describe("BIL-18 what the desk sees of it", () => {
  test("BIL-12 the call list has the three sentences, and the panel the same for staff and patient", async () => {
    office.member("Lee", { token: "card-1" });
    declining = "expired_card";
    await office.advanceTo("2026-12-05");
    const [call] = listCalls(office.cx());
    expect(call).toMatchObject({ cause: "card_declined", canRetry: true, next: "The card is tried again on 8 Dec 2026." });
    expect(call?.staff).toContain("expired");
    const [row] = listToCollect(office.cx(), { groups: [], limit: 10 }).rows;
    expect(row).toMatchObject({ group: "card_declined", staff: call?.staff, patient: call?.patient });
  });

  test("BIL-18 a card taken away changes the group and the letter, not the timetable", async () => {
    const lee = office.member("Lee", { token: "card-1" });
    await office.advanceTo("2026-12-04");
    office.club.db.write((db) => db.exec("update card set removed_at = ? where household_id = ?", office.cx().now, lee.householdId));
    await office.advanceTo("2026-12-06");
    expect(office.cases(lee.householdId)).toEqual(["card_removed 2026-12-05 open"]);
    expect(listToCollect(office.cx(), { groups: [], limit: 10 }).rows).toMatchObject([{ group: "card_removed" }]);
    expect(office.club.db.read((db) => listDueRetries(db, toDay("2026-12-20")))).toEqual([]);
  });

  test("BIL-19 without a processor a household with a card is called like one that pays by hand", async () => {
    const bare = openPastDueClub("2026-11-05");
    try {
      const lee = bare.member("Lee", { token: "card-1" });
      await bare.advanceTo("2026-12-06");
      expect(bare.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 open"]);
      expect(bare.notices(lee.householdId)).toHaveLength(1);
    } finally {
      bare.dispose();
    }
  });
});

describe("BIL-16 a card that is about to expire", () => {
  test("BIL-16 each of the two notices once for a card and its expiry", () => {
    const lee = office.member("Lee", { token: "card-1" });
    const cardId = office.club.db.read((db) => db.get<{ id: CardId }>("select id from card"))?.id ?? asId<CardId>(0);
    const tell = (daysBefore: 30 | 7): unknown =>
      office.club.db.write((db) => queueCardExpiryNotice(office.cx(), db, { cardId, daysBefore }));
    expect([tell(30), tell(30), tell(7)].map((id) => typeof id)).toEqual(["number", "object", "number"]);
    expect(office.notices(lee.householdId)).toEqual([
      "card_expires_30 queued 2035-12-01 -",
      "card_expires_7 queued 2035-12-24 -",
    ]);
    office.club.db.write((db) => db.exec("update card set removed_at = added_at"));
    expect(tell(30)).toBeNull();
  });
});
