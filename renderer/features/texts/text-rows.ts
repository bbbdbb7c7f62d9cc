/** The list of texts: found by name and words, by where they are used, by whose words they are; and as a spreadsheet (UI-4). */
import type { TextRow } from "#contract/texts.ts";
import type { NoticeWriting } from "#domain/dunning/writing.ts";
import { csvText, type CsvColumn } from "#domain/exports/csv.ts";
import { foldText } from "#domain/people/fold.ts";
import { textGroups, type TextGroup } from "#domain/texts/definition.ts";
import { textLanguages, type TextLanguage } from "#domain/texts/language.ts";

export const writingLooks: Readonly<Record<NoticeWriting, { readonly word: string; readonly tone: "good" | "information" | "quiet" }>> = {
  all: { word: "By e-mail or letter", tone: "good" },
  email: { word: "Only by e-mail", tone: "information" },
  off: { word: "Not written", tone: "quiet" },
};

export const textFilters = {
  q: { kind: "text", label: "Name or words" },
  group: { kind: "choice", label: "Where", options: textGroups.map((value) => ({ value, label: value })) },
  whose: {
    kind: "choice",
    label: "Words",
    options: [
      { value: "own", label: "Own" },
      { value: "default", label: "Default" },
    ],
  },
  writing: {
    kind: "choice",
    label: "Written",
    options: (["all", "email", "off"] as const).map((value) => ({ value, label: writingLooks[value].word })),
  },
  behind: { kind: "switch", label: "Spanish to look at" },
} as const;

export type TextFilter = {
  readonly q: string;
  readonly group: readonly TextGroup[];
  readonly whose: readonly ("own" | "default")[];
  readonly writing: readonly NoticeWriting[];
  readonly behind: boolean;
};

export function textsWith(rows: readonly TextRow[], { q, group, whose, writing, behind }: TextFilter): TextRow[] {
  const wanted = foldText(q);
  return rows.filter(
    (row) =>
      (wanted === "" || foldText(wholeOf(row)).includes(wanted)) &&
      (group.length === 0 || group.includes(row.group)) &&
      (whose.length === 0 || whose.includes(row.en.isOwn || row.es.isOwn ? "own" : "default")) &&
      (writing.length === 0 || (row.writing !== null && writing.includes(row.writing))) &&
      (!behind || row.isSpanishBehind),
  );
}

function wholeOf({ name, where, en, es }: TextRow): string {
  return [name, where, en.words.subject, en.words.body, es.words.subject, es.words.body].join(" ");
}

export type StateLook = { readonly word: string; readonly tone: "good" | "attention" | "quiet" };

/** Whose words stand in a language. */
export function stateOf(row: TextRow, language: TextLanguage): StateLook {
  if (language === "es" && row.isSpanishBehind) return { word: "Look at it", tone: "attention" };
  return row[language].isOwn ? { word: "Own", tone: "good" } : { word: "Default", tone: "quiet" };
}

/** The last change in either language; null where nobody ever changed it. */
export function lastChange({ en, es }: Pick<TextRow, "en" | "es">): { readonly at: NonNullable<TextRow["en"]["changedAt"]>; readonly by: string } | null {
  const newest = [en, es].filter(({ changedAt }) => changedAt !== null).toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0))[0];
  return newest === undefined || newest.changedAt === null ? null : { at: newest.changedAt, by: newest.changedBy };
}

export function textsCsv(rows: readonly TextRow[]): string {
  const columns: readonly CsvColumn<TextRow>[] = [
    { header: "Text", cell: ({ name }) => name },
    { header: "Where", cell: ({ group, where }) => `${group}: ${where}` },
    { header: "Written", cell: ({ writing }) => (writing === null ? "" : writingLooks[writing].word) },
    ...textLanguages.flatMap((language): CsvColumn<TextRow>[] => {
      const name = language === "en" ? "English" : "Spanish";
      return [
        { header: name, cell: (row) => (row[language].isOwn ? "Own" : "Default") },
        { header: `${name} heading`, cell: (row) => row[language].words.subject },
        { header: `${name} text`, cell: (row) => row[language].words.body },
      ];
    }),
  ];
  return csvText(columns, rows);
}
