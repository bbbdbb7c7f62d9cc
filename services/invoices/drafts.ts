/**
 * Drafts (INV-2, INV-3): an invoice that is typed and put aside. It has no number, nobody owes it and
 * nothing is booked; deleted it leaves no gap. Issued it keeps its id and gets its number.
 */
import type { WritableDb } from "#db/database.ts";
import { deleteDraftRows, replaceLines, setDraftHousehold, updateHead } from "#db/invoices-edited.ts";
import { findBilledHousehold, insertInvoice, insertInvoiceLine, listInvoiceLines } from "#db/invoices.ts";
import type { AmountFacts } from "#domain/billing/amount-facts.ts";
import type { HouseholdId, InvoiceId, InvoiceLineId } from "#domain/identity.ts";
import { billToLines } from "#domain/invoices/bill-to.ts";
import { manualDiscountOf } from "#domain/invoices/manual-discount.ts";
import { dueDay } from "#domain/invoices/terms.ts";
import type { ManualDiscount } from "#domain/invoices/typed-line.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { issueTypedWithin, previewTyped, type TypedIssued, type TypedPreview } from "./issue-typed.ts";
import { onePatient, priceTyped, requireDay, type KnownDiscounts, type TypedInvoice } from "./price-typed.ts";
import { requireDraft } from "./require-invoice.ts";

export type DraftToSave = TypedInvoice & {
  /** Null for a new one. */
  readonly invoiceId: InvoiceId | null;
  /** How often it had been saved when it was opened; another number is refused. */
  readonly revision?: number | null;
};

export type SavedDraft = { readonly invoiceId: InvoiceId; readonly revision: number };

/**
 * Saves a draft, new or again. Refuses `payment_household_not_found`, `draft_not_there`,
 * `invoice_changed_meanwhile` and what `priceTyped` refuses.
 */
export function saveDraft(cx: Cx, draft: DraftToSave): SavedDraft {
  return act<SavedDraft>(cx, (db) => {
    const saved = draft.invoiceId === null ? addDraft(cx, db, draft) : changeDraft(cx, db, draft, draft.invoiceId);
    db.touch("invoices", `invoice/${saved.invoiceId}`, `household/${draft.householdId}`);
    return saved;
  });
}

function addDraft(cx: Work, db: WritableDb, draft: TypedInvoice): SavedDraft {
  const billTo = requireBillTo(db, draft.householdId);
  const { priced } = priceTyped(cx, db, draft);
  const invoicedOn = requireDay(cx, draft);
  const invoiceId = insertInvoice(db, {
    number: null,
    kind: "manual",
    householdId: draft.householdId,
    patientId: onePatient(draft.lines),
    billTo,
    drawOn: null,
    drawSeq: 0,
    invoicedOn,
    issuedAt: null,
    createdAt: cx.now,
    dueOn: dueDay(invoicedOn, draft.termsDays),
    termsDays: draft.termsDays,
    totalCents: priced.totalCents,
    taxCents: priced.taxCents,
    createdBy: cx.actor.staffId,
  });
  priced.lines.forEach((line, index) => insertInvoiceLine(db, invoiceId, index + 1, line));
  audit(cx, db, "invoice_draft.saved", `invoice/${invoiceId}`, {
    after: { householdId: draft.householdId, totalCents: priced.totalCents, lines: priced.lines.length },
  });
  return { invoiceId, revision: 1 };
}

