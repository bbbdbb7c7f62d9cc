import fc from "fast-check";
import { expect, test } from "vitest";
import { verify } from "#db/verify.ts";
import { addDays, toDay, type Day, type PeriodMonths } from "#domain/calendar.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { derivedView } from "../memberships/undo/derived-view.fixture.ts";
import { mergeHouseholds } from "./merge-households.ts";
import { previewMerge } from "./merge-preview.ts";
import { undoHouseholdMerge } from "./undo-merge.ts";

const start = toDay("2027-01-03");

/** Two households, each of one or two members who join on days and draw days of their own. */
const story = fc.record({
  joins: fc.array(fc.record({ after: fc.integer({ min: 0, max: 40 }), months: fc.constantFrom<PeriodMonths>(1, 1, 1, 3, 12), drawDay: fc.option(fc.integer({ min: 1, max: 31 })) }), { minLength: 2, maxLength: 4 }),
  mergeAfter: fc.integer({ min: 41, max: 75 }),
  pays: fc.boolean(),
  familyPrice: fc.boolean(),
});

type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function play(told: Story): { club: Club; families: [Family, Family] } {
  const club = openClub(start);
  const families: [Family, Family] = [club.family("Lee", ["Rosa", null], ["Ben", null]), club.family("Ortiz", ["Ana", null], ["Leo", null])];
  const plan = club.plan({
    name: "Family",
    audience: { minAge: null, maxAgeExclusive: null },
    prices: [1, 3, 12].map((months) => ({ months: months as PeriodMonths, priceCents: (months * 3700) as never })),
    ...(told.familyPrice ? { householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1500 } }] } } : {}),
  });
  const joins = told.joins.map((join, index) => ({ ...join, on: addDays(start, join.after), family: families[index % 2]!, who: Math.floor(index / 2) })).toSorted((a, b) => a.after - b.after);
  for (const { on, family, who, months, drawDay } of joins) {
    live(club, families, on, true);
    club.enrol(family.householdId, [{ patientId: family.patientIds[who]!, plan, periodMonths: months }], { drawDay });
  }
  live(club, families, addDays(start, told.mergeAfter), told.pays);
  return { club, families };
}

function live(club: Club, families: readonly Family[], day: Day, pays: boolean): void {
  while (club.today() < day) {
    club.advanceTo(addDays(club.today(), 1));
    if (pays) for (const { householdId } of families) club.payAll(householdId);
  }
}

test("MEM-15 MEM-21 whatever two households are like, the preview of their merge is what is then charged and drawn", () => {
  fc.assert(
    fc.property(story, (told) => {
      const { club, families } = play({ ...told, pays: true });
      const [{ householdId: survivorId }, { householdId: absorbedId }] = families;
      const preview = previewMerge(club.cx(), { survivorId, absorbedId });
      const before = club.invoices(survivorId).length + club.invoices(absorbedId).length;
      mergeHouseholds(club.cx(), { survivorId, absorbedId });
      const today = club.invoices(survivorId).slice(before);
      expect(today.reduce((sum, { totalCents }) => sum + totalCents, 0)).toBe(preview.todayCents);
      const last = preview.after.nextDraws.at(-1)?.on ?? club.today();
      live(club, families, last, true);
      const booked = club.invoices(survivorId).slice(before + today.length);
      expect(booked.map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`)).toEqual(preview.after.nextDraws.map(({ on, cents }) => `${on} ${cents}`));
      expect(verify(club.db).breaches).toEqual([]);
      club.dispose();
    }),
    { numRuns: 8 },
  );
}, 120_000);

test("MEM-15 whatever two households are like, un-merging them leaves every derived view as it was", () => {
  fc.assert(
    fc.property(story, (told) => {
      const { club, families } = play(told);
      const [{ householdId: survivorId }, { householdId: absorbedId }] = families;
      const views = () => families.map(({ householdId }) => club.db.read((db) => derivedView(db, householdId, club.today()) as Record<string, unknown>));
      const before = views();
      undoHouseholdMerge(club.cx(), mergeHouseholds(club.cx(), { survivorId, absorbedId }));
      expect(views()).toEqual(before);
      expect(verify(club.db).breaches).toEqual([]);
      club.dispose();
    }),
    { numRuns: 8 },
  );
}, 120_000);
