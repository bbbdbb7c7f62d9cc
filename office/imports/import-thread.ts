/**
 * One file being imported, seen from the office: starts the thread that reads it, answers its
 * questions about the practice, passes its progress on, and ends it when it stands still, needs too
 * much memory, or is not wanted any more (PPL-19, S7).
 */
import { type FileSettings, findEverything } from "#domain/imports/file-settings.ts";
import { Worker } from "node:worker_threads";
import type { ImportField } from "#domain/imports/field.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import { invariant } from "#domain/invariant.ts";
import { Refusal } from "#domain/refusal.ts";
import type { FileAnalysis } from "./analyse.ts";
import {
  emptyPractice,
  type DryRunOptions,
  type DryRunReport,
  type Practice,
} from "./import-file.ts";
import type { FromWorker, ImportRequest, ToWorker } from "./import-messages.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";

export type ImportThreadOptions = {
  /** The worker's file; the packaged app has it elsewhere than the source. */
  readonly workerFile?: URL;
  /** Without a sign of life for so long the thread is ended. */
  readonly patienceSeconds?: number;
  readonly memoryMegabytes?: number;
};

type Waiting = {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly practice: Practice;
  readonly progress: (done: number) => void;
};

const standardWorker = new URL("../workers/import-worker.ts", import.meta.url);

export class ImportThread {
  readonly #worker: Worker;
  readonly #stop = new SharedArrayBuffer(4);
  readonly #patienceSeconds: number;
  readonly #waiting = new Map<number, Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #requests = 0;
  /** Requests wait for the one before: the thread does one thing at a time. */
  #turn: Promise<unknown> = Promise.resolve();
  #ended: Error | undefined;

  /** The bytes are moved into the thread and cannot be used by the caller afterwards. */
  constructor(bytes: ArrayBuffer, options: ImportThreadOptions = {}) {
    this.#patienceSeconds = options.patienceSeconds ?? 30;
    this.#worker = new Worker(options.workerFile ?? standardWorker, {
      workerData: { bytes, stop: this.#stop },
      transferList: [bytes],
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMegabytes ?? 512 },
      name: "import",
    });
    // A file that somebody left open does not keep the office from ending.
    this.#worker.unref();
    this.#worker.on("message", (message: FromWorker) => this.#hear(message));
    this.#worker.on("error", (error: NodeJS.ErrnoException) => {
      const full = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      this.#end(full ? new Refusal("import_too_much_memory", {}) : error);
    });
    this.#worker.on("exit", () => this.#end(new Refusal("import_stopped", {})));
  }

  analyse(
    settings: FileSettings = findEverything,
    columns: readonly (ImportField | null)[] | null = null,
    progress?: (done: number) => void,
  ): Promise<FileAnalysis> {
    return this.#request({ kind: "analyse", settings, columns }, emptyPractice, progress);
  }

  dryRun(
    mapping: ImportMapping,
    options: DryRunOptions,
    practice: Practice = emptyPractice,
    progress?: (done: number) => void,
  ): Promise<DryRunReport> {
    return this.#request({ kind: "dryRun", mapping, options }, practice, progress);
  }

  /** The next rows to import after a dry run; `fromStart` begins anew. */
  rows(
    count: number,
    fromStart = false,
  ): Promise<{ readonly rows: readonly ImportRow[]; readonly done: boolean }> {
    return this.#request({ kind: "rows", count, fromStart });
  }

  problemsCsv(): Promise<string> {
    return this.#request({ kind: "problemsCsv" });
  }

  /** Makes the request under way end with the refusal `import_stopped`; the file stays open. */
  stop(): void {
    Atomics.store(new Int32Array(this.#stop), 0, 1);
  }

  /** Ends the thread and forgets the file. */
  async close(): Promise<void> {
    this.#end(new Refusal("import_stopped", {}));
    await this.#worker.terminate();
  }

  #request<T>(
    request: ImportRequest,
    practice: Practice = emptyPractice,
    progress: (done: number) => void = () => undefined,
  ): Promise<T> {
    const turn = this.#turn.then(() => this.#ask<T>(request, practice, progress));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #ask<T>(
    request: ImportRequest,
    practice: Practice,
    progress: (done: number) => void,
  ): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended);
    invariant(this.#waiting.size === 0, "one request at a time");
    Atomics.store(new Int32Array(this.#stop), 0, 0);
    const id = ++this.#requests;
    const done = new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, {
        resolve: resolve as (result: never) => void,
        reject,
        practice,
        progress,
      });
    });
    this.#say({ type: "request", id, request });
    this.#watch();
    return done;
  }

  #say(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  /** Begins to wait anew: every message is a sign of life. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#end(new Refusal("import_took_too_long", { seconds: this.#patienceSeconds }));
      void this.#worker.terminate();
    }, this.#patienceSeconds * 1000);
    this.#timer.unref();
  }

  #hear(message: FromWorker): void {
    this.#watch();
    if (message.type === "progress") {
      for (const { progress } of this.#waiting.values()) progress(message.done);
      return;
    }
    if (message.type === "question") {
      void this.#answer(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    this.#watch();
    if (message.type === "result") waiting?.resolve(message.result as never);
    else if (message.type === "refused") waiting?.reject(new Refusal(message.code, message.facts));
    else waiting?.reject(faultOf(message.stack));
  }

  async #answer(message: Extract<FromWorker, { type: "question" }>): Promise<void> {
    const [waiting] = this.#waiting.values();
    if (!waiting) return;
    const { id, question } = message;
    // The practice's answer may take its time: only the thread's own silence counts.
    clearTimeout(this.#timer);
    const answering =
      question.kind === "meet"
        ? waiting.practice.meet(question.rows)
        : waiting.practice.guarantors(question.externalIds);
    await answering.then(
      (answer) => this.#say({ type: "answer", id, answer }),
      (error: Error) => {
        // The thread would wait for ever for an answer that does not come.
        this.#end(error);
        void this.#worker.terminate();
      },
    );
    this.#watch();
  }

  #end(error: Error): void {
    if (this.#ended) return;
    this.#ended = error;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function faultOf(stack: string): Error {
  const error = new Error("The import thread failed");
  error.stack = stack;
  return error;
}
