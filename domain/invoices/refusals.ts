/** Refusal codes of invoices with the facts their sentences need (F-17). */
export type InvoiceRefusals = {};
