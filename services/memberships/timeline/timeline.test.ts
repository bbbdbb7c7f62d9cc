/** A membership's whole history (MEM-20): nothing missing, by whom, each amount explained, page by page, as a spreadsheet. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { TimelineGroup } from "#domain/memberships/event-words.ts";
import { cancelMembership } from "../cancel.ts";
import { openClub, type Club, type Family } from "../club.fixture.ts";
import { holdMembership } from "../hold.ts";
import type { MembershipEvent } from "./items.ts";
import { exportTimeline, readTimeline } from "./read-timeline.ts";

let club: Club;
let lee: Family;
let id: MembershipId;
beforeEach(() => {
  club = openClub("2026-01-05");
  lee = club.family("Lee", ["Ana", "1984-01-01"], ["Ben", "1985-01-01"]);
  const plan = club.plan({ name: "Signed", agreementRequired: true, agreementText: "Yes." });
  const members = lee.patientIds.map((patientId) => ({ patientId, plan }));
  id = club.enrol(lee.householdId, members, { agreement: "signed_on_paper" }).membershipIds[1] ?? (0 as never);
});
afterEach(() => club.dispose());

function story(groups: TimelineGroup[] = [], limit = 3): MembershipEvent[] {
  const found: MembershipEvent[] = [];
  let after: string | null = null;
  do {
    const page: ReturnType<typeof readTimeline> = readTimeline(club.cx(), { membershipId: id, groups, after, limit });
    found.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return found;
}
const titles = (groups: TimelineGroup[] = []) => story(groups).map(({ on, title }) => `${on} ${title}`);

test("MEM-20 every event, draw and letter, newest first, of this membership and no other", () => {
  club.advanceTo("2026-02-05");
  club.payAll(lee.householdId);
  holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-02-15"), untilOn: toDay("2026-04-15"), kind: "pause", reason: "Abroad" });
  club.advanceTo("2026-02-16");
  cancelMembership(club.cx(), { membershipId: id, when: "on_date", onDate: toDay("2026-05-05"), reason: "Moved away" });
  expect(titles(["changes"])).toEqual([
    "2026-02-16 Cancelled",
    "2026-02-15 Paid days given back for a hold",
    "2026-02-05 Put on hold",
    "2026-01-05 Enrolled",
  ]);
  expect(titles(["agreement"])).toEqual(["2026-01-05 Agreement signed"]);
  const money = story(["money"]);
  expect(money.map(({ title }) => title)).toEqual(
    expect.arrayContaining(["Signed, activation fee", "Paid: invoice 1", "Paid: invoice 2"]),
  );
  // Ana's dues are on the same invoices, and are not Ben's story.
  expect(money.filter(({ title }) => title.startsWith("Signed, 5 Feb"))).toHaveLength(1);
});

test("MEM-20 each amount opens its explanation with formula, dates and day counts", () => {
  club.advanceTo("2026-02-05");
  club.payAll(lee.householdId);
  holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-02-15"), untilOn: toDay("2026-04-15"), kind: "pause", reason: "Abroad" });
  club.advanceTo("2026-02-16");
  const withMoney = story().filter(({ amountCents }) => amountCents !== null);
  expect(withMoney.length).toBeGreaterThanOrEqual(6);
  for (const { explain, title } of withMoney) {
    expect(explain?.sentence, title).toMatch(/\d/);
    expect(explain?.steps.length, title).toBeGreaterThan(0);
  }
  const cut = story(["changes"]).find(({ title }) => title.startsWith("Paid days"));
  // 18 of 28 days of 37.00 are left on 15 February.
  expect(cut).toMatchObject({ amountCents: 2379, by: "Billing run", explain: { sentence: "18 days from 15 Feb 2026 on were paid and are not used: 23.79." } });
});

test("MEM-20 letters about it are in its story, with what became of them", () => {
  club.advanceTo("2026-02-25");
  const letters = story(["letters"]);
  expect(letters.length).toBeGreaterThan(0);
  expect(letters[0]).toMatchObject({ group: "letters", detail: expect.stringContaining("Printed"), amountCents: null });
});

test("MEM-20 pages of any size tell the same story, in the same order", () => {
  club.advanceTo("2026-04-05");
  club.payAll(lee.householdId);
  const whole = story([], 200);
  expect(story([], 1)).toEqual(whole);
  expect(story([], 7)).toEqual(whole);
  expect(whole.map(({ on }) => on)).toEqual(whole.map(({ on }) => on).toSorted().toReversed());
});

test("PPL-21 UI-4 the spreadsheet holds the whole story, and runs no formula", () => {
  holdMembership(club.cx(), { membershipId: id, fromOn: toDay("2026-02-05"), untilOn: toDay("2026-04-05"), kind: "pause", reason: "=1+1" });
  const rows = exportTimeline(club.cx(), id).trim().split("\r\n");
  expect(rows).toHaveLength(story().length + 1);
  expect(rows[0]).toBe("Day,What,Details,Amount,How the amount came to be,By");
  expect(rows.join("\n")).toContain("=1+1");
  expect(rows.join("\n")).not.toMatch(/(^|,)"?=/m);
  expect(refusalOf(() => exportTimeline(club.cx(), 999 as MembershipId))).toBe("membership_not_found");
});
