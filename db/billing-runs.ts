/** Run reports, households whose billing stands still, and reasons for the whole practice to stop. */
import type { Day, Instant } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { StopReason } from "./billing-stops.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export function startRun(
  db: WritableDb,
  run: { readonly startedAt: Instant; readonly todayOn: Day; readonly trigger: string },
): number {
  return db.exec(
    "insert into billing_run (started_at, today_on, trigger) values (?, ?, ?)",
    run.startedAt,
    run.todayOn,
    run.trigger,
  ).id;
}

export function finishRun(db: WritableDb, runId: number, finishedAt: Instant, report: string): void {
  db.exec("update billing_run set finished_at = ?, report = ? where id = ?", finishedAt, report, runId);
}

export type RunRow = { readonly id: number; readonly report: string };

/** Whether a run of a day has been finished. */
export function hasRunOn(db: ReadableDb, day: Day): boolean {
  return db.get("select 1 from billing_run where today_on = ? and finished_at is not null limit 1", day) !== undefined;
}

/** Finished runs, newest first, before `beforeId`. */
export function listRuns(db: ReadableDb, beforeId: number, limit: number): RunRow[] {
  return db.all<RunRow>(
    "select id, report from billing_run where finished_at is not null and id < ? order by id desc limit ?",
    beforeId,
    limit,
  );
}

export function findLastRunDay(db: ReadableDb): Day | null {
  return (
    db.get<{ day: Day }>(
      "select today_on as day from billing_run where finished_at is not null order by id desc limit 1",
    )?.day ?? null
  );
}

/**
 * Puts a household on "needs attention" once a kind and subject, whatever the number of runs (BIL-6).
 * `subject` tells apart several matters of one kind, such as two charges.
 */
export function noteAttention(
  db: WritableDb,
  row: {
    readonly householdId: HouseholdId;
    readonly kind: string;
    readonly subject?: string;
    readonly reason: string;
    readonly at: Instant;
  },
): void {
  db.exec(
    `insert into attention (household_id, kind, subject, reason, since_at) values (?, ?, ?, ?, ?)
     on conflict (household_id, kind, subject) where resolved_at is null do nothing`,
    row.householdId,
    row.kind,
    row.subject ?? "",
    row.reason,
    row.at,
  );
}

export function resolveAttention(db: WritableDb, householdId: HouseholdId, kind: string, at: Instant): void {
  db.exec(
    "update attention set resolved_at = ? where household_id = ? and kind = ? and resolved_at is null",
    at,
    householdId,
    kind,
  );
}

export function householdName(db: ReadableDb, id: HouseholdId): string {
  return db.get<{ name: string }>("select name from household where id = ?", id)?.name ?? "";
}

/** Whether billing of the whole practice waits for a person (BIL-20, F-19). */
export function isBillingStopped(db: ReadableDb): boolean {
  return db.get("select 1 from billing_stop where lifted_at is null limit 1") !== undefined;
}

/** Lifts the stops of these reasons; others stay. Answers how many. */
export function liftBillingStops(
  db: WritableDb,
  reasons: readonly StopReason[],
  at: Instant,
  by: number | null,
): number {
  return db.exec(
    "update billing_stop set lifted_at = ?, lifted_by = ? where lifted_at is null and reason in (select value from json_each(?))",
    at,
    by,
    JSON.stringify(reasons),
  ).changes;
}

export function insertLapse(
  db: WritableDb,
  row: {
    readonly membershipId: MembershipId;
    readonly lapsedOn: Day;
    readonly unpaidSinceOn: Day;
    readonly createdAt: Instant;
  },
): void {
  db.exec(
    `insert into membership_lapse (membership_id, lapsed_on, unpaid_since_on, created_at, after_period_id)
     values (?, ?, ?, ?, (select coalesce(max(id), 0) from period))`,
    row.membershipId,
    row.lapsedOn,
    row.unpaidSinceOn,
    row.createdAt,
  );
}

/** What a membership's dues still ask for, by invoice: lines of an open invoice, net and tax. */
export function listUnpaidDues(
  db: ReadableDb,
  membershipId: MembershipId,
): { invoiceId: number; duesCents: Cents; balanceCents: Cents }[] {
  return db.all(
    `select i.id as invoiceId, sum(l.net_cents + l.tax_cents) as duesCents, i.balance_cents as balanceCents
     from invoice_line l join invoice i on i.id = l.invoice_id
     where l.membership_id = ? and l.kind in ('dues','stub') and i.balance_cents > 0 and i.voided_on is null
     group by i.id order by i.due_on, i.id`,
    membershipId,
  );
}
