/** “How we do it here” under an article (HLP-2): everybody reads it, whoever changes settings writes it. */
import { Button, Textarea } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { HelpNote } from "#contract/help.ts";
import type { HelpArticle } from "#domain/help/article.ts";
import { longestHelpNote } from "#domain/help/note.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { spokenInstant } from "../../format/instant.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { showToast } from "../../kit/toast.ts";
import { useHelpNotes } from "./use-notes.ts";
import classes from "./Help.module.css";

export function OfficeNote({ article }: { readonly article: HelpArticle }) {
  const { locale, today } = usePracticeFormat();
  const { timeZone } = useSeat().practice;
  const mayWrite = useMay()("settings.change");
  const notes = useHelpNotes();
  // What is changed is the note as it was when the dialog was opened, whatever comes in meanwhile.
  const [editing, setEditing] = useState<{ readonly before: HelpNote | null } | null>(null);
  if (notes.failure) return <ErrorState failure={notes.failure} onRetry={notes.retry} compact />;
  if (notes.data === undefined) return null;
  const stored = notes.data.find(({ articleId }) => articleId === article.id) ?? null;
  const isThere = stored !== null && stored.body !== "";
  if (!isThere && !mayWrite) return null;
  return (
    <Panel
      title="How we do it here"
      {...(isThere ? { aside: <span className={classes["signed"]}>{[stored.by, spokenInstant(stored.at, { locale, today }, timeZone)].filter((part) => part !== "").join(", ")}</span> } : {})}
    >
      {isThere ? <p className={classes["own"]}>{stored.body}</p> : <p className={classes["question"]}>Nothing yet. A note here is seen by everybody in your office, and prints with the article.</p>}
      {mayWrite && (
        <Button variant="default" size="compact-sm" leftSection={<IconPencil size={14} />} onClick={() => setEditing({ before: stored })}>
          {isThere ? "Change the note" : "Write a note"}
        </Button>
      )}
      {editing !== null && <NoteDialog article={article} before={editing.before} onClose={() => setEditing(null)} />}
    </Panel>
  );
}

function NoteDialog({ article, before, onClose }: { readonly article: HelpArticle; readonly before: HelpNote | null; readonly onClose: () => void }) {
  const save = useCommand(useOffice().help.saveNote);
  const was = before?.body ?? "";
  const [body, setBody] = useState(was);
  const submit = async () => {
    const done = await save.run({ articleId: article.id, basedOn: before?.revision ?? null, body });
    if (done === undefined) return;
    showToast({ message: body.trim() === "" ? "The note is taken away." : "Everybody in the office sees the note now." });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={was === "" ? "Write a note" : "Change the note"}
      sentence={`It stands under “${article.title}” for everybody in the office, with your name. Leave it empty to take it away.`}
      primaryLabel={body.trim() === "" && was !== "" ? "Take the note away" : "Save the note"}
      disabled={body.trim() === was}
      dirty={body !== was}
      busy={save.busy}
      failure={save.failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Textarea
        label="How we do it here"
        description={`Up to ${longestHelpNote} letters. No names of patients, please.`}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={longestHelpNote}
        value={body}
        data-autofocus
        onChange={(event) => setBody(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
