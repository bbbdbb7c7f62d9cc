/** Packages: catalogue, sale, redeeming with benefits, cancelling and giving on (PKG-1 to PKG-10). */
import { z } from "zod";
import type { BenefitGrantId, BenefitUseId, HouseholdId, InvoiceId, InvoiceLineId, PackageId, PackageSaleId, PackageUseId, PatientId, PaymentPlanId, ServiceId, StaffId } from "#domain/identity.ts";
import { refundMethods } from "#domain/packages/package-terms.ts";
import { planIntervals, planPayments } from "#domain/payment-plans/schedule.ts";
import { cents, command, day, fileOut, id, instant, notNegativeCents, nothing, query, requiredText, text } from "./base.ts";

export const packageTerms = z.strictObject({
  name: text(200),
  contents: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("fixed"), items: z.array(z.strictObject({ serviceId: id<ServiceId>(), quantity: z.int().max(10_000) })).max(100).readonly() }),
    z.strictObject({ kind: z.literal("pool"), quantity: z.int().max(10_000), serviceIds: z.array(id<ServiceId>()).max(100).readonly() }),
  ]),
  priceCents: notNegativeCents,
  expiry: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("after"), count: z.int().max(10_000), unit: z.enum(["day", "week", "month"]), from: z.enum(["purchase", "first_use"]) }),
    z.strictObject({ kind: z.literal("date"), lastOn: day }),
  ]),
  shareable: z.boolean(),
  refundMethod: z.enum(refundMethods),
  refundFeeCents: notNegativeCents,
  insuranceFriendly: z.boolean(),
  taxed: z.enum(["sale", "redemption"]),
  unlock: z.enum(["when_paid", "as_paid"]),
});

export const packageView = z.object({
  packageId: id<PackageId>(),
  terms: packageTerms,
  version: z.int(),
  retiredAt: instant.nullable(),
  sold: z.int(),
  running: z.int(),
  listCents: cents.nullable(),
  contentWords: z.string(),
});
export type PackageView = z.infer<typeof packageView>;

const saleView = z.object({
  saleId: id<PackageSaleId>(),
  packageId: id<PackageId>(),
  householdId: id<HouseholdId>(),
  patientId: id<PatientId>(),
  patientName: z.string(),
  invoiceId: id<InvoiceId>(),
  invoiceNumber: z.int(),
  terms: packageTerms,
  priceCents: cents,
  boughtOn: day,
  expiresOn: day.nullable(),
  cancelledOn: day.nullable(),
  cancelReason: z.string().nullable(),
  soldBy: z.string().nullable(),
  totalCents: cents,
  taxCents: cents,
  balanceCents: cents,
  refundedCents: cents,
  paidCents: cents,
  units: z.int(),
  unitsLeft: z.int(),
  valueLeftCents: cents,
  inParts: z.boolean(),
  state: z.enum(["active", "unpaid", "used_up", "expired", "cancelled"]),
  openServices: z.array(z.object({ serviceId: id<ServiceId>(), name: z.string(), left: z.int() })),
});
export type SaleView = z.infer<typeof saleView>;

const purchasedDetails = z.object({
  sale: saleView,
  uses: z.array(
    z.object({
      useId: id<PackageUseId>(),
      kind: z.enum(["redeemed", "expired", "cancelled"]),
      usedOn: day,
      patientName: z.string().nullable(),
      serviceName: z.string().nullable(),
      providerName: z.string().nullable(),
      invoiceId: id<InvoiceId>().nullable(),
      invoiceNumber: z.int().nullable(),
      valueCents: cents,
      listCents: cents,
      upsizeCents: cents,
    }),
  ),
  transfers: z.array(
    z.object({ transferredOn: day, fromName: z.string(), toName: z.string(), isWhole: z.int(), reason: z.string(), by: z.string().nullable() }),
  ),
});
export type PurchasedDetails = z.infer<typeof purchasedDetails>;

const instalments = z.strictObject({
  count: z.int().min(2).max(1000),
  every: z.enum(planIntervals),
  firstOn: day,
  payBy: z.enum(planPayments),
});
const sale = { packageId: id<PackageId>(), patientId: id<PatientId>(), expectedTotalCents: notNegativeCents.nullable().default(null), instalments: instalments.nullable().default(null) };
const sold = z.object({
  saleId: id<PackageSaleId>(),
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  totalCents: cents,
  taxCents: cents,
  creditUsedCents: cents,
  balanceCents: cents,
  units: z.int(),
  leastUnitCents: cents,
  mostUnitCents: cents,
  expiresOn: day.nullable(),
  planId: id<PaymentPlanId>().nullable(),
  parts: z.array(z.object({ position: z.int(), dueOn: day, cents, throughCents: cents })).readonly(),
});

