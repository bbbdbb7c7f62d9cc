import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type CreditId, type HouseholdId, type PaymentId } from "#domain/identity.ts";
import { tenders } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, someDay } from "./books.fixture.ts";
import { householdCredit, insertCredit, listCreditsLeft, listCreditsOfPayment, takeBackCredit } from "./credits.ts";
import { findHouseholdMoney, findPayment, insertPayment, listStandingEntries } from "./payments.ts";
import { insertRow } from "./schema.fixture.ts";
import { verify } from "./verify.ts";

let books: Books;
let lee: HouseholdId;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee"]).householdId;
});
afterEach(() => books.dispose());

describe("INV-7 a payment", () => {
  test.each(tenders)("in %s is read back as it was taken", (tender) => {
    const staffId = books.staff("Ada");
    const paymentId = books.write<PaymentId>((db) =>
      insertPayment(db, {
        receiptNumber: 41,
        householdId: lee,
        tender,
        reference: "0042",
        amountCents: toCents(3700),
        tenderedCents: toCents(4000),
        changeCents: toCents(300),
        receivedOn: someDay,
        note: "Thanks",
        staffId,
        workstation: "desk",
        createdAt: someAt,
      }),
    );
    expect(books.read((db) => findPayment(db, paymentId))).toEqual({
      paymentId,
      receiptNumber: 41,
      householdId: lee,
      tender,
      reference: "0042",
      amountCents: 3700,
      tenderedCents: 4000,
      changeCents: 300,
      receivedOn: "2026-03-01",
      note: "Thanks",
      refundedCents: 0,
      reversedOn: null,
    });
    expect(books.read((db) => db.get("select staff_id, workstation from payment"))).toEqual({ staff_id: staffId, workstation: "desk" });
  });

  test("that is not there is nothing", () => {
    expect(books.read((db) => findPayment(db, asId<PaymentId>(99)))).toBeUndefined();
  });

  test("INV-9 taken back keeps its receipt number and says when", () => {
    const paymentId = books.pay(lee, 500);
    books.takeBack(lee, paymentId, toDay("2026-03-02"));
    expect(books.read((db) => findPayment(db, paymentId))).toMatchObject({ receiptNumber: 1, amountCents: 500, reversedOn: "2026-03-02" });
    expect(books.read((db) => db.get("select reverse_reason as why from payment"))).toEqual({ why: "mistyped" });
  });
});

describe("INV-9 entries of a payment that stand", () => {
  test("newest first, with what each booked to the household's account; none once taken back", () => {
    const invoiceId = books.invoice(lee, { cents: 1000 });
    const paymentId = books.pay(lee, 1200, { applied: [[invoiceId, 1000]] });
    const other = books.pay(lee, 100);
    const standing = (id: PaymentId) => books.read((db) => listStandingEntries(db, id));
    expect(standing(paymentId)).toMatchObject([{ kind: "payment_received", receivableCents: -1000, invoiceId: null }]);
    expect(standing(other)).toMatchObject([{ kind: "payment_received", receivableCents: 0 }]);
    const later = books.write<number>((db) => insertRow(db, "entry", { kind: "refunded", payment_id: paymentId }));
    expect(standing(paymentId).map(({ entryId }) => entryId)).toEqual([later, expect.any(Number)]);
    books.takeBack(lee, other);
    expect(standing(other)).toEqual([]);
  });
});

describe("INV-8 household credit", () => {
  const grant = (cents: number, on: string, household = lee): CreditId =>
    books.write<CreditId>((db) =>
      insertCredit(db, {
        householdId: household,
        origin: "goodwill",
        paymentId: null,
        amountCents: toCents(cents),
        grantedOn: toDay(on),
        memo: "Sorry",
        createdAt: someAt,
      }),
    );

  test("is used in the order of its days, then as it was granted; used-up and foreign credit is left out", () => {
    const late = grant(100, "2026-03-02");
    const early = grant(200, "2026-02-01");
    const sameDay = grant(300, "2026-03-02");
    const empty = grant(50, "2026-01-01");
    books.sql("update credit set left_cents = 0 where id = ?", empty);
    grant(999, "2026-01-01", books.family(["Ana Ortiz"]).householdId);
    expect(books.read((db) => listCreditsLeft(db, lee))).toEqual([
      { creditId: early, leftCents: 200, grantedOn: "2026-02-01" },
      { creditId: late, leftCents: 100, grantedOn: "2026-03-02" },
      { creditId: sameDay, leftCents: 300, grantedOn: "2026-03-02" },
    ]);
  });

  test("of a payment is known by it until it is taken back with it", () => {
    const paymentId = books.pay(lee, 500);
    const other = books.pay(lee, 200);
    const [credit] = books.read((db) => listCreditsOfPayment(db, paymentId));
    expect(credit).toMatchObject({ amountCents: 500, leftCents: 500 });
    books.write((db) => takeBackCredit(db, credit?.creditId ?? asId(0), toDay("2026-03-02")));
    expect(books.read((db) => [listCreditsOfPayment(db, paymentId), listCreditsOfPayment(db, other).length])).toEqual([[], 1]);
    expect(books.read((db) => listCreditsLeft(db, lee).map(({ leftCents }) => leftCents))).toEqual([200]);
    expect(books.read((db) => db.get("select left_cents as cents, taken_back_on as day from credit where id = ?", credit?.creditId ?? 0))).toEqual({
      cents: 0,
      day: "2026-03-02",
    });
  });

  test("the kept sum is the household's own, and zero for one that is not there", () => {
    books.pay(lee, 500);
    expect(books.read((db) => [householdCredit(db, lee), householdCredit(db, asId<HouseholdId>(99))])).toEqual([500, 0]);
  });
});

