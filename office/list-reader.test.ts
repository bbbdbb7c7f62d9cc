import { afterEach, beforeEach, expect, test } from "vitest";
import { writeCrowd } from "#db/invoice-tracker/crowd.fixture.ts";
import { openTestFile, refusalOf, type TestFile } from "#db/testing.ts";
import { toDay } from "#domain/calendar.ts";
import { emptyTrackerFilter, type TrackerFilter } from "#domain/invoices/tracker-query.ts";
import { Refusal } from "#domain/refusal.ts";
import { readTrackerPage, readTrackerTotals, type TrackerRequest } from "#services/invoices/list.ts";
import { openListReader, type ListReader } from "./list-reader.ts";

const today = toDay("2026-11-22");
let file: TestFile;
let reader: ListReader;
beforeEach(() => {
  file = openTestFile();
  file.db.write((db) => void writeCrowd(db, 20, 300, 5));
  reader = openListReader({ file: file.path, key: file.key });
});
afterEach(async () => {
  await reader.close();
  file.dispose();
});

const filter: TrackerFilter = { ...emptyTrackerFilter, statuses: ["paid"], itemKinds: ["dues", "fee"] };
const request: TrackerRequest = { filter, sort: "total", descending: true, limit: 20 };
const here = (asked: TrackerRequest) => file.db.read((db) => readTrackerPage(db, asked, today));

test("T1 the thread reads the very pages and totals that the desk would", async () => {
  const first = await reader.page(request, today);
  expect(first).toEqual(here(request));
  expect(first.rows).toHaveLength(20);
  const second = { ...request, after: first.next };
  expect(await reader.page(second, today)).toEqual(here(second));
  expect(await reader.totals(filter, today, true)).toEqual(file.db.read((db) => readTrackerTotals(db, filter, today, () => true)));
});

test("T1 what was just committed is in the next answer", async () => {
  const before = await reader.totals(filter, today, true);
  file.db.write((db) => void db.exec("update invoice set voided_on = '2026-11-22', balance_cents = 0 where id = ?", here(request).rows[0]?.invoiceId ?? 0));
  expect((await reader.totals(filter, today, true)).count).toBe(before.count - 1);
});

test("T1 a question that nobody waits for any more is given up, and the next one is answered", async () => {
  const given = new AbortController();
  const lost = reader.page(request, today, given.signal);
  const waiting = new AbortController();
  const behind = reader.totals(filter, today, true, waiting.signal);
  given.abort(new Error("another filter"));
  await expect(lost).rejects.toThrow("another filter");
  waiting.abort(new Error("another filter, too"));
  await expect(behind).rejects.toThrow("another filter, too");
  expect(await reader.page(request, today)).toEqual(here(request));
});

test("T1 a question that is given up before it is asked starts nothing", async () => {
  await expect(reader.page(request, today, AbortSignal.abort(new Error("never mind")))).rejects.toThrow("never mind");
});

test("T1 several questions at once are all answered", async () => {
  const pages = await Promise.all([10, 15, 20].map((limit) => reader.page({ ...request, limit }, today)));
  expect(pages.map(({ rows }) => rows.length)).toEqual([10, 15, 20]);
});

test("T1 a place that is not ours is refused from the thread as at the desk", async () => {
  const wrong = { ...request, after: "nonsense" };
  const code = refusalOf(() => here(wrong));
  await expect(reader.page(wrong, today)).rejects.toSatisfy((error) => error instanceof Refusal && error.code === code);
});

test("T1 a closed practice is read no more, and what waited is told so", async () => {
  const waiting = reader.page(request, today);
  const told = expect(waiting).rejects.toThrow("closed");
  await reader.close();
  await told;
  await expect(reader.totals(filter, today, false)).rejects.toThrow("closed");
});

test("T1 counting that is given up says that there are more than were counted", () => {
  const all = file.db.read((db) => readTrackerTotals(db, emptyTrackerFilter, today, () => true));
  expect(all).toMatchObject({ count: 300, isExact: true });
  let left = 3;
  const some = file.db.read((db) => readTrackerTotals(db, emptyTrackerFilter, today, () => (left -= 1) >= 0));
  expect(some.isExact).toBe(false);
  expect(some.count).toBeGreaterThan(0);
  expect(some.count).toBeLessThan(300);
});
