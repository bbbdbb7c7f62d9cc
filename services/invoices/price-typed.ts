/**
 * What a typed invoice comes to, line by line (INV-1): the list price, the plan's price, coupons
 * (MEM-6, PPL-14), then a discount by hand, then tax rounded once a line. Preview, draft, issue and
 * edit all ask here, so that what is shown is what is booked (MEM-21).
 */
import { findService } from "#db/catalogue/services.ts";
import { requireOpenDay } from "#db/closing/locks.ts";
import type { ReadableDb } from "#db/database.ts";
import { findStaff } from "#db/staff.ts";
import { reducedLabel, type Explained } from "#domain/billing/explain.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceLineId, PatientId, StaffId } from "#domain/identity.ts";
import { explainLine } from "#domain/invoices/explain-line.ts";
import { priceInvoice, type NewLine, type PricedInvoice, type PricedLine } from "#domain/invoices/lines.ts";
import { withManualDiscount } from "#domain/invoices/manual-discount.ts";
import { checkTyped, isSameDiscount, type ManualDiscount, type TypedLine } from "#domain/invoices/typed-line.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import type { HeldCoupon } from "#domain/pricing/coupon.ts";
import { refuse } from "#domain/refusal.ts";
import type { Work } from "../context.ts";
import { packageOnLine, requireAlone } from "../packages/typed-package.ts";
import { requirePatient } from "../people/require.ts";
import { priceServices, type PricedServices, type ServiceLine } from "../pricing/price-services.ts";

export type { TypedLine } from "#domain/invoices/typed-line.ts";

export type TypedInvoice = {
  readonly householdId: HouseholdId;
  readonly lines: readonly TypedLine[];
  /** The invoice's own day; today where it is left out. */
  readonly invoicedOn?: Day | undefined;
  readonly termsDays: number;
  /** Whether the person may give discounts by hand (`fees.waive`). */
  readonly mayDiscount?: boolean;
  /** What was shown as its total; another amount is refused (MEM-21). */
  readonly expectedTotalCents?: Cents | null;
};

export type PricedLineView = {
  /** Before anything comes off. */
  readonly listCents: Cents;
  readonly netCents: Cents;
  readonly taxCents: Cents;
  /** What takes something off, step by step, such as `Adult, 15 % off`. */
  readonly why: { readonly label: string; readonly offCents: Cents }[];
  readonly explain: Explained;
};

export type PricedTyped = { readonly services: PricedServices; readonly priced: PricedInvoice };

/** What the discounts by hand of lines that are there already are: those need no permission again. */
export type KnownDiscounts = ReadonlyMap<InvoiceLineId, ManualDiscount | null>;

/**
 * Refuses what `checkTyped` refuses, `patient_not_found`, `patient_of_other_household`,
 * `service_not_found`, `provider_not_here`, `discount_not_allowed`, `invoice_day_ahead`,
 * `invoice_line_wrong` and `invoice_too_large`.
 */
export function priceTyped(cx: Work, db: ReadableDb, invoice: TypedInvoice, known: KnownDiscounts = new Map()): PricedTyped {
  checkTyped(invoice.lines, invoice.termsDays);
  requireAlone(invoice.lines);
  checkWho(db, invoice, known);
  const services = priceLines(db, invoice.householdId, requireDay(cx, invoice), invoice.lines);
  return { services, priced: priceInvoice(services.lines) };
}

/** The invoice's own day. Refuses `invoice_day_ahead`. */
export function requireDay(cx: Work, { invoicedOn = cx.today }: Pick<TypedInvoice, "invoicedOn">): Day {
  return invoicedOn > cx.today ? refuse("invoice_day_ahead", { todayOn: cx.today }) : invoicedOn;
}

/** The day an invoice is booked on, chosen by a person. Refuses `invoice_day_ahead` and `day_locked`. */
export function requireBookableDay(cx: Work, db: ReadableDb, invoice: Pick<TypedInvoice, "invoicedOn">): Day {
  const day = requireDay(cx, invoice);
  requireOpenDay(db, day);
  return day;
}

