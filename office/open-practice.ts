/**
 * Opens a practice folder for work, in the order in which nothing can be damaged: the instance lock
 * (R13), the key, a look at the file before anything is written (R8, R12), a verified backup before
 * a migration (R11), and what opening itself changes (BIL-20).
 */
import type { Database as PracticeFile } from "#db/database.ts";
import { Database } from "#db/database.ts";
import { holdInstanceLock, type InstanceLock } from "#db/instance-lock.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { finishSwap } from "#db/restore.ts";
import type { Instant } from "#domain/calendar.ts";
import { refuse } from "#domain/refusal.ts";
import type { BackupManifest } from "#db/backup.ts";
import { openForWork } from "#services/practice/open-file.ts";
import { practiceMoment } from "#services/practice/practice-clock.ts";
import { offlineGateways, openingGateways, type PracticeGateways } from "#services/practice/practice-gateways.ts";
import { inspectFile } from "#services/upkeep/inspect-file.ts";
import { latestTimeSeen } from "#services/staff/session-view.ts";
import type { OfficeClock } from "./clock.ts";
import type { KeyStore } from "./keys.ts";
import { imapMailbox } from "./mail/imap.ts";
import { smtpMail } from "./mail/smtp.ts";
import { isThere, makeFolder, writeLabel, type PracticeFolder } from "./practice-folder.ts";
import type { BackupWork } from "./workers/backup-worker.ts";
import { runOrder } from "./workers/order.ts";

/** A practice that is open: its file, its place, and what it may use. */
export type OpenPractice = PracticeGateways & {
  readonly folder: PracticeFolder;
  readonly db: PracticeFile;
  readonly key: Buffer;
  readonly lock: InstanceLock;
  /** Whether its pages were all checked before it was opened. */
  readonly isChecked: boolean;
};

export type Opener = {
  readonly keys: KeyStore;
  readonly clock: OfficeClock;
  readonly computerId: string;
  readonly workstation: string;
};

export const backupWorker = new URL("./workers/backup-worker.ts", import.meta.url);

/**
 * Refuses `practice_not_found`, `practice_already_open`, `practice_key_missing`,
 * `practice_key_unreadable`, `practice_key_wrong`, `practice_file_newer`, `practice_file_damaged`.
 */
export async function openPractice(opener: Opener, folder: PracticeFolder): Promise<OpenPractice> {
  if (!(await isThere(folder.dir))) refuse("practice_not_found", {});
  await makeFolder(folder);
  const lock = holdInstanceLock(folder.lockFile);
  try {
    finishSwap(folder.file);
    if (!(await isThere(folder.file))) refuse("practice_not_found", {});
    const key = await requireKey(opener.keys, folder.slug);
    const { mustMigrate, isChecked } = inspectFile(folder.file, key, migrations);
    if (mustMigrate) await backUpFolder(folder, key, "update", opener.clock.wall());
    const db = Database.open(folder.file, key, { mustExist: true });
    try {
      migrate(db, migrations);
      opener.clock.learn(latestTimeSeen(db));
      const { name, kind } = openForWork(openingCx(db, opener), opener.clock.steady(), opener.computerId);
      await writeLabel(folder, { name, kind });
      const gateways = openingGateways(kind, () => practiceMoment(db, opener.clock.wall()).now, smtpMail(), imapMailbox());
      return { ...gateways, folder, db, key, lock, isChecked };
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** The key of a practice. Refuses `practice_key_missing` and `practice_key_unreadable`. */
export async function requireKey(keys: KeyStore, slug: string): Promise<Buffer> {
  return (await keys.load(slug)) ?? refuse("practice_key_missing", {});
}

/** Makes a backup in a worker; the file may be open meanwhile. */
export function backUpFolder(
  folder: PracticeFolder,
  key: Buffer,
  reason: string,
  madeAt: Instant,
): Promise<BackupManifest> {
  const order = { file: folder.file, key, folder: folder.backups, reason, madeAt };
  return runOrder<BackupManifest>(backupWorker, { work: "back_up", order } satisfies BackupWork);
}

/** The office itself at work, before anybody has signed in. */
function openingCx(db: PracticeFile, opener: Opener) {
  const { now, today } = practiceMoment(db, opener.clock.wall());
  const actor = { staffId: null, workstation: opener.workstation };
  return { db, actor, today, now, gateways: offlineGateways("live").gateways };
}

export function closePractice(practice: OpenPractice): void {
  if (practice.db.isOpen) practice.db.close();
  practice.lock.release();
}
