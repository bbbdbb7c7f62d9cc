import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { dateOfNumber, dayNumber } from "./day-number.ts";

test("F-4 every day of four centuries has the number that Temporal counts, and comes back from it", () => {
  const epoch = Temporal.PlainDate.from("1970-01-01");
  const first = Temporal.PlainDate.from("1800-01-01");
  const start = epoch.until(first, { largestUnit: "day" }).days;
  const days = first.until("2200-01-01", { largestUnit: "day" }).days;
  const wrong: string[] = [];
  let on = first;
  for (let index = 0; index < days; index += 1) {
    const { year, month, day } = on;
    if (dayNumber(year, month, day) !== start + index) wrong.push(on.toString());
    if (dateOfNumber(start + index).join("-") !== [year, month, day].join("-")) wrong.push(on.toString());
    on = on.add({ days: 1 });
  }
  expect(wrong).toEqual([]);
  expect(on.toString()).toBe("2200-01-01");
}, 60_000);
