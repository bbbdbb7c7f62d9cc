/**
 * A small sound practice for tests of `verify`: a household with two invoices, a void one, payments
 * of every fate, credit, a paused membership, benefits, statements, ledger and audit trail.
 */
import { createHash } from "node:crypto";
import { insertAgreement, markSigned } from "../../agreements/agreements.ts";
import { insertAudit } from "../../audit.ts";
import { insertDayClose, insertDrawerCount } from "../../closing/day-closes.ts";
import { insertDeposit, markUndone } from "../../closing/deposits.ts";
import { insertDayLock } from "../../closing/locks.ts";
import { insertPayout } from "../../closing/payouts.ts";
import { insertCreditNote } from "../../credit-notes.ts";
import { insertCredit } from "../../credits.ts";
import type { WritableDb } from "../../database.ts";
import { insertAllocation, insertInvoice, insertInvoiceLine, markVoid } from "../../invoices.ts";
import { insertLedgerEntry } from "../../ledger.ts";
import { insertMembership, insertPeriod } from "../../memberships/records.ts";
import { takeNumber } from "../../numbers.ts";
import { insertPayment, markReversed } from "../../payments.ts";
import { insertCertificate, insertMove } from "../../gift-certificates/certificates.ts";
import { insertPlan } from "../../payment-plans/plans.ts";
import { insertHouseholdRow } from "../../people/household.ts";
import { insertAppointment, setStanding } from "../../schedule/appointments.ts";
import { deferredBalance, lastPostingId } from "../../reports/deferred.ts";
import { insertRefundAttempt, markRefundEnded } from "../../refund-attempts.ts";
import { insertRecognition } from "../../reports/recognitions.ts";
import { insertRoom, saveProviderRow } from "../../schedule/columns.ts";
import { insertEvent } from "../../schedule/events.ts";
import { insertBatch, insertDocument, insertStatement } from "../../statements/records.ts";
import { markMailedStatement, statementEvent } from "../../statements/runs.ts";
import { insertNoticeBatch } from "../../dunning/notices.ts";
import { hashedText } from "#domain/agreements/agreed.ts";
import { insertStaff } from "../../staff.ts";
import { openTestFile, type TestFile } from "../../testing.ts";
import { toDay, toInstant, type Day } from "#domain/calendar.ts";
import {
  asId,
  type AppointmentId,
  type HouseholdId,
  type InvoiceId,
  type InvoiceLineId,
  type MembershipId,
  type PatientId,
  type PlanId,
  type RoomId,
  type StaffId,
} from "#domain/identity.ts";
import type { DocumentId, EntryId, NoticeId, PaymentId } from "#domain/identity.ts";
import type { Posting } from "#domain/ledger/accounts.ts";
import { toCents, type Cents } from "#domain/money.ts";

const at = toInstant("2026-03-01T09:00:00.000Z");
const on = toDay("2026-03-01");

const houseless = (account: Posting["account"], cents: number): Posting => ({ account, amountCents: toCents(cents), householdId: null });

/** A fresh file that `verify` finds nothing wrong with. */
export function openSoundFile(): TestFile {
  const file = openTestFile();
  file.db.write((db) => {
    const staffId = insertStaff(db, { name: "Ada", username: "ada", role: "owner", passwordHash: null, createdAt: at });
    const desk = new Desk(db, staffId);
    const dues = desk.invoice(5000, 400, { membership: true });
    const second = desk.invoice(2000, 0);
    const dead = desk.invoice(900, 0);
    desk.pay(5000, dues);
    desk.pay(700, second, 300);
    desk.takeBack(desk.pay(100, second));
    desk.useCredit(second, 200);
    desk.void(dead);
    desk.writeOff(second, 50);
    desk.statement();
    desk.coupon(dues);
    desk.giftAndPlan(second);
    desk.refusedRefund();
    desk.agreement();
    desk.priceRise();
    desk.edit(desk.invoice(900, 0), 800, 100);
    desk.draft();
    desk.visits(second);
    desk.packages();
    desk.wallet();
    desk.mail();
    desk.closing();
  });
  return file;
}

class Desk {
  readonly #db: WritableDb;
  readonly #staffId: StaffId;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly membershipId: MembershipId;

