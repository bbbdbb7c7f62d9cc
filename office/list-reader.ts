/**
 * The lists of a practice in a thread: one question at a time, given up with its thread when nobody waits
 * for it any more, and put away when nobody asks. Workers only read; the desk stays on the one writer.
 */
import { Worker } from "node:worker_threads";
import type { Day } from "#domain/calendar.ts";
import type { TrackerFilter } from "#domain/invoices/tracker-query.ts";
import type { TrackerPageView, TrackerRequest, TrackerTotalsView } from "#services/invoices/list.ts";
import type { OpenPractice } from "./open-practice.ts";
import { unpack } from "./workers/order.ts";
import type { ListAnswer, ListOrder, ListPlace } from "./workers/list-worker.ts";

const worker = new URL("./workers/list-worker.ts", import.meta.url);

/** A thread that nobody asked for so long gives its memory back. */
const idleMs = 60_000;

/** Totals that take longer are told as "1,000+"; whoever wants them exactly asks again (T1). */
export const mostTotalsMs = 500;

export type ListReader = {
  /** Rejects with the signal's reason when it is given up. Refuses what the list refuses. */
  readonly page: (request: TrackerRequest, today: Day, signal?: AbortSignal) => Promise<TrackerPageView>;
  readonly totals: (filter: TrackerFilter, today: Day, exact: boolean, signal?: AbortSignal) => Promise<TrackerTotalsView>;
  /** Ends the thread, so that the file can be replaced. */
  readonly close: () => Promise<void>;
};

type Asked = {
  readonly number: number;
  readonly order: ListOrder;
  readonly resolve: (answer: TrackerPageView | TrackerTotalsView) => void;
  readonly reject: (error: unknown) => void;
};

export function openListReader(place: ListPlace): ListReader {
  const waiting: Asked[] = [];
  let thread: Worker | null = null;
  let running: Asked | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last = 0;
  let isClosed = false;

  const end = async (): Promise<void> => {
    const ended = thread;
    thread = null;
    await ended?.terminate();
  };

  const start = (): Worker => {
    const made = new Worker(worker, { workerData: place });
    // Nobody's work is lost with it: it never keeps the office from ending.
    made.unref();
    const settle = (work: (asked: Asked) => void): void => {
      const asked = running;
      if (made !== thread || asked === null) return;
      running = null;
      work(asked);
      next();
    };
    made.on("message", ({ number, report }: ListAnswer) =>
      settle((asked) => {
        try {
          if (number !== asked.number) throw new Error("A list was answered out of its turn.");
          asked.resolve(unpack(report));
        } catch (error) {
          asked.reject(error);
        }
      }),
    );
    made.on("error", (error) => {
      settle((asked) => asked.reject(error));
      if (made === thread) thread = null;
    });
    return made;
  };

  const next = (): void => {
    if (idle !== null) clearTimeout(idle);
    idle = null;
    const asked = running === null ? waiting.shift() : undefined;
    if (asked !== undefined) {
      running = asked;
      thread ??= start();
      thread.postMessage({ number: asked.number, order: asked.order });
    } else if (running === null && thread !== null) {
      idle = setTimeout(() => void end(), idleMs);
      idle.unref();
    }
  };

  const giveUp = (asked: Asked, reason: unknown): void => {
    asked.reject(reason);
    const at = waiting.indexOf(asked);
    if (at >= 0) waiting.splice(at, 1);
    if (running !== asked) return;
    // SQLite does not stop in the middle of a statement: the thread goes, and the next question gets another.
    running = null;
    void end();
    next();
  };

  const ask = <T>(order: ListOrder, signal: AbortSignal | undefined): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (isClosed) return reject(new Error("The practice is closed."));
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const asked: Asked = { number: (last += 1), order, resolve: resolve as Asked["resolve"], reject };
      signal?.addEventListener("abort", () => giveUp(asked, signal.reason), { once: true });
      // A page is what somebody waits for; totals come apart.
      if (order.list === "page") waiting.unshift(asked);
      else waiting.push(asked);
      return next();
    });

  return {
    page: (request, today, signal) => ask({ list: "page", request, today }, signal),
    totals: (filter, today, exact, signal) =>
      ask({ list: "totals", filter, today, mostMs: exact ? null : mostTotalsMs }, signal),
    close: async () => {
      isClosed = true;
      for (const asked of [...waiting, ...(running === null ? [] : [running])]) {
        asked.reject(new Error("The practice is closed."));
      }
      waiting.length = 0;
      running = null;
      if (idle !== null) clearTimeout(idle);
      await end();
    },
  };
}

const readers = new WeakMap<OpenPractice, ListReader>();

/** The thread of an open practice, started with its first question. */
export function listReaderOf(practice: OpenPractice): ListReader {
  const known = readers.get(practice);
  if (known !== undefined) return known;
  const made = openListReader({ file: practice.folder.file, key: practice.key });
  readers.set(practice, made);
  return made;
}

/** Before the file of a practice is closed or replaced. */
export async function closeListReader(practice: OpenPractice): Promise<void> {
  await readers.get(practice)?.close();
}
