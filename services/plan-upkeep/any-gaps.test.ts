import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween, toDay, type Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { previewRise, raisePrices } from "./raise-prices.ts";

const start = toDay("2026-01-10");
const end = addDays(start, 130);

type Story = {
  readonly drawDay: number;
  /** Days from the start to the birthday, to the printing of the letter, and to the day of the rise. */
  readonly birthdayIn: number;
  readonly printedIn: number;
  readonly risesIn: number;
};

/** Lives a story with runs after the given gaps; answers the periods, and that every rehearsal came true. */
function live(story: Story, gaps: readonly number[]): { readonly periods: string[]; readonly isRehearsed: boolean } {
  const club = openClub(start);
  try {
    const birthOn = addDays(start, story.birthdayIn).replace(/^\d{4}/, (year) => String(Number(year) - 18));
    const young = club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOut: "auto", ageOutTo: club.adult.planId });
    const { householdId, patientIds } = club.family("Lee", ["Ida", birthOn], ["Rosa", "1980-01-01"]);
    const [ida, rosa] = patientIds;
    if (!ida || !rosa) throw new Error("two people");
    const { membershipIds } = club.enrol(householdId, [{ patientId: ida, plan: young }, { patientId: rosa, plan: club.adult }], { drawDay: story.drawDay });
    raiseBoth(club, [young.planId, club.adult.planId], addDays(start, story.risesIn));
    const printOn = addDays(start, story.printedIn);
    let isRehearsed = true;
    for (const day of stops(gaps, printOn)) {
      const rehearsed = rehearseRun(club.cx(), day).totalCents;
      const before = club.invoices(householdId).length;
      club.leapTo(day);
      const made = club.invoices(householdId).slice(before).reduce((sum, { totalCents }) => sum + totalCents, 0);
      isRehearsed &&= rehearsed === made;
      if (day === printOn) club.printLetters();
      club.payAll(householdId);
    }
    expect(verifyPractice(club.db).breaches).toEqual([]);
    expect(club.runNow().invoicesMade).toBe(0);
    return { periods: membershipIds.flatMap((id: MembershipId) => periodsOf(club, id)), isRehearsed };
  } finally {
    club.dispose();
  }
}

function raiseBoth(club: Club, planIds: readonly Club["adult"]["planId"][], effectiveOn: Day): void {
  const input = {
    plans: planIds.map((planId) => ({ planId, changes: [{ months: 1 as const, change: { kind: "by_amount" as const, cents: toCents(200) } }] })),
    effectiveOn,
    scope: "first_draw_after_notice" as const,
    noticeDays: 30,
    excluded: [],
    reason: "Costs",
  };
  const preview = previewRise(club.cx(), input);
  raisePrices(club.cx(), { ...input, expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents });
}

/** The days of the runs: after each gap in turn, on the day of the printing, and on the last day. */
function stops(gaps: readonly number[], printOn: Day): Day[] {
  const days = new Set<Day>([printOn, end]);
  let at = 0;
  for (let day: Day = start; day < end; at += 1) {
    day = addDays(day, gaps[at % gaps.length] ?? 1);
    if (day < end) days.add(day);
  }
  return [...days].toSorted((a, b) => daysBetween(b, a));
}

const gapsOf = fc.array(fc.integer({ min: 9, max: 20 }), { minLength: 3, maxLength: 8 });

test("MEM-16 MEM-17 BIL-3 BIL-4 however often the computer is on, birthdays and new prices are billed alike, as each rehearsal said", () => {
  fc.assert(
    fc.property(
      fc.record({
        drawDay: fc.integer({ min: 1, max: 31 }),
        birthdayIn: fc.integer({ min: 5, max: 120 }),
        printedIn: fc.integer({ min: 1, max: 80 }),
        risesIn: fc.integer({ min: 1, max: 110 }),
      }),
      gapsOf,
      gapsOf,
      (story, gaps, others) => {
        const one = live(story, gaps);
        const other = live(story, others);
        expect(other.periods).toEqual(one.periods);
        expect([one.isRehearsed, other.isRehearsed]).toEqual([true, true]);
      },
    ),
    {
      numRuns: 5,
      // Rises on the day after a draw that a late run makes: found once.
      examples: [[{ drawDay: 1, birthdayIn: 51, printedIn: 1, risesIn: 82 }, [6, 6, 6], [6, 6, 11]]],
    },
  );
}, 240_000);
