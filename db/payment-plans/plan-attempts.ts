/** Charges of the parts of a payment plan (INV-6). */
import type { PaymentPlanId, PlanPartId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

/** The invoice numbers of charges of a plan that have no outcome yet. */
export function listUnfinishedOfPlan(db: ReadableDb, planId: PaymentPlanId): number[] {
  return db
    .all<{ number: number }>(
      `select i.number from charge_attempt a join payment_plan_part x on x.id = a.plan_part_id
         join invoice i on i.id = a.invoice_id
       where x.plan_id = ? and a.state in ('sent','pending','unknown') order by a.rowid`,
      planId,
    )
    .map(({ number }) => number);
}

/** The keys of what was really asked of a card for a part. */
export function listAttemptsOfPart(db: ReadableDb, partId: PlanPartId): string[] {
  return db
    .all<{ key: string }>("select id as key from charge_attempt where plan_part_id = ? and state <> 'failed' order by rowid", partId)
    .map(({ key }) => key);
}
