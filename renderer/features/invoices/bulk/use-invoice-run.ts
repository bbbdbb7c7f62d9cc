/** Printing many invoices as the window sees it: progress, stop, and the file that came of it (UI-7). */
import { useRef, useState } from "react";
import type { InvoiceRunProgress } from "#contract/invoices.ts";
import { failureOf } from "../../../app/client/failures.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import type { Failure } from "../../../kit/failure.ts";
import type { Chosen } from "./chosen.ts";

export type InvoiceRunDone = Extract<InvoiceRunProgress, { state: "done" }>;

export type InvoiceRun = {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly finished: InvoiceRunDone | null;
  readonly failure: Failure | null;
  readonly start: (chosen: Chosen) => Promise<void>;
  readonly cancel: () => void;
  readonly forget: () => void;
};

export function useInvoiceRun(): InvoiceRun {
  const office = useOffice();
  const [running, setRunning] = useState<InvoiceRun["running"]>(null);
  const [finished, setFinished] = useState<InvoiceRunDone | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const abort = useRef<AbortController | null>(null);
  const start = async (chosen: Chosen) => {
    const controller = new AbortController();
    abort.current = controller;
    setFinished(null);
    setFailure(null);
    setRunning({ done: 0, total: 0 });
    try {
      const events = await office.invoices.printRun(
        { requestId: crypto.randomUUID(), ...chosen },
        { signal: controller.signal },
      );
      for await (const event of events) {
        if (event.state === "working") setRunning({ done: event.done, total: event.total });
        else setFinished(event);
      }
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureOf(error));
    } finally {
      setRunning(null);
      abort.current = null;
    }
  };
  return {
    running,
    finished,
    failure,
    start,
    cancel: () => abort.current?.abort(),
    forget: () => {
      setFinished(null);
      setFailure(null);
    },
  };
}
