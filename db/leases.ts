/**
 * A lease is a row that says which process does a job, with a heartbeat (BIL-1): one owner at a
 * time, and a successor only after the heartbeat has stopped for longer than the owner may pause.
 */
import type { Instant } from "#domain/calendar.ts";
import type { WritableDb } from "./database.ts";

/**
 * Takes or renews the lease `name` for `owner`. Another owner counts as gone when its heartbeat lies
 * outside `aliveFrom` … `aliveTo`: too long ago, or in a future that a wrong clock made. Answers
 * whether `owner` has it now.
 */
export function takeLease(
  db: WritableDb,
  lease: {
    readonly name: string;
    readonly owner: string;
    readonly now: Instant;
    readonly aliveFrom: Instant;
    readonly aliveTo: Instant;
  },
): boolean {
  const { changes } = db.exec(
    `insert into lease (name, owner, heartbeat_at) values (?, ?, ?)
     on conflict (name) do update set owner = excluded.owner, heartbeat_at = excluded.heartbeat_at
     where lease.owner = excluded.owner or lease.heartbeat_at not between ? and ?`,
    lease.name,
    lease.owner,
    lease.now,
    lease.aliveFrom,
    lease.aliveTo,
  );
  return changes === 1;
}

/** Gives the lease up, if it is still ours. */
export function releaseLease(db: WritableDb, name: string, owner: string): void {
  db.exec("delete from lease where name = ? and owner = ?", name, owner);
}
