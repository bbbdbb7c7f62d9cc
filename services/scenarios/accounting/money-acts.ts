/** What people do with invoices, payments and the drawer in a history of chance. */
import type { HouseholdId, InvoiceId, InvoiceLineId, PatientId, PaymentId } from "#domain/identity.ts";
import { addDays } from "#domain/calendar.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { listUndepositedFunds, makeDeposit } from "../../closing/deposits.ts";
import { lockDays } from "../../closing/lock-days.ts";
import { act, type Cx } from "../../context.ts";
import type { Random } from "../../demo/random.ts";
import { applyCredit } from "../../invoices/apply-credit.ts";
import { makeCreditNote } from "../../invoices/credit-note.ts";
import { issueInvoice } from "../../invoices/issue.ts";
import { writeOffInvoice } from "../../invoices/write-off.ts";
import { serviceLine } from "../../payments/desk.fixture.ts";
import { moveMoney, viewSplit } from "../../payments/move-money.ts";
import { returnCheck } from "../../payments/return-check.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { refundCredit } from "../../refunds/refund-credit.ts";
import { refundPayment } from "../../refunds/refund-payment.ts";
import { pickRow, type DeskAct, type Maker } from "../sim/desk-act.ts";

/** The same acts happen in the simulation (R5), where everything can fail meanwhile. */
export const moneyMakers: readonly (readonly [weight: number, make: Maker])[] = [
  [7, visit],
  [8, payment],
  [2, returnedCheck],
  [2, writtenOff],
  [3, creditNote],
  [2, moneyMoved],
  [2, paymentRefunded],
  [2, creditUsed],
  [1, creditPaidOut],
  [1, deposit],
  [1, lock],
];
const ticket: readonly Maker[] = moneyMakers.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));

/** The next act, or nothing when the one that came up has no subject. */
export function decideMoneyAct(cx: Cx, random: Random, turn: number): DeskAct | null {
  return random.pick(ticket)(cx, random, turn);
}

/** Services of one or two people, some with tax, some due later, some of days gone by. */
function visit(cx: Cx, random: Random): DeskAct | null {
  const patient = pickRow<{ id: PatientId; householdId: HouseholdId }>(cx, random, "select id, household_id as householdId from patient order by id");
  if (!patient) return null;
  const { householdId } = patient;
  const termsDays = random.pick([0, 0, 0, 7, 30]);
  const ago = random.chance(0.2) ? random.whole(1, 40) : 0;
  const taxRatePpm = random.chance(0.3) ? 88_750 : 0;
  const lines = Array.from({ length: random.whole(1, 3) }, () => random.whole(1, 30_000));
  return {
    name: `invoice of ${lines.join("+")} for household ${householdId}, ${ago} days ago`,
    work: (now) =>
      act(now, (db) => {
        const on = addDays(now.today, -ago);
        const { invoiceId } = issueInvoice(now, db, {
          kind: "manual",
          householdId,
          patientId: lines.length > 1 ? null : patient.id,
          drawOn: null,
          invoicedOn: on,
          dueOn: addDays(on, termsDays),
          termsDays,
          lines: lines.map((cents) => serviceLine(on, cents, { patientId: patient.id, taxRatePpm })),
        });
        return { invoiceId };
      }),
  };
}

const handed: readonly Tender[] = ["cash", "cash", "check", "check", "card_terminal", "ach", "hsa_card", "outside_financing", "other"];

function payment(cx: Cx, random: Random): DeskAct | null {
  const owed = pickRow<{ id: HouseholdId; cents: number }>(cx, random, "select id, balance_cents as cents from household where balance_cents > 0 order by id");
  if (!owed) return null;
  const amountCents = toCents(random.chance(0.5) ? owed.cents : random.whole(1, owed.cents + (random.chance(0.3) ? 20_000 : 0)));
  const tender = random.pick(handed);
  return {
    name: `pay ${amountCents} by ${tender} for household ${owed.id}`,
    work: (now) =>
      takeAtDesk(now, { householdId: owed.id, tender, amountCents, tenderedCents: null, reference: "101", choices: null, note: "" }),
  };
}

function returnedCheck(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PaymentId }>(cx, random, "select id from payment where tender = 'check' and reversed_on is null order by id");
  const feeCents = toCents(random.pick([0, 2500]));
  return row ? { name: `check of payment ${row.id} comes back`, work: (now) => returnCheck(now, { paymentId: row.id, feeCents, reason: "No funds" }) } : null;
}

