/** Time that is not to be booked, and the days on which a repeating one is left out (PPL-16). */
import type { Day, Instant } from "#domain/calendar.ts";
import { asId, type BlockOutId, type RoomId, type StaffId } from "#domain/identity.ts";
import type { BlockOutTerms } from "#domain/schedule/block-out.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type BlockOutRow = BlockOutTerms & {
  readonly blockOutId: BlockOutId;
  readonly providerId: StaffId | null;
  readonly roomId: RoomId | null;
  readonly version: number;
};

const rowText = `select b.id as blockOutId, b.provider_id as providerId, b.room_id as roomId, b.title, b.from_minute as fromMinute,
  b.minutes, b.first_on as firstOn, b.until_on as untilOn, b.every_weeks as everyWeeks, b.weekdays, b.version from block_out b`;

/** Those that may be on one of some days, and are not taken away. */
export function listBlockOuts(db: ReadableDb, from: Day, through: Day): BlockOutRow[] {
  return db.all<BlockOutRow>(
    `${rowText} where b.removed_at is null and b.first_on <= ? and (b.until_on is null or b.until_on >= ?)
       and (b.every_weeks > 0 or b.first_on >= ?)
     order by b.from_minute, b.id`,
    through,
    from,
    from,
  );
}

export function findBlockOut(db: ReadableDb, id: BlockOutId): BlockOutRow | undefined {
  return db.get<BlockOutRow>(`${rowText} where b.id = ? and b.removed_at is null`, id);
}

export function insertBlockOut(
  db: WritableDb,
  row: Omit<BlockOutRow, "blockOutId" | "version"> & { readonly createdBy: StaffId | null; readonly createdAt: Instant },
): BlockOutId {
  return asId<BlockOutId>(
    db.exec(
      `insert into block_out (provider_id, room_id, title, from_minute, minutes, first_on, until_on, every_weeks, weekdays, created_by, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row.providerId,
      row.roomId,
      row.title,
      row.fromMinute,
      row.minutes,
      row.firstOn,
      row.untilOn,
      row.everyWeeks,
      row.weekdays,
      row.createdBy,
      row.createdAt,
    ).id,
  );
}

export function removeBlockOutRow(db: WritableDb, id: BlockOutId, at: Instant): void {
  db.exec("update block_out set removed_at = ?, version = version + 1 where id = ?", at, id);
}

export function insertSkip(db: WritableDb, id: BlockOutId, skippedOn: Day): void {
  db.exec("insert or ignore into block_out_skip (block_out_id, skipped_on) values (?, ?)", id, skippedOn);
  db.exec("update block_out set version = version + 1 where id = ?", id);
}

/** The last day that may still have a repeating one. */
export function endBlockOut(db: WritableDb, id: BlockOutId, untilOn: Day): void {
  db.exec("update block_out set until_on = ?, version = version + 1 where id = ?", untilOn, id);
}

export function listSkips(db: ReadableDb, id: BlockOutId, from: Day): Day[] {
  return db.all<{ on: Day }>("select skipped_on as \"on\" from block_out_skip where block_out_id = ? and skipped_on >= ? order by skipped_on", id, from).map(({ on }) => on);
}

export function isSkipped(db: ReadableDb, id: BlockOutId, on: Day): boolean {
  return db.get("select 1 from block_out_skip where block_out_id = ? and skipped_on = ?", id, on) !== undefined;
}
