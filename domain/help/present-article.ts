/**
 * A help article on paper (DOC-1): no letterhead, since it goes to nobody; title, what was asked, the
 * steps as they stand on the screen, and the practice's own note below. It says itself that it is
 * training, as the office's other papers do.
 */
import { dayInZone, dayOfMonthOf, monthOf, yearOf, type Day, type Instant } from "../calendar.ts";
import type { PrintSetup } from "../statements/document-data.ts";
import { papers } from "../statements/envelope.ts";
import { printDay } from "../statements/print-format.ts";
import { runsOf, type HelpArticle, type HelpBlock, type HelpRun } from "./article.ts";

export type HelpArticleData = {
  readonly setup: PrintSetup;
  readonly practiceName: string;
  readonly printedOn: Day;
  readonly timeZone: string;
  readonly article: HelpArticle;
  /** The practice's own note (HLP-2); null where there is none. */
  readonly note: { readonly body: string; readonly by: string; readonly at: Instant } | null;
};

type Runs = readonly HelpRun[];
export type HelpBlockPrint =
  | { readonly kind: "text"; readonly runs: Runs }
  | { readonly kind: "note"; readonly runs: Runs }
  | { readonly kind: "steps"; readonly items: readonly Runs[] }
  | { readonly kind: "list"; readonly items: readonly Runs[] }
  | { readonly kind: "table"; readonly head: readonly Runs[]; readonly rows: readonly (readonly Runs[])[] };

export type HelpArticlePrint = {
  readonly title: string;
  readonly author: string;
  readonly dated: { readonly year: number; readonly month: number; readonly day: number };
  readonly sheet: { readonly widthMm: number; readonly heightMm: number };
  readonly heading: string;
  readonly question: string;
  readonly blocks: readonly HelpBlockPrint[];
  readonly note: { readonly heading: string; readonly paragraphs: readonly string[]; readonly signed: string } | null;
  readonly footer: string;
  readonly pageWords: { readonly page: string; readonly of: string };
  readonly mark: string | null;
};

export function presentHelpArticle({ setup, practiceName, printedOn, timeZone, article, note }: HelpArticleData): HelpArticlePrint {
  const { locale, paper, training } = setup;
  return {
    title: `Help \u2013 ${article.title}`,
    author: practiceName,
    dated: { year: yearOf(printedOn), month: monthOf(printedOn), day: dayOfMonthOf(printedOn) },
    sheet: papers[paper],
    heading: article.title,
    question: article.question,
    blocks: article.blocks.map(presentBlock),
    note:
      note === null
        ? null
        : {
            heading: `How we do it at ${practiceName}`,
            paragraphs: note.body.split("\n"),
            signed: `${note.by === "" ? "Noted" : `${note.by},`} ${printDay(dayInZone(note.at, timeZone), locale)}`,
          },
    footer: `${practiceName} \u00b7 Help \u00b7 ${printDay(printedOn, locale)}`,
    pageWords: { page: "Page", of: "of" },
    mark: training ? "TRAINING" : null,
  };
}

function presentBlock(block: HelpBlock): HelpBlockPrint {
  switch (block.kind) {
    case "text":
      return { kind: "text", runs: runsOf(block.text) };
    case "note":
      return { kind: "note", runs: runsOf(block.text) };
    case "steps":
      return { kind: "steps", items: block.steps.map(runsOf) };
    case "list":
      return { kind: "list", items: block.items.map(runsOf) };
    case "table":
      return { kind: "table", head: block.head.map(runsOf), rows: block.rows.map((row) => row.map(runsOf)) };
  }
}
