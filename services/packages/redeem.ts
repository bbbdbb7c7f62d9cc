/**
 * Redeems uses of a package on a line of an invoice, or with an invoice of its own (PKG-3): the line comes
 * to what they are worth, a payment with the tender "package unit" settles it, so many fewer are left and
 * the practice owes that much less. A line of several takes as many uses as there are, and what is left of
 * it stays to pay as a line of its own. Two desks cannot redeem the same use: the second finds it gone.
 */
import { findService, type ServiceRow } from "#db/catalogue/services.ts";
import type { WritableDb } from "#db/database.ts";
import { findInvoice, listInvoiceLines, type InvoiceLineRow } from "#db/invoices.ts";
import { listUsableUnits, setExpiry, type SaleRow } from "#db/packages/sales.ts";
import { firstUsedOn, insertUse, isLineRedeemed, markUseUndone } from "#db/packages/uses.ts";
import { findStaff } from "#db/staff.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { InvoiceId, InvoiceLineId, PackageSaleId, PackageUseId, PatientId, ServiceId, StaffId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { expiresOn } from "#domain/packages/expiry.ts";
import { atPackagePrice, splitLine } from "#domain/packages/redeem-price.ts";
import type { NewLine } from "#domain/invoices/lines.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { keptLine } from "../invoices/price-revised.ts";
import { requireIssued, type Issued } from "../invoices/require-invoice.ts";
import { tellOfLastUse } from "../messages/packages.ts";
import { takePayment } from "../payments/take.ts";
import { requirePatient } from "../people/require.ts";
import { audit, book } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { receiptWords } from "./insurer-receipt.ts";
import { findUnits, openBeforeUse, type UnitMatch, type Visit } from "./matches.ts";
import { requireRunningSale } from "./require-sale.ts";
import { makeRoom, requireRepriceable, reviseLine } from "./revise-line.ts";

export type LineToRedeem = { readonly invoiceId: InvoiceId; readonly lineId: InvoiceLineId; readonly saleId: PackageSaleId };

export type VisitToRedeem = {
  readonly patientId: PatientId;
  readonly serviceId: ServiceId;
  readonly serviceOn: Day;
  readonly providerId: StaffId | null;
  readonly saleId: PackageSaleId;
};

export type Redeemed = {
  readonly useId: PackageUseId;
  readonly invoiceId: InvoiceId;
  readonly number: number;
  /** How many uses it took, and what they are worth. */
  readonly uses: number;
  readonly valueCents: Cents;
  readonly upsizeCents: Cents;
  /** What the line comes to before tax. */
  readonly lineCents: Cents;
  /** What the patient still pays on the invoice. */
  readonly balanceCents: Cents;
  readonly unitsLeft: number;
};

