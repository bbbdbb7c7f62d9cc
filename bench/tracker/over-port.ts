/**
 * T1 as a window sees it: pages of the tracker through the office with its session, rules and schemas,
 * over the port that carries them on the desktop, rows and all, until the window holds them.
 */
import type { OfficeClient } from "#contract/client.ts";
import { emptyTrackerFilter, trackerPageRows } from "#domain/invoices/tracker-query.ts";
import { openPort } from "#office/transport/testing.ts";
import { openTestOffice, setUpPractice } from "#office/testing.ts";
import { percentile } from "../percentiles.ts";
import { benchDay, addManyInvoices } from "./many-invoices.ts";
import { budgetSorts, single, statusAndDays } from "./cases.ts";

type Asked = Parameters<OfficeClient["invoices"]["list"]>[0];

export type PortFigures = { readonly pages: number; readonly p50Ms: number; readonly p99Ms: number; readonly slowestP50Ms: number };

export async function measureTrackerOverPort(invoices: number, tell: (words: string) => void, repeats = 15): Promise<PortFigures> {
  tell(`Making ${invoices.toLocaleString("en-US")} invoices behind the office…`);
  const house = await openTestOffice({ now: () => `${benchDay}T15:00:00.000Z` as never });
  try {
    const { client, connection } = house.window();
    await setUpPractice({ client, connection });
    const { practice } = connection.context.office;
    if (!practice) throw new Error("a practice is open");
    addManyInvoices(practice.db, { patients: invoices, invoices });
    const line = await openPort(house, connection.token);
    tell("Reading pages over the port…");
    const all: number[] = [];
    const medians: number[] = [];
    for (const [, part] of [...single, ...statusAndDays]) {
      // The same words as the query's, in the lists of the wire.
      const filter = structuredClone({ ...emptyTrackerFilter, ...part }) as Asked["filter"];
      for (const sort of budgetSorts) {
        for (const descending of [true, false]) {
          const ask = () => line.client.invoices.list({ filter, sort, descending, limit: trackerPageRows, after: null });
          await ask();
          const taken: number[] = [];
          for (let run = 0; run < repeats; run += 1) {
            const from = performance.now();
            await ask();
            taken.push(performance.now() - from);
          }
          for (const ms of taken) all.push(ms);
          medians.push(percentile(taken, 0.5));
        }
      }
    }
    await line.drop();
    return { pages: medians.length, p50Ms: percentile(all, 0.5), p99Ms: percentile(all, 0.99), slowestP50Ms: Math.max(...medians) };
  } finally {
    await house.dispose();
  }
}
