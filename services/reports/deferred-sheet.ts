/**
 * Deferred dues as of any day (INV-15): what was billed for days that have not passed, by plan or by
 * membership, month by month when it will be earned, and what was earned in the months before.
 */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { ledgerBalance, type AsOf } from "#db/reports/as-of.ts";
import { listDeferredPeriods, type DeferredPeriod } from "#db/reports/deferred.ts";
import { namesOfMembers, planNames, type MemberName } from "#db/reports/member-names.ts";
import { listRecognisedMonths } from "#db/reports/recognised.ts";
import { addDays, makeDay, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { dayText, rangeText } from "#domain/day-text.ts";
import { asId, type PlanId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { deferredAt, earnedBy, scheduleAfter } from "#domain/reports/recognition.ts";
import { totalsOf, type ReportColumn, type ReportRow, type ReportSection, type ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import type { FigureAt, ReportMaker } from "./makers.ts";
import { knownBefore, sheetHead } from "./sheet-head.ts";

export type DeferredAsk = {
  readonly report: "deferred-dues";
  readonly asOf: Day;
  /** An instant, or the practice's wall time (domain/reports/known-at.ts); null = now. */
  readonly knownAt: string | null;
  readonly by: "plan" | "membership";
};

const planColumns: readonly ReportColumn[] = [
  { id: "name", header: "Plan", kind: "text", share: 2 },
  { id: "memberships", header: "Memberships", kind: "number" },
  { id: "billed", header: "Billed", kind: "money" },
  { id: "earned", header: "Earned of it", kind: "money" },
  { id: "deferred", header: "Deferred", kind: "money" },
];
const memberColumns: readonly ReportColumn[] = [
  { id: "name", header: "Member", kind: "text", share: 2 },
  { id: "plan", header: "Plan", kind: "text", share: 1.4 },
  ...planColumns.slice(2),
];
const monthColumns: readonly ReportColumn[] = [
  { id: "month", header: "Month", kind: "text" },
  { id: "earned", header: "Earned", kind: "money" },
  { id: "left", header: "Left at its end", kind: "money" },
];
const pastColumns: readonly ReportColumn[] = monthColumns.slice(0, 2);
const periodColumns: readonly ReportColumn[] = [
  { id: "name", header: "Member", kind: "text", share: 2 },
  { id: "days", header: "Days", kind: "text", share: 1.6 },
  ...planColumns.slice(2),
];

export const deferredMaker: ReportMaker<DeferredAsk> = { make: makeDeferred, open: openDeferred };

function periodsOf(cx: Cx, db: ReadableDb, ask: DeferredAsk): DeferredPeriod[] {
  return listDeferredPeriods(db, knownOf(cx, db, ask), findPractice(db)?.time_zone ?? "UTC");
}

function knownOf(cx: Cx, db: ReadableDb, { asOf, knownAt }: DeferredAsk): AsOf {
  return { asOf, knownAt: knownBefore(cx, db, knownAt) };
}

function makeDeferred(cx: Cx, db: ReadableDb, ask: DeferredAsk, mostRows: number): ReportSheet {
  const head = sheetHead(cx, db, {
    report: "deferred-dues",
    title: "Deferred dues",
    period: { kind: "as_of", on: ask.asOf },
    knownAt: ask.knownAt,
  });
  const periods = periodsOf(cx, db, ask);
  const deferred = periods.reduce((sum, period) => sum + deferredAt(period, ask.asOf), 0);
  return {
    ...head,
    parameters: [{ label: "Rows", value: ask.by === "plan" ? "by plan" : "by membership" }],
    sections: [
      ask.by === "plan" ? byPlan(db, ask.asOf, periods) : byMembership(db, ask.asOf, periods, mostRows),
      monthsAhead(ask.asOf, periods, deferred),
      monthsPast(cx, db, ask),
    ],
    notes: [tieNote(ledgerBalance(db, "deferred_dues", knownOf(cx, db, ask)), deferred, ask.asOf, cx.today)],
  };
}

/** Billed, earned and deferred of some periods. */
function sums(periods: readonly DeferredPeriod[], on: Day): [billed: number, earned: number, deferred: number] {
  const billed = periods.reduce((sum, { cents }) => sum + cents, 0);
  const earned = periods.reduce((sum, period) => sum + earnedBy(period, on), 0);
  return [billed, earned, billed - earned];
}

function byPlan(db: ReadableDb, on: Day, periods: readonly DeferredPeriod[]): ReportSection {
  const names = planNames(db);
  const rows = [...Map.groupBy(periods, ({ planId }) => planId)]
    .map(([planId, of]): ReportRow => ({
      key: String(planId),
      cells: [names.get(planId) ?? "", new Set(of.map(({ membershipId }) => membershipId)).size, ...sums(of, on)],
      link: null,
    }))
    .toSorted((one, other) => String(one.cells[0]).localeCompare(String(other.cells[0])));
  return {
    ...section("plans", null, planColumns, rows),
    opens: ["memberships", "billed", "earned", "deferred"],
    empty: "No days that were billed lay ahead.",
  };
}

function byMembership(db: ReadableDb, on: Day, periods: readonly DeferredPeriod[], mostRows: number): ReportSection {
  const name = namesOfMembers(db);
  const plans = planNames(db);
  const rows = [...Map.groupBy(periods, ({ membershipId }) => membershipId)]
    .map(([membershipId, of]) => ({ membershipId, of, who: name(membershipId) }))
    .toSorted((one, other) => (one.who.sortName < other.who.sortName ? -1 : one.who.sortName > other.who.sortName ? 1 : one.membershipId - other.membershipId))
    .map(({ membershipId, of, who }): ReportRow => ({
      key: String(membershipId),
      cells: [who.name, plans.get(of.at(-1)?.planId ?? asId<PlanId>(0)) ?? "", ...sums(of, on)],
      link: linkOf(who),
    }));
  return {
    ...section("memberships", null, memberColumns, rows),
    rows: rows.slice(0, mostRows),
    leftOut: Math.max(0, rows.length - mostRows),
    opens: ["billed", "earned", "deferred"],
    empty: "No days that were billed lay ahead.",
  };
}

function monthsAhead(on: Day, periods: readonly DeferredPeriod[], deferred: number): ReportSection {
  let left = deferred;
  const rows = scheduleAfter(periods, on).map(({ monthOn, cents }, index): ReportRow => {
    left -= cents;
    const rest = index === 0 && addDays(on, 1) !== monthOn ? ", the rest" : "";
    return { key: null, cells: [`${monthWord(monthOn)}${rest}`, cents, left], link: null };
  });
  return {
    ...section("ahead", "When it will be earned", monthColumns, rows),
    totals: [null, deferred, null],
    empty: "Nothing is left to be earned.",
  };
}

function monthsPast(cx: Cx, db: ReadableDb, ask: DeferredAsk): ReportSection {
  const since = makeDay(yearOf(ask.asOf) - 1, monthOf(ask.asOf), 1);
  const rows = listRecognisedMonths(db, knownOf(cx, db, ask), since).map(
    ({ monthOn, cents }): ReportRow => ({ key: monthOn, cells: [monthWord(monthOn), cents], link: null }),
  );
  return {
    ...section("past", "Earned and booked, month by month", pastColumns, rows),
    opens: ["earned"],
    empty: "Nothing was booked as earned yet; each day is booked when it is over.",
  };
}

function section(id: string, heading: string | null, columns: readonly ReportColumn[], rows: readonly ReportRow[]): ReportSection {
  return { id, heading, columns, rows, totals: totalsOf(columns, rows), totalLabel: "Total", opens: [], empty: "", leftOut: 0 };
}

/** The ledger's account, or by how much it differs: the days that are not booked yet (INV-15). */
function tieNote(ledger: number, deferred: number, on: Day, today: Day): string {
  const off = -ledger - deferred;
  if (off === 0) return "The total ties to the deferred dues of the ledger.";
  const why = on >= today ? "Each day's share is booked when the day is over." : "It is booked with the next day.";
  return `The ledger still has ${off} more, in the smallest unit of money, than these rows: earned and not booked. ${why}`;
}

function openDeferred(cx: Cx, db: ReadableDb, ask: DeferredAsk, at: FigureAt, mostRows: number): ReportSheet {
  const title = "Deferred dues, days billed";
  const head = sheetHead(cx, db, { report: "deferred-rows", title, period: { kind: "as_of", on: ask.asOf }, knownAt: ask.knownAt });
  if (at.sectionId === "past") return { ...head, title: "Earned dues, day by day", parameters: [], sections: [bookedDays(cx, db, ask, at)], notes: [] };
  const id = at.rowKey === null ? null : /^\d{1,15}$/.test(at.rowKey) ? Number(at.rowKey) : refuse("report_row_unknown", {});
  if (at.sectionId !== "plans" && at.sectionId !== "memberships") refuse("report_row_unknown", {});
  const name = namesOfMembers(db);
  const rows = periodsOf(cx, db, ask)
    .filter(({ planId, membershipId }) => id === null || id === (at.sectionId === "plans" ? planId : membershipId))
    .map((period): ReportRow => {
      const { membershipId, invoiceId, from, to } = period;
      const who = name(membershipId);
      return {
        key: null,
        cells: [who.name, rangeText({ from, to }), ...sums([period], ask.asOf)],
        link: invoiceId === null ? linkOf(who) : { to: "invoice", id: invoiceId },
      };
    });
  return {
    ...head,
    parameters: [],
    sections: [
      {
        ...section("periods", null, periodColumns, rows),
        rows: rows.slice(0, mostRows),
        leftOut: Math.max(0, rows.length - mostRows),
        empty: "No days that were billed lay ahead.",
      },
    ],
    notes: [],
  };
}

function bookedDays(cx: Cx, db: ReadableDb, ask: DeferredAsk, { rowKey }: FigureAt): ReportSection {
  const columns: readonly ReportColumn[] = [
    { id: "on", header: "Day", kind: "text" },
    { id: "earned", header: "Earned", kind: "money" },
  ];
  const rows = listRecognisedMonths(db, knownOf(cx, db, ask), makeDay(yearOf(ask.asOf) - 1, monthOf(ask.asOf), 1))
    .filter(({ monthOn }) => rowKey === null || monthOn === rowKey)
    .flatMap(({ days }) => days)
    .map(({ on, cents }): ReportRow => ({ key: null, cells: [dayText(on), cents], link: null }));
  return { ...section("days", null, columns, rows), empty: "Nothing was booked." };
}

function linkOf({ patientId }: MemberName): ReportRow["link"] {
  return patientId === null ? null : { to: "patient", id: patientId };
}

/** `Nov 2026`. */
function monthWord(on: Day): string {
  return dayText(on).replace(/^\d+ /, "");
}

