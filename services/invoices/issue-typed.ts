/** A blank invoice typed at the desk (INV-1), issued at once and due by its terms (INV-3), at members' prices (MEM-6). */
import { findService } from "#db/catalogue/services.ts";
import { insertCouponUses } from "#db/coupons/held-coupons.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { reducedLabel, type Explained } from "#domain/billing/explain.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId, ServiceId } from "#domain/identity.ts";
import { explainLine } from "#domain/invoices/explain-line.ts";
import { priceInvoice, type NewLine, type PricedInvoice } from "#domain/invoices/lines.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import { toCents, type Cents } from "#domain/money.ts";
import { fullName } from "#domain/people/names.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { keepPolicies } from "../insurance/keep-policies.ts";
import { requirePatient } from "../people/require.ts";
import { priceServices, type PricedServices, type ServiceLine } from "../pricing/price-services.ts";
import { issueInvoice } from "./issue.ts";

export type TypedLine = {
  readonly patientId: PatientId;
  readonly kind: "service" | "product" | "fee";
  /** The catalogue's service, for members' prices and coupons; without it the line stays as it is typed. */
  readonly serviceId?: ServiceId | null;
  readonly description: string;
  readonly serviceOn: Day;
  readonly quantity: number;
  readonly unitCents: Cents;
  readonly taxRatePpm: number;
};

export type TypedInvoice = {
  readonly householdId: HouseholdId;
  readonly lines: readonly TypedLine[];
  readonly termsDays: number;
  /** What was shown as its total; another amount is refused (MEM-21). */
  readonly expectedTotalCents?: Cents | null;
};

export type TypedIssued = { readonly invoiceId: InvoiceId; readonly number: number };

export type TypedPreview = {
  readonly lines: {
    /** Before anything comes off. */
    readonly listCents: Cents;
    readonly netCents: Cents;
    readonly taxCents: Cents;
    /** What takes something off, such as `Adult, 15 % off`. */
    readonly why: { readonly label: string; readonly offCents: Cents }[];
    readonly explain: Explained;
  }[];
  readonly netCents: Cents;
  readonly taxCents: Cents;
  readonly totalCents: Cents;
  readonly warnings: string[];
};

/**
 * Refuses `payment_household_not_found`, `patient_not_found`, `patient_of_other_household`,
 * `service_not_found`, `amount_changed_meanwhile` and `invoice_too_large`.
 */
export function issueTyped(cx: Cx, invoice: TypedInvoice): TypedIssued {
  return act<TypedIssued>(cx, (db) => {
    const { services, priced } = price(cx, db, invoice);
    const { expectedTotalCents = null } = invoice;
    if (expectedTotalCents !== null && expectedTotalCents !== priced.totalCents)
      refuse("amount_changed_meanwhile", { shownCents: expectedTotalCents, nowCents: priced.totalCents });
    const patients = new Set(invoice.lines.map((line) => line.patientId));
    const { invoiceId, number } = issueInvoice(cx, db, {
      kind: "manual",
      householdId: invoice.householdId,
      patientId: patients.size === 1 ? (invoice.lines[0]?.patientId ?? null) : null,
      drawOn: null,
      invoicedOn: cx.today,
      dueOn: dueDay(cx.today, invoice.termsDays),
      termsDays: invoice.termsDays,
      lines: services.lines,
    });
    insertCouponUses(db, invoiceId, services.uses, cx.now);
    keepPolicies(db, invoiceId, invoice.lines);
    if (services.uses.length > 0) db.touch("coupons");
    db.touch("billing");
    return { invoiceId, number };
  });
}

/** What it will come to, by the same code (MEM-21). Refuses what issuing refuses. */
export function previewTyped(cx: Cx, invoice: TypedInvoice): TypedPreview {
  return look<TypedPreview>(cx, (db) => {
    const { services, priced } = price(cx, db, invoice);
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return {
      lines: priced.lines.map((line) => ({
        listCents: toCents(line.quantity * line.unitCents),
        netCents: line.netCents,
        taxCents: line.taxCents,
        why: whyOf(line),
        explain: explainLine({ ...line, explain: JSON.stringify(line.facts) }, digits),
      })),
      netCents: priced.netCents,
      taxCents: priced.taxCents,
      totalCents: priced.totalCents,
      warnings: services.warnings,
    };
  });
}

function price(cx: Work, db: ReadableDb, invoice: TypedInvoice): { services: PricedServices; priced: PricedInvoice } {
  for (const { patientId } of invoice.lines) requireMember(db, patientId, invoice.householdId);
  const services = priceServices(db, invoice.householdId, cx.today, invoice.lines.map((line) => serviceLine(db, line)));
  return { services, priced: priceInvoice(services.lines) };
}

function whyOf({ facts }: NewLine): TypedPreview["lines"][number]["why"] {
  if (facts.kind !== "reduced") return [];
  return facts.steps.map((step) => ({ label: reducedLabel(step), offCents: step.offCents }));
}

function requireMember(db: ReadableDb, patientId: PatientId, householdId: HouseholdId): void {
  const patient = requirePatient(db, patientId);
  if (patient.householdId !== householdId) refuse("patient_of_other_household", { name: fullName(patient) });
}

function serviceLine(db: ReadableDb, { serviceId = null, ...line }: TypedLine): ServiceLine {
  const service = serviceId === null ? null : (findService(db, serviceId, line.serviceOn) ?? refuse("service_not_found", {}));
  return { line: newLine(line), service };
}

function newLine(line: Omit<TypedLine, "serviceId">): NewLine {
  const { quantity, unitCents } = line;
  return {
    ...line,
    description: line.description.trim(),
    membershipId: null,
    planVersionId: null,
    fromOn: null,
    toOn: null,
    unitCents: toCents(unitCents),
    facts: { kind: "typed", quantity, unitCents },
  };
}
