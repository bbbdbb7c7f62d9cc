/** The invoice editor (INV-1, INV-3): typed lines, drafts, edits of issued invoices, credit notes. */
import { z } from "zod";
import type {
  CreditNoteId,
  HouseholdId,
  InvoiceId,
  InvoiceLineId,
  PatientId,
  ServiceId,
  StaffId,
} from "#domain/identity.ts";
import { changedParts } from "#domain/invoices/revision.ts";
import { typedKinds } from "#domain/invoices/typed-line.ts";
import { cents, command, day, explanation, fileOut, id, instant, nothing, positiveCents, query, requiredText, text } from "./base.ts";

/** As wide as numbers go: what is wrong with a line is said in words by the office, not by the form's shape. */
const anyWhole = z.int();
const anyCents = z.int() as unknown as z.ZodType<z.infer<typeof cents>, z.infer<typeof cents>>;

export const manualDiscount = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("percent"), basisPoints: anyWhole, reason: text(400) }),
  z.strictObject({ kind: z.literal("amount"), cents: anyCents, reason: text(400) }),
]);

/** A line typed at the desk. */
export const typedLine = z.strictObject({
  /** The line it changes, in a draft or an issued invoice; null for a new one. */
  lineId: id<InvoiceLineId>().nullable().default(null),
  patientId: id<PatientId>(),
  kind: z.enum(typedKinds),
  /** The catalogue's service or product, for members' prices and coupons (MEM-6); null for a line typed freely. */
  serviceId: id<ServiceId>().nullable().default(null),
  providerId: id<StaffId>().nullable().default(null),
  description: text(400),
  serviceOn: day,
  quantity: anyWhole,
  unitCents: anyCents,
  taxRatePpm: anyWhole,
  discount: manualDiscount.nullable().default(null),
});

/** Far more than an invoice may have, so that too many are refused in words. */
const lines = z.array(typedLine).max(20_000);
const typedBody = {
  lines,
  /** The invoice's own day; today where it is left out. */
  invoicedOn: day.optional(),
  termsDays: anyWhole,
};
export const typedInvoice = { householdId: id<HouseholdId>(), ...typedBody };
const expectedTotalCents = cents.nullable().default(null);

/** What a typed invoice will come to, line by line: list price, what comes off and why (MEM-6, MEM-21). */
export const typedPreview = z.object({
  lines: z.array(
    z.object({
      listCents: cents,
      netCents: cents,
      taxCents: cents,
      why: z.array(z.object({ label: z.string(), offCents: cents })),
      explain: explanation,
    }),
  ),
  netCents: cents,
  taxCents: cents,
  totalCents: cents,
  warnings: z.array(z.string()),
});
export type TypedPreview = z.infer<typeof typedPreview>;

const editorLine = z.object({
  lineId: id<InvoiceLineId>(),
  patientId: id<PatientId>().nullable(),
  kind: z.enum(typedKinds),
  serviceId: id<ServiceId>().nullable(),
  providerId: id<StaffId>().nullable(),
  description: z.string(),
  serviceOn: day,
  quantity: z.int(),
  unitCents: cents,
  taxRatePpm: z.int(),
  discount: manualDiscount.nullable(),
});

export const openedInvoice = z.object({
  invoiceId: id<InvoiceId>(),
  /** Null for a draft. */
  number: z.int().nullable(),
  revision: z.int(),
  householdId: id<HouseholdId>(),
  payerName: z.string(),
  invoicedOn: day,
  termsDays: z.int(),
  totalCents: cents,
  lines: z.array(editorLine),
  fixed: z.array(z.object({ lineId: id<InvoiceLineId>(), description: z.string(), netCents: cents, taxCents: cents })),
});
export type OpenedInvoice = z.infer<typeof openedInvoice>;

const dayChange = z.object({ before: day, after: day }).nullable();
export const revisionDiff = z.object({
  lines: z.array(
    z.object({
      kind: z.enum(["added", "removed", "changed"]),
      description: z.string(),
      beforeCents: cents.nullable(),
      afterCents: cents.nullable(),
      parts: z.array(z.enum(changedParts)),
    }),
  ),
  invoicedOn: dayChange,
  dueOn: dayChange,
  beforeCents: cents,
  afterCents: cents,
});
export type RevisionDiffView = z.infer<typeof revisionDiff>;

