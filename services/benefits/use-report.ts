/**
 * How benefits are used (PKG-10): by plan or by member, what was granted and used, what that costs at list
 * price, the dues beside it, and the members whose use was worth more than they were asked for.
 */
import { listMemberUse, listUsesOfDays, type MemberUse } from "#db/benefits/benefit-use.ts";
import type { ReadableDb } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import { totalsOf, type ReportCell, type ReportColumn, type ReportRow, type ReportSection, type ReportSheet } from "#domain/reports/report-sheet.ts";
import type { Cx } from "../context.ts";
import type { FigureAt, ReportMaker } from "../reports/makers.ts";
import { sheetHead } from "../reports/sheet-head.ts";

export type BenefitUseAsk = { readonly report: "benefit-use"; readonly from: Day; readonly to: Day; readonly by: "plan" | "member" };

const figures: readonly ReportColumn[] = [
  { id: "granted", header: "Granted", kind: "number" },
  { id: "used", header: "Used", kind: "number" },
  { id: "share", header: "Used, %", kind: "number" },
  { id: "list", header: "At list price", kind: "money" },
  { id: "dues", header: "Dues", kind: "money" },
  { id: "over", header: "List less dues", kind: "money" },
];
const planColumns: readonly ReportColumn[] = [{ id: "name", header: "Plan", kind: "text", share: 2 }, { id: "members", header: "Members", kind: "number" }, ...figures];
const memberColumns: readonly ReportColumn[] = [{ id: "name", header: "Member", kind: "text", share: 2 }, { id: "plan", header: "Plan", kind: "text", share: 1.4 }, ...figures];
const useColumns: readonly ReportColumn[] = [
  { id: "on", header: "Day", kind: "day" },
  { id: "name", header: "Patient", kind: "text", share: 1.6 },
  { id: "benefit", header: "Benefit", kind: "text", share: 1.2 },
  { id: "service", header: "Service", kind: "text", share: 1.6 },
  { id: "list", header: "At list price", kind: "money" },
  { id: "off", header: "Covered", kind: "money" },
];

export const benefitUseMaker: ReportMaker<BenefitUseAsk> = { make: makeBenefitUse, open: openBenefitUse };

function makeBenefitUse(cx: Cx, db: ReadableDb, ask: BenefitUseAsk, mostRows: number): ReportSheet {
  const members = listMemberUse(db, ask.from, ask.to);
  return {
    ...headOf(cx, db, ask, "Use of benefits"),
    parameters: [{ label: "Rows", value: ask.by === "plan" ? "by plan" : "by member" }],
    sections: [ask.by === "plan" ? byPlan(members) : byMember("members", null, members, mostRows), atALoss(members, mostRows)],
    notes: ["Granted are the units of benefits that ran on one of these days; used are those of visits in them. Dues are those of invoices of these days, before tax."],
  };
}

function headOf(cx: Cx, db: ReadableDb, { from, to }: BenefitUseAsk, title: string) {
  return sheetHead(cx, db, { report: "benefit-use", title, period: { kind: "range", from, to }, knownAt: null });
}

function figuresOf(members: readonly MemberUse[]): ReportCell[] {
  const sum = (of: (member: MemberUse) => number): number => members.reduce((total, member) => total + of(member), 0);
  const [granted, used] = [sum((one) => one.granted), sum((one) => one.used)];
  const [list, dues] = [sum((one) => one.listCents), sum((one) => one.duesCents)];
  return [granted, used, granted === 0 ? null : Math.round((used * 100) / granted), list, dues, list - dues];
}

function byPlan(members: readonly MemberUse[]): ReportSection {
  const rows = [...Map.groupBy(members, ({ planId }) => planId)]
    .map(([planId, of]): ReportRow => ({ key: String(planId), cells: [of[0]?.planName ?? "", of.length, ...figuresOf(of)], link: null }))
    .toSorted((a, b) => String(a.cells[0]).localeCompare(String(b.cells[0])));
  return { ...section("plans", null, planColumns, rows, members), opens: ["used", "list"], empty: "No plan with benefits had a member in these days." };
}

function byMember(id: string, heading: string | null, members: readonly MemberUse[], mostRows: number): ReportSection {
  const rows = members.map((one): ReportRow => ({ key: String(one.membershipId), cells: [one.patientName, one.planName, ...figuresOf([one])], link: { to: "patient", id: one.patientId } }));
  return {
    ...section(id, heading, memberColumns, rows, members),
    rows: rows.slice(0, mostRows),
    leftOut: Math.max(0, rows.length - mostRows),
    opens: ["used", "list"],
    empty: "Nobody had a benefit in these days.",
  };
}

/** The most costly first. */
function atALoss(members: readonly MemberUse[], mostRows: number): ReportSection {
  const dear = members
    .filter(({ listCents, duesCents }) => listCents > duesCents)
    .toSorted((a, b) => b.listCents - b.duesCents - (a.listCents - a.duesCents) || a.membershipId - b.membershipId);
  return { ...byMember("loss", "Used at a loss: worth more than the dues", dear, mostRows), empty: "Nobody used more than the dues came to." };
}

/** A per cent is not summed: it is that of all of them. */
function section(id: string, heading: string | null, columns: readonly ReportColumn[], rows: readonly ReportRow[], members: readonly MemberUse[]): ReportSection {
  const all = figuresOf(members);
  const totals = totalsOf(columns, rows).map((cell, at) => (columns[at]?.id === "share" ? (all[2] ?? null) : cell));
  return { id, heading, columns, rows, totals, totalLabel: "Total", opens: [], empty: "", leftOut: 0 };
}

/** Refuses `report_row_unknown`. */
function openBenefitUse(cx: Cx, db: ReadableDb, ask: BenefitUseAsk, at: FigureAt, mostRows: number): ReportSheet {
  const sections = ["plans", "members", "loss"];
  if (!sections.includes(at.sectionId) || (at.rowKey !== null && !/^\d{1,15}$/.test(at.rowKey))) refuse("report_row_unknown", {});
  const id = at.rowKey === null ? null : Number(at.rowKey);
  const dear = new Set(at.sectionId === "loss" ? listMemberUse(db, ask.from, ask.to).filter((one) => one.listCents > one.duesCents).map(({ membershipId }) => membershipId) : []);
  const rows = listUsesOfDays(db, ask.from, ask.to)
    .filter(({ membershipId, planId }) => (id === null ? at.sectionId !== "loss" || dear.has(membershipId) : id === (at.sectionId === "plans" ? planId : membershipId)))
    .map((one): ReportRow => ({ key: null, cells: [one.usedOn, one.patientName, one.label, one.serviceName, one.listCents, one.offCents], link: { to: "invoice", id: one.invoiceId } }));
  return {
    ...headOf(cx, db, ask, "Uses of benefits"),
    parameters: [],
    sections: [
      {
        id: "uses",
        heading: null,
        columns: useColumns,
        rows: rows.slice(0, mostRows),
        totals: totalsOf(useColumns, rows),
        totalLabel: "Total",
        opens: [],
        empty: "Nothing was used in these days.",
        leftOut: Math.max(0, rows.length - mostRows),
      },
    ],
    notes: [],
  };
}
