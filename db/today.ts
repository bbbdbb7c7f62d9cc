/** Small questions of the Today screen. */
import type { Day } from "#domain/calendar.ts";
import type { MembershipId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { ReadableDb } from "./database.ts";

export type TaskRow = {
  readonly kind:
    | "unsigned_agreement"
    | "needs_attention"
    | "ages_out"
    | "missing_birth_date"
    | "hold_ends"
    | "no_backup";
  readonly title: string;
  readonly detail: string;
  readonly patientId: PatientId | null;
  readonly membershipId: MembershipId | null;
  readonly onDay: Day | null;
};

const mostTasks = 50;

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

/** What waits for a person, most pressing kinds first. */
export function listTasks(db: ReadableDb, today: Day, in30Days: Day): TaskRow[] {
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
    `select 'hold_ends' as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
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
  const ages = db.all<TaskRow>(
    `select 'ages_out' as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
       p.id as patientId, m.id as membershipId,
       date(p.birth_on, '+' || json_extract(v.terms, '$.audience.maxAgeExclusive') || ' years') as onDay
     from membership m join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
       join membership_schedule s on s.membership_id = m.id
         and s.seq = (select max(seq) from membership_schedule where membership_id = m.id and withdrawn_at is null)
       join plan_version v on v.id = s.plan_version_id
     where m.next_draw_on is not null and p.birth_on is not null
       and json_extract(v.terms, '$.audience.maxAgeExclusive') is not null
       and date(p.birth_on, '+' || json_extract(v.terms, '$.audience.maxAgeExclusive') || ' years') between ? and ?
     order by onDay limit ?`,
    today,
    in30Days,
    mostTasks,
  );
  const births = db.all<TaskRow>(
    `select 'missing_birth_date' as kind, trim(p.first_name || ' ' || p.last_name) as title, n.name as detail,
       p.id as patientId, m.id as membershipId, null as onDay
     from membership m join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
     where m.next_draw_on is not null and p.birth_on is null order by p.id limit ?`,
    mostTasks,
  );
  return [...attention, ...unsigned, ...holds, ...ages, ...births].slice(0, mostTasks);
}