function writtenOff(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: InvoiceId; cents: number }>(cx, random, "select id, balance_cents as cents from invoice where balance_cents > 0 and voided_on is null order by id");
  if (!row) return null;
  const amountCents = toCents(random.chance(0.5) ? row.cents : random.whole(1, row.cents));
  return {
    name: `write ${amountCents} off invoice ${row.id}`,
    work: (now) =>
      act(now, (db) => {
        writeOffInvoice(now, db, { invoiceId: row.id, amountCents, reason: "Small" });
        return {};
      }),
  };
}

function creditNote(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: InvoiceId; lineId: InvoiceLineId; cents: number }>(
    cx,
    random,
    `select i.id, l.id as lineId, l.net_cents as cents from invoice i join invoice_line l on l.invoice_id = i.id
     where i.voided_on is null and i.issued_at is not null and l.net_cents > 0 and l.membership_id is null order by l.id desc limit 60`,
  );
  if (!row) return null;
  const netCents = toCents(random.whole(1, row.cents));
  return {
    name: `credit note of ${netCents} on invoice ${row.id}`,
    work: (now) => makeCreditNote(now, { invoiceId: row.id, lines: [{ lineId: row.lineId, netCents }], reason: "Not done" }),
  };
}

/** What a payment paid is put on other invoices of its household, or becomes credit. */
function moneyMoved(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PaymentId }>(cx, random, "select id from payment where reversed_on is null order by id desc limit 40");
  if (!row) return null;
  return {
    name: `money of payment ${row.id} is split anew`,
    work: (now) => {
      const { rows } = viewSplit(now, row.id);
      const choices = rows.flatMap(({ invoiceId, mostCents }) => {
        const amountCents = toCents(random.whole(0, Math.floor(mostCents / rows.length)));
        return amountCents > 0 ? [{ invoiceId, cents: amountCents }] : [];
      });
      return moveMoney(now, { paymentId: row.id, choices });
    },
  };
}

function paymentRefunded(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PaymentId; invoiceId: InvoiceId; cents: number }>(
    cx,
    random,
    `select p.id, a.invoice_id as invoiceId, sum(a.amount_cents) as cents from payment p join allocation a on a.payment_id = p.id
     where p.reversed_on is null group by p.id, a.invoice_id having sum(a.amount_cents) > 0 order by p.id desc limit 40`,
  );
  if (!row) return null;
  const cents = toCents(random.chance(0.3) ? row.cents : random.whole(1, row.cents));
  const by = random.pick(["credit", "check", "tender"] as const);
  const owedAgain = random.chance(0.2);
  return {
    name: `refund ${cents} of payment ${row.id} on invoice ${row.invoiceId} (${by})`,
    work: (now) => refundPayment(now, { paymentId: row.id, parts: [{ invoiceId: row.invoiceId, cents }], by, owedAgain, reason: "Asked" }),
  };
}

function creditUsed(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: InvoiceId }>(
    cx,
    random,
    "select i.id from invoice i join household h on h.id = i.household_id where i.balance_cents > 0 and i.voided_on is null and h.credit_cents > 0 order by i.id",
  );
  return row ? { name: `credit pays invoice ${row.id}`, work: (now) => applyCredit(now, { invoiceId: row.id }) } : null;
}

function creditPaidOut(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: HouseholdId; cents: number }>(cx, random, "select id, credit_cents as cents from household where credit_cents > 0 order by id");
  if (!row) return null;
  const cents = toCents(random.whole(1, row.cents));
  const by = random.pick(["check", "cash"] as const);
  return { name: `pay ${cents} of credit out by ${by}`, work: (now) => refundCredit(now, { householdId: row.id, cents, by, reason: "Asked" }) };
}

/** Some of what lies in the drawer goes to the bank. */
function deposit(cx: Cx, random: Random): DeskAct | null {
  const postingIds = listUndepositedFunds(cx)
    .items.filter(() => random.chance(0.7))
    .map(({ postingId }) => postingId);
  if (postingIds.length === 0) return null;
  return { name: `deposit of ${postingIds.length}`, work: (now) => makeDeposit(now, { postingIds, depositedOn: now.today, note: "" }) };
}

function lock(cx: Cx, random: Random): DeskAct | null {
  const throughOn = addDays(cx.today, -random.whole(1, 12));
  return { name: `lock through ${throughOn}`, work: (now) => lockDays(now, { throughOn }) };
}
