/** Whatever people, cards and printers do, in any order: the promises of the timetable hold on every day (BIL-11). */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { listOpenCases } from "#db/dunning/cases.ts";
import { standingSql, standingJoins, loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { addDays, daysBetween, toInstant, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { standingOf } from "#domain/memberships/standing.ts";
import { Refusal } from "#domain/refusal.ts";
import { scriptedCards } from "../gateways/scripted-cards.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { holdMembership } from "../memberships/hold.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { undoPrint } from "./print-notices.ts";
import { listPrintRuns } from "./list-notices.ts";
import { openPastDueClub, type Member, type PastDueClub } from "./past-due.fixture.ts";

vi.setConfig({ testTimeout: 300_000 });

type Step =
  | { readonly act: "days"; readonly days: number; readonly prints: boolean }
  | { readonly act: "sleep"; readonly days: number }
  | { readonly act: "card"; readonly answers: "ok" | "insufficient_funds" | "lost_card" }
  | { readonly act: "pay" | "remove_card" | "hold" | "cancel"; readonly who: number }
  | { readonly act: "print" | "undo" };

const who = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ act: fc.constant("days" as const), days: fc.integer({ min: 1, max: 18 }), prints: fc.constantFrom(true, true, true, false) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("sleep" as const), days: fc.integer({ min: 2, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant("card" as const), answers: fc.constantFrom("ok", "insufficient_funds", "insufficient_funds", "lost_card") }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("pay" as const), who }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("remove_card" as const, "hold" as const, "cancel" as const), who }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("print" as const, "undo" as const) }) },
);

/** What the desk may not do just now is no part of the story. */
function tryTo(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function checkDay(office: PastDueClub): void {
  const today = office.today();
  office.club.db.read((db) => {
    const cases = listOpenCases(db, 0, 1000);
    expect(new Set(cases.map(({ householdId }) => householdId)).size).toBe(cases.length);
    // Once for each event, and what was told was told on a day.
    const twice = db.all("select event, kind from notice group by event, kind having count(*) > 1");
    expect(twice).toEqual([]);
    // Nobody lapsed unheard: 28 days after day 0, and a week after a final notice that really went out.
    const lapses = db.all<{ dayZero: Day; lapsedOn: Day; told: Day | null }>(
      `select c.day_zero_on as dayZero, c.closed_on as lapsedOn,
         (select told_on from notice n where n.case_id = c.id and n.kind = 'past_due_final') as told
       from dunning_case c where c.outcome = 'lapsed'`,
    );
    for (const { dayZero, lapsedOn, told } of lapses) {
      expect(daysBetween(dayZero, lapsedOn)).toBeGreaterThanOrEqual(28);
      expect(told).not.toBeNull();
      expect(daysBetween(told ?? lapsedOn, lapsedOn)).toBeGreaterThanOrEqual(7);
      expect(lapsedOn <= today).toBe(true);
    }
    // A waiting letter about money belongs to money that is still owed.
    const idle = db.all(
      `select n.id from notice n join dunning_case c on c.id = n.case_id
       where n.state = 'queued' and n.kind <> 'lapsed' and c.outcome is not null`,
    );
    expect(idle).toEqual([]);
    // The lists' SQL and the domain say the same word.
    for (const { id, word } of db.all<{ id: MembershipId; word: string }>(
      `select m.id, ${standingSql(today)} as word from membership m ${standingJoins}`,
    ))
      expect(standingOf(loadStandingFacts(db, id), today)).toBe(word);
    // The machine never tried a card twice on a day, nor one that was refused for good.
    const tries = db.all<{ n: number }>(
      "select count(*) as n from charge_attempt where origin <> 'staff' group by invoice_id, attempt_on having count(*) > 1",
    );
    expect(tries).toEqual([]);
    const stubborn = db.all(
      `select b.id from charge_attempt a join charge_attempt b on b.card_id = a.card_id and b.invoice_id = a.invoice_id
       where a.decline_kind = 'hard' and b.attempt_on > a.attempt_on and b.origin <> 'staff'`,
    );
    expect(stubborn).toEqual([]);
  });
}

async function live(steps: readonly Step[]): Promise<void> {
  let answers: "ok" | "insufficient_funds" | "lost_card" = "ok";
  let office: PastDueClub | null = null;
  const cards = scriptedCards({
    now: () => toInstant(`${office?.today() ?? "2026-11-05"}T15:30:00.000Z`),
    outcome: () => (answers === "ok" ? "succeed" : { decline: answers }),
  });
  office = openPastDueClub("2026-11-05", cards);
  try {
    const members: readonly Member[] = [office.member("Hand"), office.member("Card", { token: "card-1" }), office.member("Other", { token: "card-2" })];
    const memberOf = (index: number): Member => members[index] as Member;
    const householdOf = (index: number): HouseholdId => memberOf(index).householdId;
    for (const one of steps) {
      switch (one.act) {
        case "days":
          await office.advanceTo(addDays(office.today(), one.days), { prints: one.prints });
          break;
        case "sleep":
          office.sleepUntil(addDays(office.today(), one.days));
          await office.runOnce();
          break;
        case "card":
          answers = one.answers;
          break;
        case "pay":
          office.club.payAll(householdOf(one.who));
          break;
        case "remove_card": {
          const { now } = office.cx();
          office.club.db.write((db) => db.exec("update card set removed_at = ? where household_id = ? and removed_at is null", now, householdOf(one.who)));
          break;
        }
        case "hold": {
          const { membershipId } = memberOf(one.who);
          const cx = office.cx();
          tryTo(() => holdMembership(cx, { membershipId, fromOn: cx.today, untilOn: null, kind: "billing_only", reason: "Away" }));
          break;
        }
        case "cancel": {
          const { membershipId } = memberOf(one.who);
          const cx = office.cx();
          tryTo(() => cancelMembership(cx, { membershipId, when: "now", onDate: null, reason: "Moved" } as never));
          break;
        }
        case "print":
          office.print();
          break;
        case "undo": {
          const [last] = listPrintRuns(office.cx());
          const cx = office.cx();
          if (last) tryTo(() => undoPrint(cx, last.batchId));
          break;
        }
      }
      checkDay(office);
    }
    // Everything due has been done: the same day again decides nothing.
    await office.runOnce();
    const { notices } = await office.runOnce();
    expect(notices).toEqual({ opened: 0, queued: 0, skipped: 0, closed: 0 });
    checkDay(office);
    expect(verifyPractice(office.club.db).breaches).toEqual([]);
  } finally {
    office.dispose();
  }
}

test("BIL-11 in any history nobody lapses unheard, nothing is told twice, no card is tried in vain", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), live), { numRuns: 20 });
});

test("BIL-11 the same, for a winter in which everything goes wrong at once", async () => {
  const days = (count: number, prints: boolean): Step => ({ act: "days", days: count, prints });
  await live([
    { act: "card", answers: "insufficient_funds" },
    days(31, true),
    { act: "sleep", days: 20 },
    { act: "remove_card", who: 2 },
    days(5, false),
    { act: "print" },
    { act: "undo" },
    { act: "card", answers: "lost_card" },
    days(20, true),
    { act: "pay", who: 1 },
    days(40, true),
  ]);
});
