import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import { verify } from "../verify.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { writeCrowd } from "./crowd.fixture.ts";

let file: TestFile;
beforeEach(() => {
  file = openTestFile();
});
afterEach(() => file.dispose());

type Span = { basis: string; first_number: number | null; last_number: number | null; first_date: string; last_date: string; first_due: string; last_due: string };

const spanOf = (basis: string, day: string) =>
  file.db.read((db) => db.get<Span>("select * from invoice_span where basis = ? and day = ?", basis, day) as never) as Span | undefined;
const run = (sql: string, ...values: (string | number | null)[]) => file.db.write((db) => void db.exec(sql, ...values));

/** What verify says of names and spans: every invoice lies where the tracker looks for it. */
const strays = () =>
  verify(file.db).breaches.filter(({ check }) => check.includes("spans of its days") || check.includes("name of its person"));

function household(): void {
  run("insert into household (id, number, name, created_at) values (1, 1, 'Lee', 'x')");
  run(`insert into patient (id, household_id, chart_number, first_name, last_name, sort_name, created_at)
    values (1, 1, 'C1', 'Rosa', 'Lee', 'lee, rosa', 'x'), (2, 1, 'C2', 'Ben', 'Lee', 'lee, ben', 'x')`);
}

function invoice(number: number | null, on: string, due: string, patientId: number | null = 1): number {
  return file.db.write(
    (db) =>
      db.exec(
        `insert into invoice (number, kind, household_id, patient_id, bill_to, invoiced_on, due_on, issued_at, total_cents, balance_cents, created_at)
         values (?, 'manual', 1, ?, '[]', ?, ?, 'x', 100, 100, 'x')`,
        number,
        patientId,
        on,
        due,
      ).id as never,
  ) as number;
}

test("T1 a day knows from which number to which its invoices go, in steps of 256, and when they are due", () => {
  household();
  invoice(300, "2026-03-01", "2026-03-31");
  expect(spanOf("date", "2026-03-01")).toMatchObject({ first_number: 256, last_number: 511, first_due: "2026-03-31", last_due: "2026-03-31" });
  expect(spanOf("due", "2026-03-31")).toMatchObject({ first_date: "2026-03-01", last_date: "2026-03-01" });
  invoice(600, "2026-03-01", "2026-03-08");
  expect(spanOf("date", "2026-03-01")).toMatchObject({ first_number: 256, last_number: 767, first_due: "2026-03-08", last_due: "2026-03-31" });
  expect(spanOf("service", "2026-03-01")).toBeUndefined();
});

test("T1 a draft has no number until it is issued, and then its days know it", () => {
  household();
  const draft = invoice(null, "2026-03-01", "2026-03-01");
  expect(spanOf("date", "2026-03-01")).toMatchObject({ first_number: null, last_number: null });
  run("update invoice set number = 5 where id = ?", draft);
  expect(spanOf("date", "2026-03-01")).toMatchObject({ first_number: 0, last_number: 255 });
  expect(strays()).toEqual([]);
});

test("T1 a line's service day knows its invoice, also after either of them moves", () => {
  household();
  const id = invoice(7, "2026-03-05", "2026-03-05");
  run("insert into invoice_line (invoice_id, position, kind, description, service_on, unit_cents, net_cents) values (?, 1, 'service', '', '2026-02-20', 100, 100)", id);
  expect(spanOf("service", "2026-02-20")).toMatchObject({ first_date: "2026-03-05", last_due: "2026-03-05" });
  run("update invoice set invoiced_on = '2026-04-01', due_on = '2026-04-30' where id = ?", id);
  expect(spanOf("service", "2026-02-20")).toMatchObject({ first_date: "2026-03-05", last_date: "2026-04-01", last_due: "2026-04-30" });
  run("update invoice_line set service_on = '2026-02-21' where invoice_id = ?", id);
  expect(spanOf("service", "2026-02-21")).toMatchObject({ first_date: "2026-04-01", last_date: "2026-04-01" });
  expect(strays()).toEqual([]);
});

test("INV-4 an invoice is sorted by its person's name, also after a new name, another person or nobody", () => {
  household();
  const id = invoice(1, "2026-03-01", "2026-03-01");
  const name = () => file.db.read((db) => db.get<{ s: string | null }>("select patient_sort as s from invoice where id = ?", id) as never) as { s: string | null };
  expect(name().s).toBe("lee, rosa");
  run("update patient set sort_name = 'ortiz, rosa' where id = 1");
  expect(name().s).toBe("ortiz, rosa");
  run("update invoice set patient_id = 2 where id = ?", id);
  expect(name().s).toBe("lee, ben");
  run("update invoice set patient_id = null where id = ?", id);
  expect(name().s).toBeNull();
  expect(strays()).toEqual([]);
});

test("T1 whatever is moved, renumbered or done on another day, every invoice stays within the spans of its days", () => {
  file.db.write((db) => void writeCrowd(db, 12, 80, 3));
  const day = fc.integer({ min: 0, max: 2_000 }).map((back) => addDays(toDay("2026-11-22"), -back));
  const act = fc.oneof(
    fc.record({ what: fc.constant("invoiced_on" as const), id: fc.integer({ min: 1, max: 80 }), to: day }),
    fc.record({ what: fc.constant("due_on" as const), id: fc.integer({ min: 1, max: 80 }), to: day }),
    fc.record({ what: fc.constant("number" as const), id: fc.integer({ min: 1, max: 80 }), to: fc.integer({ min: 1_000, max: 90_000 }) }),
    fc.record({ what: fc.constant("service_on" as const), id: fc.integer({ min: 1, max: 80 }), to: day }),
  );
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 12 }), (acts) => {
      for (const { what, id, to } of acts) {
        if (what === "service_on") run("update invoice_line set service_on = ? where invoice_id = ?", to, id);
        // A number is given once; one that is taken stays with its invoice.
        else run(`update or ignore invoice set ${what} = ? where id = ?`, to, id);
      }
      expect(strays()).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
