import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noteAttention } from "#db/billing-runs.ts";
import type { AttentionId, HouseholdId } from "#domain/identity.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";
import { getToday } from "../billing/today.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listNeedsAttention, lookAgain, settleNeedsAttention } from "./attention.ts";
import { exportCallsCsv, listCalls } from "./call-list.ts";
import { noteMoneyBooked } from "./charge-events.ts";
import { openPastDueClub, type PastDueClub } from "./past-due.fixture.ts";

let office: PastDueClub;
beforeEach(() => (office = openPastDueClub("2026-11-05")));
afterEach(() => {
  expect(verifyPractice(office.club.db).breaches).toEqual([]);
  office.dispose();
});

const refusalOf = (work: () => unknown): RefusalCode | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("BIL-6 a household that stands still", () => {
  /** A row out of nowhere over the days to come: the overlap guard stops this household only. */
  const breakDues = (membershipId: number): void =>
    void office.club.db.write((db) =>
      db.exec(
        `insert into period (membership_id, item, kind, from_on, to_on, charge_on, amount_cents, created_at)
         values (?, 'dues', 'period', '2026-12-20', '2027-01-20', '2026-12-20', 0, '2026-11-05T15:00:00.000Z')`,
        membershipId,
      ),
    );
  const mend = (): void => void office.club.db.write((db) => db.exec("delete from period where from_on = '2026-12-20'"));
  const only = (): AttentionId => listNeedsAttention(office.cx())[0]?.id ?? (0 as AttentionId);

  test("BIL-6 it is named with the reason in words; looking again changes nothing while it is still there", async () => {
    const broken = office.member("Broken");
    office.member("Sound");
    breakDues(broken.membershipId);
    await office.advanceTo("2026-12-05");
    expect(listNeedsAttention(office.cx())).toMatchObject([
      { householdId: broken.householdId, name: "Rosa Broken", kind: "billing", actions: ["look_again"] },
    ]);
    expect(listNeedsAttention(office.cx())[0]?.sentence).toContain("Everybody else is billed as usual");
    expect(getToday(office.cx()).pastDue.needsAttention).toBe(1);
    expect(refusalOf(() => lookAgain(office.cx(), only()))).toBe("attention_still_there");
    expect(office.club.invoices(broken.householdId)).toHaveLength(1);
    expect(listNeedsAttention(office.cx())).toHaveLength(1);
    mend();
    lookAgain(office.cx(), only());
  });

  test("BIL-6 put right, looking again does the household's work at once and takes it off the list", async () => {
    const broken = office.member("Broken");
    breakDues(broken.membershipId);
    await office.advanceTo("2026-12-05");
    const id = only();
    mend();
    expect(lookAgain(office.cx(), id)).toEqual({ householdId: broken.householdId });
    expect(office.club.invoices(broken.householdId)).toHaveLength(2);
    expect(listNeedsAttention(office.cx())).toEqual([]);
    expect(refusalOf(() => lookAgain(office.cx(), id))).toBe("attention_not_found");
  });

  test("BIL-6 what only a person can settle is settled with a word, and not by looking", () => {
    const { householdId } = office.member("Lee");
    const raise = (kind: string, reason: string): void =>
      office.club.db.write((db) => noteAttention(db, { householdId, kind, reason, at: office.cx().now }));
    raise("early_exit", "lapsed_under_commitment");
    expect(refusalOf(() => lookAgain(office.cx(), only()))).toBe("attention_still_there");
    settleNeedsAttention(office.cx(), only(), "Let go");
    expect(listNeedsAttention(office.cx())).toEqual([]);
    raise("billing", "billing_inconsistent");
    expect(refusalOf(() => settleNeedsAttention(office.cx(), only(), "Ignored"))).toBe("attention_not_found");
    const kept = office.club.db.read((db) =>
      db.get<{ after: string }>("select after from audit where action = 'attention.settled' order by id desc limit 1"),
    );
    expect(JSON.parse(kept?.after ?? "{}")).toMatchObject({ kind: "early_exit", note: "Let go" });
  });
});

describe("BIL-13 the call list and the owner's digest", () => {
  test("BIL-13 the longest waiting first; the digest counts the same households and sums the same money", async () => {
    office.member("Early");
    await office.advanceTo("2026-11-20");
    office.member("Later");
    await office.advanceTo("2026-12-29");
    const calls = listCalls(office.cx());
    expect(calls.map(({ payerName, days }) => [payerName, days])).toEqual([
      ["Rosa Early", 24],
      ["Rosa Later", 9],
    ]);
    expect(getToday(office.cx()).pastDue).toEqual({
      cases: 2,
      sumCents: 7400,
      twoWeeks: 1,
      finalNotices: 1,
      firstLapseOn: "2027-01-02",
      lettersToPrint: 0,
      needsAttention: 0,
    });
  });

  test("PPL-21 the list as a table for a spreadsheet, filtered by the reason", async () => {
    office.member("Lee");
    await office.advanceTo("2026-12-10");
    const lines = exportCallsCsv(office.cx(), []).split("\r\n");
    expect(lines[0]).toBe(
      "\ufeffPayer,Phone,Members,Why,Since,Days,Invoice,To pay,Owed in all,Lapses,Last notice,Last notice on,For staff,Next",
    );
    expect(lines[1]).toContain("Rosa Lee,,Rosa Lee,Pays by hand,2026-12-05,5,2,37.00,37.00,,Payment not received,2026-12-06,");
    expect(exportCallsCsv(office.cx(), ["card_declined"]).split("\r\n")).toHaveLength(2);
  });

  test("BIL-13 a case whose invoice is settled is off the list before any run has tidied up", async () => {
    const lee = office.member("Lee");
    await office.advanceTo("2026-12-10");
    office.club.payAll(lee.householdId);
    expect(listCalls(office.cx())).toEqual([]);
    // Telling it once more is harmless, also for a household that has no case.
    office.club.db.write((db) => noteMoneyBooked(office.cx(), db, lee.householdId));
    office.club.db.write((db) => noteMoneyBooked(office.cx(), db, 999 as HouseholdId));
    expect(office.cases(lee.householdId)).toEqual(["manual_payer 2026-12-05 settled 2026-12-10"]);
  });
});
