/** The figures as a table for a terminal. */
import type { AgingFigures } from "./aging/measure.ts";
import type { OtherFigures } from "./aging/others.ts";
import type { BillingFigures } from "./billing/measure.ts";
import type { Spread } from "./percentiles.ts";
import type { TrackerFigures } from "./tracker/measure.ts";
import type { PortFigures } from "./tracker/over-port.ts";
import type { StatementFigures, StatementRun } from "./statements/measure.ts";
import type { SearchFigures } from "./search-over-http/measure.ts";

const head = ["id", "job", "application", "floor", "ratio", "budget"] as const;
type Row = readonly [id: string, job: string, application: string, floor: string, ratio: string, budget: string];

export function tableOf(rows: readonly Row[]): string {
  const all: readonly (readonly string[])[] = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

export function searchRow(id: string, job: string, budget: string, figures: SearchFigures): Row {
  const pair = (p50: number, p99: number): string => `p50 ${p50.toFixed(2)}, p99 ${p99.toFixed(2)} ms`;
  return [
    id,
    `${job}, ${figures.patients.toLocaleString("en-US")} patients`,
    pair(figures.p50Ms, figures.p99Ms),
    pair(figures.floorP50Ms, figures.floorP99Ms),
    `p50 ${figures.ratioP50.toFixed(1)}×, p99 ${figures.ratioP99.toFixed(1)}×`,
    budget,
  ];
}

/** The slowest page, and how many missed the budget; which ones is in latest.json. */
export function trackerRow({ invoices, pages, p99Ms, slowestP99Ms, floorP99Ms, over, lastToFirst }: TrackerFigures): Row {
  return [
    "T1",
    `${pages} tracker pages, ${invoices.toLocaleString("en-US")} invoices`,
    `p99 ${p99Ms.toFixed(2)} ms, slowest page ${slowestP99Ms.toFixed(2)} ms, ${over.length} pages over`,
    `p99 ${floorP99Ms.toFixed(2)} ms`,
    `${(p99Ms / floorP99Ms).toFixed(1)}×, last/first ${lastToFirst.toFixed(1)}×`,
    "p99 ≤ 4 ms, last/first ≤ 6×",
  ];
}

export function trackerPortRow({ pages, p50Ms, p99Ms, slowestP50Ms }: PortFigures): Row {
  return ["T1", `${pages} first pages, through the office and its port`, `p50 ${p50Ms.toFixed(2)}, p99 ${p99Ms.toFixed(2)} ms, slowest page p50 ${slowestP50Ms.toFixed(2)} ms`, "", "", "p99 ≤ 16 ms"];
}

export function agingRow({ entries, todayMs, floorMs, ratio }: AgingFigures): Row {
  const words = ({ median, min, max }: Spread): string => `${median.toFixed(0)} ms (${min.toFixed(0)}–${max.toFixed(0)})`;
  return ["A1", `aging of all accounts, ${entries.toLocaleString("en-US")} entries`, words(todayMs), words(floorMs), `${ratio.toFixed(2)}×`, "≤ 200 ms, ≤ 1.5×"];
}

/** How many times longer the others take for half as many entries. */
export function otherRows({ todayMs }: AgingFigures, others: readonly OtherFigures[]): Row[] {
  return others.map(({ program, postings, ms }): Row => [
    "A2",
    `balances by ${program}, ${postings.toLocaleString("en-US")} postings`,
    `${todayMs.median.toFixed(0)} ms`,
    `${(ms / 1000).toFixed(1)} s`,
    `${(ms / todayMs.median).toFixed(0)}× faster`,
    program === "ledger" ? "≥ 40×" : "≥ 200×",
  ]);
}

/** Both sizes; the ratio is the processor time of a page in the large run against the small one. */
export function statementRows({ small, large, perPageRatio, isNoisy }: StatementFigures): Row[] {
  const words = ({ statements, seconds: { median, min, max }, processorSeconds, megabytes }: StatementRun): string =>
    `${median.toFixed(1)} s (${min.toFixed(1)}–${max.toFixed(1)}), ${((1000 * processorSeconds.median) / statements).toFixed(1)} ms of work a page, ${megabytes.toFixed(1)} MB`;
  const memory = ({ addedMbAtQuarter, addedMbAtEnd }: StatementRun): string => `+${addedMbAtQuarter.toFixed(0)} MB at a quarter, +${addedMbAtEnd.toFixed(0)} MB at the end`;
  const job = ({ statements }: StatementRun): string => `${statements.toLocaleString("en-US")} statements, one file`;
  return [
    ["P1", job(small), words(small), "", "", "200 in ≤ 6 s"],
    ["P1", job(large), words(large), "", `${perPageRatio.toFixed(2)}× a page${isNoisy ? " (noisy: no verdict)" : ""}`, "linear"],
    ["P1", "the same, what it holds", memory(large), "", "", "flat"],
    ["P1", "the same, kept from answering", `at most ${Math.max(small.blockedMs, large.blockedMs).toFixed(0)} ms`, "", "", "not blocked"],
  ];
}

export function billingRows(figures: BillingFigures): Row[] {
  const rate = ({ median, min, max }: Spread): string => {
    const [middle, low, high] = [median, min, max].map((value) => Math.round(value).toLocaleString("en-US"));
    return `${middle} members/s (${low}–${high})`;
  };
  const counts = (pages: number, commits: number): string =>
    `${pages.toFixed(2)} pages a member, ${commits.toFixed(2)} commits a household`;
  return [
    [
      figures.id,
      `${figures.job}, ${figures.members.toLocaleString("en-US")} members`,
      rate(figures.membersPerSecond),
      rate(figures.floorMembersPerSecond),
      figures.isNoisy ? `${figures.ratio.toFixed(2)}× (noisy floor: no verdict)` : `${figures.ratio.toFixed(2)}×`,
      figures.budget,
    ],
    [
      "B3",
      `the same, what it writes`,
      counts(figures.pagesPerMember, figures.commitsPerHousehold),
      counts(figures.floorPagesPerMember, figures.floorCommitsPerHousehold),
      `${(figures.pagesPerMember / figures.floorPagesPerMember).toFixed(2)}×`,
      "≤ 1.3× pages",
    ],
  ];
}
