/** Requests to join a plan that came from the portal (PKG-4): each once, and each answered once. */
import type { Instant, PeriodMonths } from "#domain/calendar.ts";
import { asId, type HouseholdId, type MembershipId, type PatientId, type PlanId, type PortalRequestId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type NewPortalRequest = {
  readonly messageId: string;
  readonly householdId: HouseholdId;
  readonly patientId: PatientId;
  readonly planId: PlanId;
  readonly periodMonths: PeriodMonths;
  readonly note: string;
  readonly askedAt: Instant;
  readonly receivedAt: Instant;
};

/** Answers the new row's id, or null when this message was taken before. */
export function insertPortalRequest(db: WritableDb, row: NewPortalRequest): PortalRequestId | null {
  const { changes, id } = db.exec(
    `insert into portal_request (message_id, household_id, patient_id, plan_id, period_months, note, asked_at, received_at, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'open') on conflict (message_id) do nothing`,
    row.messageId,
    row.householdId,
    row.patientId,
    row.planId,
    row.periodMonths,
    row.note,
    row.askedAt,
    row.receivedAt,
  );
  return changes === 0 ? null : asId<PortalRequestId>(id);
}

export function isMessageTaken(db: ReadableDb, messageId: string): boolean {
  return db.get("select 1 from portal_request where message_id = ?", messageId) !== undefined;
}

/** An open request of this person for this plan. */
export function findOpenRequest(db: ReadableDb, patientId: PatientId, planId: PlanId): { readonly id: PortalRequestId } | undefined {
  return db.get("select id from portal_request where patient_id = ? and plan_id = ? and state = 'open'", patientId, planId);
}

export type PortalRequestRow = {
  readonly requestId: PortalRequestId;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly planId: PlanId;
  readonly planName: string;
  readonly periodMonths: PeriodMonths;
  readonly note: string;
  readonly askedAt: Instant;
  readonly state: "open" | "approved" | "declined";
  readonly reason: string;
  readonly membershipId: MembershipId | null;
  readonly decidedBy: string;
  readonly decidedAt: Instant | null;
};

const listed = `select r.id as requestId, r.household_id as householdId, h.name as payerName, r.patient_id as patientId,
    trim(p.first_name || ' ' || p.last_name) as patientName, r.plan_id as planId, plan.name as planName,
    r.period_months as periodMonths, r.note, r.asked_at as askedAt, r.state, r.reason, r.membership_id as membershipId,
    coalesce(s.name, '') as decidedBy, r.decided_at as decidedAt
  from portal_request r join household h on h.id = r.household_id join patient p on p.id = r.patient_id
    join plan on plan.id = r.plan_id left join staff s on s.id = r.decided_by`;

/** Open ones first, those that wait longest first among them; then the others, newest first. */
export function listPortalRequests(db: ReadableDb, limit: number): PortalRequestRow[] {
  return db.all<PortalRequestRow>(
    `${listed} order by r.state <> 'open', case when r.state = 'open' then r.id else -r.id end limit ?`,
    limit,
  );
}

export function findPortalRequest(db: ReadableDb, id: PortalRequestId): PortalRequestRow | undefined {
  return db.get<PortalRequestRow>(`${listed} where r.id = ?`, id);
}

export function declineRequest(db: WritableDb, id: PortalRequestId, by: { readonly staffId: StaffId | null; readonly at: Instant; readonly reason: string }): boolean {
  return (
    db.exec("update portal_request set state = 'declined', reason = ?, decided_by = ?, decided_at = ? where id = ? and state = 'open'", by.reason, by.staffId, by.at, id)
      .changes === 1
  );
}

/** Whoever was enrolled has what they asked for: answers which open requests that answered. */
export function approveRequestsOf(
  db: WritableDb,
  patientId: PatientId,
  done: { readonly membershipId: MembershipId; readonly staffId: StaffId | null; readonly at: Instant },
): PortalRequestId[] {
  const open = db.all<{ id: PortalRequestId }>("select id from portal_request where patient_id = ? and state = 'open' order by id", patientId);
  for (const { id } of open)
    db.exec("update portal_request set state = 'approved', membership_id = ?, decided_by = ?, decided_at = ? where id = ?", done.membershipId, done.staffId, done.at, id);
  return open.map(({ id }) => id);
}
