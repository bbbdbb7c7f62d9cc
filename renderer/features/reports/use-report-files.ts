/** A report as a file; a long one can be stopped (UI-7). */
import { useCallback, useRef, useState } from "react";
import type { ReportAskInput } from "#contract/reports.ts";
import { failureOf } from "../../app/client/failures.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { saveFile } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";

export type ReportFiles = {
  readonly save: (ask: ReportAskInput, as: "pdf" | "csv") => Promise<void>;
  /** What is being made just now. */
  readonly running: "pdf" | "csv" | null;
  readonly cancel: () => void;
  readonly failure: Failure | null;
};

export function useReportFiles(): ReportFiles {
  const { reports } = useOffice();
  const [running, setRunning] = useState<"pdf" | "csv" | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  const cancel = useCallback(() => stop.current?.abort(), []);
  const save = useCallback(
    async (ask: ReportAskInput, as: "pdf" | "csv") => {
      const controller = new AbortController();
      stop.current = controller;
      setRunning(as);
      setFailure(null);
      try {
        saveFile(await (as === "pdf" ? reports.exportPdf : reports.exportCsv)({ ask }, { signal: controller.signal }));
      } catch (error) {
        // Stopped by the person: there is nothing to say.
        if (!controller.signal.aborted) setFailure(failureOf(error));
      } finally {
        setRunning(null);
      }
    },
    [reports],
  );
  return { save, running, cancel, failure };
}
