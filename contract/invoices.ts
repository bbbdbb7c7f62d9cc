/** The invoice tracker, the same for the practice and for one chart (INV-2, INV-4), and an invoice's preview. */
import { z } from "zod";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId } from "#domain/identity.ts";
import { ageBuckets, invoiceLineKinds, invoiceStatuses } from "#domain/invoices/status-words.ts";
import {
  cents,
  command,
  day,
  explanation,
  fileOut,
  id,
  instant,
  pageInput,
  pageOf,
  query,
  requiredText,
  sumCents,
  text,
} from "./base.ts";

export const trackerFilter = z.strictObject({
  statuses: z.array(z.enum(invoiceStatuses)).max(9).default([]),
  invoicedFrom: day.nullable().default(null),
  invoicedTo: day.nullable().default(null),
  dueFrom: day.nullable().default(null),
  dueTo: day.nullable().default(null),
  serviceFrom: day.nullable().default(null),
  serviceTo: day.nullable().default(null),
  patientId: id<PatientId>().nullable().default(null),
  householdId: id<HouseholdId>().nullable().default(null),
  /** Payer's or patient's name, or an invoice number. */
  text: text(120).default(""),
  itemKinds: z.array(z.enum(invoiceLineKinds)).max(9).default([]),
  balanceFromCents: cents.nullable().default(null),
  balanceToCents: cents.nullable().default(null),
  neverSent: z.boolean().default(false),
  ageBuckets: z.array(z.enum(ageBuckets)).max(5).default([]),
});
export type TrackerFilter = z.infer<typeof trackerFilter>;
export type TrackerFilterInput = z.input<typeof trackerFilter>;

export const trackerSort = z.enum(["number", "date", "due", "patient", "payer", "total", "balance"]);

export const trackerRow = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int().nullable(),
  invoicedOn: day,
  patientId: id<PatientId>().nullable(),
  patientName: z.string(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  dueOn: day,
  totalCents: cents,
  paidCents: cents,
  balanceCents: cents,
  /** Whole days past due; negative before. */
  ageDays: z.int(),
  status: z.enum(invoiceStatuses),
  lastSentAt: instant.nullable(),
  lastChannel: z.string().nullable(),
});
export type TrackerRow = z.infer<typeof trackerRow>;

export const invoiceLineView = z.object({
  position: z.int(),
  kind: z.enum(invoiceLineKinds),
  patientName: z.string(),
  patientId: id<PatientId>().nullable(),
  membershipId: id<MembershipId>().nullable(),
  description: z.string(),
  serviceOn: day,
  fromOn: day.nullable(),
  /** The last covered day (F-6). */
  throughOn: day.nullable(),
  quantity: z.int(),
  unitCents: cents,
  netCents: cents,
  taxCents: cents,
  explain: explanation,
});

export const settlementView = z.object({
  on: day,
  source: z.enum(["payment", "credit", "credit_note", "write_off"]),
  label: z.string(),
  cents,
  paymentId: id<PaymentId>().nullable(),
});

export const invoicePreview = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int().nullable(),
  kind: z.enum(["draw", "enrolment", "manual"]),
  householdId: id<HouseholdId>(),
  billTo: z.array(z.string()),
  invoicedOn: day,
  dueOn: day,
  status: z.enum(invoiceStatuses),
  lines: z.array(invoiceLineView),
  totalCents: cents,
  taxCents: cents,
  paidCents: cents,
  creditedCents: cents,
  writtenOffCents: cents,
  balanceCents: cents,
  settlements: z.array(settlementView),
  voidedOn: day.nullable(),
  voidReason: z.string().nullable(),
  householdCreditCents: cents,
});
export type InvoicePreview = z.infer<typeof invoicePreview>;

/** A service line typed at the desk. */
export const typedLine = z.strictObject({
  patientId: id<PatientId>(),
  kind: z.enum(["service", "product", "fee"]),
  description: requiredText(120),
  serviceOn: day,
  quantity: z.int().min(1).max(999),
  unitCents: z.int().min(0).max(100_000_000) as unknown as z.ZodType<
    z.infer<typeof cents>,
    z.infer<typeof cents>
  >,
  taxRatePpm: z.int().min(0).max(500_000),
});

export const invoicesContract = {
  invoices: {
    list: query("invoices.view")
      .input(
        z.strictObject({
          filter: trackerFilter,
          sort: trackerSort.default("date"),
          descending: z.boolean().default(true),
          ...pageInput,
        }),
      )
      .output(pageOf(trackerRow)),
    /** Totals of the whole filtered set. */
    totals: query("invoices.view")
      .input(z.strictObject({ filter: trackerFilter }))
      .output(
        z.object({ count: z.int(), totalCents: sumCents, paidCents: sumCents, balanceCents: sumCents }),
      ),
    get: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(invoicePreview),
    /** A blank invoice typed at the desk, issued at once (INV-1). */
    issue: command("invoices.edit", {
      householdId: id<HouseholdId>(),
      lines: z.array(typedLine).min(1).max(500),
      termsDays: z.int().min(0).max(90),
    }).output(z.object({ invoiceId: id<InvoiceId>(), number: z.int() })),
    void: command("invoices.void", { invoiceId: id<InvoiceId>(), reason: requiredText(200) }).output(
      z.object({ invoiceId: id<InvoiceId>() }),
    ),
    applyCredit: command("payments.take", { invoiceId: id<InvoiceId>() }).output(
      z.object({ appliedCents: cents }),
    ),
    exportCsv: query("export.all", { audit: "view" })
      .input(z.strictObject({ filter: trackerFilter }))
      .output(fileOut),
    pdf: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(fileOut),
  },
};
