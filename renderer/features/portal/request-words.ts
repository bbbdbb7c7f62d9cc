/** How requests to join are named, filtered and led on (PKG-4). */
import type { JoinRequestRow } from "#contract/portal.ts";
import { csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { hrefTo } from "../../app/address.ts";
import type { FilterValues, Filters } from "../../kit/filters/filter-kinds.ts";
import type { Tone } from "../../styles/palette.ts";

export const requestChips: Readonly<Record<JoinRequestRow["state"], { readonly tone: Tone; readonly word: string }>> = {
  open: { tone: "attention", word: "To decide" },
  approved: { tone: "good", word: "Enrolled" },
  declined: { tone: "quiet", word: "Declined" },
};

export const requestFilters = {
  q: { kind: "text", label: "Name, plan or words" },
  state: { kind: "choice", label: "State", options: Object.entries(requestChips).map(([value, { word }]) => ({ value, label: word })) },
} as const satisfies Filters;

export function matchesRequest(row: JoinRequestRow, { q, state }: FilterValues<typeof requestFilters>): boolean {
  const words = q.trim().toLocaleLowerCase();
  const text = `${row.patientName} ${row.payerName} ${row.planName} ${row.note}`.toLocaleLowerCase();
  return text.includes(words) && (state.length === 0 || state.includes(row.state));
}

/** The enrolment with what was asked for filled in; everything can still be changed there. */
export function enrolHref({ patientId, planId, periodMonths }: Pick<JoinRequestRow, "patientId" | "planId" | "periodMonths">): string {
  return hrefTo("/memberships/enrol", null, { patientId: String(patientId), plan: String(planId), months: String(periodMonths) });
}

const periods: Readonly<Record<number, string>> = { 1: "monthly", 3: "quarterly", 6: "twice a year", 12: "yearly" };

export function wishOf({ planName, periodMonths }: Pick<JoinRequestRow, "planName" | "periodMonths">): string {
  return `${planName}, ${periods[periodMonths] ?? `every ${periodMonths} months`}`;
}

/** The list as a table for a spreadsheet (UI-5). */
export function requestsCsv(rows: readonly JoinRequestRow[]): string {
  const columns: readonly CsvColumn<JoinRequestRow>[] = [
    { header: "Who", cell: ({ patientName }) => patientName },
    { header: "Payer", cell: ({ payerName }) => payerName },
    { header: "Asks for", cell: wishOf },
    { header: "In their words", cell: ({ note }) => note },
    { header: "Asked", cell: ({ askedAt }) => askedAt },
    { header: "State", cell: ({ state }) => requestChips[state].word },
    { header: "Answer", cell: ({ reason }) => reason },
    { header: "Decided", cell: ({ decidedAt }) => decidedAt },
    { header: "By", cell: ({ decidedBy }) => decidedBy },
  ];
  return csvText(columns, rows);
}
