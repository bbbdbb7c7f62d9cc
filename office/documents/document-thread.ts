/**
 * The thread that compiles documents (DOC-2): started when first needed, one compilation at a time,
 * cancellable at any moment, restarted after a crash, replaced when its memory has grown, and put away
 * when nobody prints.
 */
import { Worker } from "node:worker_threads";
import type { DocumentKind } from "#domain/statements/document-data.ts";
import { Refusal } from "#domain/refusal.ts";
import { sourcePlaces, type DocumentPlaces } from "./places.ts";
import type { WorkerAnswer, WorkerReady, WorkerRequest, WorkerStart } from "./worker-messages.ts";

export type ThreadOptions = {
  /** Where the engine's files are; a packaged app passes its own. */
  readonly places?: DocumentPlaces;
  /** The worker's file; a bundle passes its own. */
  readonly workerFile?: URL;
  /** Told why a thread broke, for the log; the desk reads only the refusal. */
  readonly onBreak?: (detail: string) => void;
};

export type ThreadLimits = {
  readonly mostSeconds: number;
  /** A worker is replaced after this many pages or this much compiler memory. */
  readonly recyclePages: number;
  readonly recycleBytes: number;
  /** An idle worker is put away; the next document then waits about a second. */
  readonly idleSeconds: number;
};

export type DocumentThread = {
  /** Waits its turn. Refuses `document_not_rendered` and what the layout refuses; aborts with the signal's reason. */
  readonly ask: (request: WorkerRequest, document: DocumentKind | "batch", signal: AbortSignal | null) => Promise<Made>;
  /** Ends the thread; waiting work is aborted. */
  readonly close: () => Promise<void>;
};

export type Made = Extract<WorkerAnswer, { outcome: "made" }>;

type Job = {
  readonly request: WorkerRequest;
  readonly document: DocumentKind | "batch";
  readonly signal: AbortSignal | null;
  readonly resolve: (made: Made) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
};

export function openDocumentThread(options: ThreadOptions, limits: ThreadLimits): DocumentThread {
  const workerFile =
    options.workerFile ?? new URL("../workers/document-worker.ts", import.meta.url);
  const waiting: Job[] = [];
  let worker: Worker | null = null;
  let compiler: WebAssembly.Module | null = null;
  let running: Job | null = null;
  let pagesMade = 0;
  let deadline: NodeJS.Timeout | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): Worker => {
    const fresh = new Worker(workerFile, {
      name: "documents",
      workerData: { places: options.places ?? sourcePlaces(), compiler } satisfies WorkerStart,
      execArgv: [],
    });
    fresh.on("message", (answer: WorkerAnswer | WorkerReady) => {
      if (answer.outcome === "ready") compiler = answer.compiler;
      else if (fresh === worker) settle(answer);
    });
    // A thread that breaks emits `error` and then `exit`; either way it is gone and so is its job.
    fresh.on("error", (error: unknown) => {
      options.onBreak?.(error instanceof Error ? (error.stack ?? error.message) : String(error));
      lost(fresh);
    });
    fresh.on("exit", () => lost(fresh));
    pagesMade = 0;
    return fresh;
  };

  const next = () => {
    if (running !== null || closed) return;
    const job = waiting.shift();
    if (job === undefined) {
      worker?.unref();
      idle = setTimeout(putAway, limits.idleSeconds * 1000);
      idle.unref();
      return;
    }
    clearTimeout(idle);
    running = job;
    job.attempts += 1;
    worker ??= start();
    worker.ref();
    deadline = setTimeout(() => {
      void drop();
      finish(job, () =>
        job.reject(new Refusal("document_not_rendered", { document: job.document, why: "slow" })),
      );
    }, limits.mostSeconds * 1000);
    worker.postMessage(job.request);
  };

  /** Ends the current thread, if any; its answers are no longer heard. */
  const drop = () => {
    const old = worker;
    worker = null;
    return old?.terminate();
  };

  /** Nobody prints: the thread and the compiler's machine code give their memory back. */
  const putAway = () => {
    if (running !== null) return;
    compiler = null;
    void drop();
  };

  const finish = (job: Job, say: () => void) => {
    clearTimeout(deadline);
    if (running === job) running = null;
    say();
    next();
  };

  const settle = (answer: WorkerAnswer) => {
    const job = running;
    if (job === null) return;
    if (answer.outcome === "made") {
      pagesMade += answer.pages;
      if (pagesMade >= limits.recyclePages || answer.memoryBytes >= limits.recycleBytes)
        void drop();
      finish(job, () => job.resolve(answer));
    } else if (answer.outcome === "refused") {
      finish(job, () => job.reject(new Refusal(answer.code, answer.facts)));
    } else {
      finish(job, () => job.reject(new Error(answer.detail)));
    }
  };

  /** A job whose thread broke is tried once more on a fresh one, then refused. */
  const lost = (gone: Worker) => {
    if (gone !== worker) return;
    worker = null;
    const job = running;
    if (job === null) return;
    if (job.attempts < 2) {
      clearTimeout(deadline);
      running = null;
      waiting.unshift(job);
      next();
    } else {
      finish(job, () =>
        job.reject(new Refusal("document_not_rendered", { document: job.document, why: "failed" })),
      );
    }
  };

  const ask = (
    request: WorkerRequest,
    document: Job["document"],
    signal: AbortSignal | null,
  ): Promise<Made> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error("the document renderer is closed"));
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const job: Job = {
        request,
        document,
        signal,
        attempts: 0,
        resolve: (made) => {
          signal?.removeEventListener("abort", abort);
          resolve(made);
        },
        reject: (error) => {
          signal?.removeEventListener("abort", abort);
          reject(error as Error);
        },
      };
      function abort() {
        const place = waiting.indexOf(job);
        if (place !== -1) {
          waiting.splice(place, 1);
          job.reject(signal?.reason);
        } else if (running === job) {
          // A compilation cannot be interrupted from inside, so its thread is ended.
          void drop();
          finish(job, () => job.reject(signal?.reason));
        }
      }
      signal?.addEventListener("abort", abort);
      waiting.push(job);
      next();
    });

  return {
    ask,
    async close() {
      closed = true;
      clearTimeout(idle);
      clearTimeout(deadline);
      const stopped = new DOMException("the document renderer was closed", "AbortError");
      const jobs = [...(running === null ? [] : [running]), ...waiting.splice(0)];
      running = null;
      await drop();
      for (const job of jobs) job.reject(stopped);
    },
  };
}

