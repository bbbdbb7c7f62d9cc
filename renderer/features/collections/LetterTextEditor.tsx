/** One letter's words with its fields, and how it reads with an example family (DOC-8). */
import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import type { NoticeKind } from "#domain/dunning/notice-kinds.ts";
import { fieldsOf, fillText, longestBody, longestSubject, mergeFields, type NoticeText } from "#domain/dunning/notice-text.ts";
import { noticeText } from "#domain/dunning/notice-texts.ts";
import type { DunningSettings, NoticeLanguage } from "#domain/dunning/settings.ts";
import { Columns } from "../../kit/Page.tsx";
import { exampleValues } from "./settings-draft.ts";
import classes from "./Collections.module.css";

export type LetterTextEditorProps = {
  readonly settings: DunningSettings;
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  readonly mayChange: boolean;
  /** Null: back to the default text. */
  readonly onChange: (text: NoticeText | null) => void;
};

export function LetterTextEditor({ settings, kind, language, mayChange, onChange }: LetterTextEditorProps) {
  const text = noticeText(settings, kind, language);
  const isOwn = settings.texts[kind]?.[language] !== undefined;
  const body = useRef<HTMLTextAreaElement>(null);
  const values = exampleValues(language, kind);
  const insert = (name: string): void => {
    const at = body.current?.selectionStart ?? text.body.length;
    onChange({ ...text, body: `${text.body.slice(0, at)}{${name}}${text.body.slice(at)}` });
  };
  return (
    <Columns least={420}>
      <Stack gap={12}>
        <TextInput
          label="Heading"
          maxLength={longestSubject}
          readOnly={!mayChange}
          value={text.subject}
          onChange={(event) => onChange({ ...text, subject: event.currentTarget.value })}
        />
        <Textarea
          ref={body}
          label="Text"
          description="A new line begins a new paragraph"
          autosize
          minRows={10}
          maxLength={longestBody}
          readOnly={!mayChange}
          value={text.body}
          onChange={(event) => onChange({ ...text, body: event.currentTarget.value })}
        />
        {mayChange && (
          <>
            <div className={classes["fields"]} role="group" aria-label="Put a field into the text">
              {fieldsOf[kind].map((name) => (
                <Button key={name} size="compact-xs" variant="default" title={mergeFields[name]} onClick={() => insert(name)}>
                  {`{${name}}`}
                </Button>
              ))}
            </div>
            <div>
              <Button size="compact-sm" variant="default" disabled={!isOwn} onClick={() => onChange(null)}>
                Back to the default text
              </Button>
            </div>
          </>
        )}
      </Stack>
      <section className={classes["preview"]} aria-label="How it reads" lang={language}>
        <p>
          <strong>{fillText(text.subject, values)}</strong>
        </p>
        {fillText(text.body, values)
          .split("\n")
          .filter((line) => line.trim() !== "")
          .map((line, index) => (
            <p key={index}>{line}</p>
          ))}
      </section>
    </Columns>
  );
}
