/** The practice's notes on help articles (HLP-2): every saved version stays, the newest of an article rules. */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type HelpNote = {
  /** Which version was read: saving names it, so that nothing is overwritten unseen (UI-9). */
  readonly revision: number;
  readonly articleId: string;
  /** Empty: taken away. */
  readonly body: string;
  readonly by: string;
  readonly at: Instant;
};

const columns = `n.id as revision, n.article_id as articleId, n.body, coalesce(s.name, '') as "by", n.created_at as at`;
const from = "from help_note n left join staff s on s.id = n.created_by";

/** The newest version; undefined while nobody ever wrote one. */
export function findHelpNote(db: ReadableDb, articleId: string): HelpNote | undefined {
  return db.get<HelpNote>(`select ${columns} ${from} where n.article_id = ? order by n.id desc limit 1`, articleId);
}

/** The newest version of every article that has one, also where it was taken away. */
export function listHelpNotes(db: ReadableDb): HelpNote[] {
  return db.all<HelpNote>(`select ${columns} ${from} where n.id in (select max(id) from help_note group by article_id) order by n.article_id`);
}

export function insertHelpNote(
  db: WritableDb,
  row: { readonly articleId: string; readonly body: string; readonly createdBy: StaffId | null; readonly createdAt: Instant },
): number {
  return db.exec("insert into help_note (article_id, body, created_by, created_at) values (?, ?, ?, ?)", row.articleId, row.body, row.createdBy, row.createdAt)
    .id;
}
