import { describe, expect, test } from "vitest";
import { toInstant } from "../calendar.ts";
import { sampleSetup } from "../statements/testing.ts";
import { textsOf, type HelpArticle, type HelpRun } from "./article.ts";
import { helpArticles } from "./articles.ts";
import { helpExample } from "./example.fixture.ts";
import { presentHelpArticle, type HelpBlockPrint } from "./present-article.ts";

/** All words of the blocks as they are laid out, in order. */
function wordsOn(article: HelpArticle): string[] {
  return presentHelpArticle(helpExample("Ana", { article })).blocks.flatMap((block) => runsIn(block).map((runs) => runs.map(({ text }) => text).join("")));
}

function runsIn(block: HelpBlockPrint): readonly (readonly HelpRun[])[] {
  if (block.kind === "table") return [...block.head, ...block.rows.flat()];
  return block.kind === "steps" || block.kind === "list" ? block.items : [block.runs];
}

describe("DOC-1 a help article on paper", () => {
  test.each(helpArticles.map((article) => [article.id, article] as const))("DOC-1 %s has every word of the screen, without its stars", (_, article) => {
    expect(wordsOn(article)).toEqual(article.blocks.flatMap(textsOf).map((words) => words.replaceAll("**", "")));
    expect(presentHelpArticle(helpExample("Ana", { article }))).toMatchObject({ title: `Help – ${article.title}`, heading: article.title, question: article.question });
  });

  test("HLP-2 the note stands with the practice's name, who wrote it, and the day in the practice's own zone", () => {
    // Three in the morning in London is the evening before in New York.
    expect(presentHelpArticle(helpExample("Ana")).note).toEqual({
      heading: "How we do it at Willow Street Dental",
      paragraphs: ["Ask Ana before you give the fee away.", "We let students come back for one month."],
      signed: "Helen Marsh, Nov 19, 2026",
    });
    const nobody = presentHelpArticle(helpExample("Ana", { note: { body: "Ask.", by: "", at: toInstant("2026-11-20T15:00:00.000Z") } }));
    expect(nobody.note).toMatchObject({ paragraphs: ["Ask."], signed: "Noted Nov 20, 2026" });
    expect(presentHelpArticle(helpExample("Ana", { note: null })).note).toBeNull();
  });

  test("F-20 only a practice for trying out marks the page", () => {
    expect(presentHelpArticle(helpExample("Ana", { setup: { ...sampleSetup(), training: true } })).mark).toBe("TRAINING");
    expect(presentHelpArticle(helpExample("Ana", { setup: { ...sampleSetup(), training: false } })).mark).toBeNull();
  });
});
