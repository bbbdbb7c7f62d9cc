/** Choosing the file: dropped or picked, sent with a bar, refused in words. */
import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useRef, useState, type DragEvent } from "react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { Panel } from "../../kit/Page.tsx";
import { ProgressBar } from "../../kit/ProgressDialog.tsx";
import { FileSettingsFields } from "./FileSettingsFields.tsx";
import { theImport, useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

export function FileStep() {
  const office = useOffice();
  const { progress, file, failure } = useTheImport();
  const picker = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const choose = (chosen: File | undefined) => {
    if (chosen) void theImport.choose(office, chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files[0]);
  };
  return (
    <>
      <div
        className={classes["drop"]}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        {progress === null ? (
          <>
            <p>Drop the export of your old program here, or choose it.</p>
            <Button
              leftSection={<IconFileImport size={16} aria-hidden />}
              onClick={() => picker.current?.click()}
            >
              Choose a file
            </Button>
            <p className={classes["reason"]}>
              CSV or tab-separated text, or patients in FHIR R4. At most 50 MB and 200,000 rows.
              Nothing is saved before you have seen what would happen.
            </p>
          </>
        ) : (
          <ProgressBar
            title="Reading the file"
            done={progress.done}
            total={progress.total}
            step="Reading the file"
          />
        )}
        <input
          ref={picker}
          type="file"
          className={classes["hidden"]}
          tabIndex={-1}
          aria-label="File to import"
          accept=".csv,.tsv,.txt,.tab,.json,.ndjson"
          onChange={(event) => {
            choose(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </div>
      {file !== null && failure !== null && (
        <Panel title="Read it another way">
          <FileSettingsFields />
        </Panel>
      )}
    </>
  );
}
