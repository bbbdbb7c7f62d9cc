/** The invoice tracker, the same for the practice and for one chart (INV-2, INV-4), and an invoice's preview. */
import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import type {
  DocumentId,
  HouseholdId,
  InvoiceId,
  InvoiceSendingId,
  ListViewId,
  MembershipId,
  PatientId,
  PaymentId,
  StaffId,
} from "#domain/identity.ts";
import { ageBuckets, invoiceLineKinds, invoiceStatuses, sentChannels } from "#domain/invoices/status-words.ts";
import { trackerSorts } from "#domain/invoices/tracker-query.ts";
import { viewLimits, viewLists } from "#domain/lists/list-view.ts";
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
  stream,
  sumCents,
  text,
} from "./base.ts";
import { typedInvoice, typedPreview } from "./invoice-editing.ts";

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
  /** The payer's name alone. */
  payer: text(120).default(""),
  providerId: id<StaffId>().nullable().default(null),
  itemKinds: z.array(z.enum(invoiceLineKinds)).max(9).default([]),
  balanceFromCents: cents.nullable().default(null),
  balanceToCents: cents.nullable().default(null),
  neverSent: z.boolean().default(false),
  channels: z.array(z.enum(sentChannels)).max(4).default([]),
  hasReminder: z.boolean().default(false),
  ageBuckets: z.array(z.enum(ageBuckets)).max(5).default([]),
});
export type TrackerFilter = z.infer<typeof trackerFilter>;
export type TrackerFilterInput = z.input<typeof trackerFilter>;

export const trackerSort = z.enum(trackerSorts);

/** Invoices to do something with: those selected, or, with null, all that the filter leaves; in the order of the list. */
export const chosenInvoices = {
  filter: trackerFilter,
  sort: trackerSort.default("date"),
  descending: z.boolean().default(true),
  invoiceIds: z.array(id<InvoiceId>()).min(1).max(2_000).nullable().default(null),
};

const creditUse = z.object({ invoices: z.int(), households: z.int(), appliedCents: sumCents });

export const invoiceRunProgress = z.union([
  z.object({ state: z.literal("working"), done: z.int(), total: z.int() }),
  z.object({
    state: z.literal("done"),
    documentId: id<DocumentId>(),
    /** The invoices in the file, in its order: those to mark as sent. */
    invoiceIds: z.array(id<InvoiceId>()),
    pages: z.int(),
    balanceCents: sumCents,
    leftOut: z.object({ drafts: z.int(), voids: z.int() }),
    missingCharacters: z.array(z.string()),
  }),
]);
export type InvoiceRunProgress = z.infer<typeof invoiceRunProgress>;

const viewList = z.enum(viewLists);
const viewName = requiredText(viewLimits.name);
const viewContent = { search: text(viewLimits.search), columns: text(viewLimits.columns) };
const savedView = z.object({ viewId: id<ListViewId>() });

export const listViewChoice = z.object({
  viewId: id<ListViewId>(),
  name: z.string(),
  /** Everybody in the practice sees it. */
  shared: z.boolean(),
  search: z.string(),
  columns: z.string(),
});
export type ListViewChoice = z.infer<typeof listViewChoice>;

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
  reminders: z.int(),
  lastRemindedOn: day.nullable(),
});
export type TrackerRow = z.infer<typeof trackerRow>;

export const invoiceLineView = z.object({
  position: z.int(),
  kind: z.enum(invoiceLineKinds),
  patientName: z.string(),
  patientId: id<PatientId>().nullable(),
  membershipId: id<MembershipId>().nullable(),
  providerName: z.string().nullable(),
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
      .input(
        z.strictObject({
          filter: trackerFilter,
          /** However long it takes; otherwise what half a second finds. */
          exact: z.boolean().default(false),
        }),
      )
      .output(
        z.object({
          count: z.int(),
          totalCents: sumCents,
          paidCents: sumCents,
          balanceCents: sumCents,
          /** False: there are more than these. */
          isExact: z.boolean(),
        }),
      ),
    get: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(invoicePreview),
    /** A blank invoice typed at the desk, issued at once (INV-1). */
    previewTyped: query("invoices.edit").input(z.strictObject(typedInvoice)).output(typedPreview),
    issue: command("invoices.edit", {
      ...typedInvoice,
      /** What the preview said; another total is refused. */
      expectedTotalCents: cents.nullable().default(null),
    }).output(z.object({ invoiceId: id<InvoiceId>(), number: z.int() })),
    void: command("invoices.void", { invoiceId: id<InvoiceId>(), reason: requiredText(200) }).output(
      z.object({ invoiceId: id<InvoiceId>() }),
    ),
    applyCredit: command("payments.take", { invoiceId: id<InvoiceId>() }).output(
      z.object({ appliedCents: cents }),
    ),
    exportCsv: query("export.all", { audit: "view" }).input(z.strictObject(chosenInvoices)).output(fileOut),
    /** The list itself on paper: filters in words, rows, totals (UI-4). */
    exportPdf: query("export.all", { audit: "view" }).input(z.strictObject(chosenInvoices)).output(fileOut),
    /** One file of many invoices in the order of the list; closing the stream cancels it (UI-7). */
    printRun: stream("statements.print", { audit: "change" })
      .input(z.strictObject({ requestId: z.uuid(), ...chosenInvoices }))
      .output(eventIterator(invoiceRunProgress)),
    markSent: command("statements.print", {
      invoiceIds: z.array(id<InvoiceId>()).min(1).max(2_000),
      documentId: id<DocumentId>().nullable().default(null),
    }).output(z.object({ sendingId: id<InvoiceSendingId>(), sent: z.int() })),
    unmarkSent: command("statements.print", { sendingId: id<InvoiceSendingId>() }).output(
      z.object({ undone: z.int() }),
    ),
    creditPreview: query("payments.take").input(z.strictObject(chosenInvoices)).output(creditUse),
    applyCredits: command("payments.take", chosenInvoices).output(creditUse),
    /** Saved views (UI-4): a person's own and those of the practice. */
    views: query("invoices.view")
      .input(z.strictObject({ list: viewList }))
      .output(z.object({ views: z.array(listViewChoice), defaultId: id<ListViewId>().nullable() })),
    saveView: command("invoices.view", {
      list: viewList,
      name: viewName,
      shared: z.boolean(),
      ...viewContent,
    }).output(savedView),
    changeView: command("invoices.view", { viewId: id<ListViewId>(), ...viewContent }).output(savedView),
    renameView: command("invoices.view", {
      viewId: id<ListViewId>(),
      name: viewName,
      shared: z.boolean(),
    }).output(savedView),
    removeView: command("invoices.view", { viewId: id<ListViewId>() }).output(savedView),
    chooseDefaultView: command("invoices.view", {
      list: viewList,
      viewId: id<ListViewId>().nullable(),
    }).output(z.object({ viewId: id<ListViewId>().nullable() })),
    pdf: query("invoices.view")
      .input(z.strictObject({ invoiceId: id<InvoiceId>() }))
      .output(fileOut),
  },
};
