import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { refundDues } from "../refunds/refund-dues.ts";
import { viewRefundable } from "../refunds/refundable.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { column, total } from "../reports/reports.fixture.ts";
import type { DeferredAsk } from "../reports/deferred-sheet.ts";
import { openFigure, showReport } from "../reports/show-report.ts";
import { recogniseDues } from "./recognise-dues.ts";

let club: Club;
let householdId: HouseholdId;
let membershipId: MembershipId;

beforeEach(() => (club = openClub("2026-01-10")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

/** A year at 425.00, or a month at 37.00, without an activation fee. */
function join(months: 1 | 12, over: Partial<PlanTerms> = {}): void {
  const plan = club.plan({ name: "Dues only", activation: { ...club.adult.terms.activation, feeCents: toCents(0) }, ...over });
  const lee = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = lee.patientIds;
  const [id] = patientId ? club.enrol(lee.householdId, [{ patientId, plan, periodMonths: months }], { drawDay: 10 }).membershipIds : [];
  if (!id) throw new Error("one membership");
  [householdId, membershipId] = [lee.householdId, id];
}

const sumOf = (account: string, through: Day = toDay("2099-01-01")): number =>
  club.db.read(
    (r): number =>
      r.get<{ cents: number }>(
        "select coalesce(sum(p.amount_cents), 0) as cents from posting p join entry e on e.id = p.entry_id where p.account = ? and e.effective_on <= ?",
        account,
        through,
      )?.cents ?? Number.NaN,
  );
const earned = (): Record<string, number> =>
  Object.fromEntries(
    club.db.read((r) =>
      r
        .all<{ month: string; cents: number }>(
          `select substr(e.effective_on, 1, 7) as month, -sum(p.amount_cents) as cents from entry e join posting p on p.entry_id = e.id
           where p.account = 'revenue_dues' group by 1 order by 1`,
        )
        .map(({ month, cents }) => [month, cents] as const),
    ),
  );
const days = (): { on: string; entry: number | null }[] =>
  club.db.read((r) => r.all(`select on_day as "on", entry_id as entry from dues_recognition order by on_day`));
/** Moves the clock day by day; every day that is over is booked. */
const live = (until: string): void => {
  while (club.today() < until) {
    club.advanceTo(addDays(club.today(), 1));
    recogniseDues(club.cx());
  }
};

const asked: DeferredAsk = { report: "deferred-dues", asOf: toDay("2026-01-10"), knownAt: null, by: "plan" };
const show = (on: string, over: Partial<DeferredAsk> = {}) => showReport(club.cx(), { ...asked, asOf: toDay(on), ...over });

describe("INV-15 425.00 paid for a year from 10 January 2026", () => {
  test("INV-15 books each month its own part, 25.62 to 10.48, whether daily or after months of the computer being off", () => {
    join(12);
    club.sleepUntil("2027-01-10");
    // The next year's draw is not made yet: only what was billed is earned.
    recogniseDues(club.cx());
    expect(Object.values(earned())).toEqual([2562, 3260, 3610, 3493, 3609, 3493, 3610, 3610, 3493, 3609, 3493, 3610, 1048]);
    expect(sumOf("deferred_dues") + 0).toBe(0);
    expect(sumOf("revenue_dues")).toBe(-42_500);
  });

  test("INV-15 day by day gives the same months", () => {
    join(12);
    live("2026-03-01");
    expect(earned()).toEqual({ "2026-01": 2562, "2026-02": 3260 });
    expect(days().length).toBe(50);
    expect(sumOf("deferred_dues")).toBe(2562 + 3260 - 42_500);
  });

  test("INV-15 a day is booked once, and only when it is over", () => {
    join(12);
    expect(recogniseDues(club.cx())).toEqual({ days: 0, cents: 0 });
    club.advanceTo("2026-01-11");
    expect(recogniseDues(club.cx())).toEqual({ days: 1, cents: 116 });
    expect(recogniseDues(club.cx())).toEqual({ days: 0, cents: 0 });
    expect(club.db.read((r) => r.all("select effective_on as \"on\", kind, memo, household_id as household from entry where kind = 'dues_recognised'"))).toEqual([
      { on: "2026-01-10", kind: "dues_recognised", memo: "Dues earned on 10 Jan 2026", household: null },
    ]);
  });

  test("INV-15 the report of any day says billed, earned and deferred, the months ahead, and ties to the ledger", () => {
    join(12);
    live("2026-03-01");
    const sheet = show("2026-02-28");
    expect([total(sheet, "billed"), total(sheet, "earned"), total(sheet, "deferred")]).toEqual([42_500, 5822, 36_678]);
    expect(column(sheet.sections[0], "memberships")).toEqual({ "Dues only": 1 });
    expect(Object.entries(column(sheet.sections[1], "earned")).slice(0, 2)).toEqual([
      ["Mar 2026", 3610],
      ["Apr 2026", 3493],
    ]);
    expect(column(sheet.sections[1], "left")["Jan 2027"]).toBe(0);
    expect(column(sheet.sections[2], "earned")).toEqual({ "Jan 2026": 2562, "Feb 2026": 3260 });
    expect(sheet.notes[0]).toBe("The total ties to the deferred dues of the ledger.");
    // Today's share is earned at the end of today and booked tomorrow.
    expect(show("2026-03-01").notes[0]).toContain("when the day is over");
    const byMember = show("2026-02-28", { by: "membership" });
    expect(column(byMember.sections[0], "deferred")).toEqual({ "Rosa Lee": 36_678 });
    expect(total(byMember, "deferred")).toBe(36_678);
  });
});

describe("INV-15 what comes back is taken from the rest exactly", () => {
  test("INV-15 a cancellation that credits the unused days leaves nothing deferred, and received = earned + given back", () => {
    join(12);
    live("2026-04-20");
    cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "", reasonCode: "moved_away", settlement: "credit" });
    live("2026-04-22");
    const given = club.balance(householdId).creditCents;
    expect(given).toBeGreaterThan(30_000);
    expect(sumOf("deferred_dues") + 0).toBe(0);
    expect(-sumOf("revenue_dues")).toBe(42_500 - given);
    expect(total(show("2026-04-21"), "deferred")).toBe(0);
    // The day before it was cancelled, all of the rest was still deferred.
    expect(total(show("2026-04-19"), "deferred")).toBe(-sumOf("deferred_dues", toDay("2026-04-19")));
  });

  test("INV-15 a part refund takes its part off the days that are left", () => {
    join(1);
    live("2026-01-20");
    const before = -sumOf("deferred_dues");
    const [paid] = viewRefundable(club.cx(), membershipId).payments;
    if (!paid) throw new Error("something was paid");
    refundDues(club.cx(), { membershipId, paymentId: paid.paymentId, invoiceId: paid.invoiceId, cents: toCents(1000), by: "tender", owedAgain: false, reason: "Kindness", cancel: null });
    expect(-sumOf("deferred_dues")).toBe(before - 1000);
    live("2026-02-10");
    // 27.00 is what was kept of 37.00; the draw of 10 February has its own days.
    expect(-sumOf("revenue_dues")).toBe(2700);
  });

  test("INV-15 a voided draw is neither deferred nor earned, and what was earned of it comes back with the next day", () => {
    join(1);
    live("2026-02-12");
    const draw = club.invoices(householdId).at(-1);
    if (!draw) throw new Error("a draw");
    voidAtDesk(club.cx(), { invoiceId: draw.invoiceId, reason: "Wrong" });
    live("2026-02-13");
    expect(sumOf("deferred_dues") + 0).toBe(0);
    expect(-sumOf("revenue_dues")).toBe(3700);
    expect(total(show("2026-02-12"), "deferred")).toBe(0);
    expect(total(show("2026-02-11"), "deferred")).toBeGreaterThan(3000);
  });

  test("INV-15 a pause gives days back, and the ledger has what lies ahead on every day", () => {
    join(1);
    live("2026-01-25");
    holdMembership(club.cx(), { membershipId, kind: "pause", fromOn: toDay("2026-01-28"), untilOn: toDay("2026-03-01"), reason: "Away" });
    live("2026-03-15");
    for (const on of ["2026-01-24", "2026-01-30", "2026-02-15", "2026-03-05", "2026-03-14"])
      expect({ on, cents: total(show(on), "deferred") }).toEqual({ on, cents: 0 - sumOf("deferred_dues", toDay(on)) });
  });
});

