/** An article on paper for tests: one that ships, with a note about a person whose name is given. */
import { toDay, toInstant } from "../calendar.ts";
import { sampleSetup } from "../statements/testing.ts";
import { findArticle } from "./articles.ts";
import type { HelpArticle } from "./article.ts";
import type { HelpArticleData } from "./present-article.ts";

export function shippedArticle(id: string): HelpArticle {
  const article = findArticle(id);
  if (!article) throw new Error(`no article ${id}`);
  return article;
}

export function helpExample(name: string, over: Partial<HelpArticleData> = {}): HelpArticleData {
  return {
    setup: sampleSetup(),
    practiceName: "Willow Street Dental",
    printedOn: toDay("2026-11-22"),
    timeZone: "America/New_York",
    article: shippedArticle("rejoin-fee"),
    note: { body: `Ask ${name} before you give the fee away.\nWe let students come back for one month.`, by: "Helen Marsh", at: toInstant("2026-11-20T03:00:00.000Z") },
    ...over,
  };
}
