/** The way to a page is chosen once and kept while the list is paged through; the rows are always those of now. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { emptyTrackerFilter } from "#domain/invoices/tracker-query.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import type { TrackerQuery } from "./conditions.ts";
import { crowdDay, writeCrowd } from "./crowd.fixture.ts";
import { explainPage, listInvoices } from "./list.ts";
import type { TrackerPage } from "./parts.ts";
import { totalInvoices } from "./totals.ts";

const { text: _text, payer: _payer, ...noFilter } = emptyTrackerFilter;
const everything: TrackerQuery = { ...noFilter, terms: [], payerTerms: null, number: null, today: crowdDay };
const newest: TrackerPage = { sort: "date", descending: true, after: null, limit: 2_000 };

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
  file.db.write((db) => {
    writeCrowd(db, 20, 300);
    // Nobody was reminded of anything yet: the kinds of invoices with a reminder are all still to come.
    db.exec("update invoice set reminders = 0, last_reminded_on = null");
  });
});
afterEach(() => file.dispose());

const ids = (query: TrackerQuery, page = newest): number[] =>
  file.db.read((db) => listInvoices(db, query, page)).map(({ invoiceId }) => Number(invoiceId));

test("INV-4 T1 an invoice whose kind of group did not exist when the way was chosen is in the list", () => {
  const query: TrackerQuery = { ...everything, hasReminder: true };
  expect(ids(query)).toEqual([]);
  const reminded = ids(everything).slice(0, 7);
  file.db.write((db) => {
    for (const id of reminded) db.exec("update invoice set reminders = 1, last_reminded_on = ? where id = ?", crowdDay, id);
  });
  expect(ids(query)).toEqual(reminded);
  expect(file.db.read((db) => totalInvoices(db, query)).count).toBe(7);
});

test("INV-4 T1 inside a change that is undone, the list shows the change, and afterwards what was before", () => {
  const query: TrackerQuery = { ...everything, hasReminder: true };
  const [first = 0] = ids(everything);
  expect(() =>
    file.db.write((db) => {
      db.exec("update invoice set reminders = 2, last_reminded_on = ? where id = ?", crowdDay, first);
      expect(listInvoices(db, query, newest).map(({ invoiceId }) => Number(invoiceId))).toEqual([first]);
      throw new Error("not now");
    }),
  ).toThrow("not now");
  expect(ids(query)).toEqual([]);
});

test("INV-4 T1 a list that was short when it was first asked for is whole when it has grown", () => {
  const query: TrackerQuery = { ...everything, balanceFromCents: 500_000_00 as never };
  expect(ids(query)).toEqual([]);
  const open = ids({ ...everything, statuses: ["overdue", "unpaid"] });
  expect(open.length).toBeGreaterThan(5);
  file.db.write((db) => {
    for (const id of open) db.exec("update invoice set total_cents = 60000000, balance_cents = 60000000 where id = ?", id);
  });
  expect(ids(query).toSorted((a, b) => a - b)).toEqual(open.toSorted((a, b) => a - b));
  expect(ids(query, { ...newest, sort: "balance" }).length).toBe(open.length);
});

test("INV-4 several people on one invoice stand in the order of its lines, each once", () => {
  const shared = file.db.read((db) =>
    listInvoices(db, everything, newest).flatMap(({ invoiceId, patientId, peopleNames }) =>
      patientId === null && peopleNames !== null ? [{ invoiceId, peopleNames }] : [],
    ),
  );
  expect(shared.length).toBeGreaterThan(0);
  for (const { invoiceId, peopleNames } of shared) {
    const lines = file.db.read((db) =>
      db.all<{ name: string }>(
        `select coalesce(nullif(p.preferred_name, ''), p.first_name) as name from invoice_line l join patient p on p.id = l.patient_id
         where l.invoice_id = ? order by l.position`,
        invoiceId,
      ),
    );
    expect(peopleNames.split(" & ")).toEqual([...new Set(lines.map(({ name }) => name))]);
  }
});

test.each(["total", "paid"] as const)("T1 a status by %s is read by the groups of its states, or their due days, and never along every amount there is", (sort) => {
  for (const status of ["void", "overdue", "refunded"] as const) {
    const query: TrackerQuery = { ...everything, statuses: [status] };
    for (const descending of [true, false]) {
      const plan = file.db.read((db) => explainPage(db, query, { ...newest, sort, descending })).join("\n");
      expect(plan).toMatch(status === "overdue" ? /invoice_state_due/ : /invoice_group/);
      expect(plan).not.toContain(`invoice_${sort}`);
      expect(ids(query, { ...newest, sort, descending }).toSorted((a, b) => a - b)).toEqual(ids(query).toSorted((a, b) => a - b));
    }
  }
});
