/** The words as typed on the paper of a household that is picked, and as the message it would get. */
import { Button, SegmentedControl } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { TextPreview, TextSetup } from "#contract/texts.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import { languageNames, type TextLanguage } from "#domain/texts/language.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { PatientPicker } from "../memberships/PatientPicker.tsx";
import { problemSentence } from "./text-draft.ts";
import classes from "./Texts.module.css";

export type TextPreviewPanelProps = { readonly setup: TextSetup; readonly language: TextLanguage; readonly words: TextWords };

/** A pause in typing, after which the page is drawn again. */
const pauseMs = 250;

export function TextPreviewPanel({ setup, language, words }: TextPreviewPanelProps) {
  const office = useOffice();
  const mayPick = useMay()("patients.view");
  const [householdId, setHouseholdId] = useState<HouseholdId | null>(null);
  const [picking, setPicking] = useState(false);
  const [way, setWay] = useState<"paper" | "mail">("paper");
  const [asked] = useDebouncedValue(words, pauseMs);
  const isReady = problemSentence(setup.textId, asked) === null;
  const { textId } = setup;
  const tried = useQueryOf(
    office.texts.preview,
    { textId, language, words: asked, householdId },
    { topics: ["texts", "practice"], keepPrevious: true, enabled: isReady },
  );
  const { data } = tried;
  const hasBoth = data !== undefined && data.pages.length > 0 && data.mail !== null;
  const isMail = data !== undefined && data.mail !== null && (way === "mail" || data.pages.length === 0);
  const household = data?.household ?? null;
  return (
    <Panel
      title="With a household"
      aside={
        hasBoth ? (
          <SegmentedControl
            size="xs"
            aria-label="As a letter or an e-mail"
            value={way}
            onChange={(value) => setWay(value === "mail" ? "mail" : "paper")}
            data={[
              { value: "paper", label: "Letter" },
              { value: "mail", label: "E-mail" },
            ]}
          />
        ) : undefined
      }
    >
      <div className={classes["stack"]} aria-busy={tried.fetching}>
        {picking ? (
          <PatientPicker
            label="Try it with the household of"
            onPick={(_, row) => {
              setHouseholdId(row.householdId);
              setPicking(false);
            }}
          />
        ) : (
          <div className={classes["picked"]}>
            <span>
              {household === null ? (
                "Nobody yet"
              ) : (
                <>
                  Household of <strong>{household.name}</strong>, who reads {languageNames[household.language]}
                </>
              )}
            </span>
            {mayPick && (
              <Button size="compact-sm" variant="default" onClick={() => setPicking(true)}>
                Another household
              </Button>
            )}
          </div>
        )}
        <RefusalNote failure={tried.failure} />
        {!isReady && <Note tone="information">The page follows again when the words can be saved.</Note>}
        {data && <Where data={data} />}
        {data && isMail && data.mail && <Mail mail={data.mail} language={language} />}
        {data && !isMail && <Pages data={data} name={setup.name} />}
      </div>
    </Panel>
  );
}

function Where({ data }: { readonly data: TextPreview }) {
  if (data.examples.length === 0) return <p className={classes["quiet"]}>{data.from}</p>;
  return (
    <Note tone="information" role="status">
      {data.from} Example: {data.examples.join(", ")}.
    </Note>
  );
}

function Mail({ mail, language }: { readonly mail: NonNullable<TextPreview["mail"]>; readonly language: TextLanguage }) {
  return (
    <article className={classes["mail"]} aria-label="As an e-mail" lang={language}>
      <p className={classes["subject"]}>{mail.subject}</p>
      <pre className={classes["body"]}>{mail.body}</pre>
    </article>
  );
}

function Pages({ data, name }: { readonly data: TextPreview; readonly name: string }) {
  return (
    <>
      {/* Only a letter is meant for one page: a statement is as long as its lines, and a brochure has two sides. */}
      {data.pageCount > 1 && data.mail !== null && (
        <Note tone="attention" role="status">
          With this household it takes {data.pageCount} pages.
          {data.pageCount > data.pages.length ? ` The first ${data.pages.length} are shown.` : ""}
        </Note>
      )}
      {data.missingCharacters.length > 0 && (
        <Note tone="attention" role="status">
          No font on this computer has {data.missingCharacters.join(", ")}: a box is printed there.
        </Note>
      )}
      {data.pages.map((page, index) => (
        <img
          key={index}
          className={classes["page"]}
          src={`data:image/svg+xml;base64,${page}`}
          alt={`${name}, page ${index + 1} of ${data.pageCount} as it is printed`}
        />
      ))}
    </>
  );
}
