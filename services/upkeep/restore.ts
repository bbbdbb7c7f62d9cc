/**
 * Restores a backup (BIL-20, R10): copied beside the practice, brought to the newest shape, its
 * epoch raised above every epoch known and billing stopped, verified, and only then swapped in. A
 * crash at any instant leaves the former file or the whole new one, never one that would bill.
 */
import { Database } from "#db/database.ts";
import { inspectCopy } from "#db/backup.ts";
import { isDamage } from "#db/driver.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { findPractice } from "#db/practice.ts";
import { dropPrepared, prepareRestore, readIdentity, swapIn, type RestoreSource } from "#db/restore.ts";
import type { Instant } from "#domain/calendar.ts";
import { invariant } from "#domain/invariant.ts";
import { Refusal, refuse } from "#domain/refusal.ts";
import type { Cx } from "../context.ts";
import { noCards } from "../gateways/cards.ts";
import { arriveFromElsewhere } from "../practice/billing-stop.ts";
import { practiceMoment } from "../practice/practice-clock.ts";
import { endLeftOverSessions } from "../staff/session-view.ts";
import { verifyPractice } from "./verify-practice.ts";

export type RestoreOrder = {
  readonly file: string;
  readonly key: Buffer;
  readonly source: RestoreSource;
  readonly computerId: string;
  readonly workstation: string;
  readonly wallNow: Instant;
};

export type Restored = {
  readonly practiceName: string;
  readonly epoch: number;
  readonly breaches: number;
  /** The name under which the former file is kept. */
  readonly keptAside: string | null;
};

/**
 * For a worker thread; the practice must be closed and its instance lock held. Refuses
 * `backup_not_found`, `backup_not_readable`, `backup_of_other_practice`, `practice_key_wrong`,
 * `practice_file_newer` and `disk_full`; then nothing was changed.
 */
export function restoreBackup(order: RestoreOrder): Restored {
  const prepared = prepareRestore(order.file, order.source);
  try {
    const former = readIdentity(order.file, order.key);
    const { lineageId, breaches } = inspectPrepared(prepared, order.key);
    if (former && former.lineageId !== lineageId) refuse("backup_of_other_practice", {});
    const { practiceName, epoch } = renew(prepared, order, former?.epoch ?? 0);
    const keptAside = swapIn(order.file, prepared, order.wallNow);
    return { practiceName, epoch, breaches, keptAside };
  } catch (error) {
    dropPrepared(prepared);
    throw error;
  }
}

/** A damaged copy is a matter of this backup, not of the practice. */
function inspectPrepared(prepared: string, key: Buffer) {
  try {
    migrateCopy(prepared, key);
    return inspectCopy(prepared, key, verifyPractice);
  } catch (error) {
    if (error instanceof Refusal && error.code === "practice_file_damaged")
      refuse("backup_not_readable", error.facts as { problems: number });
    if (isDamage(error)) refuse("backup_not_readable", { problems: 1 });
    throw error;
  }
}

function migrateCopy(prepared: string, key: Buffer): void {
  const copy = Database.open(prepared, key, { mustExist: true });
  try {
    migrate(copy, migrations);
  } finally {
    copy.close();
  }
}

function renew(prepared: string, order: RestoreOrder, formerEpoch: number) {
  const database = Database.open(prepared, order.key, { mustExist: true });
  try {
    const epoch = arriveFromElsewhere(restoreCx(database, order), "restored", order.computerId, formerEpoch);
    endLeftOverSessions(database, order.wallNow);
    const practice = database.read((db) => findPractice(db));
    invariant(practice, "a restored file has its practice row");
    return { practiceName: practice.name, epoch };
  } finally {
    database.close();
  }
}

function restoreCx(db: Database, order: RestoreOrder): Cx {
  const { now, today } = practiceMoment(db, order.wallNow);
  const actor = { staffId: null, workstation: order.workstation };
  return { db, actor, today, now, gateways: { cards: noCards } };
}