/** The command. Refusals: see `redeemOnLineWithin`. */
export function redeemOnLine(cx: Cx, input: LineToRedeem): Redeemed {
  return act<Redeemed>(cx, (db) => redeemOnLineWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewRedeem(cx: Cx, input: LineToRedeem): Redeemed {
  return tryOut<Redeemed>(cx.db, (db) => redeemOnLineWithin(cx, db, input));
}

/**
 * Refuses what `requireRedeemableLine`, `requireUnits` and `receiptWords` refuse, and `redeem_line_wrong` (`paid`) where money
 * leaves no room for the use.
 */
export function redeemOnLineWithin(cx: Work, db: WritableDb, { invoiceId, lineId, saleId }: LineToRedeem): Redeemed {
  const { invoice, row, visit } = requireRedeemableLine(db, invoiceId, lineId);
  const { sale, service, matches } = requireUnits(db, saleId, visit, row.quantity);
  // A receipt for an insurer has one visit, and nothing else (PKG-8).
  if (sale.terms.insuranceFriendly && row.quantity > 1) refuse("redeem_line_wrong", { why: "quantity" });
  if (sale.terms.insuranceFriendly && listInvoiceLines(db, invoiceId).length > 1) refuse("redeem_line_wrong", { why: "alone" });
  // Before the use is gone the receipt must be whole (PKG-8).
  const words = sale.terms.insuranceFriendly ? { description: receiptWords(db, { service, providerId: row.providerId, invoiceId }) } : {};
  const { first, rest } = matches.length < row.quantity ? splitLine(keptLine(row), matches.length) : { first: keptLine(row), rest: null };
  reviseLine(cx, db, invoice, {
    lineId,
    line: { ...atPackagePrice(first, onLine(sale, matches)), ...words },
    rest,
    roomCents: addCents(...matches.map(({ unit }) => unit.valueCents)),
    reason: `${matches.length === 1 ? "One use" : `${matches.length} uses`} of ${sale.terms.name} redeemed`,
  });
  const before: InvoiceLineRow = rest === null ? row : { ...row, quantity: first.quantity, netCents: netOf(first), explain: JSON.stringify(first.facts) };
  return settle(cx, db, { invoice, lineId, sale, service, matches, visit, providerId: row.providerId, before });
}

function netOf({ quantity, unitCents, discountCents = zeroCents }: NewLine): Cents {
  return toCents(quantity * unitCents - discountCents);
}

/** Without an invoice before: the visit gets one (PKG-3, PKG-8). Refusals: see `redeemVisitWithin`. */
export function redeemVisit(cx: Cx, input: VisitToRedeem): Redeemed {
  return act<Redeemed>(cx, (db) => redeemVisitWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewRedeemVisit(cx: Cx, input: VisitToRedeem): Redeemed {
  return tryOut<Redeemed>(cx.db, (db) => redeemVisitWithin(cx, db, input));
}

/** Refuses `patient_not_found`, `provider_not_here`, `invoice_day_ahead` and what `requireUnits` and `receiptWords` refuse. */
export function redeemVisitWithin(cx: Work, db: WritableDb, input: VisitToRedeem): Redeemed {
  const { patientId, serviceId, serviceOn, providerId } = input;
  const { householdId } = requirePatient(db, patientId);
  if (serviceOn > cx.today) refuse("invoice_day_ahead", { todayOn: cx.today });
  const provider = providerId === null ? null : findStaff(db, providerId);
  if (provider === undefined || (provider !== null && provider.deactivatedAt !== null)) refuse("provider_not_here", {});
  const visit = { patientId, householdId, serviceId, serviceOn };
  const { sale, service, matches } = requireUnits(db, input.saleId, visit, 1);
  const words = sale.terms.insuranceFriendly ? { description: receiptWords(db, { service, providerId, invoiceId: null }) } : {};
  const { invoiceId, lineIds } = issueInvoice(cx, db, {
    kind: "manual",
    householdId,
    patientId,
    drawOn: null,
    invoicedOn: cx.today,
    dueOn: cx.today,
    termsDays: 0,
    lines: [{ ...atPackagePrice(listLine(visit, service, providerId), onLine(sale, matches)), ...words }],
  });
  const [lineId] = lineIds;
  invariant(lineId !== undefined, "an invoice has its line");
  return settleOwn(cx, db, invoiceId, { lineId, sale, service, matches, visit, providerId });
}

/** A use for a visit that was missed: a fee of the use's worth that it pays itself, with nothing on top. */
export function redeemMissedWithin(
  cx: Work,
  db: WritableDb,
  { saleId, visit, providerId, description }: { readonly saleId: PackageSaleId; readonly visit: Visit; readonly providerId: StaffId; readonly description: string },
): Redeemed {
  const { sale, service, matches } = requireUnits(db, saleId, visit, 1);
  const unitCents = addCents(...matches.map(({ unit }) => unit.valueCents));
  const { invoiceId, lineIds } = issueInvoice(cx, db, {
    kind: "manual",
    householdId: visit.householdId,
    patientId: visit.patientId,
    drawOn: null,
    invoicedOn: cx.today,
    dueOn: cx.today,
    termsDays: 0,
    lines: [{ ...listLine(visit, service, providerId), kind: "fee", serviceId: null, description, unitCents, taxRatePpm: 0, facts: { kind: "typed", quantity: 1, unitCents } }],
  });
  const [lineId] = lineIds;
  invariant(lineId !== undefined, "an invoice has its line");
  return settleOwn(cx, db, invoiceId, { lineId, sale, service, matches: matches.map((match) => ({ ...match, upsizeCents: zeroCents })), visit, providerId });
}

/** Settles the only line of an invoice that was made for the use: credit that paid it by itself makes room. */
function settleOwn(cx: Work, db: WritableDb, invoiceId: InvoiceId, settlement: Omit<Settlement, "invoice" | "before">): Redeemed {
  const invoice = requireIssued(db, invoiceId);
  const valueCents = addCents(...settlement.matches.map(({ unit }) => unit.valueCents));
  makeRoom(cx, db, invoice, addCents(invoice.totalCents, -valueCents), "Kept for the package use");
  return settle(cx, db, { ...settlement, invoice, before: null });
}

type Settlement = {
  readonly invoice: Issued;
  readonly lineId: InvoiceLineId;
  readonly sale: SaleRow;
  readonly service: ServiceRow;
  readonly matches: readonly UnitMatch[];
  readonly visit: Visit;
  readonly providerId: StaffId | null;
  readonly before: InvoiceLineRow | null;
};

/** Posts the tender, counts the uses, and lets a package that lasts from its first use begin. */
function settle(cx: Work, db: WritableDb, { invoice, lineId, sale, service, matches, visit, providerId, before }: Settlement): Redeemed {
  const { invoiceId, number, householdId } = invoice;
  const expired = matches.filter(({ unit }) => unit.expiredUseId !== null);
  for (const { unit } of expired) if (unit.expiredUseId !== null) bringBack(cx, db, sale, unit.expiredUseId, unit.valueCents);
  const unitsLeft = sale.unitsLeft + expired.length - matches.length;
  const valueCents = addCents(...matches.map(({ unit }) => unit.valueCents));
  const upsizeCents = addCents(...matches.map((match) => match.upsizeCents));
  const { paymentId } = takePayment(cx, db, {
    householdId,
    tender: "package_unit",
    amountCents: valueCents,
    tenderedCents: null,
    reference: sale.terms.name,
    choices: [{ invoiceId, cents: valueCents }],
    note: "",
  });
  const [useId] = matches.map((match) =>
    insertUse(db, {
      unitId: match.unit.unitId,
      kind: "redeemed",
      patientId: visit.patientId,
      serviceId: service.serviceId,
      providerId,
      usedOn: visit.serviceOn,
      invoiceId,
      lineId,
      paymentId,
      listCents: match.includedListCents,
      upsizeCents: match.upsizeCents,
      lineBefore: before === null ? null : JSON.stringify(before),
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    }),
  );
  invariant(useId !== undefined, "something is redeemed");
  keepExpiry(db, sale);
  tellOfLastUse(cx, db, sale, unitsLeft);
  audit(cx, db, "package_unit.redeemed", `package_sale/${sale.saleId}`, {
    before: { left: sale.unitsLeft },
    after: { left: unitsLeft, patientId: visit.patientId, invoiceId, valueCents, upsizeCents, usedOn: visit.serviceOn },
  });
  db.touch("packages", `patient/${sale.patientId}`, `patient/${visit.patientId}`);
  return {
    useId,
    invoiceId,
    number,
    uses: matches.length,
    valueCents,
    upsizeCents,
    lineCents: addCents(valueCents, upsizeCents),
    balanceCents: findInvoice(db, invoiceId)?.balanceCents ?? zeroCents,
    unitsLeft,
  };
}

/** The visit was before the last day and is entered after it: its use is owed again for a moment, and no revenue of an expiry. */
function bringBack(cx: Work, db: WritableDb, sale: SaleRow, expiredUseId: PackageUseId, valueCents: Cents): void {
  markUseUndone(db, expiredUseId, cx.today, cx.actor.staffId);
  book(cx, db, {
    kind: "package_expired",
    householdId: sale.householdId,
    patientId: sale.patientId,
    memo: `One use of ${sale.terms.name} was used before it expired`,
    postings: [
      { account: "revenue_packages", amountCents: valueCents, householdId: null },
      { account: "package_liability", amountCents: toCents(-valueCents), householdId: null },
    ],
  });
}

/** A package that lasts from its first use expires by the first use that stands. */
export function keepExpiry(db: WritableDb, sale: Pick<SaleRow, "saleId" | "terms" | "boughtOn">): void {
  const { expiry } = sale.terms;
  if (expiry.kind !== "after" || expiry.from !== "first_use") return;
  setExpiry(db, sale.saleId, expiresOn(expiry, sale.boughtOn, firstUsedOn(db, sale.saleId)));
}

export type RedeemableLine = { readonly invoice: Issued; readonly row: InvoiceLineRow; readonly visit: Visit };

/**
 * A line that can be redeemed. Refuses what `requireRepriceable` refuses, `redeem_line_not_found` and
 * `redeem_line_wrong`.
 */
export function requireRedeemableLine(db: WritableDb, invoiceId: InvoiceId, lineId: InvoiceLineId): RedeemableLine {
  const invoice = requireRepriceable(db, invoiceId);
  const row = listInvoiceLines(db, invoiceId).find((one) => one.lineId === lineId) ?? refuse("redeem_line_not_found", {});
  if (row.kind !== "service") refuse("redeem_line_wrong", { why: "kind" });
  const { patientId, serviceId, serviceOn } = row;
  if (serviceId === null || patientId === null) refuse("redeem_line_wrong", { why: "no_service" });
  if (isLineRedeemed(db, lineId)) refuse("redeem_line_wrong", { why: "redeemed" });
  return { invoice, row, visit: { patientId, householdId: invoice.householdId, serviceId, serviceOn } };
}

/**
 * The uses that a sale has for a line of so many, at least one. Refuses `package_sale_not_found`, `package_cancelled`, `package_used_up`,
 * `package_not_for_service`, `package_someone_elses`, `package_expired` and `package_not_paid`.
 */
export function requireUnits(
  db: WritableDb,
  saleId: PackageSaleId,
  visit: Visit,
  quantity: number,
): { sale: SaleRow; service: ServiceRow; matches: UnitMatch[] } {
  const sale = requireRunningSale(db, saleId);
  const { name } = sale.terms;
  const service = findService(db, visit.serviceId, visit.serviceOn) ?? refuse("service_not_found", {});
  // What has expired is no longer there to be found, and the desk must read why.
  if (sale.expiresOn !== null && visit.serviceOn >= sale.expiresOn) refuse("package_expired", { name, on: addDays(sale.expiresOn, -1) });
  if (listUsableUnits(db, sale, visit.serviceOn).length === 0) refuse("package_used_up", { name });
  const matches = findUnits(db, sale, visit, service, quantity);
  if (matches === null) refuse("package_not_for_service", { name, service: service.name });
  if (typeof matches !== "string") return { sale, service, matches };
  if (matches === "someone_elses") refuse("package_someone_elses", { name, owner: sale.patientName });
  return refuse("package_not_paid", { name, openCents: openBeforeUse(sale, leastOpenValue(db, sale)) });
}

function leastOpenValue(db: WritableDb, sale: SaleRow): Cents {
  return (
    db.get<{ cents: Cents }>(
      `select min(u.value_cents) as cents from package_unit u where u.sale_id = ?
         and not exists (select 1 from package_use x where x.unit_id = u.id and x.undone_on is null)`,
      sale.saleId,
    )?.cents ?? zeroCents
  );
}

function onLine(sale: SaleRow, matches: readonly UnitMatch[]) {
  const { name, taxed, insuranceFriendly } = sale.terms;
  const valueCents = addCents(...matches.map(({ unit }) => unit.valueCents));
  return { packageName: name, valueCents, upsizeCents: addCents(...matches.map((match) => match.upsizeCents)), taxed, insuranceFriendly };
}

function listLine(visit: Visit, service: ServiceRow, providerId: StaffId | null): NewLine {
  const unitCents = service.priceCents ?? zeroCents;
  return {
    kind: "service",
    patientId: visit.patientId,
    membershipId: null,
    planVersionId: null,
    serviceId: service.serviceId,
    providerId,
    description: service.name,
    serviceOn: visit.serviceOn,
    fromOn: null,
    toOn: null,
    quantity: 1,
    unitCents,
    taxRatePpm: service.taxable ? service.taxRatePpm : 0,
    facts: { kind: "typed", quantity: 1, unitCents },
  };
}
