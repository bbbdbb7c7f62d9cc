/** The story of a family of four on draw day 31 over 14 months, with a child who joins in mid-cycle. */
import { afterEach, expect, test } from "vitest";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { toDay } from "#domain/calendar.ts";
import { openClub, periodsOf, type Club } from "../memberships/club.fixture.ts";

let club: Club;
afterEach(() => club.dispose());

test("BIL-2 a family on day 31 is drawn on the last days of fourteen months, joined in mid-cycle, and then there is nothing more to bill", () => {
  club = openClub("2026-10-31");
  const family = club.family(
    "Ortiz",
    ["Ben", "1984-03-07"],
    ["Rosa", "1986-05-01"],
    ["Ana", "2015-02-11"],
    ["Leo", "2018-09-30"],
  );
  const [ben, rosa, ana, leo] = family.patientIds;
  if (!ben || !rosa || !ana || !leo) throw new Error("four people");

  // 31 October: three of them join; three activation fees and three first months.
  const { membershipIds } = club.enrol(family.householdId, [
    { patientId: ben, plan: club.adult },
    { patientId: rosa, plan: club.adult },
    { patientId: ana, plan: club.child },
  ]);
  expect(club.invoices(family.householdId)).toMatchObject([
    { kind: "enrolment", invoicedOn: "2026-10-31", totalCents: 3 * 9900 + 3700 + 3700 + 2500, balanceCents: 0 },
  ]);

  const pay = (): void => club.payAll(family.householdId);
  const made = (day: string): number[] =>
    club.advanceTo(day).flatMap((run) => (run.invoicesMade > 0 ? [run.totalCents] : []));

  expect(made("2026-11-29")).toEqual([]);
  expect(made("2026-11-30")).toEqual([9900]);
  pay();
  expect(made("2026-12-31")).toEqual([9900]);
  pay();

  // 20 January: Leo joins in mid-cycle and is aligned to day 31: 11 of 31 days of 25.00 are 8.87.
  expect(made("2027-01-20")).toEqual([]);
  const joined = club.enrol(family.householdId, [{ patientId: leo, plan: club.child }]);
  expect(club.invoices(family.householdId).at(-1)).toMatchObject({ kind: "enrolment", totalCents: 9900 + 887 });

  // From 31 January all four are on one invoice.
  const draws: [string, number][] = [];
  for (const day of [
    "2027-01-31",
    "2027-02-28",
    "2027-03-31",
    "2027-04-30",
    "2027-05-31",
    "2027-06-30",
    "2027-07-31",
    "2027-08-31",
    "2027-09-30",
    "2027-10-31",
    "2027-11-30",
    "2027-12-31",
  ]) {
    for (const cents of made(day)) draws.push([day, cents]);
    pay();
  }
  expect(draws).toHaveLength(12);
  expect(draws.every(([, cents]) => cents === 3700 + 3700 + 2500 + 2500)).toBe(true);
  const drawn = club.invoices(family.householdId).filter((invoice) => invoice.kind === "draw");
  expect(drawn.map((invoice) => invoice.drawOn)).toEqual([
    "2026-11-30",
    "2026-12-31",
    ...draws.map(([day]) => day),
  ]);
  expect(drawn.at(-1)?.lines).toBe(4);
  expect(periodsOf(club, membershipIds[0])).toHaveLength(15);
  expect(periodsOf(club, joined.membershipIds[0])[0]).toBe("2027-01-20 2027-01-31 stub 887");

  expect(club.balance(family.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
  expect(club.runNow()).toMatchObject({ invoicesMade: 0, linesMade: 0, held: [], lapsed: 0 });
  expect(club.today()).toBe(toDay("2027-12-31"));
  expect(verifyPractice(club.db).breaches).toEqual([]);
});
