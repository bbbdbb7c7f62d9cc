import { afterEach, beforeEach, expect, test } from "vitest";
import { toCents } from "#domain/money.ts";
import { openClub, type Club } from "./club.fixture.ts";
import { nextDrawOf } from "./next-draw-of.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-03-05")));
afterEach(() => club.dispose());

test("MEM-4 DOC-7 the household's next draw is that of everybody drawn that day, with the family's price", () => {
  const family = club.plan({ name: "Family", householdPricing: { kind: "nth_member", steps: [{ nth: 2, off: { kind: "percent", basisPoints: 1000 } }] } });
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"], ["Cy", "2016-01-01"]);
  const [rosa, ben, cy] = patientIds;
  if (!rosa || !ben || !cy) throw new Error("three people");
  const next = () => club.db.read((r) => nextDrawOf(r, householdId) ?? null);
  expect(next()).toBeNull();
  club.enrol(householdId, [{ patientId: rosa, plan: family }, { patientId: ben, plan: family }]);
  club.enrol(householdId, [{ patientId: cy, plan: club.child }], { drawDay: 20 });
  // The child's own day comes first; on the fifth the second adult pays a tenth less.
  expect(next()).toEqual({ on: "2026-03-20", cents: 2500 });
  club.advanceTo("2026-03-20");
  expect(next()).toEqual({ on: "2026-04-05", cents: 3700 + 3330 });
  club.advanceTo("2026-04-05");
  expect(club.invoices(householdId).at(-1)).toMatchObject({ drawOn: "2026-04-05", totalCents: toCents(7030) });
});