const ofSale = { saleId: id<PackageSaleId>() };
const cancelling = { ...ofSale, reason: requiredText(200), refundCents: cents, by: z.enum(["tender", "credit", "check"]) };
const cancelled = z.object({
  saleId: id<PackageSaleId>(),
  invoiceId: id<InvoiceId>(),
  refundCents: cents,
  toCreditCents: cents,
  forgivenCents: cents,
  keptCents: cents,
  unitsStopped: z.int(),
});

const visit = { ...ofSale, patientId: id<PatientId>(), serviceId: id<ServiceId>(), serviceOn: day, providerId: id<StaffId>().nullable() };
const visitRedeemed = z.object({
  useId: id<PackageUseId>(),
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  uses: z.int(),
  valueCents: cents,
  upsizeCents: cents,
  lineCents: cents,
  balanceCents: cents,
  unitsLeft: z.int(),
});

const redeemedUse = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("package"), useId: id<PackageUseId>() }),
  z.strictObject({ kind: z.literal("benefit"), useId: id<BenefitUseId>() }),
]);
const redeeming = {
  invoiceId: id<InvoiceId>(),
  lineId: id<InvoiceLineId>(),
  use: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("package"), saleId: id<PackageSaleId>() }),
    z.strictObject({ kind: z.literal("benefit"), grantId: id<BenefitGrantId>() }),
  ]),
};
const redeemed = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  undo: redeemedUse,
  uses: z.int(),
  coveredCents: cents,
  upsizeCents: cents,
  lineCents: cents,
  balanceCents: cents,
  left: z.int(),
});

const redeemableLine = z.object({
  lineId: id<InvoiceLineId>(),
  description: z.string(),
  patientName: z.string(),
  serviceOn: day,
  quantity: z.int(),
  netCents: cents,
  matches: z.array(
    z.object({
      kind: z.enum(["benefit", "package"]),
      saleId: id<PackageSaleId>().nullable(),
      grantId: id<BenefitGrantId>().nullable(),
      name: z.string(),
      ownerName: z.string(),
      left: z.int(),
      uses: z.int(),
      expiresOn: day.nullable(),
      boughtOn: day,
      valueCents: cents,
      upsizeCents: cents,
      isOther: z.boolean(),
    }),
  ),
  redeemed: z.object({ use: redeemedUse, name: z.string(), coveredCents: cents }).nullable(),
});
export type RedeemableLine = z.infer<typeof redeemableLine>;

export const packagesContract = {
  packages: {
    list: query("plans.view").input(nothing).output(z.array(packageView)),
    add: command("prices.change", { terms: packageTerms }).output(packageView),
    change: command("prices.change", { packageId: id<PackageId>(), version: z.int(), terms: packageTerms }).output(packageView),
    setOnSale: command("prices.change", { packageId: id<PackageId>(), version: z.int(), onSale: z.boolean() }).output(packageView),
    /** What a patient's household has, with what was given to the patient. */
    ofPatient: query("memberships.view").input(z.strictObject({ patientId: id<PatientId>() })).output(z.array(saleView)),
    previewSale: query("invoices.view").input(z.strictObject(sale)).output(sold),
    sell: command("invoices.edit", sale).output(sold),
    details: query("memberships.view").input(z.strictObject(ofSale)).output(purchasedDetails),
    detailsPdf: query("memberships.view").input(z.strictObject(ofSale)).output(fileOut),
    quoteCancel: query("payments.view")
      .input(z.strictObject(ofSale))
      .output(
        z.object({
          leftCents: cents,
          method: z.enum(refundMethods),
          suggestions: z.array(z.object({ method: z.enum(refundMethods), cents })),
          used: z.int(),
          usedListCents: cents,
          unusedValueCents: cents,
          feeCents: cents,
          canDelete: z.boolean(),
        }),
      ),
    previewCancel: query("payments.view").input(z.strictObject(cancelling)).output(cancelled),
    cancel: command("payments.refund", cancelling).output(cancelled),
    /** With nothing paid or used. */
    remove: command("invoices.void", { ...ofSale, reason: requiredText(200) }).output(z.object({ invoiceId: id<InvoiceId>() })),
    transfer: command("invoices.edit", { ...ofSale, toPatientId: id<PatientId>(), whole: z.boolean(), reason: requiredText(200) }).output(
      z.object({ saleId: id<PackageSaleId>(), toName: z.string() }),
    ),
    /** Without an invoice before: the visit gets one. */
    previewVisit: query("invoices.view").input(z.strictObject(visit)).output(visitRedeemed),
    redeemVisit: command("invoices.edit", visit).output(visitRedeemed),
  },
  redeeming: {
    /** Service lines that something fits, or that something was redeemed on. */
    onInvoice: query("invoices.view").input(z.strictObject({ invoiceId: id<InvoiceId>() })).output(z.array(redeemableLine)),
    preview: query("invoices.view").input(z.strictObject(redeeming)).output(redeemed),
    redeem: command("invoices.edit", redeeming).output(redeemed),
    undo: command("invoices.edit", { use: redeemedUse }).output(z.object({ invoiceId: id<InvoiceId>() })),
  },
};
