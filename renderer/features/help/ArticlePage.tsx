/** One article: its words, Show me how, the practice's own note, paper, and what belongs to it (HLP-1, HLP-2). */
import { Anchor, Button } from "@mantine/core";
import { IconDownload, IconPointer, IconPrinter } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import type { HelpArticle } from "#domain/help/article.ts";
import { findArticle } from "#domain/help/articles.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { Blocks } from "./Blocks.tsx";
import { OfficeNote } from "./OfficeNote.tsx";
import { startTour } from "./tour/tour-state.ts";
import classes from "./Help.module.css";

export function ArticlePage() {
  const { articleId } = useParams({ from: "/help/$articleId" });
  const article = findArticle(articleId);
  if (article !== undefined) return <Article key={article.id} article={article} />;
  return (
    <Page title="Help">
      <EmptyState title="There is no such article" action={<Anchor href={hrefTo("/help")}>All articles</Anchor>}>
        It may be from another version of the program.
      </EmptyState>
    </Page>
  );
}

function Article({ article }: { readonly article: HelpArticle }) {
  const { id, title, question, area, blocks, tour, related } = article;
  const pdf = useAsk(useOffice().help.articlePdf);
  const make = async (use: "print" | "save") => {
    const file = await pdf.run({ articleId: id });
    if (file === undefined) return;
    if (use === "print") printFile(file, "other");
    else saveFile(file);
  };
  return (
    <Page
      title={title}
      layout="reading"
      about={
        <>
          <Anchor href={hrefTo("/help")}>Help</Anchor> · {area}
        </>
      }
      actions={
        <>
          <Button variant="default" leftSection={<IconDownload size={16} />} loading={pdf.busy} onClick={() => void make("save")}>
            Save as PDF
          </Button>
          <Button variant="default" leftSection={<IconPrinter size={16} />} loading={pdf.busy} onClick={() => void make("print")}>
            Print
          </Button>
          {tour !== undefined && (
            <Button leftSection={<IconPointer size={16} />} onClick={() => startTour(article.id, tour)}>
              Show me how
            </Button>
          )}
        </>
      }
    >
      <RefusalNote failure={pdf.failure} />
      <article className={classes["article"]}>
        <p className={classes["asked"]}>{question}</p>
        <Blocks blocks={blocks} />
      </article>
      <OfficeNote article={article} />
      {related.length > 0 && (
        <Panel title="See also">
          <ul className={classes["articles"]}>
            {related.map((other) => (
              <li key={other}>
                <a href={hrefTo("/help/$articleId", { articleId: other })}>{findArticle(other)?.title}</a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}
