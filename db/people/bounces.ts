/** Mail that came back (PPL-2): which address of whom, and when. Another address is not concerned. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { PatientId, StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export function insertBounce(
  db: WritableDb,
  bounce: {
    readonly patientId: PatientId;
    readonly email: string;
    readonly bouncedOn: Day;
    readonly reason: string;
    readonly createdBy: StaffId | null;
    readonly createdAt: Instant;
  },
): void {
  db.exec(
    "insert into email_bounce (patient_id, email, bounced_on, reason, created_by, created_at) values (?, ?, ?, ?, ?, ?)",
    bounce.patientId,
    bounce.email,
    bounce.bouncedOn,
    bounce.reason,
    bounce.createdBy,
    bounce.createdAt,
  );
}

/** The day on which mail to the address that a chart has now came back, also to a chart that was merged into it; null if it never did. */
export function findBouncedOn(db: ReadableDb, patientId: PatientId): Day | null {
  return (
    db.get<{ on: Day | null }>(
      `select max(b.bounced_on) as "on" from patient p
         join email_bounce b on b.patient_id = p.id or b.patient_id in (select id from patient where merged_into_id = p.id)
       where p.id = ? and b.email = p.email`,
      patientId,
    )?.on ?? null
  );
}
