/** One text in both languages, beside the very paper of a real household (DOC-8). */
import { Anchor } from "@mantine/core";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { TextSetup } from "#contract/texts.ts";
import { isTextId, textIds } from "#domain/texts/register.ts";
import type { TextLanguage } from "#domain/texts/language.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page } from "../../kit/Page.tsx";
import { LeaveGuard } from "../people/form/LeaveGuard.tsx";
import { TextEditor } from "./TextEditor.tsx";
import { TextHistory } from "./TextHistory.tsx";
import { TextPreviewPanel } from "./TextPreviewPanel.tsx";
import { shownWords, typed, type Drafts } from "./text-draft.ts";
import classes from "./Texts.module.css";

export function TextPage() {
  const office = useOffice();
  const { textId = "" } = useParams({ strict: false }) as { textId?: string };
  const isKnown = isTextId(textId);
  const setup = useQueryOf(
    office.texts.read,
    { textId: isKnown ? textId : (textIds[0] ?? "mail.document") },
    { topics: ["texts", "dunning-settings"], enabled: isKnown, keepPrevious: true },
  );
  return (
    <Page
      title={setup.data && isKnown ? setup.data.name : "Letters and texts"}
      about={
        <>
          <Anchor href={hrefTo("/settings/texts")}>Letters and texts</Anchor>
          {setup.data && isKnown && <> · {setup.data.where}</>}
        </>
      }
    >
      {!isKnown && <EmptyState title="This text is not there">Open the list of texts again.</EmptyState>}
      {setup.failure && <ErrorState failure={setup.failure} onRetry={setup.retry} />}
      {isKnown && setup.data && setup.data.textId === textId && <Text key={textId} setup={setup.data} />}
    </Page>
  );
}

function Text({ setup }: { readonly setup: TextSetup }) {
  const [search] = useAddressSearch();
  const [language, setLanguage] = useState<TextLanguage>(search["language"] === "es" ? "es" : "en");
  const [drafts, setDrafts] = useState<Drafts>({});
  return (
    <div className={classes["layout"]}>
      <LeaveGuard when={Object.keys(drafts).length > 0} />
      <div className={classes["stack"]}>
        <TextEditor setup={setup} language={language} onLanguage={setLanguage} drafts={drafts} onDrafts={setDrafts} />
        <TextHistory
          setup={setup}
          onTake={(of, words) => {
            setLanguage(of);
            setDrafts(typed(setup, drafts, of, words));
          }}
        />
      </div>
      <TextPreviewPanel setup={setup} language={language} words={shownWords(setup, drafts, language)} />
    </div>
  );
}
