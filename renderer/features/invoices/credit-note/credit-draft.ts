/** What goes back with a credit note while it is typed (INV-3): for each line nothing, all that is left, or a part. */
import type { InvoiceLineId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";

export type CreditableView = {
  readonly lineId: InvoiceLineId;
  readonly description: string;
  readonly leftNetCents: Cents;
  readonly ofMembership: boolean;
};

/** Amounts before tax by line; a line without one is not in it. Null while an amount is unclear. */
export type CreditDraft = ReadonlyMap<InvoiceLineId, Cents | null>;

/** Lines of which something can still be given back here. */
export function creditable<Line extends CreditableView>(lines: readonly Line[]): Line[] {
  return lines.filter((line) => !line.ofMembership && line.leftNetCents > 0);
}

export function everything(lines: readonly CreditableView[]): CreditDraft {
  return new Map(creditable(lines).map((line) => [line.lineId, line.leftNetCents]));
}

export function withLine(draft: CreditDraft, lineId: InvoiceLineId, cents: Cents | null | undefined): CreditDraft {
  const next = new Map(draft);
  if (cents === undefined) next.delete(lineId);
  else next.set(lineId, cents);
  return next;
}

/** The input for the office, or the sentence that says what is still needed. */
export function creditInput(
  lines: readonly CreditableView[],
  draft: CreditDraft,
): { readonly lines: { lineId: InvoiceLineId; netCents: Cents }[] } | { readonly waitingFor: string } {
  const chosen: { lineId: InvoiceLineId; netCents: Cents }[] = [];
  for (const { lineId, description } of lines) {
    const cents = draft.get(lineId);
    if (cents === undefined) continue;
    if (cents === null || cents <= 0) return { waitingFor: `Say how much of “${description}” goes back.` };
    chosen.push({ lineId, netCents: cents });
  }
  return chosen.length === 0 ? { waitingFor: "Choose what goes back." } : { lines: chosen };
}
