/**
 * Sells a package to a patient (PKG-2): an invoice of its own, whose line is owed to the patient until it
 * is used, and one row for each use with its share of the price. Nothing is redeemable before it is paid.
 */
import { findService } from "#db/catalogue/services.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import type { PackageRow } from "#db/packages/catalogue.ts";
import { insertSale, type NewSale } from "#db/packages/sales.ts";
import { findPractice } from "#db/practice.ts";
import type { Day } from "#domain/calendar.ts";
import type { InvoiceId, PackageId, PackageSaleId, PatientId, PaymentPlanId } from "#domain/identity.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { expiresOn } from "#domain/packages/expiry.ts";
import { servicesOf, type PackageTerms } from "#domain/packages/package-terms.ts";
import type { PlanInterval, PlanPart, PlanPayment } from "#domain/payment-plans/schedule.ts";
import type { UnitWorth } from "#domain/packages/unit-values.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { tellOfSale } from "../messages/packages.ts";
import { requirePatient } from "../people/require.ts";
import { agreePlanWithin, type AgreedPlan } from "../payment-plans/agree-plan.ts";
import { audit } from "../record.ts";
import { tryOut } from "../try-out.ts";
import { worthOfUnits } from "./catalogue.ts";
import { requirePackage } from "./require-sale.ts";

export type PackageToSell = {
  readonly packageId: PackageId;
  readonly patientId: PatientId;
  /** What was shown; another amount is refused (MEM-21). */
  readonly expectedTotalCents?: Cents | null;
  /** Null or left out: paid at once, by the practice's terms. */
  readonly instalments?: Instalments | null;
};

/** In equal parts (PKG-9), the first on a day from today on; by the desk or drawn from the card. */
export type Instalments = {
  readonly count: number;
  readonly every: PlanInterval;
  readonly firstOn: Day;
  readonly payBy: PlanPayment;
};

export type SoldPackage = {
  readonly saleId: PackageSaleId;
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly totalCents: Cents;
  readonly taxCents: Cents;
  /** Household credit that paid for some of it by itself. */
  readonly creditUsedCents: Cents;
  readonly balanceCents: Cents;
  readonly units: number;
  /** The smallest and the largest worth of a use. */
  readonly leastUnitCents: Cents;
  readonly mostUnitCents: Cents;
  readonly expiresOn: Day | null;
  /** The payment plan and its parts, where it is paid in instalments. */
  readonly planId: PaymentPlanId | null;
  readonly parts: readonly PlanPart[];
};

/**
 * The command. Refuses `package_not_found`, `package_retired`, `patient_not_found`, `package_service_gone`,
 * `package_unit_worthless`, `package_wrong` for one whose last day has passed, `amount_changed_meanwhile`, and
 * for instalments what `agreePlanWithin` refuses.
 */
export function sellPackage(cx: Cx, input: PackageToSell): SoldPackage {
  return act<SoldPackage>(cx, (db) => sellWithin(cx, db, input));
}

/** What it would do now; nothing of it stays (MEM-21). */
export function previewPackageSale(cx: Cx, input: PackageToSell): SoldPackage {
  return tryOut<SoldPackage>(cx.db, (db) => sellWithin(cx, db, input));
}

