/** Which invoices a bulk action is for: those selected, or all that the list's filter leaves (INV-4). */
import type { TrackerFilterInput } from "#contract/invoices.ts";
import { asId, type InvoiceId } from "#domain/identity.ts";
import type { TrackerSort } from "#domain/invoices/tracker-query.ts";

export type Chosen = {
  readonly filter: TrackerFilterInput;
  readonly sort: TrackerSort;
  readonly descending: boolean;
  /** Null for all that match. */
  readonly invoiceIds: InvoiceId[] | null;
};

/** The most that can be selected by hand at once; more is done with "all that match". */
export const mostSelected = 2_000;

export function selectedIds(rowIds: readonly string[]): InvoiceId[] {
  return rowIds.map((id) => asId<InvoiceId>(Number(id)));
}

/** "1 invoice", "1,204 invoices". */
export function invoicesWord(count: number): string {
  return count === 1 ? "1 invoice" : `${count.toLocaleString("en-US")} invoices`;
}

/** Who was left out of a print run, in one sentence; empty when nobody was. */
export function leftOutSentence({ drafts, voids }: { readonly drafts: number; readonly voids: number }): string {
  const parts = [
    ...(drafts > 0 ? [`${drafts} ${drafts === 1 ? "draft" : "drafts"}, without a number yet`] : []),
    ...(voids > 0 ? [`${voids} void`] : []),
  ];
  return parts.length === 0 ? "" : `Left out: ${parts.join(", and ")}.`;
}
