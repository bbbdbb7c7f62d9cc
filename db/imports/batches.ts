/**
 * Import batches (PPL-18, PPL-19): one row for each import. Rows of a batch are invisible while
 * `staged_batch_id` names it; committing clears that for all of them at once, in one transaction.
 */
import type { Instant } from "#domain/calendar.ts";
import { asId, type ImportBatchId, type StaffId } from "#domain/identity.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type BatchState = "staging" | "committed" | "cancelled" | "undone";

export type ImportBatch = {
  readonly batchId: ImportBatchId;
  readonly fileName: string;
  readonly sha256: string;
  readonly source: string;
  readonly state: BatchState;
  readonly rows: number;
  /** JSON of the counts that were shown and confirmed. */
  readonly counts: string;
  readonly staffName: string | null;
  readonly createdAt: Instant;
  readonly committedAt: Instant | null;
  readonly endedAt: Instant | null;
};

export type NewBatch = {
  readonly fileName: string;
  readonly sha256: string;
  readonly source: string;
  readonly rows: number;
  readonly counts: string;
  readonly mapping: string;
  readonly staffId: StaffId | null;
  readonly createdAt: Instant;
};

export function insertBatch(db: WritableDb, batch: NewBatch): ImportBatchId {
  const { id } = db.exec(
    `insert into import_batch (file_name, sha256, source, state, rows, counts, mapping, staff_id, created_at)
     values (?, ?, ?, 'staging', ?, ?, ?, ?, ?)`,
    batch.fileName,
    batch.sha256,
    batch.source,
    batch.rows,
    batch.counts,
    batch.mapping,
    batch.staffId,
    batch.createdAt,
  );
  return asId<ImportBatchId>(id);
}

const columns = `b.id as batchId, b.file_name as fileName, b.sha256, b.source, b.state, b.rows, b.counts,
  s.name as staffName, b.created_at as createdAt, b.committed_at as committedAt, b.ended_at as endedAt`;

export function findBatch(db: ReadableDb, batchId: ImportBatchId): ImportBatch | undefined {
  return db.get<ImportBatch>(
    `select ${columns} from import_batch b left join staff s on s.id = b.staff_id where b.id = ?`,
    batchId,
  );
}

/** The latest imports that came to an end or are under way, newest first. */
export function listBatches(db: ReadableDb, most: number): ImportBatch[] {
  return db.all<ImportBatch>(
    `select ${columns} from import_batch b left join staff s on s.id = b.staff_id
     where b.state in ('committed', 'undone') order by b.id desc limit ?`,
    most,
  );
}

export function listBatchesIn(db: ReadableDb, state: BatchState): ImportBatchId[] {
  return db
    .all<{ id: number }>("select id from import_batch where state = ? order by id", state)
    .map(({ id }) => asId<ImportBatchId>(id));
}

/** Batches that still have invisible rows: under way, or left behind by a crash. */
export function listBatchesWithHiddenRows(db: ReadableDb): ImportBatchId[] {
  return db
    .all<{ id: number }>(
      `select staged_batch_id as id from patient where staged_batch_id is not null
       union select staged_batch_id from household where staged_batch_id is not null order by 1`,
    )
    .map(({ id }) => asId<ImportBatchId>(id));
}

/** A committed batch gets its commit time, one that ends its end time. */
export function setBatchState(
  db: WritableDb,
  batchId: ImportBatchId,
  state: Exclude<BatchState, "staging">,
  at: Instant,
  counts?: string,
): void {
  const column = state === "committed" ? "committed_at" : "ended_at";
  db.exec(
    `update import_batch set state = ?, ${column} = ?, counts = coalesce(?, counts) where id = ?`,
    state,
    at,
    counts ?? null,
    batchId,
  );
}