test("INV-8 the kept balances of a household, and nothing for one that is staged or not there", () => {
  books.invoice(lee, { cents: 900 });
  books.pay(lee, 250);
  books.write((db) => insertRow(db, "import_batch", { id: 1, state: "staging" }));
  const staged = books.family(["Cy Zak"], { stagedBatchId: asId(1) }).householdId;
  const money = (id: HouseholdId) => books.read((db) => findHouseholdMoney(db, id));
  expect([money(lee), money(staged), money(asId<HouseholdId>(99))]).toEqual([{ balanceCents: 900, creditCents: 250 }, undefined, undefined]);
});

type Act =
  | { readonly act: "invoice"; readonly cents: number }
  | { readonly act: "pay"; readonly cents: number }
  | { readonly act: "credit" | "note" | "off"; readonly which: number; readonly share: number }
  | { readonly act: "back" | "void"; readonly which: number };

const amount = fc.integer({ min: 1, max: 100_000 });
const which = fc.nat(30);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant("invoice" as const), cents: amount }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant("pay" as const), cents: amount }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom("credit" as const, "note" as const, "off" as const), which, share: fc.integer({ min: 1, max: 100 }) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom("back" as const, "void" as const), which }) },
);

test("F-10 F-16 whatever is invoiced, paid, credited, written off, voided and taken back, verify finds nothing", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
      const household = books.family(["Any Body"]).householdId;
      const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(1, list.length)];
      const open = () =>
        books.read((db) =>
          db.all<{ id: number; cents: number; total: number }>(
            "select id, balance_cents as cents, total_cents as total from invoice where household_id = ? and balance_cents > 0 and voided_on is null order by id",
            household,
          ),
        );
      for (const one of acts) {
        if (one.act === "invoice") books.invoice(household, { cents: one.cents });
        else if (one.act === "pay") {
          let left = one.cents;
          const applied = open().map(({ id, cents }) => {
            const part = Math.min(left, cents);
            left -= part;
            return [asId<ReturnType<Books["invoice"]>>(id), part] as const;
          });
          books.pay(household, one.cents, { applied: applied.filter(([, part]) => part > 0) });
        } else if (one.act === "back") {
          const undoable = books.read((db) =>
            db.all<{ id: number }>(
              `select p.id from payment p where p.household_id = ? and p.reversed_on is null and not exists (
                 select 1 from credit c where c.payment_id = p.id and c.left_cents <> c.amount_cents) order by p.id`,
              household,
            ),
          );
          const payment = pick(undoable, one.which);
          if (payment) books.takeBack(household, asId(payment.id));
        } else {
          const invoice = pick(open(), one.which);
          if (!invoice) continue;
          const invoiceId = asId<ReturnType<Books["invoice"]>>(invoice.id);
          if (!("share" in one)) {
            if (invoice.cents === invoice.total && books.read((db) => db.get("select 1 from allocation where invoice_id = ?", invoice.id)) === undefined)
              books.void(household, invoiceId);
            continue;
          }
          const largest = books.read((db) => listCreditsLeft(db, household)[0]?.leftCents ?? 0);
          const most = one.act === "credit" ? Math.min(invoice.cents, largest) : invoice.cents;
          const part = Math.max(1, Math.floor((most * one.share) / 100));
          const source = ({ credit: "credit", note: "credit_note", off: "write_off" } as const)[one.act];
          if (most >= part) books.settle(household, invoiceId, source, part);
        }
      }
      expect(verify(books.db).breaches).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
