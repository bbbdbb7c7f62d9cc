/** INV-15, REP-3: what was printed of days paid ahead comes out again, whatever plan a member has gone to since. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { verify } from "#db/verify.ts";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { openClub, type Club, type Family } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { movePlan } from "../memberships/move-plan.ts";
import { undoChange } from "../memberships/undo/undo-at-desk.ts";
import { printNow, reprintDiffers } from "../scenarios/accounting/identities.ts";

let club: Club;
let lee: Family;
let id: MembershipId;
beforeEach(() => {
  club = openClub("2026-03-05");
  lee = club.family("Lee", ["Rosa", "1984-03-07"]);
  const [rosa] = lee.patientIds;
  if (!rosa) throw new Error("one person");
  [id] = club.enrol(lee.householdId, [{ patientId: rosa, plan: club.adult }]).membershipIds as [MembershipId];
});
afterEach(() => {
  expect(verify(club.db).breaches).toEqual([]);
  club.dispose();
});

test("REP-3 INV-15 days that a hold moved stay with the plan they were paid for, after a move and after its taking back", () => {
  const plus = club.plan({ name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }] });
  club.advanceTo("2026-03-15");
  holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-03-15"), untilOn: toDay("2026-04-20"), kind: "extend", reason: "Away" });
  club.advanceTo("2026-04-22");
  expect(club.db.read((r) => r.all("select id from period where invoice_line_id is null and amount_cents > 0 and in_force = 1")).length).toBeGreaterThan(0);
  const prints = (["plan", "membership"] as const).map((by) => printNow(club.cx(), { report: "deferred-dues", asOf: toDay("2026-04-22"), knownAt: null, by }));
  club.advanceTo("2026-04-23");
  const { changeId } = movePlan(club.cx(), { membershipId: id, planVersionId: plus.planVersionId, periodMonths: 1, when: "now", reason: "Asked" });
  expect(prints.flatMap((print) => reprintDiffers(club.cx(), print))).toEqual([]);
  undoChange(club.cx(), { changeId });
  expect(prints.flatMap((print) => reprintDiffers(club.cx(), print))).toEqual([]);
});