export const revisedInvoice = z.object({
  invoiceId: id<InvoiceId>(),
  number: z.int(),
  revision: z.int(),
  diff: revisionDiff,
  balanceBeforeCents: cents,
  balanceCents: cents,
  toCreditCents: cents,
  creditUsedCents: cents,
  wasSent: z.boolean(),
  warnings: z.array(z.string()),
});
export type RevisedInvoiceView = z.infer<typeof revisedInvoice>;

const creditNoteRow = z.object({
  creditNoteId: id<CreditNoteId>(),
  number: z.int(),
  notedOn: day,
  reason: z.string(),
  totalCents: cents,
  taxCents: cents,
  toCreditCents: cents,
  createdBy: z.string().nullable(),
});
export type CreditNoteRowView = z.infer<typeof creditNoteRow>;

export const invoiceHistory = z.object({
  /** How often it was edited. */
  revision: z.int(),
  revisions: z.array(
    z.object({ revision: z.int(), madeAt: instant, madeBy: z.string().nullable(), reason: z.string(), diff: revisionDiff }),
  ),
  creditNotes: z.array(creditNoteRow),
});
export type InvoiceHistoryView = z.infer<typeof invoiceHistory>;

const revising = { invoiceId: id<InvoiceId>(), revision: z.int(), reason: requiredText(200), ...typedBody, expectedTotalCents };

const crediting = {
  invoiceId: id<InvoiceId>(),
  lines: z.array(z.strictObject({ lineId: id<InvoiceLineId>(), netCents: positiveCents })).max(2_000),
  reason: requiredText(200),
  expectedTotalCents,
};
const madeCreditNote = z.object({
  creditNoteId: id<CreditNoteId>(),
  number: z.int(),
  totalCents: cents,
  taxCents: cents,
  offInvoiceCents: cents,
  toCreditCents: cents,
  balanceCents: cents,
});

export const invoiceEditingContract = {
  invoiceEditor: {
    /** A draft or an editable issued invoice, as it was typed. */
    open: query("invoices.edit").input(z.strictObject({ invoiceId: id<InvoiceId>() })).output(openedInvoice),
    /** Who may have done what is billed. */
    providers: query("invoices.view")
      .input(nothing)
      .output(z.array(z.object({ staffId: id<StaffId>(), name: z.string(), isProvider: z.boolean() }))),
    history: query("invoices.view").input(z.strictObject({ invoiceId: id<InvoiceId>() })).output(invoiceHistory),
    /** Puts an invoice aside: no number, no ledger entry. */
    saveDraft: command("invoices.edit", {
      invoiceId: id<InvoiceId>().nullable().default(null),
      revision: z.int().nullable().default(null),
      ...typedInvoice,
    }).output(z.object({ invoiceId: id<InvoiceId>(), revision: z.int() })),
    deleteDraft: command("invoices.edit", { invoiceId: id<InvoiceId>() }).output(z.object({ invoiceId: id<InvoiceId>() })),
    /** Issues a draft as it stands in the editor, under its own id. */
    issueDraft: command("invoices.edit", {
      invoiceId: id<InvoiceId>(),
      revision: z.int().nullable().default(null),
      ...typedInvoice,
      expectedTotalCents,
    }).output(z.object({ invoiceId: id<InvoiceId>(), number: z.int() })),
    /** What a draft comes to, with the discounts by hand that it has already. */
    previewDraft: query("invoices.edit").input(z.strictObject({ invoiceId: id<InvoiceId>(), ...typedInvoice })).output(typedPreview),
    previewRevision: query("invoices.edit")
      .input(z.strictObject(revising))
      .output(z.object({ ...revisedInvoice.shape, priced: typedPreview })),
    /** Revision r+1 of an issued invoice. */
    revise: command("invoices.edit", revising).output(revisedInvoice),
  },
  creditNotes: {
    /** What can still be given back of each line. */
    open: query("invoices.void")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(
        z.object({
          number: z.int(),
          lines: z.array(
            z.object({
              lineId: id<InvoiceLineId>(),
              description: z.string(),
              patientName: z.string(),
              netCents: cents,
              taxCents: cents,
              leftNetCents: cents,
              leftTaxCents: cents,
              ofMembership: z.boolean(),
            }),
          ),
        }),
      ),
    preview: query("invoices.void").input(z.strictObject(crediting)).output(madeCreditNote),
    make: command("invoices.void", crediting).output(madeCreditNote),
    pdf: query("invoices.view").input(z.strictObject({ creditNoteId: id<CreditNoteId>() })).output(fileOut),
  },
};
