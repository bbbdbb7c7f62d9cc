import { afterAll, beforeAll, expect, test } from "vitest";
import { toDay, type Day } from "#domain/calendar.ts";
import { invoiceStatus, type InvoiceState } from "#domain/invoices/status.ts";
import { invoiceStatuses } from "#domain/invoices/status-words.ts";
import type { Cents } from "#domain/money.ts";
import { openTestFile, type TestFile } from "../testing.ts";
import { isOpenSql, statusCase } from "./status-case.ts";

const today = toDay("2026-11-22");
let file: TestFile;
let states: InvoiceState[];

/** Every combination of what a status depends on, with part, whole and no settlement of each kind. */
beforeAll(() => {
  file = openTestFile();
  states = [];
  const amounts = [0, 40, 100] as const;
  file.db.write((db) => {
    db.exec("insert into household (id, number, name, created_at) values (1, 1, 'Rosa Lee', '2026-01-01T00:00:00.000Z')");
    for (const total of [0, 100])
      for (const paid of amounts)
        for (const credited of amounts)
          for (const writtenOff of amounts)
            for (const refunded of amounts)
              for (const dueOn of ["2026-11-21", "2026-11-22", "2026-11-23"])
                for (const issuedAt of [null, "2026-11-01T00:00:00.000Z"])
                  for (const voidedOn of [null, "2026-11-20"]) {
                    if (paid + credited + writtenOff > total) continue;
                    const balance = voidedOn === null ? total - paid - credited - writtenOff : 0;
                    db.exec(
                      `insert into invoice (kind, household_id, bill_to, invoiced_on, due_on, issued_at, voided_on,
                         total_cents, paid_cents, credited_cents, written_off_cents, refunded_cents, balance_cents, created_at)
                       values ('manual', 1, '[]', '2026-11-01', ?, ?, ?, ?, ?, ?, ?, ?, ?, '2026-11-01T00:00:00.000Z')`,
                      dueOn,
                      issuedAt,
                      voidedOn,
                      total,
                      paid,
                      credited,
                      writtenOff,
                      refunded,
                      balance,
                    );
                    states.push({
                      issuedAt,
                      voidedOn: voidedOn as Day | null,
                      dueOn: dueOn as Day,
                      paidCents: paid as Cents,
                      creditedCents: credited as Cents,
                      writtenOffCents: writtenOff as Cents,
                      refundedCents: refunded as Cents,
                      balanceCents: balance as Cents,
                    });
                  }
  });
});
afterAll(() => file.dispose());

function statuses(where = "1"): string[] {
  return file.db.read((db) =>
    db.all<{ status: string }>(`select ${statusCase} as status from invoice i where ${where} order by i.id`, today),
  ).map((row) => row.status);
}

test("INV-2 the status in SQL is the status of the domain for every combination", () => {
  const expected = states.map((state) => invoiceStatus(state, today));
  expect(statuses()).toEqual(expected);
  // The table reaches every word, or it would prove too little.
  expect(new Set(expected)).toEqual(new Set(invoiceStatuses));
});

test("INV-2 what is open has one of the words that owe something, or is a draft", () => {
  expect([...new Set(statuses(isOpenSql))].toSorted()).toEqual(["draft", "overdue", "part_paid", "unpaid"]);
  const open = statuses().filter((status) => ["overdue", "part_paid", "unpaid"].includes(status));
  expect(statuses(isOpenSql).filter((status) => status !== "draft")).toHaveLength(open.length);
});
