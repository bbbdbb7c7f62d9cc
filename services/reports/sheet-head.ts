/** What the head of every report says: the practice, the period, who made it when, and what was known (F-10, REP-3). */
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findStaff } from "#db/staff.ts";
import { daysBetween, type Day, type Instant } from "#domain/calendar.ts";
import { knownInstant } from "#domain/reports/known-at.ts";
import { refuse } from "#domain/refusal.ts";
import type { ReportPeriod, ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";

export type SheetHead = Pick<ReportSheet, "report" | "title" | "practiceName" | "period" | "knownAt" | "madeOn" | "madeBy">;

/** Ten years of days. */
const mostDays = 3_660;

/** Refuses `report_day_ahead`, `report_range_backwards` and `report_range_too_long`. */
export function sheetHead(
  cx: Cx,
  db: ReadableDb,
  about: { readonly report: string; readonly title: string; readonly period: ReportPeriod; readonly knownAt: string | null },
): SheetHead {
  const { report, title, period, knownAt } = about;
  requirePeriod(period, cx.today);
  return {
    report,
    title,
    practiceName: findPractice(db)?.name ?? "",
    period,
    knownAt: knownBefore(cx, db, knownAt) ?? cx.now,
    madeOn: cx.today,
    madeBy: cx.actor.staffId === null ? "" : (findStaff(db, cx.actor.staffId)?.name ?? ""),
  };
}

/** The instant asked for; null where that is now, which needs no look at when anything was entered. */
export function knownBefore(cx: Cx, db: ReadableDb, knownAt: string | null): Instant | null {
  if (knownAt === null) return null;
  const at = knownInstant(knownAt, findPractice(db)?.time_zone ?? "UTC");
  return at < cx.now ? at : null;
}

function requirePeriod(period: ReportPeriod, today: Day): void {
  if (period.kind === "as_of") {
    if (period.on > today) refuse("report_day_ahead", { on: period.on, today });
    return;
  }
  const { from, to } = period;
  if (to < from) refuse("report_range_backwards", { from, to });
  if (to > today) refuse("report_day_ahead", { on: to, today });
  const days = daysBetween(from, to) + 1;
  if (days > mostDays) refuse("report_range_too_long", { days, most: mostDays });
}
