/** A forecast in a thread, with its progress; it ends when nobody waits for it any more (UI-7). */
import { Worker } from "node:worker_threads";
import { refuse } from "#domain/refusal.ts";
import type { Forecast } from "#services/billing/forecast.ts";
import type { ForecastMessage, ForecastOrder } from "./workers/forecast-worker.ts";
import { unpack } from "./workers/order.ts";

const worker = new URL("./workers/forecast-worker.ts", import.meta.url);

export type RunningForecast = { readonly result: Promise<Forecast>; stop(): void };

/** Starts it. Stopped, it answers with the refusal `forecast_stopped`. */
export function startForecast(order: ForecastOrder, progress: (done: number, total: number) => void): RunningForecast {
  const thread = new Worker(worker, { workerData: order });
  const result = new Promise<Forecast>((resolve, reject) => {
    const settle = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        reject(error instanceof Error ? error : new Error("a worker failed"));
      }
    };
    thread.on("message", (message: ForecastMessage) => {
      if (message.kind === "progress") progress(message.done, message.total);
      else settle(() => resolve(unpack(message.report)));
    });
    thread.once("error", reject);
    thread.once("exit", () => settle(() => refuse("forecast_stopped", {})));
  });
  return { result, stop: () => void thread.terminate() };
}
