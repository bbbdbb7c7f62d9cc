import { expect, test } from "vitest";
import type { Forecast } from "#contract/billing.ts";
import { toDay } from "#domain/calendar.ts";
import { toCents } from "#domain/money.ts";
import { forecastCsv, forecastRows } from "./forecast-rows.ts";

function series(cents: number, collected: number): Forecast["base"] {
  const month = { monthOn: toDay("2027-01-01"), draws: 2, cents: toCents(cents), collectedCents: toCents(collected) };
  return { months: [month], draws: 2, cents: month.cents, collectedCents: month.collectedCents };
}

const forecast: Forecast = {
  fromOn: toDay("2027-01-10"),
  toOn: toDay("2028-01-10"),
  households: 1,
  memberships: 2,
  changed: 2,
  isHistoryTelling: true,
  base: series(7400, 7000),
  changedSeries: series(7770, 7350),
};

test("BIL-5 a month stands beside itself with the change, and the difference is what would come in more", () => {
  expect(forecastRows(forecast)).toMatchObject([{ cents: 7400, changed: { cents: 7770, collectedCents: 7350, moreCents: 350 } }]);
});

test("BIL-5 the figures leave as CSV, with the change only where one is tried", () => {
  expect(forecastCsv(forecastRows(forecast), 2)).toBe(
    '\ufeffMonth,Draws,Asked for,Likely to come in,"Asked for, changed","Likely to come in, changed",Difference\r\n2027-01,2,74.00,70.00,77.70,73.50,3.50\r\n',
  );
  expect(forecastCsv(forecastRows({ ...forecast, changedSeries: null }), 0)).toBe(
    "\ufeffMonth,Draws,Asked for,Likely to come in\r\n2027-01,2,7400,7000\r\n",
  );
});
