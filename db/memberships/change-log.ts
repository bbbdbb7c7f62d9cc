/** The changes people made to memberships, each with what it takes to take it back (F-12). */
import type { Day, Instant } from "#domain/calendar.ts";
import type { MembershipId, StaffId } from "#domain/identity.ts";
import type { ChangeKind } from "#domain/memberships/change-words.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import type { Trace } from "./change-trace.ts";

export type NewChange = {
  readonly kind: ChangeKind;
  readonly membershipIds: readonly MembershipId[];
  /** The day from which it tells; until then it waits. */
  readonly effectiveOn: Day;
  /** What it does, in a sentence for the card and the timeline. */
  readonly sentence: string;
  readonly trace: Trace;
  readonly createdBy: StaffId | null;
  readonly createdAt: Instant;
};

export function insertChange(db: WritableDb, change: NewChange): number {
  const { id } = db.exec(
    `insert into membership_change (kind, effective_on, sentence, trace, created_by, created_at)
     values (?, ?, ?, ?, ?, ?)`,
    change.kind,
    change.effectiveOn,
    change.sentence,
    JSON.stringify(change.trace),
    change.createdBy,
    change.createdAt,
  );
  for (const membershipId of change.membershipIds) {
    db.exec("insert into membership_changed (change_id, membership_id) values (?, ?)", id, membershipId);
    db.exec("update membership set version = version + 1 where id = ?", membershipId);
  }
  return id;
}

export type ChangeRow = {
  readonly changeId: number;
  readonly kind: ChangeKind;
  readonly effectiveOn: Day;
  readonly sentence: string;
  readonly createdAt: Instant;
  readonly undoneAt: Instant | null;
};

const columns = `c.id as changeId, c.kind, c.effective_on as effectiveOn, c.sentence, c.created_at as createdAt,
  c.undone_at as undoneAt`;

export type StoredChange = ChangeRow & { readonly trace: Trace; readonly membershipIds: readonly MembershipId[] };

export function findChange(db: ReadableDb, changeId: number): StoredChange | undefined {
  const row = db.get<ChangeRow & { trace: string }>(
    `select ${columns}, c.trace from membership_change c where c.id = ?`,
    changeId,
  );
  if (!row) return undefined;
  const membershipIds = db
    .all<{ id: MembershipId }>("select membership_id as id from membership_changed where change_id = ? order by id", changeId)
    .map(({ id }) => id);
  return { ...row, trace: JSON.parse(row.trace) as Trace, membershipIds };
}

/** The changes of a membership that stand and were made after one, or all of them, the newest first. */
export function listStandingChanges(db: ReadableDb, membershipId: MembershipId, after = 0): ChangeRow[] {
  return db.all<ChangeRow>(
    `select ${columns} from membership_changed m join membership_change c on c.id = m.change_id
     where m.membership_id = ? and c.id > ? and c.undone_at is null order by c.id desc`,
    membershipId,
    after,
  );
}

export function markUndone(db: WritableDb, changeId: number, by: StaffId | null, at: Instant): void {
  db.exec("update membership_change set undone_by = ?, undone_at = ? where id = ?", by, at, changeId);
}
