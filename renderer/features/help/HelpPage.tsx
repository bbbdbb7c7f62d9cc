/** The Help Center (HLP-1): search, the articles about the screen one came from, then all by area. */
import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMemo } from "react";
import { helpAreas, type HelpArticle } from "#domain/help/article.ts";
import { helpArticles } from "#domain/help/articles.ts";
import { hrefTo } from "../../app/address.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Columns, Page, Panel } from "../../kit/Page.tsx";
import { articlesOn, searchHelp } from "./search.ts";
import { useHelpNotes } from "./use-notes.ts";
import classes from "./Help.module.css";

export function HelpPage() {
  const [search, change] = useAddressSearch();
  const typed = search["q"] ?? "";
  const from = search["from"] ?? "";
  const found = useMemo(() => searchHelp(typed), [typed]);
  const here = useMemo(() => articlesOn(from), [from]);
  const notes = useHelpNotes();
  const noted = new Set((notes.data ?? []).filter(({ body }) => body !== "").map(({ articleId }) => articleId));
  return (
    <Page title="Help" about={`${helpArticles.length} articles, also without internet. F1 opens the ones about the screen you are on.`}>
      <TextInput
        className={classes["search"] ?? ""}
        aria-label="Search the help"
        placeholder="What do you want to know?"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        maxLength={120}
        data-autofocus
        onChange={(event) => change({ q: event.currentTarget.value }, true)}
      />
      {typed.trim() !== "" ? (
        <Panel title="Found" aside={<span role="status">{found.length === 1 ? "1 article" : `${found.length} articles`}</span>}>
          {found.length === 0 ? (
            <EmptyState title={`Nothing found for “${typed.trim()}”`} compact>
              Try another word, or clear the search to see all articles.
            </EmptyState>
          ) : (
            <Articles articles={found} noted={noted} withQuestion />
          )}
        </Panel>
      ) : (
        <>
          {here.length > 0 && (
            <Panel title="About the screen you came from">
              <Articles articles={here} noted={noted} withQuestion />
            </Panel>
          )}
          <Columns least={300}>
            {helpAreas.map((area) => (
              <Panel key={area} title={area}>
                <Articles articles={helpArticles.filter((article) => article.area === area)} noted={noted} />
              </Panel>
            ))}
          </Columns>
        </>
      )}
    </Page>
  );
}

type ArticlesProps = { readonly articles: readonly HelpArticle[]; readonly noted: ReadonlySet<string>; readonly withQuestion?: boolean };

function Articles({ articles, noted, withQuestion = false }: ArticlesProps) {
  return (
    <ul className={classes["articles"]} data-wide={withQuestion || undefined}>
      {articles.map(({ id, title, question }) => (
        <li key={id}>
          <a href={hrefTo("/help/$articleId", { articleId: id })}>{title}</a>
          {noted.has(id) && <span className={classes["noted"]}>with a note</span>}
          {withQuestion && <div className={classes["question"]}>{question}</div>}
        </li>
      ))}
    </ul>
  );
}