/** Whether every line may be by and for whom it says. */
export function checkWho(db: ReadableDb, invoice: TypedInvoice, known: KnownDiscounts): void {
  const { householdId, lines, mayDiscount = false } = invoice;
  for (const patientId of new Set(lines.map((line) => line.patientId))) requireMember(db, patientId, householdId);
  for (const providerId of new Set(lines.map((line) => line.providerId ?? null))) requireProvider(db, providerId, known, lines);
  if (mayDiscount) return;
  for (const { lineId = null, discount = null } of lines) {
    const before = lineId === null ? null : (known.get(lineId) ?? null);
    if (discount !== null && !isSameDiscount(discount, before)) refuse("discount_not_allowed", {});
  }
}

/** Lines with everything that comes off, not yet added up; `places` are theirs on the form, counted from 1, for refusals. */
export function priceLines(
  db: ReadableDb,
  householdId: HouseholdId,
  on: Day,
  lines: readonly TypedLine[],
  coupons?: readonly HeldCoupon[],
  places: readonly number[] = lines.map((_, index) => index + 1),
): PricedServices {
  const services = priceServices(db, householdId, on, lines.map((line, index) => serviceLine(db, line, places[index] ?? 0, on)), coupons);
  return {
    ...services,
    lines: services.lines.map((line, index) => withManualDiscount(line, lines[index]?.discount ?? null, places[index] ?? 0)),
  };
}

function requireMember(db: ReadableDb, patientId: PatientId, householdId: HouseholdId): void {
  const patient = requirePatient(db, patientId);
  if (patient.householdId !== householdId) refuse("patient_of_other_household", { name: fullName(patient) });
}

/** A provider who has left stays on lines that are there already. */
function requireProvider(db: ReadableDb, providerId: StaffId | null, known: KnownDiscounts, lines: readonly TypedLine[]): void {
  if (providerId === null) return;
  const provider = findStaff(db, providerId);
  const isOld = lines.every((line) => line.providerId !== providerId || (line.lineId != null && known.has(line.lineId)));
  if (!provider || (provider.deactivatedAt !== null && !isOld)) refuse("provider_not_here", {});
}

function serviceLine(db: ReadableDb, line: TypedLine, place: number, on: Day): ServiceLine {
  if (line.kind === "package") return { line: { ...newLine(line), ...packageOnLine(db, line, place, on) }, service: null };
  const { serviceId = null } = line;
  const service = serviceId === null ? null : (findService(db, serviceId, line.serviceOn) ?? refuse("service_not_found", {}));
  return { line: newLine(line), service };
}

function newLine(line: TypedLine): NewLine {
  const { kind, patientId, serviceId = null, providerId = null, serviceOn, quantity, unitCents, taxRatePpm } = line;
  return {
    kind,
    patientId,
    serviceId,
    providerId,
    description: line.description.trim(),
    serviceOn,
    quantity,
    unitCents: toCents(unitCents),
    taxRatePpm,
    membershipId: null,
    planVersionId: null,
    fromOn: null,
    toOn: null,
    facts: { kind: "typed", quantity, unitCents },
  };
}

/** How a priced line is shown: what came off it, and why it costs what it costs. */
export function viewPricedLine(line: PricedLine, digits: 0 | 2): PricedLineView {
  return {
    listCents: toCents(line.quantity * line.unitCents),
    netCents: line.netCents,
    taxCents: line.taxCents,
    why: whyOf(line),
    explain: explainLine({ ...line, explain: JSON.stringify(line.facts) }, digits),
  };
}

function whyOf({ facts }: NewLine): PricedLineView["why"] {
  if (facts.kind !== "reduced") return [];
  return facts.steps.map((step) => ({ label: reducedLabel(step), offCents: step.offCents }));
}

/** The patient of an invoice: the one of all its lines, or nobody. */
export function onePatient(lines: readonly { readonly patientId: PatientId | null }[]): PatientId | null {
  const patients = new Set(lines.map((line) => line.patientId));
  return patients.size === 1 ? (lines[0]?.patientId ?? null) : null;
}
