/** Search of the help, in the window and without the office: any words, a typing mistake forgiven (HLP-1). */
import MiniSearch from "minisearch";
import { plainWords, textsOf, type HelpArticle } from "#domain/help/article.ts";
import { helpArticles } from "#domain/help/articles.ts";

type Indexed = { readonly id: string; readonly title: string; readonly asked: string; readonly words: string };

let index: MiniSearch<Indexed> | null = null;

/** Made once, when the help is first searched. */
function indexed(): MiniSearch<Indexed> {
  if (index !== null) return index;
  const made = new MiniSearch<Indexed>({
    fields: ["title", "asked", "words"],
    processTerm: (term) => plainTerm(term),
    searchOptions: {
      boost: { title: 4, asked: 3 },
      prefix: (term) => term.length > 2,
      // One wrong letter from four letters on, two (or two that changed places) from six on.
      fuzzy: (term) => (term.length < 4 ? false : term.length < 6 ? 1 : 2),
    },
  });
  made.addAll(helpArticles.map(entryOf));
  index = made;
  return made;
}

function entryOf(article: HelpArticle): Indexed {
  return {
    id: article.id,
    title: article.title,
    asked: [article.question, ...(article.also ?? []), article.area].join(". "),
    words: article.blocks.flatMap(textsOf).map(plainWords).join(" "),
  };
}

/** Words that stand in every question and tell none apart. */
const empty = new Set(["the", "a", "an", "of", "to", "is", "it", "i", "do", "does", "how", "what", "we", "our", "and", "or", "in", "on", "for", "my", "with", "are", "be"]);

/** Without accents and capitals; nothing for an empty word. */
function plainTerm(term: string): string | null {
  const plain = term.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain === "" || empty.has(plain) ? null : plain;
}

/** The articles for what was typed, best first. Words that all fit come before those of which only some do. */
export function searchHelp(typed: string): readonly HelpArticle[] {
  const text = typed.trim();
  if (text === "") return [];
  const both = indexed().search(text, { combineWith: "AND" });
  const found = both.length > 0 ? both : indexed().search(text);
  const byId = new Map(helpArticles.map((article) => [article.id, article]));
  return found.flatMap(({ id }) => byId.get(String(id)) ?? []);
}

/** The articles about a screen, in the order in which they stand; `route` as `/patients/$patientId`. */
export function articlesOn(route: string): readonly HelpArticle[] {
  return helpArticles.filter((article) => article.routes.includes(route));
}
