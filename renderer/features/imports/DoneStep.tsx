/** The end of an import: what is there now, the way to it, and the way back. */
import { Button } from "@mantine/core";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { doneSentence } from "./import-words.ts";
import { theImport, useTheImport } from "./the-import.ts";
import { useUndo } from "./use-undo.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import classes from "./Imports.module.css";

export function DoneStep() {
  const office = useOffice();
  const { done } = useTheImport();
  const undo = useUndo();
  if (!done) return null;
  return (
    <>
      <EmptyState title={doneSentence(done)}>
        It can be taken back as a whole until somebody works with one of its charts.
      </EmptyState>
      <RefusalNote failure={undo.failure} />
      <div className={classes["bar"]}>
        <Button
          variant="default"
          loading={undo.busy}
          onClick={() =>
            void undo.run(done.batchId).then((undone) => undone && theImport.startOver(office))
          }
        >
          Take this import back
        </Button>
        <Button variant="default" onClick={() => theImport.startOver(office)}>
          Import another file
        </Button>
        <Button component="a" href={hrefTo("/patients")}>
          See the patients
        </Button>
      </div>
    </>
  );
}
