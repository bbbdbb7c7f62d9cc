/** What tests of people need: the last audit record, a form, and the code of a refusal. */
import type { Database } from "#db/database.ts";
import type { PatientRecord } from "#db/people/patient.ts";
import { blankRecord } from "#db/people/testing.ts";
import { noAddress } from "#domain/people/address.ts";
import { Refusal, type RefusalCode } from "#domain/refusal.ts";
import type { PatientToAdd } from "./add-patient.ts";

export function form(over: Partial<PatientRecord>): PatientRecord {
  return { ...blankRecord, ...over };
}

export const newHousehold: PatientToAdd["household"] = {
  newAddress: noAddress,
  contactPreference: "print",
};

/** The code of the refusal that an act answers with; nothing when it goes through. */
export function refusalOf(act: () => unknown): RefusalCode | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

export type AuditShown = {
  readonly action: string;
  readonly subject: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
};

/** The audit records from a place on, oldest first. */
export function auditSince(db: Database, afterId: number): AuditShown[] {
  type Row = { action: string; subject: string; before: string | null; after: string | null };
  return db
    .read((read) =>
      read.all<Row>("select action, subject, before, after from audit where id > ? order by id", afterId),
    )
    .map((row) => ({ ...row, before: fields(row.before), after: fields(row.after) }));
}

export function lastAuditId(db: Database): number {
  return db.read((read) => read.get<{ id: number }>("select coalesce(max(id), 0) as id from audit"))?.id ?? 0;
}

function fields(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}
