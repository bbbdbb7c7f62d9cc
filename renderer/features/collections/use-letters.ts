/** A print run of letters as the window sees it: progress, cancel, and what came of it (UI-7, DOC-11). */
import { useRef, useState } from "react";
import type { LetterProgress } from "#contract/dunning.ts";
import type { NoticeId } from "#domain/identity.ts";
import { failureOf } from "../../app/client/failures.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import type { Failure } from "../../kit/failure.ts";

export type LettersDone = Extract<LetterProgress, { state: "done" }>;

export type Letters = {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly finished: LettersDone | null;
  readonly failure: Failure | null;
  readonly run: (noticeIds: readonly NoticeId[]) => Promise<void>;
  readonly cancel: () => void;
  readonly forget: () => void;
};

export function useLetters(): Letters {
  const office = useOffice();
  const [running, setRunning] = useState<Letters["running"]>(null);
  const [finished, setFinished] = useState<LettersDone | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const abort = useRef<AbortController | null>(null);
  const run: Letters["run"] = async (noticeIds) => {
    const controller = new AbortController();
    abort.current = controller;
    setFinished(null);
    setFailure(null);
    setRunning({ done: 0, total: noticeIds.length });
    try {
      const events = await office.notices.runBatch(
        { requestId: crypto.randomUUID(), noticeIds: [...noticeIds] },
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
