/** The audit trail: one chained record a mutation, in the same transaction (F-11). */
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { chainHash, chainStart } from "./chain.ts";
import type { WritableDb } from "./database.ts";

/** Plain fields that changed; never secrets. */
export type AuditFields = Readonly<Record<string, string | number | boolean | null>>;

export type NewAudit = {
  readonly at: Instant;
  readonly actorId: StaffId | null;
  readonly workstation: string;
  /** `singular.past`, such as `membership.held`. */
  readonly action: string;
  /** What it happened to, such as `membership/12`. */
  readonly subject: string;
  readonly before?: AuditFields | null;
  readonly after?: AuditFields | null;
};

const insertText = `insert into audit (at, actor_id, workstation, action, subject, before, after, prev_hash, hash)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export function insertAudit(db: WritableDb, record: NewAudit): void {
  const previous =
    db.get<{ hash: string }>("select hash from audit order by id desc limit 1")?.hash ?? chainStart;
  const before = record.before ? JSON.stringify(record.before) : null;
  const after = record.after ? JSON.stringify(record.after) : null;
  const hash = auditHash(previous, { ...record, before, after });
  db.exec(
    insertText,
    record.at,
    record.actorId,
    record.workstation,
    record.action,
    record.subject,
    before,
    after,
    previous,
    hash,
  );
}

export function auditHash(
  previous: string,
  row: {
    readonly at: string;
    readonly actorId: number | null;
    readonly workstation: string;
    readonly action: string;
    readonly subject: string;
    readonly before: string | null;
    readonly after: string | null;
  },
): string {
  return chainHash(previous, [
    row.at,
    row.actorId,
    row.workstation,
    row.action,
    row.subject,
    row.before,
    row.after,
  ]);
}