  constructor(db: WritableDb, staffId: StaffId) {
    this.#db = db;
    this.#staffId = staffId;
    const address = { line1: "1 Elm", line2: "", city: "Salem", region: "MA", postalCode: "01970", country: "US" };
    this.householdId = insertHouseholdRow(db, { name: "Rosa Lee", address, contactPreference: "print", createdAt: at });
    this.patientId = asId<PatientId>(
      db.exec(
        "insert into patient (household_id, chart_number, sort_name, created_at) values (?, '1', 'lee', ?)",
        this.householdId,
        at,
      ).id,
    );
    this.membershipId = this.#enrol();
    this.#audit("patient.added", `patient/${this.patientId}`);
  }

  #enrol(): MembershipId {
    const db = this.#db;
    const { id: planId } = db.exec("insert into plan (name, state, created_at) values ('Adult', 'on_sale', ?)", at);
    const membershipId = insertMembership(db, {
      patientId: this.patientId,
      householdId: this.householdId,
      planId: asId<PlanId>(planId),
      startOn: toDay("2026-01-31"),
      benefitYearOn: toDay("2026-01-31"),
      createdBy: null,
      createdAt: at,
    });
    db.exec(
      `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at)
       values (?, 'pause', '2026-03-31', '2026-06-30', 'abroad', ?)`,
      membershipId,
      at,
    );
    // The pause as the change that it was; another one was asked for before it and taken back.
    db.exec(
      `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at, withdrawn_at)
       values (?, 'pause', '2026-08-31', '2026-10-31', 'abroad', ?, ?)`,
      membershipId,
      at,
      at,
    );
    for (const [hold, undoneAt] of [[1, null], [2, at]] as const) {
      const trace = { from: { entry: 0, membership_hold: hold - 1 }, to: { entry: 0, membership_hold: hold }, before: {}, grants: [] };
      const { id: changeId } = db.exec(
        `insert into membership_change (kind, effective_on, sentence, trace, created_at, undone_at)
         values ('hold', '2026-03-31', 'On hold.', ?, ?, ?)`,
        JSON.stringify(trace),
        at,
        undoneAt,
      );
      db.exec("insert into membership_changed (change_id, membership_id) values (?, ?)", changeId, membershipId);
    }
    db.exec(
      `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, used, created_at)
       values (?, 'cleaning', 'Cleaning', '2026-01-31', '2027-01-31', 2, 1, ?)`,
      membershipId,
      at,
    );
    return membershipId;
  }

  /** Told on 15 January, in effect since 28 February. */
  priceRise(): void {
    const db = this.#db;
    const { id: version } = db.exec("insert into plan_version (plan_id, number, terms, created_at) values (1, 1, '{}', ?)", at);
    db.exec(
      `insert into membership_schedule (membership_id, seq, plan_version_id, period_months, price_cents, draw_day, anchor_on, opening, reason, created_at)
       values (?, 0, ?, 1, 3900, 31, '2026-02-28', 'none', 'Price rise', ?)`,
      this.membershipId,
      version,
      at,
    );
    db.exec("insert into price_rise (effective_on, scope, notice_days, reason, created_at) values ('2026-02-20', 'first_draw_after_notice', 30, 'Costs', ?)", at);
    db.exec("insert into price_rise_plan (rise_id, plan_id, from_version_id, prices) values (1, 1, ?, '[]')", version);
    db.exec(
      `insert into notice (household_id, event, kind, due_on, channel, state, told_on, created_at)
       values (?, 'price_rise/1/household/1', 'price_change', '2026-02-20', 'letter', 'printed', '2026-01-15', ?)`,
      this.householdId,
      at,
    );
    db.exec(
      `insert into price_rise_member (rise_id, membership_id, plan_id, old_cents, new_cents, wished_on, notice_id, took_effect_on)
       values (1, ?, 1, 3700, 3900, '2026-02-20', (select max(id) from notice), '2026-02-28')`,
      this.membershipId,
    );
  }

  #book(kind: "invoice_issued" | "invoice_revised" | "credit_noted" | "payment_received" | "credit_applied" | "written_off" | "invoice_voided" | "payment_reversed" | "drawer_counted" | "deposited" | "deposit_undone" | "payout_received" | "package_cancelled" | "wallet_banked", postings: Posting[], about: { invoiceId?: InvoiceId; paymentId?: PaymentId; reversesId?: EntryId } = {}): EntryId {
    return insertLedgerEntry(this.#db, {
      kind,
      householdId: this.householdId,
      effectiveOn: on,
      enteredAt: at,
      actorId: this.#staffId,
      workstation: "desk",
      memo: kind,
      postings,
      ...about,
    });
  }

  #audit(action: string, subject: string): void {
    insertAudit(this.#db, { at, actorId: this.#staffId, workstation: "desk", action, subject, after: { n: 1 } });
  }

  /** An invoice of one line; with a membership it bills two months and leaves the third to a pause. */
  invoice(netCents: number, taxCents: number, options: { membership?: boolean } = {}): InvoiceId {
    const db = this.#db;
    const [net, tax] = [toCents(netCents), toCents(taxCents)];
    const number = takeNumber(db, "invoice");
    const total = toCents(netCents + taxCents);
    const invoiceId = insertInvoice(db, {
      number,
      kind: "manual",
      householdId: this.householdId,
      patientId: this.patientId,
      billTo: ["Rosa Lee"],
      drawOn: null,
      drawSeq: 0,
      invoicedOn: on,
      issuedAt: at,
      dueOn: on,
      termsDays: 0,
      totalCents: total,
      taxCents: tax,
      createdBy: this.#staffId,
    });
    const lineId = this.#line(invoiceId, net, tax, options.membership ?? false);
    this.#book("invoice_issued", [
      { account: "receivable", amountCents: total, householdId: this.householdId },
      { account: "revenue_services", amountCents: toCents(-netCents), householdId: null },
      { account: "tax_payable", amountCents: toCents(-taxCents), householdId: null },
    ], { invoiceId });
    if (options.membership) this.#periods(invoiceId, lineId, net);
    return invoiceId;
  }

  #line(invoiceId: InvoiceId, net: Cents, tax: Cents, ofMembership: boolean): InvoiceLineId {
    return insertInvoiceLine(this.#db, invoiceId, 1, {
      kind: ofMembership ? "dues" : "service",
      patientId: this.patientId,
      membershipId: ofMembership ? this.membershipId : null,
      planVersionId: null,
      description: "A line",
      serviceOn: on,
      fromOn: null,
      toOn: null,
      quantity: 1,
      unitCents: net,
      netCents: net,
      taxRatePpm: 0,
      taxCents: tax,
      facts: {} as never,
    });
  }

  #periods(invoiceId: InvoiceId, invoiceLineId: InvoiceLineId, amountCents: Cents): void {
    const months: [Day, Day][] = [
      [toDay("2026-01-31"), toDay("2026-02-28")],
      [toDay("2026-02-28"), toDay("2026-03-31")],
    ];
    for (const [from, to] of months)
      insertPeriod(this.#db, {
        membershipId: this.membershipId,
        dues: { kind: "period", from, to, chargeOn: from, amountCents },
        invoiceId,
        invoiceLineId,
        createdAt: at,
      });
  }

  pay(cents: number, invoiceId: InvoiceId, toCredit = 0): PaymentId {
    const db = this.#db;
    const paymentId = insertPayment(db, {
      receiptNumber: takeNumber(db, "receipt"),
      householdId: this.householdId,
      tender: "cash",
      reference: "",
      amountCents: toCents(cents),
      tenderedCents: null,
      changeCents: toCents(0),
      receivedOn: on,
      note: "",
      staffId: this.#staffId,
      workstation: "desk",
      createdAt: at,
    });
    const applied = cents - toCredit;
    const entryId = this.#book("payment_received", [
      { account: "cash_drawer", amountCents: toCents(cents), householdId: null },
      { account: "receivable", amountCents: toCents(-applied), householdId: this.householdId },
      { account: "household_credit", amountCents: toCents(-toCredit), householdId: this.householdId },
    ], { paymentId });
    insertAllocation(db, { invoiceId, source: "payment", paymentId, amountCents: applied, effectiveOn: on, entryId, createdAt: at });
    if (toCredit > 0)
      insertCredit(db, {
        householdId: this.householdId,
        origin: "overpayment",
        paymentId,
        amountCents: toCents(toCredit),
        grantedOn: on,
        memo: "",
        createdAt: at,
      });
    return paymentId;
  }

  /** A gift certificate that was redeemed in part and given back for the rest, and a payment plan of two parts. */
  giftAndPlan(invoiceId: InvoiceId): void {
    const db = this.#db;
    const paymentId = this.pay(10, invoiceId);
    db.exec("update payment set tender = 'gift_certificate' where id = ?", paymentId);
    const certificateId = insertCertificate(db, {
      number: takeNumber(db, "gift_certificate"),
      code: "ABCDE-FGHJK",
      householdId: this.householdId,
      invoiceId,
      recipient: "",
      amountCents: toCents(500),
      soldOn: on,
      createdBy: null,
      createdAt: at,
    });
    insertMove(db, { certificateId, kind: "redeemed", paymentId, amountCents: -10, movedOn: on, createdAt: at });
    insertMove(db, { certificateId, kind: "cancelled", paymentId: null, amountCents: -490, movedOn: on, createdAt: at });
    insertPlan(db, {
      householdId: this.householdId,
      totalCents: toCents(300),
      every: "month",
      payBy: "desk",
      startedOn: on,
      createdBy: null,
      createdAt: at,
      invoices: [{ invoiceId, settledCents: toCents(0), dueOn: on }],
      parts: [
        { position: 0, dueOn: on, cents: toCents(150), throughCents: toCents(150) },
        { position: 1, dueOn: on, cents: toCents(150), throughCents: toCents(300) },
      ],
    });
  }

  /** A refund to a card that the processor has and refused, of a charge that this file does not know. */
  refusedRefund(): void {
    const db = this.#db;
    insertRefundAttempt(db, {
      key: "refused",
      chargeKey: null,
      paymentId: null,
      householdId: this.householdId,
      amountCents: toCents(700),
      epoch: 1,
      origin: "found",
      claimedBy: "",
      attemptOn: on,
      staffId: null,
      reason: "",
      sentAt: at,
    });
    markRefundEnded(db, "refused", {
      state: "declined",
      bookedAs: "taken_back",
      entryId: null,
      processorId: "re_1",
      declineCode: "no_such_charge",
      failure: null,
      at,
      on,
    });
  }

  takeBack(paymentId: PaymentId): void {
    const db = this.#db;
    const entry = db.get<{ id: EntryId }>("select id from entry where payment_id = ?", paymentId);
    const old = db.get<{ id: number; invoiceId: InvoiceId; cents: number }>(
      "select id, invoice_id as invoiceId, amount_cents as cents from allocation where payment_id = ?",
      paymentId,
    );
    if (!entry || !old) throw new Error("the payment was taken before");
    const entryId = this.#book("payment_reversed", [
      { account: "cash_drawer", amountCents: toCents(-old.cents), householdId: null },
      { account: "receivable", amountCents: toCents(old.cents), householdId: this.householdId },
    ], { paymentId, reversesId: entry.id });
    insertAllocation(db, {
      invoiceId: old.invoiceId,
      source: "payment",
      paymentId,
      amountCents: -old.cents,
      effectiveOn: on,
      entryId,
      reversesId: old.id,
      createdAt: at,
    });
    markReversed(db, paymentId, { on, reason: "mistyped", as: "mistake" });
  }

  useCredit(invoiceId: InvoiceId, cents: number): void {
    const credit = this.#db.get<{ id: number }>("select id from credit where left_cents > 0");
    if (!credit) throw new Error("there is credit to use");
    const entryId = this.#book("credit_applied", [
      { account: "household_credit", amountCents: toCents(cents), householdId: this.householdId },
      { account: "receivable", amountCents: toCents(-cents), householdId: this.householdId },
    ], { invoiceId });
    insertAllocation(this.#db, { invoiceId, source: "credit", creditId: asId(credit.id), amountCents: cents, effectiveOn: on, entryId, createdAt: at });
  }

  writeOff(invoiceId: InvoiceId, cents: number): void {
    const entryId = this.#book("written_off", [
      { account: "write_off", amountCents: toCents(cents), householdId: null },
      { account: "receivable", amountCents: toCents(-cents), householdId: this.householdId },
    ], { invoiceId });
    insertAllocation(this.#db, { invoiceId, source: "write_off", amountCents: cents, effectiveOn: on, entryId, createdAt: at });
  }

  void(invoiceId: InvoiceId): void {
    const issued = this.#db.get<{ id: EntryId; cents: number }>(
      `select e.id as id, p.amount_cents as cents from entry e join posting p on p.entry_id = e.id
       where e.invoice_id = ? and e.kind = 'invoice_issued' and p.account = 'receivable'`,
      invoiceId,
    );
    if (!issued) throw new Error("the invoice was issued before");
    this.#book("invoice_voided", [
      { account: "receivable", amountCents: toCents(-issued.cents), householdId: this.householdId },
      { account: "revenue_services", amountCents: toCents(issued.cents), householdId: null },
    ], { invoiceId, reversesId: issued.id });
    markVoid(this.#db, invoiceId, on, "mistyped");
    this.#audit("invoice.voided", `invoice/${invoiceId}`);
  }

  /** An invoice edited to another total, of which a part is then given back. */
  edit(invoiceId: InvoiceId, cents: number, backCents: number): void {
    const db = this.#db;
    const was = db.get<{ entryId: EntryId; total: number; lineId: InvoiceLineId }>(
      `select e.id as entryId, i.total_cents as total, l.id as lineId from invoice i join entry e on e.invoice_id = i.id
         join invoice_line l on l.invoice_id = i.id where i.id = ?`,
      invoiceId,
    );
    if (!was) throw new Error("the invoice was issued before");
    const booked = (amount: number): Posting[] => [
      { account: "receivable", amountCents: toCents(amount), householdId: this.householdId },
      { account: "revenue_services", amountCents: toCents(-amount), householdId: null },
    ];
    this.#book("invoice_revised", booked(-was.total), { invoiceId, reversesId: was.entryId });
    this.#book("invoice_revised", booked(cents), { invoiceId });
    db.exec(
      "insert into invoice_revision (invoice_id, revision, content, total_cents, reason, replaced_at) values (?, 1, ?, ?, 'Mistyped', ?)",
      invoiceId,
      JSON.stringify({ lines: [{ netCents: was.total, taxCents: 0 }] }),
      was.total,
      at,
    );
    db.exec("update invoice_line set net_cents = ?, unit_cents = ? where id = ?", cents, cents, was.lineId);
    db.exec("update invoice set total_cents = ?, balance_cents = ?, revision = 2 where id = ?", cents, cents, invoiceId);
    const entryId = this.#book("credit_noted", booked(-backCents), { invoiceId });
    insertAllocation(db, { invoiceId, source: "credit_note", amountCents: backCents, effectiveOn: on, entryId, createdAt: at });
    insertCreditNote(db, {
      number: takeNumber(db, "credit_note"),
      invoiceId,
      householdId: this.householdId,
      notedOn: on,
      reason: "Half done",
      totalCents: toCents(backCents),
      taxCents: toCents(0),
      toCreditCents: toCents(0),
      entryId,
      createdBy: null,
      createdAt: at,
      lines: [{ lineId: was.lineId, netCents: toCents(backCents), taxCents: toCents(0) }],
    });
  }

  draft(): void {
    const db = this.#db;
    const { id } = db.exec(
      `insert into invoice (kind, household_id, bill_to, invoiced_on, due_on, total_cents, balance_cents, created_at)
       values ('manual', ?, '["Rosa Lee"]', ?, ?, 500, 0, ?)`,
      this.householdId,
      on,
      on,
      at,
    );
    this.#line(asId<InvoiceId>(id), toCents(500), toCents(0), false);
  }

  /** A package of two uses at 5.00, one of them redeemed on a visit, and a benefit used on another. */
  packages(): void {
    const db = this.#db;
    const sold = this.invoice(1000, 0);
    db.exec("update invoice_line set kind = 'package' where invoice_id = ?", sold);
    this.pay(1000, sold);
    this.#book("package_cancelled", [
      { account: "revenue_services", amountCents: toCents(1000), householdId: null },
      { account: "package_liability", amountCents: toCents(-1000), householdId: null },
    ]);
    db.exec("insert into package (name, terms, created_at) values ('Two', '{}', ?)", at);
    db.exec(
      "insert into package_sale (package_id, household_id, patient_id, invoice_id, terms, price_cents, bought_on, created_at) values (1, ?, ?, ?, '{}', 1000, ?, ?)",
      this.householdId,
      this.patientId,
      sold,
      on,
      at,
    );
    for (const position of [1, 2]) db.exec("insert into package_unit (sale_id, position, value_cents) values (1, ?, 500)", position);
    const visit = this.invoice(500, 0);
    const paymentId = this.pay(500, visit);
    db.exec("update payment set tender = 'package_unit' where id = ?", paymentId);
    this.#book("package_cancelled", [
      { account: "package_liability", amountCents: toCents(500), householdId: null },
      { account: "cash_drawer", amountCents: toCents(-500), householdId: null },
    ]);
    db.exec(
      `insert into package_use (unit_id, kind, patient_id, used_on, invoice_id, line_id, payment_id, created_at)
       values (1, 'redeemed', ?, ?, ?, (select max(id) from invoice_line), ?, ?)`,
      this.patientId,
      on,
      visit,
      paymentId,
      at,
    );
    db.exec(
      `insert into benefit_use (grant_id, patient_id, used_on, invoice_id, line_id, list_cents, off_cents, line_before, created_at)
       values (1, ?, ?, 1, 1, 500, 500, '{}', ?)`,
      this.patientId,
      on,
      at,
    );
  }

  /** Dues of which 10.00 were banked and 4.00 spent, and a benefit of which one unit rolled over and one was lost. */
  wallet(): void {
    const db = this.#db;
    const move = (kind: string, cents: number, entryId: EntryId, periodId: number | null, paymentId: PaymentId | null): void =>
      void db.exec(
        "insert into wallet_move (membership_id, kind, cents, period_id, payment_id, entry_id, moved_on, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        this.membershipId,
        kind,
        cents,
        periodId,
        paymentId,
        entryId,
        on,
        at,
      );
    const banked = this.#book("wallet_banked", [
      { account: "deferred_dues", amountCents: toCents(1000), householdId: null },
      { account: "wallet_liability", amountCents: toCents(-1000), householdId: null },
    ]);
    move("banked", 1000, banked, 1, null);
    const paymentId = this.pay(400, this.invoice(400, 0));
    db.exec("update payment set tender = 'wallet' where id = ?", paymentId);
    const spent = this.#book("wallet_banked", [
      { account: "wallet_liability", amountCents: toCents(400), householdId: null },
      { account: "cash_drawer", amountCents: toCents(-400), householdId: null },
    ]);
    move("spent", -400, spent, null, paymentId);
    const grant = (from: string, to: string, quantity: number, origin: string, rolledFrom: number | null) =>
      db.exec(
        `insert into benefit_grant (membership_id, benefit, label, from_on, to_on, quantity, origin, rolled_from, created_at)
         values (?, 'polish', 'Polish', ?, ?, ?, ?, ?, ?)`,
        this.membershipId,
        from,
        to,
        quantity,
        origin,
        rolledFrom,
        at,
      ).id;
    const ended = grant("2026-01-31", "2026-02-28", 2, "plan", null);
    db.exec("update benefit_grant set closed_on = to_on, rolled = 1, forfeited = 1 where id = ?", ended);
    grant("2026-02-28", "2026-05-28", 1, "rollover", ended);
  }

  /** Two providers at the same hour, each in a room, and a visit that was missed for a fee. */
  visits(feeInvoiceId: InvoiceId): void {
    const db = this.#db;
    const staffId = insertStaff(db, { name: "Wei", username: "wei", role: "provider", passwordHash: null, createdAt: at });
    const providers = [this.#staffId, staffId];
    const rooms = ["Room 1", "Room 2"].map((name) => insertRoom(db, { name, doubleBooking: false, createdAt: at }));
    for (const providerId of providers) saveProviderRow(db, { providerId, doubleBooking: false, endedAt: null, now: at });
    providers.forEach((providerId, index) => this.#visit(providerId, rooms[index] ?? null, 9));
    const missed = this.#visit(staffId, null, 11);
    setStanding(db, missed, { state: "no_show", invoiceId: null, fee: "charged", feeInvoiceId });
    insertEvent(db, { appointmentId: missed, what: "no_show", state: "no_show", detail: "", createdBy: this.#staffId, at });
  }

  #visit(providerId: StaffId, roomId: RoomId | null, hour: number): AppointmentId {
    const appointmentId = insertAppointment(this.#db, {
      patientId: this.patientId,
      providerId,
      roomId,
      visitOn: on,
      fromMinute: hour * 60,
      minutes: 60,
      startsAt: toInstant(`${on}T${String(hour).padStart(2, "0")}:00:00.000Z`),
      endsAt: toInstant(`${on}T${String(hour + 1).padStart(2, "0")}:00:00.000Z`),
      note: "",
      createdBy: this.#staffId,
      createdAt: at,
    });
    insertEvent(this.#db, { appointmentId, what: "booked", state: "booked", detail: "", createdBy: this.#staffId, at });
    return appointmentId;
  }

  /** A drawer five over, cash and a check at the bank, a deposit that was undone, a payout, a locked day. */
  closing(): void {
    const db = this.#db;
    const closeId = insertDayClose(db, on, this.#staffId, at);
    const overId = this.#book("drawer_counted", [houseless("cash_drawer", 5), houseless("over_short", -5)]);
    const none = toCents(0);
    insertDrawerCount(db, {
      closeId,
      seq: 1,
      pieces: { "5": 1 },
      floatCents: none,
      countedCashCents: toCents(5),
      expectedCashCents: none,
      countedChecksCents: none,
      expectedChecksCents: none,
      cardBatchCents: none,
      expectedCardCents: none,
      overCents: toCents(5),
      reason: "Nobody knows",
      entryId: overId,
      by: this.#staffId,
      at,
    });
    const undone = this.#deposit(overId, 5);
    this.#book("deposit_undone", [houseless("bank", -5), houseless("cash_drawer", 5)], { reversesId: undone.entryId });
    markUndone(db, undone.depositId, { on, by: this.#staffId, reason: "Wrong bag", at });
    this.#deposit(overId, 5);
    const entryId = this.#book("payout_received", [houseless("bank", 90), houseless("processor_fees", 10), houseless("card_clearing", -100)]);
  const earnedOn = toDay("2026-02-28");
  insertRecognition(db, {
    onDay: earnedOn,
    entryId: null,
    deferredCents: deferredBalance(db, earnedOn, undefined),
    lastPostingId: lastPostingId(db),
    createdAt: at,
  });
    insertPayout(db, {
      payoutId: "po_1",
      arrivedOn: on,
      amountCents: toCents(90),
      entryId,
      takenAt: at,
      items: [{ kind: "charge", chargeKey: null, happenedOn: on, amountCents: toCents(100), feeCents: toCents(10) }],
    });
    insertDayLock(db, { throughOn: toDay("2026-02-28"), reason: "", by: this.#staffId, at });
  }

  #deposit(entryId: EntryId, cents: number) {
    const db = this.#db;
    const { id: postingId } = db.get<{ id: number }>(
      "select id from posting where entry_id = ? and account = 'cash_drawer'",
      entryId,
    ) ?? { id: 0 };
    const depositedId = this.#book("deposited", [houseless("bank", cents), houseless("cash_drawer", -cents)]);
    const depositId = insertDeposit(db, {
      number: takeNumber(db, "deposit"),
      depositedOn: on,
      cashCents: toCents(cents),
      checksCents: toCents(0),
      note: "",
      entryId: depositedId,
      by: this.#staffId,
      at,
      items: [{ postingId, paymentId: null, amountCents: toCents(cents) }],
    });
    return { depositId, entryId: depositedId };
  }

  /** A coupon for one charge, used on it. */
  coupon(invoiceId: InvoiceId): void {
    const db = this.#db;
    const { id: couponId } = db.exec("insert into coupon (code, terms, created_at) values ('ONCE', '{}', ?)", at);
    const { id: heldId } = db.exec(
      `insert into held_coupon (coupon_id, household_id, terms, applied_on, created_at) values (?, ?, '{"charges":1}', ?, ?)`,
      couponId,
      this.householdId,
      on,
      at,
    );
    db.exec("insert into coupon_use (held_coupon_id, invoice_id, off_cents, created_at) values (?, ?, 1, ?)", heldId, invoiceId, at);
  }

  /** Signed on the screen, with its copy. */
  agreement(): void {
    const db = this.#db;
    const [text, agreed] = ["Terms", '{"priceCents":5000}'];
    const fingerprint = createHash("sha256").update(hashedText(text, agreed)).digest("hex");
    const id = insertAgreement(db, { membershipId: this.membershipId, text, agreed, fingerprint, templateVersionId: null, createdAt: at });
    const documentId = insertDocument(db, {
      kind: "agreement",
      householdId: this.householdId,
      title: "Signed agreement",
      sha256: "copy",
      bytes: 1,
      pages: 1,
      createdBy: this.#staffId,
      createdAt: at,
    });
    markSigned(db, id, { on, at, method: "screen", signer: "Rosa", signature: "{}", before: this.#staffId, workstation: "desk", documentId });
  }

  statement(): void {
    this.#db.exec(
      `insert into statement (number, household_id, as_of_on, from_on, closing_cents, created_at)
       values (?, ?, ?, ?, 0, ?)`,
      takeNumber(this.#db, "statement"),
      this.householdId,
      on,
      on,
      at,
    );
    this.#audit("statement.made", "statement/1");
  }

  /** A statement that went by e-mail, a letter that did, one that waits to, and one of a print run. */
  mail(): void {
    const db = this.#db;
    const file = { sha256: "ef".repeat(32), bytes: 1, pages: 1, createdBy: this.#staffId, createdAt: at };
    const documentId = insertDocument(db, { ...file, kind: "statement", householdId: this.householdId, title: "Statement 2" });
    const batchId = insertBatch(db, { asOfOn: on, fromOn: on, documentId: null, createdBy: this.#staffId, createdAt: at });
    const number = takeNumber(db, "statement");
    const statementId = insertStatement(db, { number, householdId: this.householdId, batchId, documentId, asOfOn: on, fromOn: on, closingCents: toCents(0), createdAt: at, channel: "email" });
    const message = (event: string, about: "notice" | "document", ids: { noticeId?: NoticeId; documentId?: DocumentId }, state: "sent" | "queued"): void => {
      db.exec(
        `insert into mail (message_id, household_id, event, about, notice_id, document_id, to_name, to_email, state, next_at, created_at, began_at, ended_at)
         values (?, ?, ?, ?, ?, ?, 'Rosa', 'rosa@families.example', ?, ?, ?, ?, ?)`,
        `<${event}@x.example>`,
        this.householdId,
        event,
        about,
        ids.noticeId ?? null,
        ids.documentId ?? null,
        state,
        at,
        at,
        state === "sent" ? at : null,
        state === "sent" ? at : null,
      );
    };
    message(statementEvent(statementId), "document", { documentId }, "sent");
    // The mailbox told that it was delayed, before it arrived.
    db.exec("insert into mail_return (mail_id, fingerprint, outcome, found_at) select id, 'f', 'delayed', ? from mail where event = ?", at, statementEvent(statementId));
    markMailedStatement(db, documentId, at);
    const notice = (event: string, told: boolean, channel: "email" | "letter"): NoticeId =>
      asId<NoticeId>(
        db.exec(
          "insert into notice (household_id, event, kind, due_on, channel, state, told_on, created_at) values (?, ?, 'card_expires_30', ?, ?, ?, ?, ?)",
          this.householdId,
          event,
          on,
          channel,
          told ? (channel === "email" ? "sent" : "printed") : "queued",
          told ? on : null,
          at,
        ).id,
      );
    message("notice/sent", "notice", { noticeId: notice("card/1", true, "email") }, "sent");
    message("notice/waits", "notice", { noticeId: notice("card/2", false, "email") }, "queued");
    const letters = insertDocument(db, { ...file, kind: "notice_batch", householdId: null, title: "1 letter" });
    const runId = insertNoticeBatch(db, { documentId: letters, letters: 1, printedOn: on, createdBy: this.#staffId, createdAt: at });
    db.exec("update notice set batch_id = ?, document_id = ? where id = ?", runId, letters, notice("card/3", true, "letter"));
  }
}
