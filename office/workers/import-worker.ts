/**
 * The thread in which files are read (PPL-19): the window and the one writer never wait for a file.
 * It holds the bytes of one file in memory, answers one request at a time, tells its progress, asks
 * the practice about rows, and looks at a shared flag to see whether it should stop.
 */
import { parentPort, workerData } from "node:worker_threads";
import { Refusal } from "#domain/refusal.ts";
import type {
  FromWorker,
  ImportRequest,
  ToWorker,
  WorkerStart,
} from "#office/imports/import-messages.ts";
import { ImportFile, type Practice } from "#office/imports/import-file.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";

const start = workerData as WorkerStart;
const stop = new Int32Array(start.stop);
const bytes = new Uint8Array(start.bytes);
const waiting = new Map<number, (answer: never) => void>();
let file: ImportFile | undefined;
let rows: Generator<ImportRow> | undefined;
let questions = 0;
let lastProgressAt = 0;

const practice: Practice = {
  meet: (asked) => ask({ kind: "meet", rows: asked }),
  guarantors: (externalIds) => ask({ kind: "guarantors", externalIds }),
};

function ask<T>(
  question: { kind: "meet"; rows: unknown } | { kind: "guarantors"; externalIds: unknown },
): Promise<T> {
  const id = ++questions;
  send({ type: "question", id, question: question as never });
  return new Promise((resolve) => waiting.set(id, resolve as (answer: never) => void));
}

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

/** Tells the progress at most ten times a second. */
function progress(done: number): void {
  const now = performance.now();
  if (now - lastProgressAt < 100) return;
  lastProgressAt = now;
  send({ type: "progress", done });
}

function opened(): ImportFile {
  file ??= new ImportFile(bytes, () => Atomics.load(stop, 0) === 0);
  return file;
}

async function carryOut(request: ImportRequest): Promise<unknown> {
  if (request.kind === "analyse")
    return opened().analyse(request.settings, request.columns, progress);
  if (request.kind === "dryRun") {
    rows = undefined;
    return opened().dryRun(request.mapping, request.options, practice, progress);
  }
  if (request.kind === "problemsCsv") return [...opened().problemsCsv()].join("");
  if (request.fromStart || !rows) rows = opened().rows();
  return nextRows(rows, request.count);
}

function nextRows(from: Generator<ImportRow>, count: number): { rows: ImportRow[]; done: boolean } {
  const slice: ImportRow[] = [];
  while (slice.length < count) {
    const next = from.next();
    if (next.done) return { rows: slice, done: true };
    slice.push(next.value);
  }
  return { rows: slice, done: false };
}

parentPort?.on("message", (message: ToWorker) => {
  if (message.type === "answer") {
    waiting.get(message.id)?.(message.answer as never);
    waiting.delete(message.id);
    return;
  }
  void carryOut(message.request).then(
    (result) => send({ type: "result", id: message.id, result }),
    (error: unknown) => {
      if (error instanceof Refusal) {
        send({ type: "refused", id: message.id, code: error.code, facts: error.facts });
        return;
      }
      // A fault of ours: without the message, which could hold a value of the file.
      send({ type: "failed", id: message.id, stack: stackOf(error) });
    },
  );
});

/** Where it happened, without the first line. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return `${error.name}\n${(error.stack ?? "").split("\n").slice(1).join("\n")}`;
}
