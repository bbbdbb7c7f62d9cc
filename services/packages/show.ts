/** What a patient has of packages (PKG-5), and what of an invoice can be or was redeemed (PKG-3). */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb } from "#db/database.ts";
import { findInvoice, listInvoiceLines } from "#db/invoices.ts";
import { listBenefitUsesOnInvoice } from "#db/packages/benefits.ts";
import { listOpenUnits, listSalesFor, listTransfers, type SaleRow, type TransferRow } from "#db/packages/sales.ts";
import { listUses, listUsesOnInvoice, type UseRow } from "#db/packages/uses.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId, PackageSaleId, PatientId, ServiceId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { requirePatient } from "../people/require.ts";
import { matchesFor, type Match } from "./matches.ts";
import type { RedeemedUse } from "./redeem-any.ts";
import { requireSale } from "./require-sale.ts";

export type SaleState = "active" | "unpaid" | "used_up" | "expired" | "cancelled";

export type SaleView = Omit<SaleRow, "grossPaidCents" | "redeemedCents" | "inParts"> & {
  readonly state: SaleState;
  readonly inParts: boolean;
  readonly openServices: { readonly serviceId: ServiceId; readonly name: string; readonly left: number }[];
};

const mostSales = 200;

/** The packages of a patient's household, with those given to the patient; cancelled ones last. Refuses `patient_not_found`. */
export function packagesOfPatient(cx: Cx, patientId: PatientId): SaleView[] {
  return look<SaleView[]>(cx, (db) => {
    const { householdId } = requirePatient(db, patientId);
    return listSalesFor(db, patientId, householdId, mostSales).map((sale) => viewOf(db, sale, cx.today));
  });
}

export type PurchasedDetails = { readonly sale: SaleView; readonly uses: UseView[]; readonly transfers: TransferRow[] };
export type UseView = Omit<UseRow, "lineBefore" | "unitId" | "saleId" | "lineId" | "paymentId">;

/** Bought, paid, used and by whom, given on, left (PKG-5). Refuses `package_sale_not_found`. */
export function purchasedDetails(cx: Cx, saleId: PackageSaleId): PurchasedDetails {
  return look<PurchasedDetails>(cx, (db) => detailsOf(db, saleId, cx.today));
}

export function detailsOf(db: ReadableDb, saleId: PackageSaleId, today: Day): PurchasedDetails {
  const sale = requireSale(db, saleId);
  const uses = listUses(db, saleId).map(({ lineBefore: _b, unitId: _u, saleId: _s, lineId: _l, paymentId: _p, ...use }) => use);
  return { sale: viewOf(db, sale, today), uses, transfers: listTransfers(db, saleId) };
}

export type InvoiceRedeemable = {
  readonly lineId: InvoiceLineId;
  readonly description: string;
  readonly patientName: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly netCents: Cents;
  /** What fits, best first; empty where nothing does or something was redeemed. */
  readonly matches: Match[];
  readonly redeemed: { readonly use: RedeemedUse; readonly name: string; readonly coveredCents: Cents } | null;
};

/** The service lines of an invoice that something fits or was redeemed on. Refuses `invoice_not_found`. */
export function redeemableOnInvoice(cx: Cx, invoiceId: InvoiceId): InvoiceRedeemable[] {
  return look<InvoiceRedeemable[]>(cx, (db) => {
    const invoice = findInvoice(db, invoiceId) ?? refuse("invoice_not_found", {});
    if (invoice.issuedAt === null || invoice.voidedOn !== null) return [];
    const redeemed = redeemedByLine(db, invoiceId);
    return listInvoiceLines(db, invoiceId).flatMap((line): InvoiceRedeemable[] => {
      const done = redeemed.get(line.lineId) ?? null;
      const matches = done === null && invoice.balanceCents > 0 ? matchesOf(db, invoice.householdId, line) : [];
      if (done === null && matches.length === 0) return [];
      const { lineId, description, patientName, serviceOn, quantity, netCents } = line;
      return [{ lineId, description, patientName, serviceOn, quantity, netCents, matches, redeemed: done }];
    });
  });
}

function matchesOf(db: ReadableDb, householdId: HouseholdId, line: ReturnType<typeof listInvoiceLines>[number]): Match[] {
  const { kind, patientId, serviceId, serviceOn, quantity } = line;
  if (kind !== "service" || patientId === null || serviceId === null) return [];
  return matchesFor(db, { patientId, householdId, serviceId, serviceOn }, quantity);
}

function redeemedByLine(db: ReadableDb, invoiceId: InvoiceId): ReadonlyMap<InvoiceLineId, NonNullable<InvoiceRedeemable["redeemed"]>> {
  const found = new Map<InvoiceLineId, NonNullable<InvoiceRedeemable["redeemed"]>>();
  for (const use of listUsesOnInvoice(db, invoiceId))
    if (use.lineId !== null) {
      const more = found.get(use.lineId)?.coveredCents ?? zeroCents;
      const { name } = requireSale(db, use.saleId).terms;
      found.set(use.lineId, { use: { kind: "package", useId: use.useId }, name, coveredCents: addCents(more, use.valueCents) });
    }
  for (const use of listBenefitUsesOnInvoice(db, invoiceId))
    found.set(use.lineId, { use: { kind: "benefit", useId: use.useId }, name: use.label, coveredCents: use.offCents });
  return found;
}

function viewOf(db: ReadableDb, sale: SaleRow, today: Day): SaleView {
  const { grossPaidCents: _g, redeemedCents: _r, inParts, ...row } = sale;
  return { ...row, inParts: inParts === 1, state: stateOf(sale, today), openServices: openServices(db, sale, today) };
}

function stateOf(sale: SaleRow, today: Day): SaleState {
  if (sale.cancelledOn !== null) return "cancelled";
  if (sale.expiresOn !== null && sale.expiresOn <= today) return "expired";
  if (sale.unitsLeft === 0) return "used_up";
  return sale.balanceCents > 0 ? "unpaid" : "active";
}

/** What is left, by service; a pool's uses count for each of its services. */
function openServices(db: ReadableDb, sale: SaleRow, today: Day): SaleView["openServices"] {
  const { contents } = sale.terms;
  const open = listOpenUnits(db, sale.saleId);
  const ids = contents.kind === "pool" ? contents.serviceIds : contents.items.map(({ serviceId }) => serviceId);
  return ids.map((serviceId) => ({
    serviceId,
    name: findService(db, serviceId, today)?.name ?? "A service that has gone",
    left: contents.kind === "pool" ? open.length : open.filter((unit) => unit.serviceId === serviceId).length,
  }));
}
