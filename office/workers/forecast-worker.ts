/** Looks twelve months ahead on a read-only connection of its own, so that the desk never waits (BIL-5). */
import { parentPort, workerData } from "node:worker_threads";
import { Database } from "#db/database.ts";
import type { ReadableDb } from "#db/database.ts";
import type { WhatIf } from "#domain/billing/what-if.ts";
import type { Day } from "#domain/calendar.ts";
import { forecastSteps, type Forecast, type ForecastStep } from "#services/billing/forecast.ts";
import { reportOn, type WorkerReport } from "./order.ts";

export type ForecastOrder = {
  readonly file: string;
  readonly key: Uint8Array;
  readonly today: Day;
  readonly change: WhatIf | null;
};

export type ForecastMessage =
  | ({ readonly kind: "progress" } & ForecastStep)
  | { readonly kind: "report"; readonly report: WorkerReport<Forecast> };

const order = workerData as ForecastOrder;

function send(message: ForecastMessage): void {
  parentPort?.postMessage(message);
}

function lookAhead(db: ReadableDb): Forecast {
  const steps = forecastSteps(db, order.today, order.change);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    send({ kind: "progress", ...step.value });
  }
}

send({
  kind: "report",
  report: reportOn(() => {
    const database = Database.open(order.file, Buffer.from(order.key), { readonly: true });
    try {
      // One snapshot, whatever the desk writes meanwhile.
      return database.read<Forecast>(lookAhead);
    } finally {
      database.close();
    }
  }),
});
