/** Random days at the desk: whatever is done in whatever order, the books agree after every act. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { applyCredit } from "../invoices/apply-credit.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { breachesOfMoney, deskDay, openDesk, serviceLine, type Desk } from "./desk.fixture.ts";
import { reverseAtDesk } from "./reverse.ts";

const which = fc.nat({ max: 30 });
const amount = fc.integer({ min: 1, max: 12_000 });
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("issue" as const), home: which, amount, taxed: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), home: which, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pay one" as const), home: which, which, amount, part: amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("use credit" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("reverse" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("void" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("write off" as const), which, amount }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Carries one act out; a refusal changes nothing and is part of an ordinary day. */
function carryOut(desk: Desk, step: Act, invoices: InvoiceId[], payments: PaymentId[]): void {
  const homes = desk.db.read((r) => r.all<{ id: number }>("select id from household order by id"));
  const home = (index: number) => (homes[index % homes.length]?.id ?? 1) as Parameters<Desk["take"]>[0];
  const invoiceId = "which" in step ? invoices[step.which % Math.max(1, invoices.length)] : undefined;
  const paymentId = "which" in step ? payments[step.which % Math.max(1, payments.length)] : undefined;
  switch (step.do) {
    case "issue": {
      const lines = [serviceLine(deskDay, step.amount, { taxRatePpm: step.taxed ? 88_750 : 0 })];
      invoices.push(desk.issue(home(step.home), 0, { lines }).invoiceId);
      return;
    }
    case "pay":
      payments.push(desk.take(home(step.home), step.amount).paymentId);
      return;
    case "pay one":
      if (invoiceId === undefined) return;
      payments.push(
        desk.take(home(step.home), step.amount, { choices: [{ invoiceId, cents: toCents(step.part) }] }).paymentId,
      );
      return;
    case "use credit":
      if (invoiceId !== undefined) applyCredit(desk.cx(), { invoiceId });
      return;
    case "reverse":
      if (paymentId !== undefined) reverseAtDesk(desk.cx(), { paymentId, reason: "Mistake" });
      return;
    case "void":
      if (invoiceId !== undefined) voidAtDesk(desk.cx(), { invoiceId, reason: "Mistake" });
      return;
    case "write off":
      if (invoiceId === undefined) return;
      desk.db.write((w) =>
        writeOffInvoice(desk.cx(), w, { invoiceId, amountCents: toCents(step.amount), reason: "Small balance" }),
      );
  }
}

/** Met once: the void moves a payment to credit, and then the payment itself is taken back. */
const voidedThenTakenBack: Act[] = [
  { do: "issue", home: 0, amount: 1, taxed: false },
  { do: "issue", home: 0, amount: 1, taxed: false },
  { do: "pay", home: 0, amount: 2 },
  { do: "void", which: 0 },
  { do: "reverse", which: 0 },
];

test("F-10 F-16 after any acts at the desk every entry balances and every kept balance agrees with it", { timeout: 60_000 }, () => {
  const refused = new Set<string>();
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 30 }), (steps) => {
      const desk = openDesk();
      try {
        desk.household("Rosa", "Lee");
        desk.household("Ben", "Ortiz");
        const invoices: InvoiceId[] = [];
        const payments: PaymentId[] = [];
        for (const step of steps) {
          try {
            carryOut(desk, step, invoices, payments);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            refused.add(error.code);
          }
          expect(breachesOfMoney(desk.db)).toEqual([]);
        }
        expect(verifyPractice(desk.db).breaches).toEqual([]);
      } finally {
        desk.dispose();
      }
    }),
    { numRuns: 40, examples: [[voidedThenTakenBack]] },
  );
  // The sequences did reach the corners, or this test would prove little.
  expect([...refused]).toEqual(expect.arrayContaining(["invoice_not_open", "payment_already_reversed"]));
});
