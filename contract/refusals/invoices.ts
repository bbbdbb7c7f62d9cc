import type { InvoiceRefusals } from "#domain/invoices/refusals.ts";
import type { Sentences } from "./sentence.ts";

export const invoicesSentences: Sentences<InvoiceRefusals> = {};
