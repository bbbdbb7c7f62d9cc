/** Payment plans (INV-6): the plan, its invoices and its parts; a trigger moves the invoices' due days as parts are paid. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type DocumentId, type HouseholdId, type InvoiceId, type PaymentPlanId, type PlanPartId, type StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { PlanInterval, PlanPart, PlanPayment } from "#domain/payment-plans/schedule.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewPlan = {
  readonly householdId: HouseholdId;
  readonly totalCents: Cents;
  readonly every: PlanInterval;
  readonly payBy: PlanPayment;
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
     values (?, ?, ?, ?, ?, ?, ?)`,
    plan.householdId,
    plan.totalCents,
    plan.every,
    plan.payBy,
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
  readonly payBy: PlanPayment;
  readonly signedOn: Day | null;
  readonly signedBy: string;
  readonly signMethod: "screen" | "paper" | null;
  /** The signed copy, or the scan of the paper. */
  readonly documentId: DocumentId | null;
  /** The schedule as it was signed, word for word; empty until then. */
  readonly agreed: string;
  readonly startedOn: Day;
  readonly endedOn: Day | null;
  readonly endReason: string | null;
  /** What was settled on its invoices since it began. */
  readonly paidCents: Cents;
};

const columns = `select p.id as planId, p.household_id as householdId, h.name as payerName, p.total_cents as totalCents, p.every, p.pay_by as payBy,
    p.signed_on as signedOn, p.signed_by as signedBy, p.sign_method as signMethod, p.document_id as documentId, p.agreed, p.started_on as startedOn, p.ended_on as endedOn, p.end_reason as endReason,
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

export function findPlanOfPart(db: ReadableDb, partId: PlanPartId): PaymentPlanId | undefined {
  return db.get<{ planId: PaymentPlanId }>("select plan_id as planId from payment_plan_part where id = ?", partId)?.planId;
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

export type PlanSignature = {
  readonly method: "screen" | "paper";
  readonly on: Day;
  readonly by: string;
  /** The schedule word for word, and its hash. */
  readonly agreed: string;
  readonly agreedHash: string;
  readonly signature: string | null;
  readonly at: Instant;
  readonly before: StaffId | null;
  readonly workstation: string;
  readonly documentId: DocumentId | null;
};

export function markSigned(db: WritableDb, planId: PaymentPlanId, signed: PlanSignature): void {
  db.exec(
    `update payment_plan set signed_on = ?, signed_by = ?, sign_method = ?, agreed = ?, agreed_hash = ?, signature = ?,
       signed_at = ?, signed_before = ?, workstation = ?, document_id = ? where id = ?`,
    signed.on,
    signed.by,
    signed.method,
    signed.agreed,
    signed.agreedHash,
    signed.signature,
    signed.at,
    signed.before,
    signed.workstation,
    signed.documentId,
    planId,
  );
}

/** Other words are agreed on now, so that the signature no longer stands for them; the signed paper stays in the documents. */
export function clearSignature(db: WritableDb, planId: PaymentPlanId): void {
  db.exec(
    `update payment_plan set signed_on = null, signed_by = '', sign_method = null, agreed = '', agreed_hash = '', signature = null,
       signed_at = null, signed_before = null, workstation = null, document_id = null where id = ?`,
    planId,
  );
}

export function setSignedPaper(db: WritableDb, planId: PaymentPlanId, documentId: DocumentId): void {
  db.exec("update payment_plan set document_id = ? where id = ?", documentId, planId);
}

export function setPayBy(db: WritableDb, planId: PaymentPlanId, payBy: PlanPayment): void {
  db.exec("update payment_plan set pay_by = ? where id = ?", payBy, planId);
}
