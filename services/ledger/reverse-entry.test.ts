import { afterEach, beforeEach, expect, test } from "vitest";
import type { EntryId } from "#domain/identity.ts";
import { openDesk, type Desk } from "../payments/desk.fixture.ts";
import { reverseEntry } from "./reverse-entry.ts";

let desk: Desk;
beforeEach(() => (desk = openDesk()));
afterEach(() => desk.dispose());

test("F-10 a reversal is every posting negated, and an entry is reversed once only", () => {
  const { householdId } = desk.household("Rosa", "Lee");
  desk.issue(householdId, 3700);
  const entry = desk.db.read((r) => r.get<{ id: EntryId }>("select id from entry order by id limit 1"))?.id;
  if (!entry) throw new Error("an invoice has its entry");
  const reverse = () =>
    desk.db.write((w) => reverseEntry(desk.cx(), w, entry, { kind: "invoice_voided", memo: "Entered twice" }));
  const reversal = reverse();
  const sums = desk.db.read((r) =>
    r.all("select account, sum(amount_cents) as cents from posting where entry_id in (?, ?) group by account", entry, reversal),
  );
  expect(sums).toEqual([
    { account: "receivable", cents: 0 },
    { account: "revenue_services", cents: 0 },
  ]);
  expect(desk.money(householdId).balanceCents).toBe(0);
  expect(reverse).toThrow("UNIQUE");
  expect(() =>
    desk.db.write((w) => reverseEntry(desk.cx(), w, 999 as EntryId, { kind: "invoice_voided", memo: "" })),
  ).toThrow("the entry to reverse exists");
});
