/** An invoice while it is typed (INV-1): its lines, their amounts by the domain's own rule, what is missing. */
import type { OpenedInvoice } from "#contract/invoice-editing.ts";
import type { Day } from "#domain/calendar.ts";
import type { CatalogueKind } from "#domain/catalogue/service-check.ts";
import type { HouseholdId, InvoiceLineId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { lineLimits, type ManualDiscount, type TypedKind } from "#domain/invoices/typed-line.ts";
import { addCents, percentOf, taxOn, toCents, zeroCents, type Cents } from "#domain/money.ts";

/** A discount by hand as it is typed: complete only with an amount and a reason. */
export type DiscountDraft = {
  readonly kind: "percent" | "amount";
  /** Percent as typed, such as `12.5`. */
  readonly percent: string;
  readonly cents: Cents | null;
  readonly reason: string;
};

export type DraftLine = {
  /** Tells lines apart on the screen only. */
  readonly key: number;
  /** The line it is, in a draft or an issued invoice; null for a new one. */
  readonly lineId: InvoiceLineId | null;
  readonly patientId: PatientId | null;
  readonly kind: TypedKind;
  /** Chosen from the catalogue: members' prices and coupons count for it (MEM-6). */
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly description: string;
  readonly serviceOn: Day | null;
  readonly quantity: number;
  readonly unitCents: Cents | null;
  /** Percent as typed, such as `8.875`; empty for none. */
  readonly taxPercent: string;
  readonly discount: DiscountDraft | null;
};

export type DraftLineInput = {
  readonly lineId: InvoiceLineId | null;
  readonly patientId: PatientId;
  readonly kind: TypedKind;
  readonly serviceId: ServiceId | null;
  readonly providerId: StaffId | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
  readonly discount: ManualDiscount | null;
};

export type DraftInput = {
  readonly householdId: HouseholdId;
  readonly invoicedOn: Day;
  readonly termsDays: number;
  readonly lines: DraftLineInput[];
};

/** What a new line begins with: for whom, and by whom and when the line before was done. */
export function newLine(
  key: number,
  patientId: PatientId | null,
  serviceOn: Day,
  providerId: StaffId | null = null,
): DraftLine {
  return {
    key,
    lineId: null,
    patientId,
    kind: "service",
    serviceId: null,
    providerId,
    description: "",
    serviceOn,
    quantity: 1,
    unitCents: null,
    taxPercent: "",
    discount: null,
  };
}

/** The line to add after others: the same person, day and provider, because one visit has many lines. */
export function lineAfter(lines: readonly DraftLine[], patientId: PatientId | null, today: Day): DraftLine {
  const last = lines.at(-1);
  const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
  return newLine(key, last?.patientId ?? patientId, last?.serviceOn ?? today, last?.providerId ?? null);
}

/** The lines of a draft or an issued invoice, ready to be changed. */
export function linesOf(opened: Pick<OpenedInvoice, "lines">): DraftLine[] {
  return opened.lines.map(({ taxRatePpm, discount, ...line }, index) => ({
    ...line,
    key: index + 1,
    taxPercent: taxRatePpm === 0 ? "" : percentText(taxRatePpm, 10_000),
    discount: discount === null ? null : discountDraft(discount),
  }));
}

export const noDiscount: DiscountDraft = { kind: "percent", percent: "", cents: null, reason: "" };

function discountDraft(discount: ManualDiscount): DiscountDraft {
  return discount.kind === "percent"
    ? { ...noDiscount, percent: percentText(discount.basisPoints, 100), reason: discount.reason }
    : { ...noDiscount, kind: "amount", cents: discount.cents, reason: discount.reason };
}

function percentText(value: number, perPercent: number): string {
  return String(value / perPercent);
}

type Chosen = {
  readonly serviceId: ServiceId;
  readonly kind: CatalogueKind;
  readonly name: string;
  readonly priceCents: Cents | null;
  readonly taxable: boolean;
  readonly taxRatePpm: number;
};

/** What a line takes over from a service or product of the catalogue: its name, its list price, its tax. */
export function ofService(service: Chosen): Partial<DraftLine> {
  return {
    serviceId: service.serviceId,
    kind: service.kind,
    description: service.name,
    ...(service.priceCents === null ? {} : { unitCents: service.priceCents }),
    taxPercent: service.taxable && service.taxRatePpm > 0 ? String(service.taxRatePpm / 10_000) : "",
  };
}

/** What a line takes over from a package on sale: one, at its price; its tax is the office's to say. */
export function ofPackage({ terms }: { readonly terms: { readonly name: string; readonly priceCents: Cents } }): Partial<DraftLine> {
  return { kind: "package", serviceId: null, providerId: null, description: terms.name, quantity: 1, unitCents: terms.priceCents, taxPercent: "" };
}

/**
 * What the office is asked while the words are still typed: they change no amount, so it is not asked again
 * for each letter. A package is known by its name alone.
 */
export function priceInput<Input extends DraftInput>(input: Input): Input {
  return { ...input, lines: input.lines.map((line) => (line.kind === "package" ? line : { ...line, description: "-" })) };
}

/** Percent as typed in parts per million, or null when it is not one: `8.875` is 88,750, at most 50 %. */
export function readPercent(text: string): number | null {
  const ppm = readShare(text, 2, 4);
  return ppm !== null && ppm <= lineLimits.taxRatePpm ? ppm : null;
}

/** Percent of a discount in basis points: `12.5` is 1,250, at most 100 %; empty is not one. */
export function readDiscountPercent(text: string): number | null {
  if (text.trim() === "") return null;
  const basisPoints = readShare(text, 3, 2);
  return basisPoints !== null && basisPoints > 0 && basisPoints <= 10_000 ? basisPoints : null;
}

function readShare(text: string, digits: number, decimals: number): number | null {
  const typed = text.trim().replace(/\s*%$/, "").replace(",", ".");
  if (typed === "") return 0;
  const found = new RegExp(`^(\\d{1,${digits}})(?:\\.(\\d{1,${decimals}}))?$`).exec(typed);
  if (!found) return null;
  return Number(found[1]) * 10 ** decimals + Number((found[2] ?? "").padEnd(decimals, "0"));
}

export type DraftAmounts = {
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly totalCents: Cents;
};

/** What a line comes to before members' prices and coupons: tax rounded once for each line, after the discount by hand. */
export function amountsOf(line: DraftLine): DraftAmounts {
  if (line.unitCents === null)
    return { netCents: zeroCents, taxCents: zeroCents, totalCents: zeroCents };
  const listCents = toCents(line.quantity * line.unitCents);
  const netCents = addCents(listCents, -offByHand(line.discount, listCents));
  const taxCents = taxOn(netCents, readPercent(line.taxPercent) ?? 0);
  return { netCents, taxCents, totalCents: addCents(netCents, taxCents) };
}

function offByHand(discount: DiscountDraft | null, listCents: Cents): Cents {
  if (discount === null) return zeroCents;
  if (discount.kind === "amount") return toCents(Math.min(discount.cents ?? 0, listCents));
  return percentOf(listCents, readDiscountPercent(discount.percent) ?? 0);
}

export function totalOf(lines: readonly DraftLine[]): DraftAmounts {
  const amounts = lines.map(amountsOf);
  return {
    netCents: addCents(...amounts.map((amount) => amount.netCents)),
    taxCents: addCents(...amounts.map((amount) => amount.taxCents)),
    totalCents: addCents(...amounts.map((amount) => amount.totalCents)),
  };
}

export type DraftHead = {
  readonly householdId: HouseholdId | null;
  readonly invoicedOn: Day | null;
  /** Null while a custom number of days is not typed. */
  readonly termsDays: number | null;
};

/** The input for the office, or the sentence that says what is still needed. */
export function draftInput(
  { householdId, invoicedOn, termsDays }: DraftHead,
  lines: readonly DraftLine[],
): { readonly input: DraftInput } | { readonly waitingFor: string } {
  if (householdId === null) return { waitingFor: "Choose whom it bills." };
  const ready: DraftLineInput[] = [];
  for (const [index, line] of lines.entries()) {
    const read = lineInput(line);
    if ("missing" in read) return { waitingFor: `Line ${index + 1} still needs ${read.missing}.` };
    ready.push(read.input);
  }
  if (ready.length === 0) return { waitingFor: "Add a line." };
  if (ready.length > lineLimits.lines)
    return { waitingFor: `One invoice can have ${lineLimits.lines} lines; these are ${ready.length}. Take some out and make a second invoice of them.` };
  if (invoicedOn === null) return { waitingFor: "Say on which day it is dated." };
  if (termsDays === null) return { waitingFor: "Say in how many days it is due." };
  return { input: { householdId, invoicedOn, termsDays, lines: ready } };
}

function lineInput(line: DraftLine): { readonly input: DraftLineInput } | { readonly missing: string } {
  const { lineId, patientId, description, serviceOn, unitCents, kind, quantity, serviceId, providerId } = line;
  const taxRatePpm = readPercent(line.taxPercent);
  if (patientId === null) return { missing: "whom it is for" };
  if (description.trim() === "") return { missing: "what was done" };
  if (serviceOn === null) return { missing: "the day" };
  if (unitCents === null) return { missing: "the price" };
  if (taxRatePpm === null) return { missing: "the tax rate" };
  const discount = discountInput(line.discount);
  if (discount !== null && "missing" in discount) return discount;
  return {
    input: {
      lineId,
      patientId,
      kind,
      serviceId: kind === "fee" ? null : serviceId,
      providerId,
      description: description.trim(),
      serviceOn,
      quantity,
      unitCents,
      taxRatePpm,
      discount,
    },
  };
}

function discountInput(draft: DiscountDraft | null): ManualDiscount | null | { readonly missing: string } {
  if (draft === null) return null;
  const reason = draft.reason.trim();
  const basisPoints = readDiscountPercent(draft.percent);
  if (draft.kind === "percent" && basisPoints === null) return { missing: "how many percent come off" };
  if (draft.kind === "amount" && (draft.cents === null || draft.cents <= 0)) return { missing: "how much comes off" };
  if (reason === "") return { missing: "the reason for its discount" };
  return draft.kind === "percent"
    ? { kind: "percent", basisPoints: basisPoints ?? 0, reason }
    : { kind: "amount", cents: draft.cents ?? zeroCents, reason };
}
