/** The practice's own texts (DOC-8): listed, read with their history, changed, and taken back to the words that ship. */
import { findOwnText, insertOwnText, listOwnTexts, listTextVersions, type OwnText } from "#db/texts/own-texts.ts";
import { currentSettings, insertSettings } from "#db/dunning/settings.ts";
import type { WritableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { isOptional } from "#domain/dunning/notice-kinds.ts";
import { checkedSettings, type DunningSettings } from "#domain/dunning/settings.ts";
import { withWriting, writingOf, type NoticeWriting } from "#domain/dunning/writing.ts";
import { refuse } from "#domain/refusal.ts";
import { checkedWords } from "#domain/texts/check-text.ts";
import type { TextDefinition, TextGroup, TextWords } from "#domain/texts/definition.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { textDefinition, textIds, type TextId } from "#domain/texts/register.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type TextState = {
  readonly words: TextWords;
  readonly isOwn: boolean;
  /** Null while nobody ever changed it in this language. */
  readonly revision: number | null;
  readonly changedBy: string;
  readonly changedAt: Instant | null;
};

export type TextRow = {
  readonly textId: TextId;
  readonly name: string;
  readonly group: TextGroup;
  readonly where: string;
  /** How it is written where it has a switch (DOC-12); null for a part of a paper. */
  readonly writing: NoticeWriting | null;
  readonly isOptional: boolean;
  readonly en: TextState;
  readonly es: TextState;
  /** English was changed, and the Spanish words were not looked at since. */
  readonly isSpanishBehind: boolean;
};

export function listTexts(cx: Cx): TextRow[] {
  return look<TextRow[]>(cx, (db) => {
    const own = new Map(listOwnTexts(db).map((text) => [`${text.textId} ${text.language}`, text]));
    const { settings } = currentSettings(db);
    return textIds.map((textId) => rowOf(settings, textId, (language) => own.get(`${textId} ${language}`)));
  });
}

export type TextSetup = TextRow & {
  readonly fields: readonly { readonly field: string; readonly means: string }[];
  readonly defaults: Readonly<Record<TextLanguage, TextWords>>;
  readonly hasSubject: boolean;
  readonly mayBeEmpty: boolean;
  readonly longestBody: number;
  readonly history: readonly Omit<OwnText, "textId">[];
};

const mostHistory = 50;

export function readText(cx: Cx, textId: TextId): TextSetup {
  return look<TextSetup>(cx, (db) => {
    const { fields, defaults, hasSubject, mayBeEmpty, longestBody } = textDefinition(textId);
    return {
      ...rowOf(currentSettings(db).settings, textId, (language) => findOwnText(db, textId, language)),
      fields: Object.entries(fields).map(([field, means]) => ({ field, means })),
      defaults,
      hasSubject,
      mayBeEmpty,
      longestBody,
      history: listTextVersions(db, textId, mostHistory).map(({ revision, language, words, by, at }) => ({ revision, language, words, by, at })),
    };
  });
}

function rowOf(settings: DunningSettings, textId: TextId, ownOf: (language: TextLanguage) => OwnText | undefined): TextRow {
  const definition = textDefinition(textId);
  const { name, group, where, notice } = definition;
  const [en, es] = textLanguages.map((language) => stateOf(definition, language, ownOf(language))) as [TextState, TextState];
  return {
    textId,
    name,
    group,
    where,
    writing: notice === null ? null : writingOf(settings, notice),
    isOptional: notice !== null && isOptional(notice),
    en,
    es,
    isSpanishBehind: en.isOwn && (es.revision ?? 0) < (en.revision ?? 0),
  };
}

function stateOf({ defaults }: TextDefinition, language: TextLanguage, own: OwnText | undefined): TextState {
  return {
    words: own?.words ?? defaults[language],
    isOwn: own !== undefined && own.words !== null,
    revision: own?.revision ?? null,
    changedBy: own?.by ?? "",
    changedAt: own?.at ?? null,
  };
}

export type TextChange = {
  readonly textId: TextId;
  readonly language: TextLanguage;
  /** The revision that was on the screen; null for words that nobody had changed. */
  readonly basedOn: number | null;
  /** Null: back to the words that ship. */
  readonly words: TextWords | null;
};

/** Used from the next paper or message on. Refuses `text_changed_meanwhile` and what `checkedWords` refuses. */
export function saveText(cx: Cx, change: TextChange): { revision: number } {
  return act<{ revision: number }>(cx, (db) => ({ revision: saveTextWithin(cx, db, change) }));
}

export function saveTextWithin(cx: Pick<Cx, "actor" | "now" | "today">, db: WritableDb, { textId, language, basedOn, words }: TextChange): number {
  const { name } = textDefinition(textId);
  const before = findOwnText(db, textId, language);
  if ((before?.revision ?? null) !== basedOn) refuse("text_changed_meanwhile", { text: name, by: before?.by ?? "" });
  const kept = words === null ? null : checkedWords(textId, words);
  const revision = insertOwnText(db, { textId, language, words: kept, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "text.changed", `own_text/${revision}`, {
    before: { text: name, language, ...fieldsOf(before?.words ?? null) },
    after: { text: name, language, ...fieldsOf(kept) },
  });
  db.touch("texts", "notices");
  return revision;
}

function fieldsOf(words: TextWords | null): Record<string, string> {
  return words === null ? { words: "default" } : { subject: words.subject, body: words.body };
}

/** How a letter is written (DOC-12): not at all, only by e-mail, or also on paper. Refuses `text_no_switch` and `text_always_written`. */
export function turnText(cx: Cx, { textId, writing }: { readonly textId: TextId; readonly writing: NoticeWriting }): { writing: NoticeWriting } {
  return act<{ writing: NoticeWriting }>(cx, (db) => {
    const { name: text, notice } = textDefinition(textId);
    if (notice === null) refuse("text_no_switch", { text });
    if (!isOptional(notice) && writing !== "all") refuse("text_always_written", { text });
    const { settings } = currentSettings(db);
    const before = writingOf(settings, notice);
    if (before === writing) return { writing };
    const after = checkedSettings({ ...settings, writing: withWriting(settings.writing, notice, writing) });
    const version = insertSettings(db, { settings: after, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "dunning_settings.changed", `dunning_settings/${version}`, {
      before: { text, writing: before },
      after: { text, writing },
    });
    db.touch("texts", "dunning-settings", "notices");
    return { writing };
  });
}
