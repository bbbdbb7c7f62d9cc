/** Whether an office writes the month or the day first, by its locale (PPL-6). */
import type { DateOrder } from "./birth-date.ts";

/** Regions whose people write 3/7/84 for the 7th of March. */
const monthFirst: ReadonlySet<string> = new Set([
  "US",
  "PR",
  "GU",
  "AS",
  "VI",
  "MP",
  "PH",
  "FM",
  "MH",
  "PW",
  "BZ",
]);

/** `en-US` writes the month first, `en-GB` and `es-ES` the day; a locale without a region is American. */
export function dateOrderOf(locale: string): DateOrder {
  const region = locale.split("-").find((part) => /^[A-Z]{2}$/.test(part));
  return region === undefined || monthFirst.has(region) ? "mdy" : "dmy";
}
