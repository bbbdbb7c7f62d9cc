/** A desk whose clock moves by the minute, for tests of reports that ask what was known when (REP-3). */
import { insertPractice } from "#db/practice.ts";
import { toDay, toInstant, type Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import type { ReportCell, ReportSection, ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import { deskDay, openDesk, type Desk } from "../payments/desk.fixture.ts";

export type ReportDesk = Desk & {
  /** The same context a minute later than the one before, so that no two acts share an instant. */
  at(today?: string): Cx;
};

export function openReportDesk(): ReportDesk {
  const desk = openDesk();
  desk.db.write((w) =>
    insertPractice(w, {
      name: "Oak Street Dental",
      kind: "training",
      specialty: "dental",
      time_zone: "America/New_York",
      currency: "USD",
      lineage_id: "reports",
      epoch: 1,
      computer_id: "here",
      created_at: "2026-01-02T09:00:00.000Z",
    }),
  );
  let last: Instant = toInstant("2026-01-02T09:00:00.000Z");
  return {
    ...desk,
    at: (today = deskDay) => {
      const noon = toInstant(`${today}T15:00:00.000Z`);
      last = addMilliseconds(noon > last ? noon : last, 60_000);
      return { ...desk.cx(today), today: toDay(today), now: last };
    },
  };
}

/** The cells of a column, by the row's first cell. */
export function column(section: ReportSection | undefined, id: string): Record<string, ReportCell> {
  const at = section?.columns.findIndex((one) => one.id === id) ?? -1;
  return Object.fromEntries((section?.rows ?? []).map(({ cells }) => [String(cells[0]), cells[at] ?? null]));
}

/** One total of a section by its column. */
export function total(sheet: ReportSheet, id: string, section = 0): ReportCell {
  const of = sheet.sections[section];
  const at = of?.columns.findIndex((one) => one.id === id) ?? -1;
  return of?.totals?.[at] ?? null;
}