export function sellWithin(cx: Work, db: WritableDb, input: PackageToSell): SoldPackage {
  const found = requirePackage(db, input.packageId);
  requireSellableOn(found, cx.today);
  const { terms } = found;
  const { patientId, householdId } = requirePatient(db, input.patientId);
  const termsDays = findPractice(db)?.terms_days ?? 0;
  const issued = issueInvoice(cx, db, {
    kind: "manual",
    householdId,
    patientId,
    drawOn: null,
    invoicedOn: cx.today,
    dueOn: dueDay(cx.today, termsDays),
    termsDays,
    lines: [
      {
        kind: "package",
        patientId,
        membershipId: null,
        planVersionId: null,
        description: saleWords(terms),
        serviceOn: cx.today,
        fromOn: null,
        toOn: null,
        quantity: 1,
        unitCents: terms.priceCents,
        taxRatePpm: taxAtSale(db, terms, cx.today),
        facts: { kind: "typed", quantity: 1, unitCents: terms.priceCents },
      },
    ],
  });
  const { invoiceId, number, totalCents, creditUsedCents, balanceCents } = issued;
  const { expectedTotalCents = null } = input;
  if (expectedTotalCents !== null && expectedTotalCents !== totalCents)
    refuse("amount_changed_meanwhile", { shownCents: expectedTotalCents, nowCents: totalCents });
  const { saleId, units, until } = recordSale(cx, db, { packageId: input.packageId, terms, householdId, patientId, invoiceId, boughtOn: cx.today });
  const plan = agreeOn(cx, db, invoiceId, balanceCents, input.instalments ?? null);
  const values = units.map(({ valueCents }) => valueCents).toSorted((a, b) => a - b);
  return {
    saleId,
    invoiceId,
    number,
    totalCents,
    taxCents: (totalCents - terms.priceCents) as Cents,
    creditUsedCents,
    balanceCents,
    units: units.length,
    leastUnitCents: values[0] as Cents,
    mostUnitCents: values.at(-1) as Cents,
    expiresOn: until,
    planId: plan?.planId ?? null,
    parts: plan?.parts ?? [],
  };
}

/** Household credit that paid some of it by itself leaves the rest for the parts; with nothing left there is no plan. */
function agreeOn(cx: Work, db: WritableDb, invoiceId: InvoiceId, balanceCents: Cents, instalments: Instalments | null): AgreedPlan | null {
  if (instalments === null || balanceCents === 0) return null;
  const { count, every, firstOn, payBy } = instalments;
  return agreePlanWithin(cx, db, { invoiceIds: [invoiceId], downCents: zeroCents, by: { kind: "count", count }, every, firstOn, payBy });
}

/** Refuses `package_retired`, and `package_wrong` for one whose last day has passed. */
export function requireSellableOn({ terms, retiredAt }: PackageRow, on: Day): void {
  if (retiredAt !== null) refuse("package_retired", { name: terms.name });
  if (terms.expiry.kind === "date" && terms.expiry.lastOn < on) refuse("package_wrong", { what: "expiry_day" });
}

/** What the invoice calls it: no insurer takes it for a receipt (PKG-8). */
export function saleWords(terms: PackageTerms): string {
  return terms.insuranceFriendly ? `Prepayment: ${terms.name} (not a receipt for services)` : terms.name;
}

type SaleToRecord = Pick<NewSale, "packageId" | "terms" | "householdId" | "patientId" | "invoiceId" | "boughtOn">;

/** Keeps what an invoice has sold, with what each use is worth. Refuses `package_service_gone` and `package_unit_worthless`. */
export function recordSale(cx: Work, db: WritableDb, sale: SaleToRecord): { saleId: PackageSaleId; units: UnitWorth[]; until: Day | null } {
  const { terms, patientId, invoiceId, boughtOn } = sale;
  const units = worthOfUnits(db, terms, boughtOn);
  const until = expiresOn(terms.expiry, boughtOn, null);
  const saleId = insertSale(db, { ...sale, expiresOn: until, units, createdBy: cx.actor.staffId, createdAt: cx.now });
  tellOfSale(cx, db, { saleId, householdId: sale.householdId });
  audit(cx, db, "package.sold", `package_sale/${saleId}`, {
    after: { name: terms.name, patientId, invoiceId, priceCents: terms.priceCents, units: units.length },
  });
  db.touch("packages", "billing", `patient/${patientId}`);
  return { saleId, units, until };
}

export function taxAtSale(db: ReadableDb, { taxed, contents }: PackageTerms, on: Day): number {
  const [serviceId] = servicesOf(contents);
  const service = taxed === "sale" && serviceId !== undefined ? findService(db, serviceId, on) : undefined;
  return service?.taxable ? service.taxRatePpm : 0;
}
