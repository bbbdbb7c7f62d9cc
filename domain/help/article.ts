/**
 * A help article (HLP-1, HLP-3) as typed data: written for somebody at the counter with a phone at the
 * ear. A word between two stars (`**Take payment**`) is a control of the screens by its very name; a
 * test looks each of them up there, so that no article names what does not exist.
 */

export const helpAreas = [
  "The desk",
  "People and households",
  "Joining and plans",
  "Changes and leaving",
  "Billing and cards",
  "Past due",
  "Invoices",
  "Payments and refunds",
  "Packages and benefits",
  "Statements and letters",
  "Closing and reports",
  "Settings and safety",
] as const;
export type HelpArea = (typeof helpAreas)[number];

export type HelpBlock =
  | { readonly kind: "text"; readonly text: string }
  /** In this order, one act each. */
  | { readonly kind: "steps"; readonly steps: readonly string[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** What somebody would regret not having read. */
  | { readonly kind: "note"; readonly text: string };

/** Roles by which assistive technology, and the tour, find a control. */
export type HelpRole = "button" | "link" | "textbox" | "combobox" | "tab" | "radio" | "region" | "grid" | "searchbox" | "checkbox" | "radiogroup";

/** One stop of Show me how: a control that is on the screen as soon as it opens. */
export type TourStop = { readonly role: HelpRole; readonly name: string; readonly say: string };

/** A guided tour on one screen. `on` is an address such as `/payments` or `/cards?tab=disputes`. */
export type HelpTour = { readonly on: string; readonly stops: readonly TourStop[] };

export type HelpArticle = {
  /** Lower-case words with dashes; stays the same for good, because notes hang on it (HLP-2). */
  readonly id: string;
  readonly title: string;
  /** As people ask it; found by the search. */
  readonly question: string;
  /** Other words for the same, found by the search and not shown. */
  readonly also?: readonly string[];
  readonly area: HelpArea;
  /** Screens on which this article comes first, as the routes are written: `/patients/$patientId`. */
  readonly routes: readonly string[];
  readonly blocks: readonly HelpBlock[];
  readonly tour?: HelpTour;
  readonly related: readonly string[];
  /** The rules behind it, for whoever changes them; not shown. */
  readonly rules: readonly string[];
};

export const text = (words: string): HelpBlock => ({ kind: "text", text: words });
export const note = (words: string): HelpBlock => ({ kind: "note", text: words });
export const steps = (...all: readonly string[]): HelpBlock => ({ kind: "steps", steps: all });
export const list = (...items: readonly string[]): HelpBlock => ({ kind: "list", items });
export const table = (head: readonly string[], ...rows: readonly (readonly string[])[]): HelpBlock => ({ kind: "table", head, rows });

export type HelpRun = { readonly text: string; readonly isControl: boolean };

/** A text in runs: plain words, and names of controls. */
export function runsOf(words: string): readonly HelpRun[] {
  return words
    .split("**")
    .map((part, index) => ({ text: part, isControl: index % 2 === 1 }))
    .filter((run) => run.text !== "");
}

/** A text without its stars, for the search and for the paper's title. */
export function plainWords(words: string): string {
  return words.replaceAll("**", "");
}

/** Every text of a block, in reading order. */
export function textsOf(block: HelpBlock): readonly string[] {
  switch (block.kind) {
    case "text":
    case "note":
      return [block.text];
    case "steps":
      return block.steps;
    case "list":
      return block.items;
    case "table":
      return [...block.head, ...block.rows.flat()];
  }
}

/** The names of all controls that an article names, each once. */
export function controlsOf(article: HelpArticle): readonly string[] {
  const said = article.blocks.flatMap(textsOf);
  return [...new Set(said.flatMap((words) => runsOf(words).filter((run) => run.isControl).map((run) => run.text)))];
}
