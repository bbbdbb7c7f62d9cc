/** Importing patients, step by step (PPL-17..19): file, columns, what would happen, done. */
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { CheckActions, CheckStep } from "./CheckStep.tsx";
import { ColumnsActions, ColumnsStep } from "./ColumnsStep.tsx";
import { DoneStep } from "./DoneStep.tsx";
import { FileStep } from "./FileStep.tsx";
import type { ImportStep } from "./import-flow.ts";
import { ImportHistory } from "./ImportHistory.tsx";
import { useTheImport } from "./the-import.ts";
import classes from "./Imports.module.css";

const steps: readonly { readonly label: string; readonly when: readonly ImportStep[] }[] = [
  { label: "1. File", when: ["file"] },
  { label: "2. Columns", when: ["columns"] },
  { label: "3. What would happen", when: ["check", "importing"] },
  { label: "4. Done", when: ["done"] },
];

export function ImportPage() {
  const { step, file, failure } = useTheImport();
  return (
    <Page
      title="Import patients"
      {...(file === null ? {} : { about: file.fileName })}
      {...(step === "columns" ? { actions: <ColumnsActions /> } : {})}
      {...(step === "check" || step === "importing" ? { actions: <CheckActions /> } : {})}
    >
      <ol className={classes["steps"]} aria-label="Steps">
        {steps.map(({ label, when }) => (
          <li key={label} aria-current={when.includes(step) ? "step" : undefined}>
            {label}
          </li>
        ))}
      </ol>
      <RefusalNote failure={failure} />
      {step === "file" && (
        <>
          <FileStep />
          <ImportHistory />
        </>
      )}
      {step === "columns" && <ColumnsStep />}
      {(step === "check" || step === "importing") && <CheckStep />}
      {step === "done" && <DoneStep />}
    </Page>
  );
}
