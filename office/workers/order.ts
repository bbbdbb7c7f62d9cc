/** Runs one order in a worker thread with its own connection, so that the desk never waits for it. */
import { Worker } from "node:worker_threads";
import type { RefusalCode, RefusalFacts } from "#domain/refusal.ts";
import { Refusal, refuse } from "#domain/refusal.ts";

/** What a worker says at its end. Errors travel as kinds and places, never as their words. */
export type WorkerReport<T> =
  | { readonly outcome: "done"; readonly result: T }
  | { readonly outcome: "refused"; readonly code: RefusalCode; readonly facts: RefusalFacts[RefusalCode] }
  | { readonly outcome: "failed"; readonly kind: string; readonly stack: string };

/** No order takes longer than this; a backup of many gigabytes on an old disk does not. */
const mostMinutes = 60;

/** Answers the worker's result, or throws its refusal or fault here. */
export async function runOrder<T>(worker: URL, order: unknown): Promise<T> {
  const report = await new Promise<WorkerReport<T>>((resolve, reject) => {
    const thread = new Worker(worker, { workerData: order });
    const limit = setTimeout(() => {
      void thread.terminate();
      reject(new Error("A worker took too long."));
    }, mostMinutes * 60_000);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => {
      clearTimeout(limit);
      reject(new Error("A worker ended without a report."));
    });
  });
  return unpack(report);
}

/** The result of a report, or its refusal or fault thrown here. */
export function unpack<T>(report: WorkerReport<T>): T {
  if (report.outcome === "done") return report.result;
  if (report.outcome === "refused") refuse(report.code, report.facts);
  const error = new Error("A worker failed.");
  error.name = report.kind;
  error.stack = report.stack;
  throw error;
}

/** The worker's side: does the work and reports, whatever happens. */
export function reportOn<T>(work: () => T): WorkerReport<T> {
  try {
    return { outcome: "done", result: work() };
  } catch (error) {
    if (error instanceof Refusal) return { outcome: "refused", code: error.code, facts: error.facts };
    const failure = error instanceof Error ? error : new Error("not an error");
    return { outcome: "failed", kind: failure.name, stack: failure.stack ?? "" };
  }
}
