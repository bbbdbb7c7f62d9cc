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

const statusWords: Readonly<Record<InvoiceStatus, string>> = {
  void: "Void",
  draft: "Draft",
  refunded: "Refunded",
  written_off: "Written off",
  credited: "Credited",
  paid: "Paid",
  overdue: "Overdue",
  part_paid: "Part paid",
  unpaid: "Unpaid",
};

export function statusWord(status: InvoiceStatus): string {
  return statusWords[status];
}

const bucketWords: Readonly<Record<AgeBucket, string>> = {
  not_due: "Not due yet",
  "0_30": "0–30 days",
  "31_60": "31–60 days",
  "61_90": "61–90 days",
  over_90: "Over 90 days",
};

export function ageBucketWord(bucket: AgeBucket): string {
  return bucketWords[bucket];
}

const lineKindWords: Readonly<Record<InvoiceLineKind, string>> = {
  dues: "Dues",
  stub: "Part-month dues",
  activation: "Activation fee",
  reactivation: "Reactivation fee",
  service: "Service",
  product: "Product",
  package: "Package",
  fee: "Fee",
  discount: "Discount",
};

export function lineKindWord(kind: InvoiceLineKind): string {
  return lineKindWords[kind];
}

/** How an invoice went out last. E-mail, portal and text come with the relay. */
export const sentChannels = ["print", "email", "portal", "text"] as const;
export type SentChannel = (typeof sentChannels)[number];

const channelWords: Readonly<Record<SentChannel, string>> = {
  print: "Letter",
  email: "E-mail",
  portal: "Portal",
  text: "Text message",
};

export function channelWord(channel: SentChannel): string {
  return channelWords[channel];
}

/** The word of a channel as it stands on an invoice, where another than these may stand one day. */
export function sentWord(channel: string): string {
  return sentChannels.find((known) => known === channel) === undefined ? channel : channelWords[channel as SentChannel];
}
