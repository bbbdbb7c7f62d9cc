/** Members whose benefit year ends soon with something left and no appointment (PKG-10), and who was called about it. */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type NoticeId, type PatientId, type RecallCallId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { pendingSql } from "../memberships/standing-sql.ts";

export type RecallGrant = {
  readonly membershipId: MembershipId;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly householdId: HouseholdId;
  readonly phone: string;
  readonly planName: string;
  readonly label: string;
  readonly left: number;
  readonly quantity: number;
  /** The first day of the next year. */
  readonly toOn: Day;
  readonly callId: RecallCallId | null;
  readonly calledOn: Day | null;
  readonly calledNote: string | null;
  /** The newest letter or message about this year that was not called off. */
  readonly noticeId: NoticeId | null;
  readonly writtenOn: Day | null;
  readonly letterState: "queued" | "printed" | "sent" | null;
};

/** A benefit year is longer than any other time that a benefit is granted for. */
const isYear = "julianday(g.to_on) - julianday(g.from_on) > 300";

/** Membership `m` gives nothing on the day `?`, as `discountOn` says it: it has ended, waits for its beginning, or is frozen. */
const givesNothing = `exists (select 1 from membership_cancellation k where k.membership_id = m.id and k.withdrawn_at is null and k.effective_on <= t.today)
  or exists (select 1 from membership_lapse z where z.membership_id = m.id and z.ended_at is null and z.lapsed_on <= t.today)
  or exists (select 1 from membership_hold h where h.membership_id = m.id and h.withdrawn_at is null and h.kind <> 'billing_only'
    and h.from_on <= t.today and (h.until_on is null or h.until_on > t.today))
  or ${pendingSql}`;

/** Benefits of a year that ends after `today` and by `through`, with something left, of members without an appointment ahead; of one household where it is given. */
export function listRecallGrants(db: ReadableDb, today: Day, through: Day, householdId: HouseholdId | null = null): RecallGrant[] {
  return db.all<RecallGrant>(
    `select m.id as membershipId, m.patient_id as patientId, trim(p.first_name || ' ' || p.last_name) as patientName,
       m.household_id as householdId, coalesce((select f.number from phone f join household h on h.id = m.household_id where f.patient_id in (p.id, h.payer_patient_id)
         order by f.patient_id <> p.id, case f.kind when 'mobile' then 0 when 'home' then 1 else 2 end limit 1), '') as phone,
       n.name as planName, g.label, g.quantity - g.used as left, g.quantity, g.to_on as toOn, c.id as callId, c.called_on as calledOn, c.note as calledNote,
       w.notice_id as noticeId, w.called_on as writtenOn, nt.state as letterState
     from (select ? as today) t join benefit_grant g join membership m on m.id = g.membership_id join patient p on p.id = m.patient_id join plan n on n.id = m.plan_id
       left join recall_call c on c.id = (select max(x.id) from recall_call x
         where x.membership_id = m.id and x.year_ends_on = g.to_on and x.undone_at is null and x.notice_id is null)
       left join recall_call w on w.id = (select max(x.id) from recall_call x join notice y on y.id = x.notice_id
         where x.membership_id = m.id and x.year_ends_on = g.to_on and y.state in ('queued', 'printed', 'sent'))
       left join notice nt on nt.id = w.notice_id
     where g.closed_on is null and g.origin = 'plan' and g.to_on > t.today and g.to_on <= ? and g.used < g.quantity and ${isYear}
       and (? is null or m.household_id = ?) and p.status = 'active'
       and not exists (select 1 from appointment a where a.patient_id = m.patient_id and a.visit_on >= t.today and a.state in ('booked', 'checked_in'))
       and not (${givesNothing})
     order by g.to_on, p.sort_name, m.id, g.id`,
    today,
    through,
    householdId,
    householdId,
  );
}

export type NewRecallCall = {
  readonly membershipId: MembershipId;
  readonly yearEndsOn: Day;
  readonly calledOn: Day;
  readonly note: string;
  /** The letter in place of a call. */
  readonly noticeId?: NoticeId | null;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertRecallCall(db: WritableDb, call: NewRecallCall): RecallCallId {
  return asId<RecallCallId>(
    db.exec(
      "insert into recall_call (membership_id, year_ends_on, called_on, note, notice_id, created_by, created_at) values (?, ?, ?, ?, ?, ?, ?)",
      call.membershipId,
      call.yearEndsOn,
      call.calledOn,
      call.note,
      call.noticeId ?? null,
      call.createdBy,
      call.createdAt,
    ).id,
  );
}

export function findRecallCall(db: ReadableDb, id: RecallCallId): { readonly membershipId: MembershipId; readonly calledOn: Day } | undefined {
  return db.get("select membership_id as membershipId, called_on as calledOn from recall_call where id = ? and undone_at is null and notice_id is null", id);
}

export function undoRecallCall(db: WritableDb, id: RecallCallId, at: Instant): void {
  db.exec("update recall_call set undone_at = ? where id = ?", at, id);
}

/** Whom a letter was written about, and for which years. */
export function listMembersOfRecallLetter(db: ReadableDb, noticeId: NoticeId): { readonly membershipId: MembershipId; readonly yearEndsOn: Day }[] {
  return db.all("select membership_id as membershipId, year_ends_on as yearEndsOn from recall_call where notice_id = ? order by id", noticeId);
}

/** A number that no letter had before: letters are never taken away, only called off. */
export function nextRecallNumber(db: ReadableDb): number {
  return db.get<{ n: number }>("select coalesce(max(id), 0) + 1 as n from notice")?.n ?? 1;
}