function changeDraft(cx: Work, db: WritableDb, draft: DraftToSave, invoiceId: InvoiceId): SavedDraft {
  const before = requireDraftOf(db, invoiceId, draft.revision ?? null);
  const billTo = requireBillTo(db, draft.householdId);
  const known = discountsOf(db, invoiceId);
  const { priced } = priceTyped(cx, db, draft, known);
  const invoicedOn = requireDay(cx, draft);
  if (before.householdId !== draft.householdId) setDraftHousehold(db, invoiceId, draft.householdId, billTo);
  replaceLines(
    db,
    invoiceId,
    priced.lines.map((line, index) => ({ ...line, lineId: ownLine(known, draft.lines[index]?.lineId ?? null) })),
  );
  updateHead(db, invoiceId, {
    patientId: onePatient(draft.lines),
    invoicedOn,
    dueOn: dueDay(invoicedOn, draft.termsDays),
    termsDays: draft.termsDays,
    totalCents: priced.totalCents,
    taxCents: priced.taxCents,
  });
  audit(cx, db, "invoice_draft.saved", `invoice/${invoiceId}`, {
    before: { householdId: before.householdId, totalCents: before.totalCents },
    after: { householdId: draft.householdId, totalCents: priced.totalCents, lines: priced.lines.length },
  });
  return { invoiceId, revision: before.revision + 1 };
}

/** Takes a draft away, with its lines; no number is missing afterwards. Refuses `draft_not_there`. */
export function deleteDraft(cx: Cx, input: { readonly invoiceId: InvoiceId }): { invoiceId: InvoiceId } {
  return act<{ invoiceId: InvoiceId }>(cx, (db) => {
    const { invoiceId } = input;
    const { householdId, totalCents } = requireDraft(db, invoiceId);
    deleteDraftRows(db, invoiceId);
    audit(cx, db, "invoice_draft.deleted", `invoice/${invoiceId}`, { before: { householdId, totalCents } });
    db.touch("invoices", `invoice/${invoiceId}`, `household/${householdId}`);
    return { invoiceId };
  });
}

export type DraftToIssue = TypedInvoice & { readonly invoiceId: InvoiceId; readonly revision?: number | null };

/**
 * Issues a draft as it stands in the editor, saved or not, under its own id. Refuses
 * `draft_not_there`, `invoice_changed_meanwhile` and what `issueTyped` refuses.
 */
export function issueDraft(cx: Cx, draft: DraftToIssue): TypedIssued {
  return act<TypedIssued>(cx, (db) => {
    const { invoiceId } = draft;
    const before = requireDraftOf(db, invoiceId, draft.revision ?? null);
    const known = discountsOf(db, invoiceId);
    deleteDraftRows(db, invoiceId);
    const issued = issueTypedWithin(cx, db, draft, { draftId: invoiceId, known });
    db.touch(`household/${before.householdId}`);
    return issued;
  });
}

/** What a draft comes to as it stands in the editor. Refuses `draft_not_there` and what `previewTyped` refuses. */
export function previewDraft(cx: Cx, draft: TypedInvoice & { readonly invoiceId: InvoiceId }): TypedPreview {
  const known = look<[InvoiceLineId, ManualDiscount | null][]>(cx, (db) => {
    requireDraft(db, draft.invoiceId);
    return [...discountsOf(db, draft.invoiceId)];
  });
  return previewTyped(cx, draft, new Map(known));
}

function requireDraftOf(db: WritableDb, invoiceId: InvoiceId, revision: number | null): ReturnType<typeof requireDraft> {
  const draft = requireDraft(db, invoiceId);
  if (revision !== null && revision !== draft.revision) refuse("invoice_changed_meanwhile", {});
  return draft;
}

function requireBillTo(db: WritableDb, householdId: HouseholdId): string[] {
  const household = findBilledHousehold(db, householdId) ?? refuse("payment_household_not_found", {});
  return billToLines(household.name, household, household.homeCountry ?? household.country);
}

/** The lines that are there, each with the discount by hand it has. */
export function discountsOf(db: Parameters<typeof listInvoiceLines>[0], invoiceId: InvoiceId): KnownDiscounts {
  return new Map<InvoiceLineId, ManualDiscount | null>(
    listInvoiceLines(db, invoiceId).map((line) => [line.lineId, manualDiscountOf(JSON.parse(line.explain) as Partial<AmountFacts>)]),
  );
}

/** A line id that is another invoice's, or gone, is a new line. */
function ownLine(known: KnownDiscounts, lineId: InvoiceLineId | null): InvoiceLineId | null {
  return lineId !== null && known.has(lineId) ? lineId : null;
}
