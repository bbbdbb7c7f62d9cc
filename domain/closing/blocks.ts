/**
 * Where a journal entry stands on the day sheet (INV-12). The receivable of the sheet is what patients
 * owe less the credit the practice holds for them, so that a payment lowers it by all that was paid.
 */
export type SheetBlock = "charges" | "payments" | "adjustments";

const charges: ReadonlySet<string> = new Set(["invoice_issued", "invoice_revised"]);
// Credit that pays an invoice moves a payment from nobody's invoice to somebody's.
const payments: ReadonlySet<string> = new Set([
  "payment_received",
  "payment_reversed",
  "payment_reallocated",
  "check_returned",
  "credit_applied",
]);

/** What is neither a charge nor a payment is an adjustment: voids, credit notes, write-offs, refunds. */
export function blockOf(kind: string): SheetBlock {
  if (charges.has(kind)) return "charges";
  return payments.has(kind) ? "payments" : "adjustments";
}

export const sheetBlocks: readonly SheetBlock[] = ["charges", "payments", "adjustments"];

export type BlockSums = Readonly<Record<SheetBlock, number>>;

export const noSums: BlockSums = { charges: 0, payments: 0, adjustments: 0 };

export function addTo(sums: BlockSums, block: SheetBlock, cents: number): BlockSums {
  return { ...sums, [block]: sums[block] + cents };
}

/** Opening + charges − payments ± adjustments; payments are kept negative, as they move the receivable. */
export function closingOf(openingCents: number, sums: BlockSums): number {
  return openingCents + sums.charges + sums.payments + sums.adjustments;
}
