/** What was decided about each retry of a case: done with an attempt, or skipped with a reason (BIL-11). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { CaseId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export function listDecidedRetries(db: ReadableDb, caseId: CaseId): Set<number> {
  return new Set(
    db.all<{ day: number }>("select day from dunning_retry where case_id = ?", caseId).map(({ day }) => day),
  );
}

export function insertRetry(
  db: WritableDb,
  row: {
    readonly caseId: CaseId;
    readonly day: number;
    readonly dueOn: Day;
    /** Null when it was skipped. */
    readonly attemptId: string | null;
    readonly reason: string;
    readonly decidedAt: Instant;
  },
): void {
  db.exec(
    `insert into dunning_retry (case_id, day, due_on, state, attempt_id, reason, decided_at) values (?, ?, ?, ?, ?, ?, ?)
     on conflict (case_id, day) do nothing`,
    row.caseId,
    row.day,
    row.dueOn,
    row.attemptId === null ? "skipped" : "done",
    row.attemptId,
    row.reason,
    row.decidedAt,
  );
}

export type RetryRow = {
  readonly day: number;
  readonly dueOn: Day;
  readonly state: "done" | "skipped";
  readonly reason: string;
};

export function listRetries(db: ReadableDb, caseId: CaseId): RetryRow[] {
  return db.all<RetryRow>(
    "select day, due_on as dueOn, state, reason from dunning_retry where case_id = ? order by day",
    caseId,
  );
}
