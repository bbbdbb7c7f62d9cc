import { expect, test } from "vitest";
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import { invoiceStatus, isOpen, type InvoiceState } from "./status.ts";
import type { InvoiceStatus } from "./status-words.ts";

const today = toDay("2026-11-22");

function invoice(over: {
  total?: number;
  paid?: number;
  credited?: number;
  writtenOff?: number;
  refunded?: number;
  dueOn?: string;
  voided?: boolean;
  draft?: boolean;
}): InvoiceState {
  const { total = 6200, paid = 0, credited = 0, writtenOff = 0 } = over;
  return {
    issuedAt: over.draft ? null : "2026-11-01T14:00:00.000Z",
    voidedOn: over.voided ? toDay("2026-11-20") : null,
    dueOn: toDay(over.dueOn ?? "2026-11-22"),
    paidCents: toCents(paid),
    creditedCents: toCents(credited),
    writtenOffCents: toCents(writtenOff),
    refundedCents: toCents(over.refunded ?? 0),
    balanceCents: over.voided ? toCents(0) : toCents(total - paid - credited - writtenOff),
  };
}

const cases: readonly [string, InvoiceState, InvoiceStatus][] = [
  ["void, whatever else", invoice({ voided: true, paid: 6200 }), "void"],
  ["a draft, even one past its due day", invoice({ draft: true, dueOn: "2026-01-01" }), "draft"],
  ["refunded when all that was paid went back", invoice({ paid: 6200, refunded: 6200 }), "refunded"],
  ["still paid after a part refund", invoice({ paid: 6200, refunded: 1000 }), "paid"],
  ["written off before credited and paid", invoice({ paid: 2000, credited: 200, writtenOff: 4000 }), "written_off"],
  ["credited when credit notes alone settled it", invoice({ credited: 6200 }), "credited"],
  ["paid when money covered what a credit note left", invoice({ paid: 5000, credited: 1200 }), "paid"],
  ["paid", invoice({ paid: 6200 }), "paid"],
  ["paid when there was nothing to pay", invoice({ total: 0, dueOn: "2026-01-01" }), "paid"],
  ["overdue from the day after the due day", invoice({ dueOn: "2026-11-21" }), "overdue"],
  ["overdue even when part-paid", invoice({ dueOn: "2026-11-21", paid: 100 }), "overdue"],
  ["not overdue on the due day itself", invoice({ dueOn: "2026-11-22" }), "unpaid"],
  ["part-paid", invoice({ paid: 100 }), "part_paid"],
  ["part-paid by a part write-off", invoice({ writtenOff: 100 }), "part_paid"],
  ["unpaid before its due day", invoice({ dueOn: "2026-12-01" }), "unpaid"],
];

test.each(cases)("INV-2 an invoice is %s", (_title, state, status) => {
  expect(invoiceStatus(state, today)).toBe(status);
});

test("INV-2 money can be put on an issued invoice with something owed, and on no other", () => {
  expect(isOpen(invoice({}))).toBe(true);
  expect(isOpen(invoice({ paid: 6200 }))).toBe(false);
  expect(isOpen(invoice({ draft: true }))).toBe(false);
  expect(isOpen({ ...invoice({}), voidedOn: today })).toBe(false);
});
