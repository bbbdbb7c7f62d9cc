/** The parts of payment plans that are drawn from a card on file (INV-6): what of each is still owed, and on which invoices. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PaymentPlanId, PlanPartId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import { openParts } from "#domain/payment-plans/due-parts.ts";
import type { PlanPart } from "#domain/payment-plans/schedule.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type PartChoice = "charge" | "forgive" | "skip";

export type DrawnPartRow = PlanPart & {
  readonly partId: PlanPartId;
  readonly planId: PaymentPlanId;
  readonly householdId: HouseholdId;
  /** How many parts the plan has. */
  readonly of: number;
  readonly isSigned: boolean;
  readonly choice: PartChoice | null;
  /** It was drawn, and the money was given back, taken back or put elsewhere since. */
  readonly cameBack: boolean;
  readonly restCents: Cents;
  /** The oldest invoice of the plan that is open: its attempts and letters stand with this one. */
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly issuedAt: Instant;
};

type Plan = { readonly planId: PaymentPlanId; readonly householdId: HouseholdId; readonly signed: 0 | 1 };

const running = `select p.id as planId, p.household_id as householdId, p.signed_on is not null as signed
  from payment_plan p join household h on h.id = p.household_id
  where p.pay_by = 'card' and p.ended_on is null and h.staged_batch_id is null`;

/** Of one household, plan by plan, each in its order; those of days to come too. */
export function listDrawnParts(db: ReadableDb, householdId: HouseholdId): DrawnPartRow[] {
  return db.all<Plan>(`${running} and p.household_id = ? order by p.id`, householdId).flatMap((plan) => partsOf(db, plan));
}

/** Of the whole practice, for a look ahead. */
export function listAllDrawnParts(db: ReadableDb): DrawnPartRow[] {
  return db.all<Plan>(`${running} order by p.household_id, p.id`).flatMap((plan) => partsOf(db, plan));
}

/** Of the plan that an invoice is on; none where it is on none, or on one that is paid at the desk. */
export function listDrawnPartsOfInvoice(db: ReadableDb, invoiceId: InvoiceId): DrawnPartRow[] {
  return db
    .all<Plan>(
      `${running} and p.id = (select plan_id from payment_plan_invoice where invoice_id = ? and in_force = 1)`,
      invoiceId,
    )
    .flatMap((plan) => partsOf(db, plan));
}

/** Undefined once the part is paid, or its plan has ended or is paid at the desk. */
export function findDrawnPart(db: ReadableDb, partId: PlanPartId): DrawnPartRow | undefined {
  return db
    .all<Plan>(`${running} and p.id = (select plan_id from payment_plan_part where id = ?)`, partId)
    .flatMap((plan) => partsOf(db, plan))
    .find((part) => part.partId === partId);
}

/** Whether the plan of a part still runs and is drawn, paid or not. */
export function isDrawnPlanOfPart(db: ReadableDb, partId: PlanPartId): boolean {
  return (
    db.get(
      `select 1 from payment_plan_part x join payment_plan p on p.id = x.plan_id
       where x.id = ? and p.pay_by = 'card' and p.ended_on is null`,
      partId,
    ) !== undefined
  );
}

export type PlanDebt = { readonly invoiceId: InvoiceId; readonly number: number; readonly balanceCents: Cents; readonly issuedAt: Instant };

/** The open invoices that a plan is for, oldest first. */
export function listPlanDebts(db: ReadableDb, planId: PaymentPlanId): PlanDebt[] {
  return db.all<PlanDebt>(
    `select i.id as invoiceId, i.number, i.balance_cents as balanceCents, i.issued_at as issuedAt
     from payment_plan_invoice x join invoice i on i.id = x.invoice_id
     where x.plan_id = ? and x.in_force = 1 and i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null
     order by x.due_before_on, i.id`,
    planId,
  );
}

function partsOf(db: ReadableDb, { planId, householdId, signed }: Plan): DrawnPartRow[] {
  const debts = listPlanDebts(db, planId);
  const [head] = debts;
  if (!head) return [];
  const parts = db
    .all<PlanPart & { readonly partId: PlanPartId; readonly choice: PartChoice | null; readonly drawn: Cents | null; readonly stands: Cents | null }>(
      `select x.id as partId, x.position, x.due_on as dueOn, x.cents, x.through_cents as throughCents, x.catch_up as choice,
         (select sum(a.amount_cents) from charge_attempt a where a.plan_part_id = x.id and a.state = 'succeeded') as drawn,
         (select sum(l.amount_cents) from charge_attempt a join allocation l on l.payment_id = a.payment_id
           join payment_plan_invoice y on y.invoice_id = l.invoice_id and y.plan_id = x.plan_id
           where a.plan_part_id = x.id and a.state = 'succeeded') as stands
       from payment_plan_part x where x.plan_id = ? order by x.position`,
      planId,
    )
    .map(({ drawn, stands, ...part }) => ({
      ...part,
      cameBack: drawn !== null && (stands ?? zeroCents) < Math.min(part.cents, drawn),
    }));
  const paid = db.get<{ cents: Cents }>(
    `select coalesce(sum(i.paid_cents + i.credited_cents + i.written_off_cents - x.settled_before_cents), 0) as cents
     from payment_plan_invoice x join invoice i on i.id = x.invoice_id where x.plan_id = ?`,
    planId,
  );
  const openCents = addCents(zeroCents, ...debts.map(({ balanceCents }) => balanceCents));
  return openParts(parts, paid?.cents ?? toCents(0), openCents, (part) => part.cameBack || part.choice === "skip").map((part) => ({
    ...part,
    planId,
    householdId,
    of: parts.length,
    isSigned: signed === 1,
    invoiceId: head.invoiceId,
    invoiceNumber: head.number,
    issuedAt: head.issuedAt,
  }));
}

/** Whether a part of a plan first went to a card by itself on or after a day. */
export function wasAskedSince(db: ReadableDb, planId: PaymentPlanId, since: Day): boolean {
  return (
    db.get(
      `select 1 from payment_plan_part x where x.plan_id = ? and (
         select min(a.attempt_on) from charge_attempt a
         where a.plan_part_id = x.id and a.origin <> 'staff' and a.state <> 'failed') >= ?`,
      planId,
      since,
    ) !== undefined
  );
}

export function setPartChoice(db: WritableDb, partId: PlanPartId, choice: PartChoice): void {
  db.exec("update payment_plan_part set catch_up = ? where id = ?", choice, partId);
}

/** Households with a part of a drawn plan due by a day, in order, after a place. */
export const householdsWithDueParts = `select p.household_id as id from payment_plan p
  join payment_plan_invoice x on x.plan_id = p.id and x.in_force = 1
  join invoice i on i.id = x.invoice_id and i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null
  where p.pay_by = 'card' and p.ended_on is null and i.due_on <= ? and p.household_id > ?`;

/** All of them. */
export function listHouseholdsWithDueParts(db: ReadableDb, today: Day): HouseholdId[] {
  return db.all<{ id: HouseholdId }>(`${householdsWithDueParts} group by 1 order by 1`, today, 0).map(({ id }) => id);
}
