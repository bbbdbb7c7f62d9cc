/**
 * Prices the lines of an edited invoice (INV-3, MEM-6): a line whose price nothing has touched keeps what
 * it cost, with the steps that led there; only changed and new lines are priced anew.
 */
import type { ReadableDb } from "#db/database.ts";
import type { InvoiceLineRow } from "#db/invoices.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceLineId, type MembershipId } from "#domain/identity.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { couponCutsOf, manualDiscountOf } from "#domain/invoices/manual-discount.ts";
import { isSameDiscount, typedKinds, type TypedLine } from "#domain/invoices/typed-line.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import type { CouponUse } from "../pricing/price-draw-lines.ts";
import { priceLines } from "./price-typed.ts";

export type RevisedLine = NewLine & { readonly lineId: InvoiceLineId | null };

export type RevisedLines = {
  readonly lines: RevisedLine[];
  readonly uses: CouponUse[];
  readonly warnings: string[];
};

/** What a membership has put on an invoice is not edited there, nor what sold a package or a certificate. */
export function isFixedLine(line: InvoiceLineRow): boolean {
  return line.kind === "package" || line.membershipId !== null || !typedKinds.some((kind) => kind === line.kind);
}

/** In the order typed. `coupons` may be used anew: an amount only where no kept line has used it up. */
export function priceRevised(
  db: ReadableDb,
  householdId: HouseholdId,
  on: Day,
  stored: readonly InvoiceLineRow[],
  typed: readonly TypedLine[],
  coupons: readonly HeldCoupon[],
): RevisedLines {
  const byId = new Map(stored.filter((line) => !isFixedLine(line)).map((line) => [line.lineId, line]));
  const seen = new Set<InvoiceLineId>();
  const places = typed.map((line, index) => {
    const was = line.lineId != null && !seen.has(line.lineId) ? byId.get(line.lineId) : undefined;
    if (was) seen.add(was.lineId);
    return { line, place: index + 1, was, isKept: was !== undefined && isPricedAlike(was, line) };
  });
  const kept = places.filter(({ isKept }) => isKept);
  const keptUses = usesOf(kept.flatMap(({ was }) => (was ? [factsOf(was)] : [])));
  const free = coupons.filter(({ id, terms }) => terms.off.kind === "percent" || !keptUses.has(id));
  const anew = places.filter(({ isKept }) => !isKept);
  const priced = priceLines(db, householdId, on, anew.map(({ line }) => line), free, anew.map(({ place }) => place));
  let next = 0;
  const lines = places.map(({ line, was, isKept }): RevisedLine => {
    if (was && isKept) return rewordedLine(was, line);
    const fresh = priced.lines[next++];
    if (!fresh) throw new Error("every changed line is priced");
    return { ...fresh, lineId: was?.lineId ?? null };
  });
  for (const { couponId, offCents } of priced.uses) keptUses.set(couponId, addCents(keptUses.get(couponId) ?? zeroCents, offCents));
  return { lines, uses: [...keptUses].map(([couponId, offCents]) => ({ couponId, offCents })), warnings: priced.warnings };
}

/** A line as it is, amounts and all. */
export function keptLine(line: InvoiceLineRow): RevisedLine {
  const { lineId, kind, patientId, membershipId, serviceId, providerId, description, serviceOn, fromOn, toOn, quantity, unitCents, taxRatePpm } = line;
  const offCents = toCents(quantity * unitCents - line.netCents);
  return {
    lineId,
    kind,
    patientId,
    membershipId: membershipId === null ? null : asId<MembershipId>(membershipId),
    planVersionId: null,
    serviceId,
    providerId,
    description,
    serviceOn,
    fromOn,
    toOn,
    quantity,
    unitCents,
    ...(offCents === 0 || kind === "discount" ? {} : { discountCents: offCents }),
    taxRatePpm,
    facts: factsOf(line),
  };
}

/** Other words and another provider change no price. */
function rewordedLine(was: InvoiceLineRow, line: TypedLine): RevisedLine {
  return { ...keptLine(was), kind: line.kind, description: line.description.trim(), providerId: line.providerId ?? null };
}

function isPricedAlike(was: InvoiceLineRow, line: TypedLine): boolean {
  return (
    was.patientId === line.patientId &&
    was.serviceId === (line.serviceId ?? null) &&
    was.serviceOn === line.serviceOn &&
    was.quantity === line.quantity &&
    was.unitCents === line.unitCents &&
    was.taxRatePpm === line.taxRatePpm &&
    isSameDiscount(manualDiscountOf(factsOf(was)), line.discount ?? null)
  );
}

/** A line without facts explains itself by its own numbers. */
function factsOf(line: InvoiceLineRow): AmountFacts {
  const facts = JSON.parse(line.explain) as Partial<AmountFacts>;
  return typeof facts.kind === "string"
    ? (facts as AmountFacts)
    : { kind: "typed", quantity: line.quantity, unitCents: line.unitCents };
}

function usesOf(facts: readonly AmountFacts[]): Map<number, Cents> {
  const uses = new Map<number, Cents>();
  for (const one of facts)
    for (const [couponId, cents] of couponCutsOf(one)) uses.set(couponId, addCents(uses.get(couponId) ?? zeroCents, cents));
  return uses;
}
