/**
 * Whole weeks at the counter (INV-12, INV-13, REP-3): whatever happens afterwards, a locked day's sheet stays
 * as it was printed, a sheet as known then is what was printed then, and money is where it is said to be.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { accountBalance } from "#db/ledger.ts";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import type { InvoiceId, PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { writeOffInvoice } from "../invoices/write-off.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { cash, serviceLine } from "../payments/desk.fixture.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openClosingDesk } from "./closing-desk.fixture.ts";
import { countDrawer, viewDay } from "./close-day.ts";
import { readDaySheet, type DaySheet } from "./day-sheet.ts";
import { listDepositsOf, listUndepositedFunds, makeDeposit, undoDeposit } from "./deposits.ts";
import { lockDays, unlockDays } from "./lock-days.ts";

const start = toDay("2026-03-02");
const act = fc.record({
  do: fc.constantFrom("issue" as const, "late issue" as const, "pay" as const, "check" as const, "reverse" as const, "void" as const, "write off" as const, "count" as const, "deposit" as const, "undo" as const, "lock" as const, "unlock" as const, "sleep" as const),
  cents: fc.integer({ min: 1, max: 9000 }),
  which: fc.nat(9),
});

type Figures = Pick<DaySheet, "openingCents" | "sums" | "closingCents" | "owedCents" | "heldCents">;
const figuresOf = ({ openingCents, sums, closingCents, owedCents, heldCents }: DaySheet): Figures => ({ openingCents, sums, closingCents, owedCents, heldCents });

test("INV-12 REP-3 whatever comes later, locked sheets stay, known-at sheets are the printed ones, and money adds up", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), (acts) => {
      const desk = openClosingDesk();
      try {
        const homes = [desk.household("Rosa", "Lee").householdId, desk.household("Ben", "Ortiz").householdId];
        let today: Day = start;
        let seconds = 0;
        const invoices: InvoiceId[] = [];
        const payments: PaymentId[] = [];
        const printed: { readonly on: Day; readonly at: string; readonly figures: Figures }[] = [];
        const locked = new Map<Day, Figures>();
        const sheet = (on: Day, knownAt: string | null = null): Figures =>
          desk.db.read((db) => figuresOf(readDaySheet(db, { from: on, to: on, basis: "effective", knownAt: knownAt === null ? null : toInstant(knownAt) })));
        for (const { do: what, cents, which } of acts) {
          seconds += 1;
          const now = `${today}T15:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}.000Z`;
          const cx = desk.at(now, today);
          const home = homes[which % 2] ?? homes[0];
          const invoiceId = invoices[which % Math.max(1, invoices.length)];
          const paymentId = payments[which % Math.max(1, payments.length)];
          if (!home) throw new Error("two households");
          try {
            if (what === "issue" || what === "late issue") {
              const invoicedOn = what === "issue" ? today : addDays(today, -(which % 4));
              invoices.push(
                desk.db.write((w) =>
                  issueInvoice(cx, w, { kind: "manual", householdId: home, patientId: null, drawOn: null, invoicedOn, dueOn: invoicedOn, termsDays: 0, lines: [serviceLine(invoicedOn, cents)] }),
                ).invoiceId,
              );
            }
            if (what === "pay") payments.push(takeAtDesk(cx, cash(home, cents)).paymentId);
            if (what === "check") payments.push(takeAtDesk(cx, { ...cash(home, cents, "check"), reference: "1001" }).paymentId);
            if (what === "reverse" && paymentId) reverseAtDesk(cx, { paymentId, reason: "Mistake" });
            if (what === "void" && invoiceId) voidAtDesk(cx, { invoiceId, reason: "Mistake" });
            if (what === "write off" && invoiceId) desk.db.write((w) => writeOffInvoice(cx, w, { invoiceId, amountCents: toCents(cents), reason: "Small" }));
            if (what === "count")
              countDrawer(cx, { dayOn: today, countsSeen: viewDay(cx, { dayOn: today }).counts.length, pieces: { "100": which }, floatCents: toCents(0), checksCents: toCents(0), cardBatchCents: toCents(0), reason: "As counted" });
            if (what === "deposit") makeDeposit(cx, { postingIds: listUndepositedFunds(cx).items.slice(which % 3).map(({ postingId }) => postingId), depositedOn: today, note: "" });
            const [deposit] = listDepositsOf(cx, { from: start, to: today });
            if (what === "undo" && deposit) undoDeposit(cx, { depositId: deposit.depositId, reason: "Wrong bag" });
            if (what === "lock") {
              const { throughOn } = lockDays(cx, { throughOn: addDays(today, -1 - (which % 3)) });
              for (let on = start; throughOn !== null && on <= throughOn; on = addDays(on, 1)) locked.set(on, sheet(on));
            }
            if (what === "unlock") {
              const dayOn = addDays(today, -(which % 5));
              unlockDays(cx, { dayOn, reason: "Forgotten check" });
              for (const on of locked.keys()) if (on >= dayOn) locked.delete(on);
            }
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
          }
          if (what === "sleep") {
            printed.push({ on: today, at: now, figures: sheet(today) });
            today = addDays(today, 1 + (which % 2));
          }
          for (const [on, figures] of locked) expect(sheet(on)).toEqual(figures);
        }
        for (const { on, at, figures } of printed) expect(sheet(on, at)).toEqual(figures);
        const funds = listUndepositedFunds(desk.cx(today));
        expect(funds.items.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(funds.cashCents + funds.checksCents);
        const standing = listDepositsOf(desk.cx(today), { from: start, to: today }).filter(({ undoneOn }) => undoneOn === null);
        expect(desk.db.read((db) => accountBalance(db, "bank"))).toBe(standing.reduce((sum, { totalCents }) => sum + totalCents, 0));
        expect(verifyPractice(desk.db).breaches).toEqual([]);
      } finally {
        desk.dispose();
      }
    }),
    { numRuns: 20 },
  );
});
