/** The practice's notes on help articles (HLP-2): read with the list, and saved one by one. */
import { findHelpNote, insertHelpNote, listHelpNotes } from "#db/help/notes.ts";
import type { WritableDb } from "#db/database.ts";
import type { Instant } from "#domain/calendar.ts";
import { findArticle } from "#domain/help/articles.ts";
import { checkedHelpNote } from "#domain/help/note.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type HelpNoteView = {
  readonly articleId: string;
  readonly revision: number;
  /** Empty: there was one, and it was taken away. */
  readonly body: string;
  readonly by: string;
  readonly at: Instant;
};

/** The newest note of every article that ever had one. */
export function helpNotes(cx: Cx): HelpNoteView[] {
  return look<HelpNoteView[]>(cx, listHelpNotes);
}

export type HelpNoteChange = {
  readonly articleId: string;
  /** The revision that was on the screen; null for an article without a note so far. */
  readonly basedOn: number | null;
  /** Empty takes the note away. */
  readonly body: string;
};

/**
 * Kept with who and when; what it said before stays in the audit. The same words again change nothing.
 * Refuses `help_article_not_found`, `help_note_changed_meanwhile`, `help_note_too_long`.
 */
export function saveHelpNote(cx: Cx, change: HelpNoteChange): { revision: number | null } {
  return act<{ revision: number | null }>(cx, (db) => ({ revision: saveHelpNoteWithin(cx, db, change) }));
}

function saveHelpNoteWithin(cx: Cx, db: WritableDb, { articleId, basedOn, body }: HelpNoteChange): number | null {
  const article = findArticle(articleId) ?? refuse("help_article_not_found", {});
  const before = findHelpNote(db, articleId);
  const revision = before?.revision ?? null;
  if (revision !== basedOn) refuse("help_note_changed_meanwhile", { article: article.title, by: before?.by ?? "" });
  const kept = checkedHelpNote(body);
  const said = before?.body ?? "";
  if (kept === said) return revision;
  const made = insertHelpNote(db, { articleId, body: kept, createdBy: cx.actor.staffId, createdAt: cx.now });
  audit(cx, db, "help_note.changed", `help_note/${made}`, {
    before: { article: articleId, note: said },
    after: { article: articleId, note: kept },
  });
  db.touch("help-notes");
  return made;
}
