/** The forecast over the contract: in a thread, with progress, and stopped when nobody waits (BIL-5, UI-7). */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Forecast } from "#contract/billing.ts";
import { dayInZone } from "#domain/calendar.ts";
import { createSample } from "#services/demo/create-sample.ts";
import { openTestFile, type TestFile } from "#db/testing.ts";
import { startForecast } from "./run-forecast.ts";
import { openTestOffice, setUpPractice, type TestOffice } from "./testing.ts";
import type { ForecastOrder } from "./workers/forecast-worker.ts";

let house: TestOffice;
let sample: TestFile;
const todayOn = dayInZone("2026-03-02T15:00:00.000Z" as never, "America/New_York");

beforeAll(() => {
  sample = openTestFile();
  createSample(sample.db, { todayOn, now: "2026-03-02T15:00:00.000Z" as never });
}, 240_000);
afterAll(() => sample.dispose());
beforeEach(async () => {
  house = await openTestOffice();
}, 60_000);
afterEach(() => house.dispose());

function order(): ForecastOrder {
  return { file: sample.path, key: sample.key, today: todayOn, change: null };
}

test("BIL-5 it tells its progress, and a year of the sample practice has draws in every month", async () => {
  const told: [number, number][] = [];
  const forecast = await startForecast(order(), (done, total) => told.push([done, total])).result;
  expect(told.length).toBeGreaterThan(1);
  expect(told.every(([done, total]) => done < total && total === forecast.households)).toBe(true);
  expect(forecast.base.months.slice(1, 12).every(({ draws, cents }) => draws > 0 && cents > 0)).toBe(true);
  expect(forecast.base.months.every(({ cents, collectedCents }) => collectedCents <= cents)).toBe(true);
}, 240_000);

test("UI-7 stopped, it ends at once and says so", async () => {
  const running = startForecast(order(), () => undefined);
  running.stop();
  await expect(running.result).rejects.toMatchObject({ code: "forecast_stopped" });
}, 240_000);

test("BIL-5 a window asks for it as a stream that ends with the figures", async () => {
  const window = house.window();
  await setUpPractice(window, { kind: "training" });
  let last: Forecast | undefined;
  for await (const event of await window.client.billing.forecast({ change: null }))
    if (event.kind === "done") last = event.forecast;
  expect(last).toMatchObject({ households: 0, base: { draws: 0 }, changedSeries: null });
}, 60_000);
