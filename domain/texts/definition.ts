/** What is known of a text that a practice may write in its own words (DOC-8). */
import type { NoticeKind } from "../dunning/notice-kinds.ts";
import type { TextLanguage } from "./language.ts";

/** Paragraphs of the body are separated by line breaks; a text without a heading has an empty subject. */
export type TextWords = { readonly subject: string; readonly body: string };

export const textGroups = [
  "Past due",
  "Cards and invoices",
  "Plans and packages",
  "Confirmations",
  "Every letter",
  "Statements and receipts",
  "Offers and brochures",
  "E-mail",
  "Words of every paper",
  "Words of statements",
  "Words of receipts",
  "Words of invoices",
  "Words of letters",
  "Words of agreements",
  "Words of payment plans",
  "Words of offers and brochures",
  "Words of yearly statements",
  "Words of household sheets",
] as const;
export type TextGroup = (typeof textGroups)[number];

export type TextDefinition = {
  readonly name: string;
  readonly group: TextGroup;
  /** One sentence: where it is read, and when. */
  readonly where: string;
  /** Its merge fields with what each stands for. */
  readonly fields: Readonly<Record<string, string>>;
  /** What it must say to count as what it is: one field of each list (BIL-11). */
  readonly needed: readonly (readonly string[])[];
  readonly hasSubject: boolean;
  /** Whether the practice may leave it empty, so that nothing is printed. */
  readonly mayBeEmpty: boolean;
  readonly longestBody: number;
  /** How many lines its place on the paper has; null where it flows on. */
  readonly mostLines: number | null;
  /** The letter or message that it is, where it is one (DOC-12). */
  readonly notice: NoticeKind | null;
  readonly defaults: Readonly<Record<TextLanguage, TextWords>>;
};
