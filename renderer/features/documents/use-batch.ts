/** A statement run as the window sees it: progress, cancel, and what came of it (UI-7, DOC-5). */
import { useRef, useState } from "react";
import type { BatchProgress } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { failureOf } from "../../app/client/failures.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import type { Failure } from "../../kit/failure.ts";

export type BatchDone = Extract<BatchProgress, { state: "done" }>;

export type Batch = {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly finished: BatchDone | null;
  readonly failure: Failure | null;
  readonly run: (householdIds: readonly HouseholdId[], note: string) => Promise<void>;
  readonly cancel: () => void;
  readonly forget: () => void;
};

export function useBatch(): Batch {
  const office = useOffice();
  const [running, setRunning] = useState<Batch["running"]>(null);
  const [finished, setFinished] = useState<BatchDone | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const abort = useRef<AbortController | null>(null);
  const run: Batch["run"] = async (householdIds, note) => {
    const controller = new AbortController();
    abort.current = controller;
    setFinished(null);
    setFailure(null);
    setRunning({ done: 0, total: householdIds.length });
    try {
      const events = await office.statements.runBatch(
        { requestId: crypto.randomUUID(), householdIds: [...householdIds], note },
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
    run,
    cancel: () => abort.current?.abort(),
    forget: () => {
      setFinished(null);
      setFailure(null);
    },
  };
}