describe("REP-3 INV-15 as it was printed then", () => {
  test("REP-3 a print of a day before a cancellation is the same after it", () => {
    join(12);
    live("2026-04-20");
    const printed = show("2026-04-19");
    const { knownAt } = printed;
    live("2026-04-21");
    cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "", reasonCode: "moved_away", settlement: "credit" });
    live("2026-04-25");
    expect(show("2026-04-19", { knownAt }).sections).toEqual(printed.sections);
    expect(show("2026-04-24", { knownAt }).sections[0]?.totals).not.toEqual(show("2026-04-24").sections[0]?.totals);
  });
});

describe("REP-5 INV-15 every figure opens its rows", () => {
  test("REP-5 a plan's and a member's figures are the sums of the days billed, a month's of its booked days", () => {
    join(1);
    live("2026-02-15");
    for (const by of ["plan", "membership"] as const) {
      const sheet = show("2026-02-14", { by });
      const [section] = sheet.sections;
      for (const row of [...(section?.rows ?? []), null]) {
        const rows = openFigure(club.cx(), { ...asked, asOf: toDay("2026-02-14"), by }, { sectionId: section?.id ?? "", rowKey: row?.key ?? null, columnId: "deferred" });
        expect(total(rows, "deferred")).toBe((row?.cells ?? section?.totals)?.at(-1));
      }
    }
    const past = openFigure(club.cx(), { ...asked, asOf: toDay("2026-02-14") }, { sectionId: "past", rowKey: "2026-01-01", columnId: "earned" });
    expect(past.sections[0]?.rows.length).toBe(22);
    expect(total(past, "earned")).toBe(earned()["2026-01"]);
  });

  test("REP-5 a figure that is not there is refused in words", () => {
    const at = (sectionId: string, rowKey: string) => () => openFigure(club.cx(), asked, { sectionId, rowKey, columnId: "deferred" });
    for (const press of [at("plans", "x"), at("ahead", "1"), at("nowhere", "1")])
      expect(press).toThrow(expect.objectContaining({ code: "report_row_unknown" }) as Error);
  });
});

test("INV-15 a practice without dues has nothing to book, and an empty report", () => {
  club.sleepUntil("2026-06-01");
  expect(recogniseDues(club.cx())).toEqual({ days: 0, cents: 0 });
  expect(show("2026-06-01").sections.map(({ rows }) => rows.length)).toEqual([0, 0, 0]);
});
