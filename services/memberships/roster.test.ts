import { afterEach, beforeEach, expect, test } from "vitest";
import { drawCursorCheck } from "./draw-cursor-check.ts";
import { openClub, type Club } from "./club.fixture.ts";
import { exportRoster } from "./export-roster.ts";
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
