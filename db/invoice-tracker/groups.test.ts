import { afterAll, beforeAll, expect, test } from "vitest";
import { invoiceLineKinds, invoiceStatuses, sentChannels } from "#domain/invoices/status-words.ts";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { together, type TrackerQuery } from "./conditions.ts";
import { crowdDay, writeCrowd, type CrowdInvoice } from "./crowd.fixture.ts";
import { askedStates, groupConditions, kindBits } from "./groups.ts";

let file: TestFile;
let crowd: CrowdInvoice[];
beforeAll(() => {
  file = openTestFile();
  crowd = file.db.write((db) => writeCrowd(db, 60, 2_500, 11) as never);
});
afterAll(() => file.dispose());

const { text: _text, payer: _payer, ...noFilter } = emptyTrackerFilter;
const everything: TrackerQuery = { ...noFilter, terms: [], payerTerms: null, number: null, today: crowdDay };

type Row = { id: number; line_kinds: number };
const rows = (): Row[] => file.db.read((db) => db.all<Row>("select id, line_kinds from invoice order by id"));

/** The invoices that the indexed numbers leave of a filter; null when it asks for nothing that they tell. */
function idsOf(part: Partial<TrackerQuery>): Set<number> | null {
  const query = { ...everything, ...part };
  const states = askedStates(query);
  if (states === null) return null;
  const { text, values } = together(groupConditions(query));
  const found = file.db.read((db) =>
    db.all<{ id: number }>(
      `select i.id from invoice i where i.tracker_state in (select value from json_each(?)) and ${text}`,
      JSON.stringify(states),
      ...values,
    ),
  );
  return new Set(found.map(({ id }) => id));
}

test("INV-4 an invoice knows the kinds of its lines, as they are written", () => {
  const bits = new Map(rows().map((row) => [row.id, row.line_kinds]));
  for (const invoice of crowd) expect(bits.get(invoice.id)).toBe(kindBits(invoice.lines.map((line) => line.kind)));
});

test("T1 a list without a filter by status, kind or sending leaves no group out", () => {
  expect(idsOf({})).toBeNull();
  expect(idsOf({ neverSent: false, statuses: [], itemKinds: [] })).toBeNull();
});

test.each(invoiceStatuses)("T1 every invoice that is %s stands in the groups of that status", (status) => {
  const found = idsOf({ statuses: [status] });
  const theirs = crowd.filter((invoice) => invoice.status === status).map((invoice) => invoice.id);
  expect(theirs.length).toBeGreaterThan(0);
  expect(theirs.filter((id) => found?.has(id) !== true)).toEqual([]);
  // Only what is open needs today to be told apart; all other groups are exact.
  if (!["overdue", "part_paid", "unpaid"].includes(status)) expect(found?.size).toBe(theirs.length);
});

test.each(invoiceLineKinds)("T1 the groups of %s hold exactly the invoices with such a line", (kind) => {
  const theirs = crowd.filter((invoice) => invoice.lines.some((line) => line.kind === kind)).map((invoice) => invoice.id);
  expect([...(idsOf({ itemKinds: [kind] }) ?? [])].toSorted((a, b) => a - b)).toEqual(theirs);
});

test("T1 what was never sent, with a status and a kind, is the meeting of the three", () => {
  const found = idsOf({ neverSent: true, statuses: ["paid"], itemKinds: ["dues", "fee"] });
  const theirs = crowd
    .filter((invoice) => !invoice.sent && invoice.status === "paid")
    .filter((invoice) => invoice.lines.some((line) => line.kind === "dues" || line.kind === "fee"))
    .map((invoice) => invoice.id);
  expect(theirs.length).toBeGreaterThan(0);
  expect([...(found ?? [])].toSorted((a, b) => a - b)).toEqual(theirs);
});

test.each(sentChannels)("T1 the groups of what was sent by %s hold exactly that", (channel) => {
  const theirs = crowd.filter((invoice) => invoice.channel === channel).map((invoice) => invoice.id);
  expect(theirs.length).toBeGreaterThan(0);
  expect([...(idsOf({ channels: [channel] }) ?? [])].toSorted((a, b) => a - b)).toEqual(theirs);
});

test("T1 the groups of what was reminded of hold exactly that, also with a status", () => {
  const reminded = crowd.filter((invoice) => invoice.reminders > 0);
  const ids = (part: Partial<TrackerQuery>) => [...(idsOf(part) ?? [])].toSorted((a, b) => a - b);
  expect(ids({ hasReminder: true })).toEqual(reminded.map(({ id }) => id));
  expect(ids({ hasReminder: true, statuses: ["paid"] })).toEqual(
    reminded.filter(({ status }) => status === "paid").map(({ id }) => id),
  );
});

test("T1 an age asks for what has a balance", () => {
  const owing = crowd.filter((invoice) => invoice.balance > 0).map((invoice) => invoice.id);
  const found = idsOf({ ageBuckets: ["0_30"] });
  expect(owing.filter((id) => found?.has(id) !== true)).toEqual([]);
});

test("INV-4 an invoice changes its group with what happens to it", () => {
  const one = crowd.find((invoice) => invoice.status === "paid" && !invoice.sent)?.id ?? 0;
  expect(idsOf({ statuses: ["paid"], neverSent: true })?.has(one)).toBe(true);
  file.db.write((db) => db.exec("update invoice set last_sent_at = '2026-11-22T12:00:00.000Z', last_channel = 'print' where id = ?", one));
  expect(idsOf({ statuses: ["paid"], neverSent: true })?.has(one)).toBe(false);
  file.db.write((db) => db.exec("update invoice set voided_on = '2026-11-22', balance_cents = 0 where id = ?", one));
  expect(idsOf({ statuses: ["paid"] })?.has(one)).toBe(false);
  expect(idsOf({ statuses: ["void"] })?.has(one)).toBe(true);
  file.db.write((db) => db.exec("update invoice set voided_on = null, last_sent_at = null where id = ?", one));
});
