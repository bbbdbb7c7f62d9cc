/** Households that need a person, with what stands in their way (BIL-6). */
import type { Instant } from "#domain/calendar.ts";
import type { AttentionId, HouseholdId, PatientId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type AttentionRow = {
  readonly id: AttentionId;
  readonly householdId: HouseholdId;
  readonly name: string;
  readonly patientId: PatientId | null;
  readonly kind: string;
  readonly subject: string;
  readonly reason: string;
  readonly sinceAt: Instant;
};

const columns = `a.id, a.household_id as householdId,
  coalesce((select trim(first_name || ' ' || last_name) from patient where id = h.payer_patient_id), h.name) as name,
  coalesce(h.payer_patient_id, (select min(id) from patient where household_id = h.id)) as patientId,
  a.kind, a.subject, a.reason, a.since_at as sinceAt`;

/** Oldest first. */
export function listAttention(db: ReadableDb, limit: number): AttentionRow[] {
  return db.all<AttentionRow>(
    `select ${columns} from attention a join household h on h.id = a.household_id
     where a.resolved_at is null order by a.id limit ?`,
    limit,
  );
}

export function findAttention(db: ReadableDb, id: AttentionId): AttentionRow | undefined {
  return db.get<AttentionRow>(
    `select ${columns} from attention a join household h on h.id = a.household_id
     where a.id = ? and a.resolved_at is null`,
    id,
  );
}

export function settleAttention(db: WritableDb, id: AttentionId, at: Instant): void {
  db.exec("update attention set resolved_at = ? where id = ? and resolved_at is null", at, id);
}
