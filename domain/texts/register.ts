/**
 * The register of every text that a practice may write in its own words (DOC-8). A new kind of letter
 * is in it by itself, with the fields, the needs and the default words that `domain/dunning` gives it.
 */
import { caseNoticeKinds, eventNoticeKinds, isOptional, noticeKinds, noticeNames, otherNoticeKinds, partNoticeKinds, type NoticeKind } from "../dunning/notice-kinds.ts";
import { fieldsOf, longestBody, mergeFields, neededIn } from "../dunning/notice-text.ts";
import { defaultTexts } from "../dunning/notice-texts.ts";
import type { TextDefinition, TextGroup } from "./definition.ts";
import { paperWords } from "./paper-words.ts";
import { plainTexts, type PlainTextId } from "./plain-texts.ts";
import type { WordTextId } from "./word-id.ts";

export type NoticeTextId = `notice.${NoticeKind}`;
export type TextId = PlainTextId | NoticeTextId | WordTextId;

export function noticeTextId(kind: NoticeKind): NoticeTextId {
  return `notice.${kind}`;
}

const pastDue: ReadonlySet<NoticeKind> = new Set<NoticeKind>([...caseNoticeKinds, ...partNoticeKinds, "card_request"]);
const confirmations: ReadonlySet<NoticeKind> = new Set<NoticeKind>(eventNoticeKinds);
const cardsAndInvoices: ReadonlySet<NoticeKind> = new Set<NoticeKind>(otherNoticeKinds);

function groupOf(kind: NoticeKind): TextGroup {
  if (pastDue.has(kind)) return "Past due";
  if (confirmations.has(kind)) return "Confirmations";
  return cardsAndInvoices.has(kind) ? "Cards and invoices" : "Plans and packages";
}

function ofNotice(kind: NoticeKind): TextDefinition {
  return {
    name: noticeNames[kind],
    group: groupOf(kind),
    where: isOptional(kind) ? "A letter or e-mail to the household" : "A letter or e-mail to the household, which is always written",
    fields: Object.fromEntries(fieldsOf[kind].map((field) => [field, mergeFields[field]])),
    needed: neededIn[kind] ?? [],
    hasSubject: true,
    mayBeEmpty: false,
    longestBody,
    mostLines: null,
    notice: kind,
    defaults: defaultTexts[kind],
  };
}

const definitions: ReadonlyMap<TextId, TextDefinition> = new Map<TextId, TextDefinition>([
  ...noticeKinds.map((kind): [TextId, TextDefinition] => [noticeTextId(kind), ofNotice(kind)]),
  ...(Object.entries(plainTexts) as [PlainTextId, TextDefinition][]),
  ...paperWords.map(({ id, definition }): [TextId, TextDefinition] => [id, definition]),
]);

/** In the order in which the list shows them. */
export const textIds: readonly TextId[] = [...definitions.keys()];

export function isTextId(text: string): text is TextId {
  return definitions.has(text as TextId);
}

export function textDefinition(id: TextId): TextDefinition {
  const found = definitions.get(id);
  if (!found) throw new Error(`the register has no text ${id}`);
  return found;
}
