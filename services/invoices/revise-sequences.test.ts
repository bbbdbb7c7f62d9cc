/** Random days with the invoice editor: whatever is done in whatever order, the books agree after every act. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { insertDayLock } from "#db/closing/locks.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { breachesOfMoney } from "../payments/desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listCreditable, makeCreditNote } from "./credit-note.ts";
import { deleteDraft, issueDraft, saveDraft } from "./drafts.ts";
import { openEditorDesk, type EditorDesk } from "./editor.fixture.ts";
import { voidAtDesk } from "./void.ts";
import { writeOffInvoice } from "./write-off.ts";

const which = fc.nat({ max: 20 });
const amount = fc.integer({ min: 0, max: 12_000 });
const typed = fc.array(fc.record({ amount, quantity: fc.integer({ min: 1, max: 4 }), taxed: fc.boolean() }), { minLength: 1, maxLength: 4 });
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("issue" as const), typed }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("draft" as const), typed }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("issue draft" as const), which, typed }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete draft" as const), which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("revise" as const), which, typed, keep: fc.nat({ max: 4 }), daysBack: fc.nat({ max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), amount: fc.integer({ min: 1, max: 20_000 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("credit" as const), which, share: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("void" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("write off" as const), which, amount: fc.integer({ min: 1, max: 3000 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("close" as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
type Typed = typeof typed extends fc.Arbitrary<infer T> ? T : never;

const linesOf = (e: EditorDesk, lines: Typed) =>
  lines.map(({ amount: cents, quantity, taxed }) => e.line({ unitCents: toCents(cents), quantity, taxRatePpm: taxed ? 88_750 : 0 }));

/** Carries one act out; a refusal changes nothing and is part of an ordinary day. */
function carryOut(e: EditorDesk, step: Act, invoices: InvoiceId[], drafts: InvoiceId[]): void {
  const { desk } = e;
  const of = <T,>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];
  const chosen = "which" in step ? of(invoices, step.which) : undefined;
  const draft = "which" in step ? of(drafts, step.which) : undefined;
  switch (step.do) {
    case "issue":
      invoices.push(e.issue(linesOf(e, step.typed)));
      return;
    case "draft":
      drafts.push(saveDraft(desk.cx(), { invoiceId: null, householdId: e.home, lines: linesOf(e, step.typed), termsDays: 7 }).invoiceId);
      return;
    case "issue draft":
      if (draft !== undefined) invoices.push(issueDraft(desk.cx(), { invoiceId: draft, householdId: e.home, lines: linesOf(e, step.typed), termsDays: 7 }).invoiceId);
      return;
    case "delete draft":
      if (draft !== undefined) deleteDraft(desk.cx(), { invoiceId: draft });
      return;
    case "revise": {
      if (chosen === undefined) return;
      const { invoicedOn = desk.cx().today, lines } = e.opened(chosen);
      e.revise(chosen, { lines: [...lines.slice(0, step.keep), ...linesOf(e, step.typed)], invoicedOn: addDays(invoicedOn, -step.daysBack) });
      return;
    }
    case "pay":
      desk.take(e.home, step.amount);
      return;
    case "credit": {
      if (chosen === undefined) return;
      const lines = listCreditable(desk.cx(), chosen).lines.map(({ lineId, leftNetCents }) => ({ lineId, netCents: toCents(Math.ceil((leftNetCents * step.share) / 100)) }));
      makeCreditNote(desk.cx(), { invoiceId: chosen, lines: lines.filter(({ netCents }) => netCents > 0), reason: "Part" });
      return;
    }
    case "void":
      if (chosen !== undefined) voidAtDesk(desk.cx(), { invoiceId: chosen, reason: "Mistake" });
      return;
    case "write off":
      if (chosen !== undefined) desk.db.write((w) => writeOffInvoice(desk.cx(), w, { invoiceId: chosen, amountCents: toCents(step.amount), reason: "Small" }));
      return;
    case "close":
      desk.db.write((w) => insertDayLock(w, { throughOn: toDay("2026-11-20"), reason: "Counted", by: null, at: desk.cx().now }));
  }
}

/** Every invoice is the sum of its lines, and what it books is what it says. */
function invoicesThatDoNotAddUp(e: EditorDesk): unknown[] {
  return e.desk.db.read((r) =>
    r.all(
      `select i.id from invoice i where i.issued_at is not null and i.voided_on is null and (
         i.total_cents <> (select sum(net_cents + tax_cents) from invoice_line where invoice_id = i.id)
         or i.total_cents <> (select coalesce(sum(p.amount_cents), 0) from entry e join posting p on p.entry_id = e.id
            where e.invoice_id = i.id and e.kind in ('invoice_issued', 'invoice_revised') and p.account = 'receivable'
              and not exists (select 1 from allocation a where a.entry_id = e.id)))`,
    ),
  );
}

test("INV-1 INV-3 F-10 after any drafts, edits, credit notes and payments every entry balances and every invoice is its lines", { timeout: 120_000 }, () => {
  const refused = new Set<string>();
  const done = new Set<string>();
  fc.assert(
    fc.property(fc.array(act, { minLength: 6, maxLength: 24 }), (steps) => {
      const e = openEditorDesk();
      try {
        const invoices: InvoiceId[] = [];
        const drafts: InvoiceId[] = [];
        for (const step of steps) {
          try {
            carryOut(e, step, invoices, drafts);
            done.add(step.do);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused.add(error.code);
          }
          expect(breachesOfMoney(e.desk.db)).toEqual([]);
          expect(invoicesThatDoNotAddUp(e)).toEqual([]);
        }
        expect(verifyPractice(e.desk.db).breaches).toEqual([]);
      } finally {
        e.desk.dispose();
      }
    }),
    { numRuns: 40, seed: 20_261_122 },
  );
  // The sequences did reach the corners, or this test would prove little.
  expect([...done]).toEqual(expect.arrayContaining(["issue draft", "revise", "credit", "void", "close"]));
  expect([...refused]).toEqual(expect.arrayContaining(["invoice_not_editable", "draft_not_there"]));
});
