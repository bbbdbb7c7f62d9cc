/**
 * `npm run bench`: measures the application against floors written by hand, in the same run (chapter
 * 15). Nothing passes or fails here: the figures go to bench/out/latest.json and into a table.
 * `--full` takes the large sizes, `--only search|billing|tracker|aging|statements` a part, a bare number other patients.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureAging } from "./aging/measure.ts";
import { measureOthers } from "./aging/others.ts";
import { fullSizes, measureBilling, quickSizes } from "./billing/measure.ts";
import { measureSearchOverHttp } from "./search-over-http/measure.ts";
import { measureSearch } from "./search.ts";
import { measureStatements } from "./statements/measure.ts";
import { agingRow, billingRows, otherRows, searchRow, statementRows, tableOf, trackerPortRow, trackerRow } from "./table.ts";
import { measureTracker } from "./tracker/measure.ts";
import { measureTrackerOverPort } from "./tracker/over-port.ts";

const { values, positionals } = parseArgs({
  options: { full: { type: "boolean", default: false }, only: { type: "string" } },
  allowPositionals: true,
});
const patients = Number(positionals[0] ?? (values.full ? 1_000_000 : 100_000));
const wants = (part: string): boolean => values.only === undefined || values.only === part;
const tell = (words: string): void => console.log(words);

const search = wants("search") ? measureSearch(patients, tell) : null;
const overHttp = wants("search") ? await measureSearchOverHttp(patients, tell) : null;
// Some eight hundred pages are too many for the quick run.
const tracker =
  values.only === "tracker" || (values.full && wants("tracker"))
    ? measureTracker(values.full ? 1_000_000 : 20_000, tell, values.full ? 60 : 3)
    : null;
const trackerOverPort = tracker === null ? null : await measureTrackerOverPort(values.full ? 1_000_000 : 20_000, tell);
const aging =
  values.only === "aging" || (values.full && wants("aging")) ? measureAging(values.full ? 1_000_000 : 100_000, tell) : null;
const others = aging !== null && values.full ? await measureOthers(1_000_000, tell) : [];
const statements = wants("statements") ? await measureStatements(values.full, tell) : null;
const billing = wants("billing") ? await measureBilling(values.full ? fullSizes : quickSizes, tell) : [];

const folder = new URL("out/", import.meta.url);
mkdirSync(folder, { recursive: true });
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? "" };
writeFileSync(new URL("latest.json", folder), `${JSON.stringify({ machine, search, overHttp, tracker, trackerOverPort, aging, others, statements, billing }, null, 2)}\n`);
console.log(
  tableOf([
    ...(search ? [searchRow("Q1", "search, the service", "p99 ≤ 2 ms, ≤ 4×", search)] : []),
    ...(overHttp ? [searchRow("", "search over HTTP", "< 50 ms", overHttp)] : []),
    ...(tracker ? [trackerRow(tracker)] : []),
    ...(trackerOverPort ? [trackerPortRow(trackerOverPort)] : []),
    ...(aging ? [agingRow(aging), ...otherRows(aging, others)] : []),
    ...(statements ? statementRows(statements) : []),
    ...billing.flatMap(billingRows),
  ]),
);
