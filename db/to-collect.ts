/** Unpaid membership invoices that wait for the desk (BIL-18), in exactly three groups. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "./database.ts";

export type CollectGroup = "manual_payer" | "card_removed" | "card_declined";

export type CollectRow = {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly patientId: PatientId | null;
  readonly phone: string;
  readonly dueOn: Day;
  readonly balanceCents: Cents;
  readonly group: CollectGroup;
  /** The processor's code of the newest decline, or null. */
  readonly declineCode: string | null;
};

/** A household that pays by card but has none left, or whose card was declined for this invoice. */
const groupCase = `case
  when h.pays_by = 'card' and exists (select 1 from charge_attempt a where a.invoice_id = i.id and a.state = 'declined')
    then 'card_declined'
  when h.pays_by = 'card' and not exists (select 1 from card k where k.household_id = h.id and k.removed_at is null)
    then 'card_removed'
  else 'manual_payer' end`;

/** Where cards can be charged, an invoice whose card has not failed is collected by the run, not by the desk. */
const waiting = (canCharge: boolean): string => `from invoice i join household h on h.id = i.household_id
  where i.balance_cents > 0 and i.voided_on is null and i.issued_at is not null and i.due_on <= ?
    and exists (select 1 from invoice_line l where l.invoice_id = i.id and l.membership_id is not null)
    -- The parts of a plan that is drawn are on the call list, one by one.
    and not exists (select 1 from payment_plan_invoice x join payment_plan p on p.id = x.plan_id
      where x.invoice_id = i.id and x.in_force = 1 and p.pay_by = 'card')
    ${
      canCharge
        ? `and not (h.pays_by = 'card'
      and exists (select 1 from card k where k.household_id = h.id and k.removed_at is null)
      and not exists (select 1 from charge_attempt a where a.invoice_id = i.id and a.state = 'declined'))`
        : ""
    }`;

/** Oldest first, after a place, at most `limit`. */
export function listToCollect(
  db: ReadableDb,
  today: Day,
  canCharge: boolean,
  query: {
    readonly groups: readonly CollectGroup[];
    readonly after: { readonly key: string | number; readonly id: number } | null;
    readonly limit: number;
  },
): CollectRow[] {
  const groups = query.groups.length > 0 ? query.groups : (["manual_payer", "card_removed", "card_declined"] as const);
  return db.all<CollectRow>(
    `select i.id as invoiceId, i.number as invoiceNumber, h.id as householdId,
       coalesce((select trim(first_name || ' ' || last_name) from patient where id = h.payer_patient_id), h.name) as payerName,
       coalesce(h.payer_patient_id, i.patient_id) as patientId,
       coalesce((select number from phone where patient_id = h.payer_patient_id
         order by case kind when 'mobile' then 0 when 'home' then 1 else 2 end limit 1), '') as phone,
       i.due_on as dueOn, i.balance_cents as balanceCents, ${groupCase} as "group",
       (select coalesce(a.decline_code, '') from charge_attempt a where a.invoice_id = i.id and a.state = 'declined'
         order by a.ordinal desc limit 1) as declineCode
     ${waiting(canCharge)} and ${groupCase} in (${groups.map(() => "?").join(",")}) and (i.due_on, i.id) > (?, ?)
     order by i.due_on, i.id limit ?`,
    today,
    ...groups,
    query.after?.key ?? "",
    query.after?.id ?? 0,
    query.limit,
  );
}

export type CollectSum = {
  readonly group: CollectGroup;
  readonly count: number;
  readonly sumCents: Cents;
  readonly oldestDueOn: Day | null;
};

export function sumToCollect(db: ReadableDb, today: Day, canCharge: boolean): CollectSum[] {
  return db.all<CollectSum>(
    `select ${groupCase} as "group", count(*) as count, sum(i.balance_cents) as sumCents, min(i.due_on) as oldestDueOn
     ${waiting(canCharge)} group by 1`,
    today,
  );
}
