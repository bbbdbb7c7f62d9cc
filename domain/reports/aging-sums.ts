/**
 * Open amounts of one account by age (INV-11): four buckets, what is not due yet in the first, and
 * unused credit beside them or taken off the oldest amounts first.
 */
import type { Day } from "../calendar.ts";
import { ageBucket } from "../invoices/aging.ts";
import type { AgeBucket } from "../invoices/status-words.ts";

/** 0–30, 31–60, 61–90 and over 90 days. */
export const agingColumns = ["0_30", "31_60", "61_90", "over_90"] as const satisfies readonly AgeBucket[];
export type AgingColumn = (typeof agingColumns)[number];

export type AgingSums = { readonly [Column in AgingColumn]: number };

/** What is not due yet is the youngest of all: it stands with 0–30. */
export function agingColumn(asOf: Day, ageFrom: Day): AgingColumn {
  const bucket = ageBucket(asOf, ageFrom);
  return bucket === "not_due" ? "0_30" : bucket;
}

export function openSum(sums: AgingSums): number {
  return agingColumns.reduce((sum, column) => sum + sums[column], 0);
}

/**
 * Takes credit off the oldest amounts first. What is left of it after the last amount stays credit, so
 * that open − credit is the same before and after.
 */
export function netCredit(sums: AgingSums, creditCents: number): { readonly sums: AgingSums; readonly creditCents: number } {
  let left = Math.max(0, creditCents);
  const netted: Record<AgingColumn, number> = { ...sums };
  for (const column of agingColumns.toReversed()) {
    const taken = Math.min(left, Math.max(0, netted[column]));
    netted[column] -= taken;
    left -= taken;
  }
  return { sums: netted, creditCents: creditCents < 0 ? creditCents : left };
}
