/** The words of an invoice's status (INV-2), in the order in which they are decided. */
export const invoiceStatuses = [
  "void",
  "draft",
  "refunded",
  "written_off",
  "credited",
  "paid",
  "overdue",
  "part_paid",
  "unpaid",
] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export const ageBuckets = ["not_due", "0_30", "31_60", "61_90", "over_90"] as const;
export type AgeBucket = (typeof ageBuckets)[number];

export const invoiceLineKinds = [
  "dues",
  "stub",
  "activation",
  "reactivation",
  "service",
  "product",
  "package",
  "fee",
  "discount",
] as const;
export type InvoiceLineKind = (typeof invoiceLineKinds)[number];
