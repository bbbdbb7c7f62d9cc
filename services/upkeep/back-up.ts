/** Backups (R9): made and proven in a worker, then remembered in the practice file. */
import { listBackups, makeBackup, type BackupManifest, type BackupOrder } from "#db/backup.ts";
import type { Instant } from "#domain/calendar.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { verifyPractice } from "./verify-practice.ts";

export type BackupRow = {
  readonly fileName: string;
  readonly bytes: number;
  readonly madeAt: Instant;
  readonly reason: string;
  /** Null when `verify` found breaches in it: it can be read, but look at it. */
  readonly verifiedAt: Instant | null;
};

/** Makes one; for a worker thread. Refuses `disk_full`, `practice_file_damaged`. */
export function backUp(order: BackupOrder): BackupManifest {
  return makeBackup(order, verifyPractice);
}

export function toBackupRow(manifest: BackupManifest): BackupRow {
  const { fileName, bytes, madeAt, reason } = manifest;
  return { fileName, bytes, madeAt, reason, verifiedAt: manifest.breaches === 0 ? madeAt : null };
}

/** What lies in a backup folder, newest first. */
export function listBackupRows(folder: string): BackupRow[] {
  return listBackups(folder).map(toBackupRow);
}

/** Remembers a backup in the file it was made of, with the audit trail. */
export function recordBackup(cx: Cx, manifest: BackupManifest): BackupRow {
  return act<BackupRow>(cx, (db) => {
    const row = toBackupRow(manifest);
    db.exec(
      "insert into backup (file_name, bytes, sha256, reason, made_at, verified_at) values (?, ?, ?, ?, ?, ?)",
      row.fileName,
      row.bytes,
      manifest.sha256,
      row.reason,
      row.madeAt,
      row.verifiedAt,
    );
    audit(cx, db, "backup.made", "practice/1", { after: { fileName: row.fileName, reason: row.reason } });
    db.touch("backups", "billing");
    return row;
  });
}
