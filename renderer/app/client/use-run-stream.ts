/** A long run that the office tells of while it goes: progress, stopping it, and what came of it (UI-7). */
import { useRef, useState } from "react";
import type { Failure } from "../../kit/failure.ts";
import { failureOf } from "./failures.ts";

export type RunEvent = { readonly state: "working"; readonly done: number; readonly total: number } | { readonly state: "done" };

/** Asks the office for the run; each start is an intent of its own (F-15). */
export type AskForRun<Event extends RunEvent> = (
  requestId: string,
  options: { readonly signal: AbortSignal },
) => Promise<AsyncIterable<Event>>;

export type RunStream<Event extends RunEvent> = {
  readonly running: { readonly done: number; readonly total: number } | null;
  readonly finished: Extract<Event, { state: "done" }> | null;
  readonly failure: Failure | null;
  /** `total`: how much there is, as far as the window knows; 0 until the office says. */
  readonly start: (total: number, ask: AskForRun<Event>) => Promise<void>;
  readonly cancel: () => void;
  readonly forget: () => void;
};

export function useRunStream<Event extends RunEvent>(): RunStream<Event> {
  const [running, setRunning] = useState<RunStream<Event>["running"]>(null);
  const [finished, setFinished] = useState<RunStream<Event>["finished"]>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const abort = useRef<AbortController | null>(null);
  const forget = () => {
    setFinished(null);
    setFailure(null);
  };
  const start: RunStream<Event>["start"] = async (total, ask) => {
    const controller = new AbortController();
    abort.current = controller;
    forget();
    setRunning({ done: 0, total });
    try {
      for await (const event of await ask(crypto.randomUUID(), { signal: controller.signal })) {
        if (event.state === "working") setRunning({ done: event.done, total: event.total });
        else setFinished(event as Extract<Event, { state: "done" }>);
      }
    } catch (error) {
      if (!controller.signal.aborted) setFailure(failureOf(error));
    } finally {
      setRunning(null);
      abort.current = null;
    }
  };
  return { running, finished, failure, start, cancel: () => abort.current?.abort(), forget };
}
