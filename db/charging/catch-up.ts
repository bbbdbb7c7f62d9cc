/** Draws of days that were missed, and what a person decided about each (BIL-3). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, StaffId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type CatchUpChoice = "charge" | "forgive" | "skip";

export type MissedDraw = {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly drawOn: Day;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
};

/**
 * Draws of card payers that no card was ever asked for and that do not go by themselves: a newer one
 * is due already, or they are older than `oldestUnasked`. Oldest first in each household.
 */
export function listMissedDraws(
  db: ReadableDb,
  on: { readonly today: Day; readonly oldestUnasked: Day; readonly householdId?: HouseholdId },
): MissedDraw[] {
  return db.all<MissedDraw>(
    `select i.id as invoiceId, i.number as invoiceNumber, h.id as householdId,
       coalesce((select trim(first_name || ' ' || last_name) from patient where id = h.payer_patient_id), h.name) as payerName,
       i.draw_on as drawOn, i.due_on as dueOn, i.balance_cents as balanceCents
     from invoice i indexed by invoice_open join household h on h.id = i.household_id
     where i.balance_cents > 0 and i.voided_on is null and i.kind = 'draw' and i.due_on <= ? and h.pays_by = 'card'
       and (? = 0 or h.id = ?)
       and exists (select 1 from card k where k.household_id = h.id and k.removed_at is null)
       and not exists (select 1 from payment_plan_invoice x where x.invoice_id = i.id and x.in_force = 1)
       and not exists (select 1 from catch_up u where u.invoice_id = i.id)
       and not exists (select 1 from charge_attempt a where a.invoice_id = i.id and a.state <> 'failed')
       and (i.due_on < ? or exists (select 1 from invoice n where n.household_id = i.household_id and n.kind = 'draw'
         and n.voided_on is null and n.due_on > i.due_on and n.due_on <= ?))
     order by payerName, h.id, i.due_on, i.id limit 2000`,
    on.today,
    on.householdId ?? 0,
    on.householdId ?? 0,
    on.oldestUnasked,
    on.today,
  );
}

export function insertCatchUp(
  db: WritableDb,
  row: {
    readonly invoiceId: InvoiceId;
    readonly choice: CatchUpChoice;
    readonly decidedBy: StaffId | null;
    readonly decidedAt: Instant;
  },
): void {
  db.exec(
    `insert into catch_up (invoice_id, choice, decided_by, decided_at) values (?, ?, ?, ?)
     on conflict (invoice_id) do update set choice = excluded.choice, decided_by = excluded.decided_by,
       decided_at = excluded.decided_at`,
    row.invoiceId,
    row.choice,
    row.decidedBy,
    row.decidedAt,
  );
}
