/** The words of a text in one language, with the fields it can have and what stands in the way of saving it. */
import { Button, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import type { TextSetup } from "#contract/texts.ts";
import { longestSubject } from "#domain/texts/check-text.ts";
import type { TextWords } from "#domain/texts/definition.ts";
import { languageNames, textLanguages, type TextLanguage } from "#domain/texts/language.ts";
import { isWordId } from "#domain/texts/word-id.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { problemSentence, shownWords, typed, withField, withoutDraft, type Drafts } from "./text-draft.ts";
import { useReset } from "./use-reset.ts";
import classes from "./Texts.module.css";

export type TextEditorProps = {
  readonly setup: TextSetup;
  readonly language: TextLanguage;
  readonly onLanguage: (language: TextLanguage) => void;
  readonly drafts: Drafts;
  readonly onDrafts: (drafts: Drafts) => void;
};

export function TextEditor({ setup, language, onLanguage, drafts, onDrafts }: TextEditorProps) {
  const office = useOffice();
  const mayChange = useMay()("settings.change");
  const save = useCommand(office.texts.save);
  const reset = useReset();
  const body = useRef<HTMLTextAreaElement>(null);
  const { textId, name } = setup;
  const words = shownWords(setup, drafts, language);
  const draft = drafts[language];
  const problem = problemSentence(textId, words);
  const type = (over: Partial<TextWords>) => onDrafts(typed(setup, drafts, language, { ...words, ...over }));
  const insert = (field: string) => {
    const from = body.current?.selectionStart ?? words.body.length;
    const put = withField(words.body, field, from, body.current?.selectionEnd ?? from);
    type({ body: put.body });
    // After the new words are in the field.
    setTimeout(() => {
      body.current?.focus();
      body.current?.setSelectionRange(put.at, put.at);
    });
  };
  const keep = async () => {
    if (draft === undefined || problem !== null) return;
    if (!(await save.run({ textId, language, basedOn: draft.basedOn, words: draft.words }))) return;
    onDrafts(withoutDraft(drafts, language));
    showToast({ message: `“${name}” has its ${languageNames[language]} words. They are used from now on.` });
  };
  const keepSpanish = async () => {
    const { revision, words: spanish } = setup.es;
    if (await save.run({ textId, language: "es", basedOn: revision, words: spanish }))
      showToast({ message: `The Spanish words of “${name}” stay as they are.` });
  };
  return (
    <Panel title="Words">
      <form
        className={classes["stack"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.busy) void keep();
        }}
      >
        <SegmentedControl
          aria-label="Language"
          className={classes["languages"] ?? ""}
          value={language}
          onChange={(value) => onLanguage(value === "es" ? "es" : "en")}
          data={textLanguages.map((value) => ({
            value,
            label: `${languageNames[value]}${drafts[value] ? " (not saved)" : setup[value].isOwn ? " (own)" : ""}`,
          }))}
        />
        {setup.isSpanishBehind && (
          <Note tone="attention" role="status">
            English was changed and Spanish was not. Families who read Spanish get the Spanish words as they are.{" "}
            {mayChange && (
              <span className={classes["inline"]}>
                {language === "en" && (
                  <Button size="compact-xs" variant="default" type="button" onClick={() => onLanguage("es")}>
                    Change the Spanish
                  </Button>
                )}
                <Button size="compact-xs" variant="default" type="button" loading={save.busy} onClick={() => void keepSpanish()}>
                  The Spanish is right as it is
                </Button>
              </span>
            )}
          </Note>
        )}
        {setup.hasSubject && (
          <TextInput
            label="Heading"
            description="The first line of the letter, and the subject of the e-mail"
            readOnly={!mayChange}
            maxLength={longestSubject * 2}
            value={words.subject}
            error={problem?.isHeading ? problem.sentence : undefined}
            onChange={(event) => type({ subject: event.currentTarget.value })}
          />
        )}
        <Textarea
          ref={body}
          label="Text"
          description={isWordId(textId) ? "One line, from the next paper on" : setup.mayBeEmpty ? "Each line is a paragraph; empty, nothing is printed" : "Each line is a paragraph"}
          autosize
          minRows={setup.hasSubject ? 9 : isWordId(textId) ? 1 : 4}
          maxRows={22}
          lang={language}
          readOnly={!mayChange}
          maxLength={8000}
          value={words.body}
          error={problem !== null && !problem.isHeading ? problem.sentence : undefined}
          onChange={(event) => type({ body: event.currentTarget.value })}
        />
        <div className={classes["count"]}>
          {words.body.length} of {setup.longestBody} letters
        </div>
        {mayChange && setup.fields.length > 0 && (
          <div className={classes["fields"]} role="group" aria-label="Put a field into the text">
            {setup.fields.map(({ field, means }) => (
              <Button key={field} type="button" size="compact-xs" variant="default" title={means} onClick={() => insert(field)}>
                {`{${field}}`}
              </Button>
            ))}
          </div>
        )}
        {mayChange && (
          <>
            <RefusalNote failure={save.failure ?? reset.failure} />
            <div className={classes["acts"]}>
              <Button type="submit" loading={save.busy} disabled={draft === undefined || problem !== null}>
                Save the {languageNames[language]} words
              </Button>
              {draft !== undefined && (
                <Button type="button" variant="default" onClick={() => onDrafts(withoutDraft(drafts, language))}>
                  Drop my changes
                </Button>
              )}
              {setup[language].isOwn && draft === undefined && (
                <Button type="button" variant="default" loading={reset.busy} onClick={() => void reset.run(setup, language)}>
                  Back to the default
                </Button>
              )}
            </div>
          </>
        )}
      </form>
    </Panel>
  );
}
