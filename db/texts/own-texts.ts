/** The practice's own words (DOC-8): every saved version stays, the newest of a text and language rules. */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type OwnText = {
  /** Which version was read: saving names it, so that nothing is overwritten unseen (UI-9). */
  readonly revision: number;
  readonly textId: string;
  readonly language: TextLanguage;
  /** Null: back to the words that ship. */
  readonly words: TextWords | null;
  readonly by: string;
  readonly at: Instant;
};

type Row = Omit<OwnText, "words"> & { readonly subject: string | null; readonly body: string | null };

const columns = `o.id as revision, o.text_id as textId, o.language, o.subject, o.body, coalesce(s.name, '') as "by", o.created_at as at`;
const from = "from own_text o left join staff s on s.id = o.created_by";

/** The newest version; undefined while nobody ever changed this text in this language. */
export function findOwnText(db: ReadableDb, textId: string, language: TextLanguage): OwnText | undefined {
  const row = db.get<Row>(`select ${columns} ${from} where o.text_id = ? and o.language = ? order by o.id desc limit 1`, textId, language);
  return row && read(row);
}

/** The newest version of every text and language that was ever changed. */
export function listOwnTexts(db: ReadableDb): OwnText[] {
  return db
    .all<Row>(`select ${columns} ${from} where o.id in (select max(id) from own_text group by text_id, language) order by o.id`)
    .map(read);
}

/** All versions of a text in both languages, newest first. */
export function listTextVersions(db: ReadableDb, textId: string, limit: number): OwnText[] {
  return db.all<Row>(`select ${columns} ${from} where o.text_id = ? order by o.id desc limit ?`, textId, limit).map(read);
}

export function insertOwnText(
  db: WritableDb,
  row: {
    readonly textId: string;
    readonly language: TextLanguage;
    readonly words: TextWords | null;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): number {
  return db.exec(
    "insert into own_text (text_id, language, subject, body, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
    row.textId,
    row.language,
    row.words?.subject ?? null,
    row.words?.body ?? null,
    row.createdBy,
    row.createdAt,
  ).id;
}

function read({ subject, body, ...row }: Row): OwnText {
  return { ...row, words: subject === null || body === null ? null : { subject, body } };
}
