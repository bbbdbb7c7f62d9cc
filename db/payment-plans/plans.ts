/** Payment plans (INV-6): the plan, its invoices and its parts; a trigger moves the invoices' due days as parts are paid. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId, type PaymentPlanId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { PlanInterval, PlanPart } from "#domain/payment-plans/schedule.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewPlan = {
  readonly householdId: HouseholdId;
  readonly totalCents: Cents;
  readonly every: PlanInterval;
  readonly startedOn: Day;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
  readonly invoices: readonly { readonly invoiceId: InvoiceId; readonly settledCents: Cents; readonly dueOn: Day }[];
  readonly parts: readonly PlanPart[];
};

/** Writes the plan; its invoices are due with its first part from now on. */
export function insertPlan(db: WritableDb, plan: NewPlan): PaymentPlanId {
  const { id } = db.exec(
    `insert into payment_plan (household_id, total_cents, every, pay_by, started_on, created_by, created_at)
     values (?, ?, ?, 'desk', ?, ?, ?)`,
    plan.householdId,
    plan.totalCents,
    plan.every,
    plan.startedOn,
    plan.createdBy,
    plan.createdAt,
  );
  for (const part of plan.parts) {
    db.exec(
      "insert into payment_plan_part (plan_id, position, due_on, cents, through_cents) values (?, ?, ?, ?, ?)",
      id,
      part.position,
      part.dueOn,
      part.cents,
      part.throughCents,
    );
  }
  for (const { invoiceId, settledCents, dueOn } of plan.invoices) {
    db.exec(
      "insert into payment_plan_invoice (plan_id, invoice_id, settled_before_cents, due_before_on) values (?, ?, ?, ?)",
      id,
      invoiceId,
      settledCents,
      dueOn,
    );
    db.exec("update invoice set due_on = ? where id = ?", plan.parts[0]?.dueOn ?? dueOn, invoiceId);
  }
  return asId<PaymentPlanId>(id);
}

export type PlanRow = {
  readonly planId: PaymentPlanId;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly totalCents: Cents;
  readonly every: PlanInterval;
  readonly signedOn: Day | null;
  readonly signedBy: string;
  readonly startedOn: Day;
  readonly endedOn: Day | null;
  readonly endReason: string | null;
  /** What was settled on its invoices since it began. */
  readonly paidCents: Cents;
};

const columns = `select p.id as planId, p.household_id as householdId, h.name as payerName, p.total_cents as totalCents, p.every,
    p.signed_on as signedOn, p.signed_by as signedBy, p.started_on as startedOn, p.ended_on as endedOn, p.end_reason as endReason,
    (select sum(i.paid_cents + i.credited_cents + i.written_off_cents - x.settled_before_cents)
      from payment_plan_invoice x join invoice i on i.id = x.invoice_id where x.plan_id = p.id) as paidCents
  from payment_plan p join household h on h.id = p.household_id`;

export function findPlan(db: ReadableDb, planId: PaymentPlanId): PlanRow | undefined {
  return db.get<PlanRow>(`${columns} where p.id = ?`, planId);
}

/** The plan that an invoice is on now. */
export function findPlanOfInvoice(db: ReadableDb, invoiceId: InvoiceId): PlanRow | undefined {
  return db.get<PlanRow>(
    `${columns} where p.id = (select plan_id from payment_plan_invoice where invoice_id = ? and in_force = 1)`,
    invoiceId,
  );
}

/** The newest first; the running ones, or all. */
export function listPlans(db: ReadableDb, { running, limit }: { readonly running: boolean; readonly limit: number }): PlanRow[] {
  return db.all<PlanRow>(`${columns} where (? = 0 or p.ended_on is null) order by p.id desc limit ?`, running ? 1 : 0, limit);
}

export function listParts(db: ReadableDb, planId: PaymentPlanId): PlanPart[] {
  return db.all<PlanPart>(
    `select position, due_on as dueOn, cents, through_cents as throughCents from payment_plan_part
     where plan_id = ? order by position`,
    planId,
  );
}

export type PlanInvoice = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly dueBeforeOn: Day;
  readonly balanceCents: Cents;
};

export function listPlanInvoices(db: ReadableDb, planId: PaymentPlanId): PlanInvoice[] {
  return db.all<PlanInvoice>(
    `select i.id as invoiceId, i.number, x.due_before_on as dueBeforeOn, i.balance_cents as balanceCents
     from payment_plan_invoice x join invoice i on i.id = x.invoice_id where x.plan_id = ? order by i.id`,
    planId,
  );
}

/** The plan ends; what is still owed is due by its own day again. */
export function endPlanRow(db: WritableDb, planId: PaymentPlanId, { on, reason }: { readonly on: Day; readonly reason: string }): void {
  db.exec(
    `update invoice set due_on = (select due_before_on from payment_plan_invoice x
       where x.invoice_id = invoice.id and x.plan_id = ? and x.in_force = 1)
     where id in (select invoice_id from payment_plan_invoice where plan_id = ? and in_force = 1)`,
    planId,
    planId,
  );
  db.exec("update payment_plan_invoice set in_force = 0 where plan_id = ?", planId);
  db.exec("update payment_plan set ended_on = ?, end_reason = ? where id = ?", on, reason, planId);
}

export function markSigned(db: WritableDb, planId: PaymentPlanId, { on, by }: { readonly on: Day; readonly by: string }): void {
  db.exec("update payment_plan set signed_on = ?, signed_by = ? where id = ?", on, by, planId);
}
