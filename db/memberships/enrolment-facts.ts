/** What enrolling needs to know of the household and its people. */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId, PlanId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type EnrolPatient = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly birthOn: Day | null;
  readonly status: "active" | "inactive" | "deceased" | "non_patient" | "prospective";
};

export function findEnrolPatient(db: ReadableDb, patientId: PatientId): EnrolPatient | undefined {
  return db.get<EnrolPatient>(
    `select id as patientId, household_id as householdId,
       trim(coalesce(nullif(preferred_name, ''), first_name) || ' ' || last_name) as name,
       birth_on as birthOn, status
     from patient where id = ? and staged_batch_id is null`,
    patientId,
  );
}

/** The household's draw day: that of its oldest membership still running (MEM-4). */
export function findHouseholdDrawDay(db: ReadableDb, householdId: HouseholdId): number | null {
  return (
    db.get<{ draw_day: number }>(
      `select s.draw_day from membership m
         join membership_schedule s on s.membership_id = m.id
           and s.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       where m.household_id = ? and m.next_draw_on is not null
       order by m.start_on, m.id limit 1`,
      householdId,
    )?.draw_day ?? null
  );
}

/** The day a person paid an activation fee, ever, on an invoice that stands (MEM-5). */
export function findActivationPaidOn(db: ReadableDb, patientId: PatientId): Day | null {
  return (
    db.get<{ on: Day }>(
      `select i.invoiced_on as "on" from invoice_line l join invoice i on i.id = l.invoice_id
       where l.patient_id = ? and l.kind = 'activation' and l.net_cents > 0 and i.voided_on is null
       order by i.id limit 1`,
      patientId,
    )?.on ?? null
  );
}

/** How many activation fees of a plan the household has been charged on invoices that stand (PPL-10). */
export function countActivationsCharged(db: ReadableDb, householdId: HouseholdId, planId: PlanId): number {
  return (
    db.get<{ n: number }>(
      `select count(*) as n from invoice_line l join invoice i on i.id = l.invoice_id
         join plan_version v on v.id = l.plan_version_id
       where i.household_id = ? and v.plan_id = ? and l.kind = 'activation' and l.net_cents > 0
         and i.voided_on is null`,
      householdId,
      planId,
    )?.n ?? 0
  );
}

/** Whether the person already has a running membership on the plan. */
export function isOnPlan(db: ReadableDb, patientId: PatientId, planId: PlanId, today: Day): boolean {
  return (
    db.get(
      `select 1 from membership m
         left join membership_cancellation c on c.membership_id = m.id and c.withdrawn_at is null
         left join membership_lapse p on p.membership_id = m.id and p.ended_at is null
       where m.patient_id = ? and m.plan_id = ? and p.id is null
         and (c.id is null or c.effective_on > ?) limit 1`,
      patientId,
      planId,
      today,
    ) !== undefined
  );
}

/** Whether the person ever had a membership on the plan. */
export function wasOnPlan(db: ReadableDb, patientId: PatientId, planId: PlanId): boolean {
  return db.get("select 1 from membership where patient_id = ? and plan_id = ? limit 1", patientId, planId) !== undefined;
}

/** Who pays for a household, by name. */
export function findPayerName(db: ReadableDb, householdId: HouseholdId): string | undefined {
  return db.get<{ name: string }>(
    `select coalesce(nullif(trim(p.first_name || ' ' || p.last_name), ''), h.name) as name
     from household h left join patient p on p.id = h.payer_patient_id where h.id = ?`,
    householdId,
  )?.name;
}

/** The payer of a household who is recorded as deceased, by name: nobody is enrolled on their account. */
export function findDeceasedPayer(db: ReadableDb, householdId: HouseholdId): string | undefined {
  return db.get<{ name: string }>(
    `select trim(coalesce(nullif(p.preferred_name, ''), p.first_name) || ' ' || p.last_name) as name
     from household h join patient p on p.id = h.payer_patient_id where h.id = ? and p.status = 'deceased'`,
    householdId,
  )?.name;
}
