/** The fees of holds that were billed (MEM-12), each once (F-13), and the holds that end soon. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** Days whose fee is on an invoice that stands, or was forgiven with it: a void invoice is not billed again by itself. */
export function listHoldFeeDays(db: ReadableDb, holdId: number): Day[] {
  return db.all<{ on: Day }>('select due_on as "on" from hold_fee where hold_id = ? order by due_on', holdId).map(({ on }) => on);
}

export function insertHoldFee(
  db: WritableDb,
  fee: { readonly holdId: number; readonly dueOn: Day; readonly invoiceId: InvoiceId; readonly createdAt: Instant },
): void {
  db.exec(
    "insert into hold_fee (hold_id, due_on, invoice_id, created_at) values (?, ?, ?, ?)",
    fee.holdId,
    fee.dueOn,
    fee.invoiceId,
    fee.createdAt,
  );
}

export type EndingHold = {
  readonly holdId: number;
  readonly id: MembershipId;
  readonly household_id: HouseholdId;
  readonly untilOn: Day;
};

/** Holds that run today and end by a day, of memberships that go on after them. */
export function listHoldsEnding(db: ReadableDb, today: Day, by: Day): EndingHold[] {
  return db.all<EndingHold>(
    `select h.id as holdId, m.id, m.household_id, h.until_on as untilOn
     from membership_hold h join membership m on m.id = h.membership_id
     where h.withdrawn_at is null and h.from_on <= ? and h.until_on > ? and h.until_on <= ?
       and not exists (select 1 from membership_cancellation c where c.membership_id = m.id
         and c.withdrawn_at is null and c.effective_on <= h.until_on)
       and not exists (select 1 from membership_lapse l where l.membership_id = m.id and l.ended_at is null)
     order by h.until_on, h.id`,
    today,
    today,
    by,
  );
}
