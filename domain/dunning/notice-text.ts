/**
 * A notice's words with merge fields such as `{amount}` (DOC-8): which fields each kind has, and what its rule
 * demands to be said. `domain/texts` checks a practice's own words by them.
 */
import type { NoticeKind } from "./notice-kinds.ts";

/** Paragraphs are separated by line breaks. */
export type NoticeText = { readonly subject: string; readonly body: string };

export const mergeFields = {
  payer: "The payer’s name",
  practice: "The practice’s name",
  phone: "The practice’s phone number",
  members: "The members’ names",
  plans: "Their plans",
  amount: "What is to be paid",
  due_day: "The day it was due",
  invoice: "The invoice’s number",
  what_happened: "One sentence: the card did not go through, or the payment has not arrived",
  how_to_pay: "One or two sentences: how to pay",
  grace_days: "Days from the first day to the lapse",
  lapse_day: "The day the membership lapses",
  reactivation_fee: "What coming back would cost",
  coming_back: "One sentence: what coming back would cost",
  card: "Brand and last four of the card",
  card_expires: "Month and year in which the card expires",
  birthday: "The birthday from which the plan is for others",
  what_next: "One or two sentences: what happens then, when, and at what price",
  price_lines: "A line for each member: the plan, the new price, the old one, from when",
  rise_day: "The earliest day of a new price in this letter",
  renewal_day: "The first day of the next term",
  hold_end: "The first day after the hold",
  benefits: "A line for each member: what is not used yet, and until when it can be",
  use_by: "The earliest of these days",
  package: "The package’s name",
  given: "One or two sentences: what was given to whom, when, and how many uses are left",
  details: "The particulars, a line each: whom or what it is about, the days, the amounts",
  agreement: "One sentence: the signed agreement is attached or enclosed; nothing where none was signed",
  receipt: "One sentence: what was charged to which card, and when",
  last_day: "The last day of benefits; where several leave, the latest",
} as const;
export type MergeField = keyof typeof mergeFields;
export type MergeValues = Readonly<Partial<Record<MergeField, string>>>;

const always: readonly MergeField[] = ["payer", "practice", "phone", "how_to_pay"];
const owing: readonly MergeField[] = [...always, "members", "plans", "amount", "due_day", "invoice", "what_happened"];
const pastDue: readonly MergeField[] = [...owing, "grace_days", "lapse_day", "reactivation_fee", "coming_back"];
const cardFields: readonly MergeField[] = [...always, "members", "card", "card_expires"];
const ofPart: readonly MergeField[] = [...always, "amount", "due_day", "invoice", "what_happened", "grace_days", "card"];
const growing: readonly MergeField[] = [...always, "members", "plans", "birthday", "what_next"];
const renewing: readonly MergeField[] = [...always, "members", "plans", "renewal_day", "what_next"];
const ofMembers: readonly MergeField[] = ["payer", "practice", "phone", "members", "plans", "details", "what_next"];
const ofPackage: readonly MergeField[] = ["payer", "practice", "phone", "package", "details", "what_next"];

export const fieldsOf: Readonly<Record<NoticeKind, readonly MergeField[]>> = {
  past_due: pastDue,
  past_due_fee: pastDue,
  past_due_reminder: pastDue,
  past_due_final: pastDue,
  lapsed: pastDue,
  part_past_due: ofPart,
  part_second: ofPart,
  part_third: ofPart,
  part_final: ofPart,
  card_expires_30: cardFields,
  card_expires_7: cardFields,
  card_request: owing,
  invoice_due_soon: owing,
  invoice_reminder: owing,
  age_out_60: growing,
  age_out_30: growing,
  price_change: [...always, "members", "plans", "price_lines", "rise_day"],
  renewal_30: renewing,
  renewal_14: renewing,
  hold_ends: [...always, "members", "plans", "hold_end", "what_next"],
  package_given: ["payer", "practice", "phone", "package", "given"],
  signup: [...ofMembers, "agreement"],
  draw_receipt: [...ofMembers, "receipt"],
  cancelled: [...ofMembers, "last_day"],
  hold_starts: ofMembers,
  plan_moved: ofMembers,
  refunded: ["payer", "practice", "phone", "details", "what_next"],
  package_bought: ofPackage,
  package_last_use: ofPackage,
  package_expiring: ofPackage,
  invoice_issued: [...always, "amount", "due_day", "invoice"],
  recall: ["payer", "practice", "phone", "members", "benefits", "use_by"],
};

/** What a notice must say to count as one (BIL-11): any one of each list. */
export const neededIn: Partial<Record<NoticeKind, readonly (readonly MergeField[])[]>> = {
  past_due: [["amount", "what_happened"], ["grace_days", "lapse_day"], ["how_to_pay", "phone"]],
  past_due_fee: [["reactivation_fee", "coming_back"]],
  past_due_final: [["lapse_day"]],
  part_past_due: [["amount", "what_happened"], ["how_to_pay", "phone"]],
  card_expires_30: [["card"]],
  card_expires_7: [["card"]],
  age_out_60: [["what_next"]],
  age_out_30: [["what_next"]],
  price_change: [["price_lines"]],
  renewal_30: [["what_next"]],
  renewal_14: [["what_next"]],
  hold_ends: [["hold_end", "what_next"]],
  package_given: [["given"]],
  signup: [["details"]],
  draw_receipt: [["receipt"]],
  cancelled: [["last_day", "details"]],
  hold_starts: [["details"]],
  plan_moved: [["details"]],
  refunded: [["details"]],
  package_bought: [["details"]],
  package_last_use: [["details"]],
  package_expiring: [["details"]],
  invoice_issued: [["amount"], ["invoice"]],
  recall: [["benefits"]],
};

/** More does not fit on the one page above the slip, in a size that everybody can read. */
export const longestBody = 1500;

const field = /\{([^{}\n]*)\}/g;

/** The text with its fields filled; a field without a value leaves nothing behind. */
export function fillText(text: string, values: MergeValues): string {
  return text.replaceAll(field, (_, name: string) => values[name as MergeField] ?? "").replaceAll(/ {2,}/g, " ");
}
