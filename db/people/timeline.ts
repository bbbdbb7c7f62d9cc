/**
 * Everything that happened on a chart, source by source (MEM-20): the household's money, the
 * patient's memberships, and who changed what. Each source answers its newest rows only.
 */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { Tender } from "#domain/ledger/accounts.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "../database.ts";
import { statusCase } from "../invoice-tracker/status-case.ts";
import type { InvoiceStatus } from "#domain/invoices/status-words.ts";

/** The most rows of one source: decades of a household's draws. */
const mostRows = 1_000;

export type ChartOf = { readonly patientId: PatientId; readonly householdId: HouseholdId; readonly today: Day };

export type InvoiceEvent = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly on: Day;
  readonly at: Instant;
  readonly dueOn: Day;
  readonly totalCents: Cents;
  readonly kind: "draw" | "enrolment" | "manual";
  readonly status: InvoiceStatus;
  readonly voidedOn: Day | null;
  readonly voidReason: string | null;
  readonly by: string | null;
};

/** Issued invoices of the household, and those of another one that bill this patient. */
export function listInvoiceEvents(db: ReadableDb, chart: ChartOf): InvoiceEvent[] {
  return db.all<InvoiceEvent>(
    `select i.id as invoiceId, i.number, i.invoiced_on as "on", i.issued_at as at, i.due_on as dueOn,
       i.total_cents as totalCents, i.kind, ${statusCase} as status, i.voided_on as voidedOn,
       i.void_reason as voidReason, s.name as by
     from invoice i left join staff s on s.id = i.created_by
     where i.issued_at is not null and i.number is not null
       and (i.household_id = ? or i.id in (select invoice_id from invoice_line where patient_id = ?))
     order by i.invoiced_on desc, i.id desc limit ?`,
    chart.today,
    chart.householdId,
    chart.patientId,
    mostRows,
  );
}

export type PaymentEvent = {
  readonly id: number;
  readonly receiptNumber: number;
  readonly on: Day;
  readonly at: Instant;
  readonly tender: Tender;
  readonly reference: string;
  readonly amountCents: Cents;
  readonly reversedOn: Day | null;
  readonly reverseReason: string | null;
  readonly by: string | null;
};

export function listPaymentEvents(db: ReadableDb, { householdId }: ChartOf): PaymentEvent[] {
  return db.all<PaymentEvent>(
    `select p.id, p.receipt_number as receiptNumber, p.received_on as "on", p.created_at as at, p.tender, p.reference,
       p.amount_cents as amountCents, p.reversed_on as reversedOn, p.reverse_reason as reverseReason, s.name as by
     from payment p left join staff s on s.id = p.staff_id
     where p.household_id = ? order by p.received_on desc, p.id desc limit ?`,
    householdId,
    mostRows,
  );
}

export type SettlementEvent = {
  readonly id: number;
  readonly source: "credit_note" | "write_off";
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly on: Day;
  readonly at: Instant;
  readonly amountCents: Cents;
  readonly memo: string;
  readonly by: string | null;
};

/**
 * Credit notes and write-offs of this patient's part of the household's invoices, and of whole invoices; what is
 * another member's stands on their chart. Taking one back is an event too.
 */
export function listSettlementEvents(db: ReadableDb, { householdId, patientId }: ChartOf): SettlementEvent[] {
  return db.all<SettlementEvent>(
    `select a.id, a.source, a.invoice_id as invoiceId, i.number, a.effective_on as "on", a.created_at as at,
       a.amount_cents as amountCents, e.memo, s.name as by
     from allocation a join invoice i on i.id = a.invoice_id join entry e on e.id = a.entry_id
       left join staff s on s.id = e.actor_id
     where i.household_id = ? and a.source in ('credit_note', 'write_off')
       and (e.patient_id is null or e.patient_id = ?
         or e.patient_id in (select id from patient where merged_into_id = ?))
     order by a.id desc limit ?`,
    householdId,
    patientId,
    patientId,
    mostRows,
  );
}

export type CreditEvent = {
  readonly id: number;
  readonly origin: "overpayment" | "settlement" | "goodwill";
  readonly on: Day;
  readonly at: Instant;
  readonly amountCents: Cents;
  readonly memo: string;
};

export function listCreditEvents(db: ReadableDb, { householdId }: ChartOf): CreditEvent[] {
  return db.all<CreditEvent>(
    `select id, origin, granted_on as "on", created_at as at, amount_cents as amountCents, memo
     from credit where household_id = ? order by id desc limit ?`,
    householdId,
    mostRows,
  );
}

