/** Small questions of the Today screen. */
import type { Day } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import type { TaskKind } from "#domain/plan-upkeep/task-kinds.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "./database.ts";

export type TaskRow = {
  readonly kind: TaskKind;
  readonly title: string;
  readonly detail: string;
  readonly patientId: PatientId | null;
  readonly membershipId: MembershipId | null;
  readonly onDay: Day | null;
};

export const mostTasks = 200;

export function sumTakenOn(db: ReadableDb, today: Day): Cents {
  return (
    db.get<{ cents: Cents }>(
      "select coalesce(sum(amount_cents), 0) as cents from payment where received_on = ? and reversed_on is null",
      today,
    )?.cents ?? (0 as Cents)
  );
}

/** The next day on or after `from` with a draw, with how many households it asks. */
export function findNextDrawDay(db: ReadableDb, from: Day): { onDay: Day; households: number } | undefined {
  return db.get(
    `select next_draw_on as onDay, count(distinct household_id) as households from membership
     where next_draw_on = (select min(next_draw_on) from membership where next_draw_on >= ?)
     group by next_draw_on`,
    from,
  );
}

/** Membership `m` has neither ended nor lapsed by the day `?`: what is left to do for it matters. */
const goesOn = `not exists (select 1 from membership_cancellation c
    where c.membership_id = m.id and c.withdrawn_at is null and c.effective_on <= ?)
  and not exists (select 1 from membership_lapse l where l.membership_id = m.id and l.ended_at is null and l.lapsed_on <= ?)`;

export type StoredTasks = {
  readonly attention: TaskRow[];
  readonly unsigned: TaskRow[];
  readonly holds: TaskRow[];
  readonly ending: TaskRow[];
};

/** What waits for a person and is seen from the rows alone; what follows from rules is added by the service. */
export function listStoredTasks(db: ReadableDb, today: Day): StoredTasks {
  const attention = db.all<TaskRow>(
    `select 'needs_attention' as kind, h.name as title, a.reason as detail, h.payer_patient_id as patientId,
       null as membershipId, null as onDay
     from attention a join household h on h.id = a.household_id where a.resolved_at is null order by a.id limit ?`,
    mostTasks,
  );
  const unsigned = db.all<TaskRow>(
    `select 'unsigned_agreement' as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
       p.id as patientId, m.id as membershipId, m.start_on as onDay
     from agreement a join membership m on m.id = a.membership_id join patient p on p.id = m.patient_id
       join plan n on n.id = m.plan_id
     where a.required = 1 and a.signed_on is null and ${goesOn} order by m.start_on limit ?`,
    today,
    today,
    mostTasks,
  );
  const holds = db.all<TaskRow>(
    `select case h.open_ended when 1 then 'open_hold_ends' else 'hold_ends' end as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
       p.id as patientId, m.id as membershipId, h.until_on as onDay
     from membership_hold h join membership m on m.id = h.membership_id join patient p on p.id = m.patient_id
       join plan n on n.id = m.plan_id
     where h.withdrawn_at is null and h.from_on <= ? and h.until_on > ? and h.until_on <= date(?, '+7 days')
       and ${goesOn}
     order by h.until_on limit ?`,
    today,
    today,
    today,
    today,
    today,
    mostTasks,
  );
  return { attention, unsigned, holds, ending: listEnding(db, today) };
}

/** Memberships that end with a term that is not renewed, within a month (MEM-18). */
function listEnding(db: ReadableDb, today: Day): TaskRow[] {
  return db.all<TaskRow>(
    `select 'term_ends' as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
       p.id as patientId, m.id as membershipId, c.effective_on as onDay
     from membership_cancellation c join membership m on m.id = c.membership_id join patient p on p.id = m.patient_id
       join plan n on n.id = m.plan_id
     where c.kind = 'expired' and c.withdrawn_at is null and c.effective_on > ? and c.effective_on <= date(?, '+30 days')
     order by c.effective_on, m.id limit ?`,
    today,
    today,
    mostTasks,
  );
}
