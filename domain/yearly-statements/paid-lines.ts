/**
 * Whose money it is (DOC-6): what was paid on an invoice stands on its lines in proportion, less what credit
 * notes took off them, and always adds up to the cent. A year's share is what stands on a line at its end
 * less what stood there at its beginning, so that years add up as well.
 */
import type { PatientId } from "../identity.ts";
import type { InvoiceLineKind } from "../invoices/status-words.ts";
import { addCents, divideRounded, toCents, zeroCents, type Cents } from "../money.ts";

export const yearlyGroups = ["dues", "fees", "services"] as const;
/** What a statement keeps apart: dues, fees, and everything else. */
export type YearlyGroup = (typeof yearlyGroups)[number];

export type BilledLine = {
  readonly lineId: number;
  readonly kind: InvoiceLineKind;
  /** A discount of a membership takes off its dues, any other one off services. */
  readonly ofMembership: boolean;
  readonly patientId: PatientId | null;
  /** With tax. */
  readonly grossCents: Cents;
};

/** A credit note's part of one line, or dues that were taken off for a patient without saying a line. */
export type TakenOff = { readonly lineId: number | null; readonly patientId: PatientId | null; readonly cents: Cents };

export type LineShare = { readonly line: BilledLine; readonly cents: Cents };

export function groupOf({ kind, ofMembership }: Pick<BilledLine, "kind" | "ofMembership">): YearlyGroup {
  switch (kind) {
    case "dues":
    case "stub":
      return "dues";
    case "activation":
    case "reactivation":
    case "fee":
      return "fees";
    case "discount":
      return ofMembership ? "dues" : "services";
    case "service":
    case "product":
    case "package":
      return "services";
  }
}

/** How `paidCents` stand on the lines; exactly each line's amount when all is paid. */
export function standingOnLines(lines: readonly BilledLine[], takenOff: readonly TakenOff[], paidCents: Cents): LineShare[] {
  const left = leftOfLines(lines, takenOff);
  return spread(lines, left, paidCents);
}

/** Money that left an invoice without a word of whom it was for: by the lines that are no dues, which go back by name. */
export function spreadGivenBack(lines: readonly BilledLine[], cents: Cents): LineShare[] {
  const others = lines.filter((line) => groupOf(line) === "services");
  const among = addCents(zeroCents, ...others.map((line) => line.grossCents)) > 0 ? others : lines;
  return spread(among, among.map((line) => line.grossCents), cents);
}

function leftOfLines(lines: readonly BilledLine[], takenOff: readonly TakenOff[]): Cents[] {
  const left = lines.map((line) => line.grossCents as number);
  const take = (index: number, cents: number): number => {
    const part = Math.min(Math.max(left[index] ?? 0, 0), cents);
    left[index] = (left[index] ?? 0) - part;
    return cents - part;
  };
  for (const { lineId, patientId, cents } of takenOff) {
    let rest: number = cents;
    lines.forEach((line, index) => {
      if (lineId === null ? line.patientId === patientId && groupOf(line) !== "services" : line.lineId === lineId)
        rest = take(index, rest);
    });
    // A line that an edit took away: what is left of the note comes off the others.
    lines.forEach((_, index) => (rest = take(index, rest)));
  }
  return left.map(toCents);
}

/** By cumulative rounding: each boundary is rounded once, so the shares always add up. */
function spread(lines: readonly BilledLine[], weights: readonly Cents[], cents: Cents): LineShare[] {
  const [first] = lines;
  if (cents === 0 || first === undefined) return [];
  const whole = addCents(zeroCents, ...weights);
  if (whole <= 0) return [{ line: first, cents }];
  const upTo = (boundary: number): number => Number(divideRounded(BigInt(cents) * BigInt(boundary), BigInt(whole)));
  let boundary = 0;
  return lines.flatMap((line, index) => {
    const from = boundary;
    boundary += weights[index] ?? 0;
    const share = toCents(upTo(boundary) - upTo(from));
    return share === 0 ? [] : [{ line, cents: share }];
  });
}
