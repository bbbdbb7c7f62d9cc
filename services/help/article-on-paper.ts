/** A help article as it is printed, with the practice's own note under it (DOC-1, HLP-2). */
import { findHelpNote } from "#db/help/notes.ts";
import { findPractice } from "#db/practice.ts";
import { findArticle } from "#domain/help/articles.ts";
import type { HelpArticleData } from "#domain/help/present-article.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { readPrinting } from "../statements/print-setup.ts";

/** Refuses `help_article_not_found`. */
export function helpArticleOnPaper(cx: Cx, { articleId }: { readonly articleId: string }): HelpArticleData {
  const article = findArticle(articleId) ?? refuse("help_article_not_found", {});
  return look<HelpArticleData>(cx, (db) => {
    const { setup, letterhead } = readPrinting(db, "en");
    const own = findHelpNote(db, articleId);
    return {
      setup,
      practiceName: letterhead.name,
      printedOn: cx.today,
      timeZone: findPractice(db)?.time_zone ?? "UTC",
      article,
      note: own === undefined || own.body === "" ? null : { body: own.body, by: own.by, at: own.at },
    };
  });
}
