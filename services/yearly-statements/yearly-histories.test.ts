/** DOC-6: whatever happened, the members of a year add up to what the ledger says was paid and given back, to the cent. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, makeDay, yearOf } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PatientId, type PaymentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { presentYearlyStatement } from "#domain/yearly-statements/present-yearly-statement.ts";
import { makeCreditNote } from "../invoices/credit-note.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { moveCredit } from "../households/move-credit.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { returnCheck } from "../payments/return-check.ts";
import { reversePayment } from "../payments/reverse.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { listYearlyCandidates } from "./candidates.ts";
import { prepareYearlyStatement } from "./prepare.ts";

type Act =
  | { readonly do: "bill"; readonly cents: readonly number[]; readonly taxed: boolean }
  | { readonly do: "pay"; readonly cents: number; readonly tender: "cash" | "check" }
  | { readonly do: "reverse" | "return" | "void"; readonly nth: number }
  | { readonly do: "refund"; readonly nth: number; readonly percent: number; readonly by: "tender" | "credit" | "check"; readonly owedAgain: boolean }
  | { readonly do: "note"; readonly nth: number; readonly percent: number }
  | { readonly do: "move"; readonly percent: number }
  | { readonly do: "wait"; readonly days: number };

const cents = fc.integer({ min: 1, max: 30_000 });
const nth = fc.nat(20);
const percent = fc.integer({ min: 1, max: 100 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("bill" as const), cents: fc.array(cents, { minLength: 1, maxLength: 3 }), taxed: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay" as const), cents, tender: fc.constantFrom("cash" as const, "check" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("reverse" as const, "return" as const, "void" as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refund" as const), nth, percent, by: fc.constantFrom("tender" as const, "credit" as const, "check" as const), owedAgain: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("note" as const), nth, percent }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("move" as const), percent }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 10, max: 200 }) }) },
);

test("DOC-6 the members of each year add up to the money of that year, whatever was paid, refunded, taken back, voided, credited or moved", () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 4, maxLength: 14 }), (acts) => {
      const club = openClub("2025-10-05");
      try {
        const history = new History(club);
        for (const one of acts) history.happen(one);
        expect(verifyPractice(club.db).breaches).toEqual([]);
        history.expectYears();
      } finally {
        club.dispose();
      }
    }),
    { numRuns: 25 },
  );
}, 300_000);

class History {
  readonly #club: Club;
  readonly #home: { readonly householdId: HouseholdId; readonly patientIds: readonly PatientId[] };
  readonly #other: HouseholdId;

  constructor(club: Club) {
    this.#club = club;
    this.#home = club.family("Lee", ["Rosa", "1984-03-07"], ["Mia", "2018-05-06"]);
    this.#other = club.family("May", ["Eva", "1990-01-01"]).householdId;
    club.enrol(this.#home.householdId, [{ patientId: this.#home.patientIds[0]!, plan: club.adult }], { unpaid: true });
  }

  /** What the office refuses did not happen; anything else is a defect. */
  happen(one: Act): void {
    try {
      this.#do(one);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }

  #do(one: Act): void {
    const cx = this.#club.cx();
    const { householdId, patientIds } = this.#home;
    switch (one.do) {
      case "bill":
        issueTyped(cx, {
          householdId,
          termsDays: 0,
          lines: one.cents.map((unitCents, index) => ({
            patientId: patientIds[index % patientIds.length] as never,
            kind: "service",
            description: "Visit",
            serviceOn: cx.today,
            quantity: 1,
            unitCents: toCents(unitCents),
            taxRatePpm: one.taxed ? 88_750 : 0,
          })),
        });
        return;
      case "pay":
        takeAtDesk(cx, { householdId, tender: one.tender, amountCents: toCents(one.cents), tenderedCents: null, reference: one.tender === "check" ? "7" : "", choices: null, note: "" });
        return;
      case "reverse":
        this.#club.db.write((w) => reversePayment(cx, w, { paymentId: this.#payment(one.nth), reason: "Mistake" }));
        return;
      case "return":
        returnCheck(cx, { paymentId: this.#payment(one.nth), feeCents: toCents(2500), reason: "No funds" });
        return;
      case "void":
        voidAtDesk(cx, { invoiceId: this.#invoice(one.nth), reason: "Mistake" });
        return;
      case "refund": {
        const paymentId = this.#payment(one.nth);
        const on = this.#club.db.read((r) => r.get<{ invoiceId: InvoiceId; cents: number }>("select invoice_id as invoiceId, sum(amount_cents) as cents from allocation where payment_id = ? group by invoice_id having cents > 0", paymentId));
        const part = Math.max(1, Math.floor(((on?.cents ?? 100) * one.percent) / 100));
        refundPayment(cx, { paymentId, parts: [{ invoiceId: on?.invoiceId ?? null, cents: toCents(part) }], by: one.by, owedAgain: one.owedAgain, reason: "Asked" });
        return;
      }
      case "note": {
        const invoiceId = this.#invoice(one.nth);
        const line = this.#club.db.read((r) => r.get<{ id: number; cents: number }>("select id, net_cents as cents from invoice_line where invoice_id = ? order by position desc", invoiceId));
        makeCreditNote(cx, { invoiceId, lines: [{ lineId: asId(line?.id ?? 0), netCents: toCents(Math.max(1, Math.floor(((line?.cents ?? 0) * one.percent) / 100))) }], reason: "Asked" });
        return;
      }
      case "move":
        moveCredit(cx, { fromHouseholdId: householdId, toHouseholdId: this.#other, cents: toCents(Math.max(1, Math.floor((this.#club.balance(householdId).creditCents * one.percent) / 100))), reason: "Asked" });
        return;
      case "wait":
        this.#club.leapTo(addDays(this.#club.today(), one.days));
    }
  }

  #payment(nth: number): PaymentId {
    return this.#nth<PaymentId>("payment", nth);
  }

  #invoice(nth: number): InvoiceId {
    return this.#nth<InvoiceId>("invoice", nth);
  }

  #nth<T>(table: "payment" | "invoice", nth: number): T {
    const ids = this.#club.db.read((r) => r.all<{ id: number }>(`select id from ${table} where household_id = ? order by id`, this.#home.householdId));
    return (ids[nth % Math.max(1, ids.length)]?.id ?? 0) as T;
  }

  /** Against the tables of payments and refunds, which the statement does not read for its sums. */
  expectYears(): void {
    const { householdId } = this.#home;
    const years = Array.from({ length: yearOf(this.#club.today()) - 2024 }, (_, index) => 2025 + index);
    for (const year of years) {
      const data = prepareYearlyStatement(this.#club.cx(), { householdId, year });
      const [from, to] = [makeDay(year, 1, 1), makeDay(year, 12, 31)];
      const sums = this.#club.db.read((r) =>
        r.get<{ came: number; back: number; refunded: number; moved: number }>(
          `select (select coalesce(sum(amount_cents), 0) from payment where household_id = h.id and received_on between ? and ?) as came,
             (select coalesce(sum(amount_cents - refunded_cents), 0) from payment where household_id = h.id and reversed_on between ? and ?) as back,
             (select coalesce(sum(amount_cents), 0) from refund where household_id = h.id and paid_by <> 'credit' and refunded_on between ? and ?) as refunded,
             (select coalesce(-sum(o.amount_cents), 0) from posting o join entry e on e.id = o.entry_id and e.kind = 'transferred'
               where o.household_id = h.id and o.account = 'household_credit' and e.effective_on between ? and ?) as moved
           from household h where h.id = ?`,
          ...[from, to, from, to, from, to, from, to, householdId],
        ),
      );
      expect(data.netCents).toBe((sums?.came ?? 0) - (sums?.back ?? 0) - (sums?.refunded ?? 0) + (sums?.moved ?? 0));
      // The list of the run says the same, less credit that moved between households, which is no payment.
      const listed = listYearlyCandidates(this.#club.cx(), { year }).find((row) => row.householdId === householdId);
      expect(listed?.netCents ?? 0).toBe(data.netCents - (sums?.moved ?? 0));
      // The paper asserts its own sums and can be laid out.
      presentYearlyStatement(data);
    }
  }
}
