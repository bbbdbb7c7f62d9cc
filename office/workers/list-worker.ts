/** Reads lists that take longer than the desk can wait, on a read-only connection of its own (T1). */
import { parentPort, workerData } from "node:worker_threads";
import { Database } from "#db/database.ts";
import type { Day } from "#domain/calendar.ts";
import type { TrackerFilter } from "#domain/invoices/tracker-query.ts";
import {
  readTrackerPage,
  readTrackerTotals,
  type TrackerPageView,
  type TrackerRequest,
  type TrackerTotalsView,
} from "#services/invoices/list.ts";
import { reportOn, type WorkerReport } from "./order.ts";

export type ListPlace = { readonly file: string; readonly key: Uint8Array };

export type ListOrder =
  | { readonly list: "page"; readonly today: Day; readonly request: TrackerRequest }
  | { readonly list: "totals"; readonly today: Day; readonly filter: TrackerFilter; readonly mostMs: number | null };

export type ListAnswer = { readonly number: number; readonly report: WorkerReport<TrackerPageView | TrackerTotalsView> };

const { file, key } = workerData as ListPlace;
const database = Database.open(file, Buffer.from(key), { readonly: true });

function answer(order: ListOrder): TrackerPageView | TrackerTotalsView {
  if (order.list === "page") {
    return database.read<TrackerPageView>((db) => readTrackerPage(db, order.request, order.today));
  }
  const until = order.mostMs === null ? Number.POSITIVE_INFINITY : performance.now() + order.mostMs;
  return database.read<TrackerTotalsView>((db) =>
    readTrackerTotals(db, order.filter, order.today, () => performance.now() < until),
  );
}

parentPort?.on("message", ({ number, order }: { readonly number: number; readonly order: ListOrder }) => {
  parentPort?.postMessage({ number, report: reportOn(() => answer(order)) } satisfies ListAnswer);
});
