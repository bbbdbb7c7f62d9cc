import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlanId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { drawCursorCheck } from "./draw-cursor-check.ts";
import { openClub, type Club } from "./club.fixture.ts";
import { exportRoster } from "./export-roster.ts";
import { membershipCard } from "./membership-card.ts";
import { movePlan } from "./move-plan.ts";
import { countStandings, listMemberships } from "./list.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-11-22")));
afterEach(() => club.dispose());

const all = { standings: [], planIds: [], text: "", sort: "patient", descending: false } as const;

function members(...lasts: string[]) {
  return lasts.map((last) => {
    const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    return club.enrol(householdId, [{ patientId, plan: club.adult }]).membershipIds[0];
  });
}

test("UI-4 the roster comes page by page in every order, and filters by standing and name", () => {
  members("Lee", "Abrams", "Ortiz", "Zamora", "Cohen");
  const names: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = listMemberships(club.cx(), { ...all, limit: 2, after });
    names.push(...page.rows.map((row) => row.patientName));
    if (page.next === null) break;
    after = page.next;
  }
  expect(names).toEqual(["Rosa Abrams", "Rosa Cohen", "Rosa Lee", "Rosa Ortiz", "Rosa Zamora"]);
  expect(listMemberships(club.cx(), { ...all, sort: "next_draw", descending: true, limit: 9 }).rows).toHaveLength(5);
  expect(listMemberships(club.cx(), { ...all, standings: ["lapsed"], limit: 9 }).rows).toEqual([]);
  expect(listMemberships(club.cx(), { ...all, text: "ORT", limit: 9 }).rows).toMatchObject([{ patientName: "Rosa Ortiz" }]);
  expect(countStandings(club.cx()).find((row) => row.standing === "active")).toEqual({ standing: "active", count: 5 });
});

test("MEM-9 F-12 the roster names the plan and price that are in force, as the card does, until a change begins", () => {
  const [id] = members("Lee");
  const plus = club.plan({ name: "Plus", prices: [{ months: 1, priceCents: toCents(4900) }] });
  const membershipId = id ?? (0 as never);
  movePlan(club.cx(), { membershipId, planVersionId: plus.planVersionId, periodMonths: 1, when: "next_draw", reason: "Asked" });
  const shown = () => listMemberships(club.cx(), { ...all, limit: 9 }).rows.map(({ planName, priceCents, drawDay }) => [planName, priceCents, drawDay]);
  const card = () => club.db.read((r) => membershipCard(r, membershipId, club.today()));
  const on = (planId: PlanId) => listMemberships(club.cx(), { ...all, planIds: [planId], limit: 9 }).rows.length;
  expect(shown()).toEqual([["Adult", 3700, 22]]);
  expect([on(club.adult.planId), on(plus.planId)]).toEqual([1, 0]);
  expect(card()).toMatchObject({ planName: "Adult", priceCents: 3700 });
  club.advanceTo("2026-12-21");
  expect(shown()).toEqual([["Adult", 3700, 22]]);
  club.advanceTo("2026-12-22");
  expect(shown()).toEqual([["Plus", 4900, 22]]);
  expect([on(club.adult.planId), on(plus.planId)]).toEqual([0, 1]);
  expect(card()).toMatchObject({ planName: "Plus", priceCents: 4900 });
  const [, row = ""] = exportRoster(club.cx()).split("\r\n");
  expect(row).toContain("Plus");
});

test("MEM-1 a membership that begins later is on the roster with the plan it will have", () => {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  club.enrol(householdId, [{ patientId: patientIds[0] as never, plan: club.adult }], { startOn: "2027-01-15" });
  expect(listMemberships(club.cx(), { ...all, limit: 9 }).rows).toMatchObject([{ planName: "Adult", priceCents: 3700, startOn: "2027-01-15" }]);
});

test("PPL-21 the roster's spreadsheet has a row a member and runs no formula", () => {
  const { householdId, patientIds } = club.family("=1+1", ["Rosa", "1980-01-01"]);
  club.enrol(householdId, [{ patientId: patientIds[0] as never, plan: club.plan({ name: "=Adult" }) }]);
  const [, row = ""] = exportRoster(club.cx()).split("\r\n");
  expect(row).toContain("'=Adult");
  expect(row).toContain("37.00");
});

test("F-16 verify finds a next draw that does not follow from the records", () => {
  const [id] = members("Lee");
  expect(club.db.read((r) => drawCursorCheck.breaches(r))).toEqual([]);
  club.db.write((w) => w.exec("update membership set next_draw_on = '2027-01-01' where id = ?", id ?? 0));
  expect(club.db.read((r) => drawCursorCheck.breaches(r))).toMatchObject([{ rowIds: [id] }]);
  expect(club.db.read((r) => drawCursorCheck.rows(r))).toBe(1);
});