export type StatementEvent = {
  readonly id: number;
  readonly number: number;
  readonly on: Day;
  readonly at: Instant;
  readonly closingCents: Cents;
  readonly channel: string;
  readonly sentAt: Instant | null;
};

export function listStatementEvents(db: ReadableDb, { householdId }: ChartOf): StatementEvent[] {
  return db.all<StatementEvent>(
    `select id, number, as_of_on as "on", created_at as at, closing_cents as closingCents, channel, sent_at as sentAt
     from statement where household_id = ? order by id desc limit ?`,
    householdId,
    mostRows,
  );
}

export type MembershipEvent = {
  readonly id: number;
  readonly planName: string;
  readonly on: Day;
  readonly at: Instant;
  readonly priceCents: Cents;
  readonly periodMonths: number;
  readonly drawDay: number;
  /** An earlier membership of theirs had begun before. */
  readonly again: 0 | 1;
  readonly by: string | null;
};

export function listEnrolments(db: ReadableDb, { patientId }: ChartOf): MembershipEvent[] {
  return db.all<MembershipEvent>(
    `select m.id, plan.name as planName, m.start_on as "on", m.created_at as at, r.price_cents as priceCents,
       r.period_months as periodMonths, r.draw_day as drawDay,
       exists (select 1 from membership o where o.patient_id = m.patient_id and o.plan_id = m.plan_id and o.id < m.id) as again,
       s.name as by
     from membership m join plan on plan.id = m.plan_id
       join membership_schedule r on r.membership_id = m.id
         and r.seq = (select min(seq) from membership_schedule where membership_id = m.id)
       left join staff s on s.id = m.created_by
     where m.patient_id = ? order by m.id desc limit ?`,
    patientId,
    mostRows,
  );
}

export type HoldEvent = {
  readonly id: number;
  readonly planName: string;
  readonly kind: "pause" | "extend" | "billing_only";
  readonly on: Day;
  readonly untilOn: Day | null;
  readonly at: Instant;
  readonly reason: string;
  readonly by: string | null;
};

export function listHoldEvents(db: ReadableDb, { patientId }: ChartOf): HoldEvent[] {
  return db.all<HoldEvent>(
    `select h.id, plan.name as planName, h.kind, h.from_on as "on", h.until_on as untilOn, h.created_at as at,
       h.reason, s.name as by
     from membership_hold h join membership m on m.id = h.membership_id join plan on plan.id = m.plan_id
       left join staff s on s.id = h.created_by
     where m.patient_id = ? and h.withdrawn_at is null order by h.id desc limit ?`,
    patientId,
    mostRows,
  );
}

export type EndEvent = {
  readonly id: number;
  readonly planName: string;
  readonly kind: "cancelled" | "expired" | "lapsed";
  readonly on: Day;
  readonly at: Instant;
  readonly reason: string;
  readonly by: string | null;
};

/** Cancellations, expiries and lapses that stand. */
export function listEndEvents(db: ReadableDb, { patientId }: ChartOf): EndEvent[] {
  return db.all<EndEvent>(
    `select c.id, plan.name as planName, c.kind, c.effective_on as "on", c.created_at as at, c.reason, s.name as by
     from membership_cancellation c join membership m on m.id = c.membership_id join plan on plan.id = m.plan_id
       left join staff s on s.id = c.created_by
     where m.patient_id = ? and c.withdrawn_at is null
     union all
     select l.id, plan.name, 'lapsed', l.lapsed_on, l.created_at, l.unpaid_since_on, null
     from membership_lapse l join membership m on m.id = l.membership_id join plan on plan.id = m.plan_id
     where m.patient_id = ? and l.ended_at is null
     limit ?`,
    patientId,
    patientId,
    mostRows,
  );
}

export type ChangeEvent = {
  readonly id: number;
  readonly action: string;
  readonly at: Instant;
  readonly before: string | null;
  readonly after: string | null;
  readonly by: string | null;
};

/** Who changed the person's record or the household's, and which fields. */
export function listChangeEvents(db: ReadableDb, chart: ChartOf): ChangeEvent[] {
  return db.all<ChangeEvent>(
    `select a.id, a.action, a.at, a.before, a.after, s.name as by
     from audit a left join staff s on s.id = a.actor_id
     where (a.subject = ? and a.action in ('patient.edited', 'patient.moved', 'patient.merged', 'patient.unmerged', 'patient.email_bounced'))
        or (a.subject = ? and a.action in ('household.edited', 'household.merged', 'household.unmerged'))
     order by a.id desc limit ?`,
    `patient/${chart.patientId}`,
    `household/${chart.householdId}`,
    mostRows,
  );
}
