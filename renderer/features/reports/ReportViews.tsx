/** What a report is asked for, under a name: for oneself or for everybody in the practice (REP-2). */
import type { ViewList } from "#domain/lists/list-view.ts";
import { useViews } from "../lists/use-views.ts";
import { ViewMenu, type ViewWords } from "../lists/ViewMenu.tsx";

const words: ViewWords = {
  thing: "report",
  plain: "As it opens",
  keeps: "A view keeps what is chosen above the report. A day that was not chosen stays today's.",
};

export type ReportViewsProps = {
  readonly list: ViewList;
  /** The parameters of the address that the report is asked with; define them once outside the component. */
  readonly keys: readonly string[];
};

export function ReportViews({ list, keys }: ReportViewsProps) {
  return <ViewMenu views={useViews(list, keys)} words={words} />;
}
