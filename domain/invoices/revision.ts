/**
 * What an invoice said in one revision and how two revisions differ (INV-3): lines added, removed and
 * changed with their amounts, and the days. Both are kept; nothing is worked out again.
 */
import type { Day } from "../calendar.ts";
import type { InvoiceLineId } from "../identity.ts";
import { addCents, type Cents } from "../money.ts";
import type { InvoiceLineKind } from "./status-words.ts";

export type RevisionLine = {
  readonly lineId: InvoiceLineId;
  readonly kind: InvoiceLineKind;
  readonly patientName: string;
  readonly providerName: string | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly netCents: Cents;
  readonly taxRatePpm: number;
  readonly taxCents: Cents;
  /** The facts of its amount, as JSON. */
  readonly explain: string;
};

export type RevisionContent = {
  readonly invoicedOn: Day;
  readonly dueOn: Day;
  readonly termsDays: number;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  readonly lines: readonly RevisionLine[];
};

export const changedParts = ["what", "kind", "patient", "provider", "day", "quantity", "price", "discount", "tax"] as const;
export type ChangedPart = (typeof changedParts)[number];

export type LineChange = {
  readonly kind: "added" | "removed" | "changed";
  readonly description: string;
  /** With tax; null where the line was not there. */
  readonly beforeCents: Cents | null;
  readonly afterCents: Cents | null;
  /** Empty for lines added and removed. */
  readonly parts: ChangedPart[];
};

export type RevisionDiff = {
  readonly lines: LineChange[];
  readonly invoicedOn: { readonly before: Day; readonly after: Day } | null;
  readonly dueOn: { readonly before: Day; readonly after: Day } | null;
  readonly beforeCents: Cents;
  readonly afterCents: Cents;
};

/** How the later one differs: its own lines in their order, then those that went. */
export function diffRevisions(before: RevisionContent, after: RevisionContent): RevisionDiff {
  const old = new Map(before.lines.map((line) => [line.lineId, line]));
  const kept = new Set(after.lines.map((line) => line.lineId));
  const lines = after.lines.flatMap((line): LineChange[] => {
    const was = old.get(line.lineId);
    const { description } = line;
    if (!was) return [{ kind: "added", description, beforeCents: null, afterCents: withTax(line), parts: [] }];
    const parts = changedPartsOf(was, line);
    return parts.length === 0 ? [] : [{ kind: "changed", description, beforeCents: withTax(was), afterCents: withTax(line), parts }];
  });
  const removed = before.lines
    .filter((line) => !kept.has(line.lineId))
    .map((line): LineChange => ({ kind: "removed", description: line.description, beforeCents: withTax(line), afterCents: null, parts: [] }));
  return {
    lines: [...lines, ...removed],
    invoicedOn: dayChange(before.invoicedOn, after.invoicedOn),
    dueOn: dayChange(before.dueOn, after.dueOn),
    beforeCents: before.totalCents,
    afterCents: after.totalCents,
  };
}

/** Whether a person would see any difference. */
export function isSameRevision(diff: RevisionDiff): boolean {
  return diff.lines.length === 0 && diff.invoicedOn === null && diff.dueOn === null;
}

function changedPartsOf(was: RevisionLine, is: RevisionLine): ChangedPart[] {
  const off = (line: RevisionLine): number => line.quantity * line.unitCents - line.netCents;
  const changed: Record<ChangedPart, boolean> = {
    what: was.description !== is.description,
    kind: was.kind !== is.kind,
    patient: was.patientName !== is.patientName,
    provider: was.providerName !== is.providerName,
    day: was.serviceOn !== is.serviceOn,
    quantity: was.quantity !== is.quantity,
    price: was.unitCents !== is.unitCents,
    discount: off(was) !== off(is) || was.explain !== is.explain && (off(was) > 0 || off(is) > 0),
    tax: was.taxRatePpm !== is.taxRatePpm,
  };
  return changedParts.filter((part) => changed[part]);
}

function withTax(line: RevisionLine): Cents {
  return addCents(line.netCents, line.taxCents);
}

function dayChange(before: Day, after: Day): { before: Day; after: Day } | null {
  return before === after ? null : { before, after };
}
