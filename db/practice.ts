/** The one row that says whose file this is, and the offset of a training practice's clock (F-20, BIL-20). */
import type { PracticeKind } from "#domain/practice/training-clock.ts";
import type { Insertable, Selectable, Updateable } from "kysely";
import type { ReadableDb, WritableDb } from "./database.ts";
import type { PracticeTable } from "./schema/practice.ts";
import { sql } from "./sql.ts";

export type PracticeRow = Selectable<PracticeTable>;
export type NewPractice = Omit<Insertable<PracticeTable>, "id">;

/** The practice row; undefined in a file that was never set up. */
export function findPractice(db: ReadableDb): PracticeRow | undefined {
  return db.get<PracticeRow>("select * from practice where id = 1");
}

export function insertPractice(db: WritableDb, practice: NewPractice): void {
  db.run(sql.insertInto("practice").values({ ...practice, id: 1 }));
}

/** Changes settings if nobody changed them since `version` was read; answers whether it did. */
export function updatePractice(
  db: WritableDb,
  version: number,
  changes: Omit<Updateable<PracticeTable>, "id" | "version" | "kind" | "lineage_id" | "epoch" | "computer_id">,
): boolean {
  return (
    db.run(
      sql
        .updateTable("practice")
        .set({ ...changes, version: version + 1 })
        .where("version", "=", version),
    ) === 1
  );
}

/** Raises the epoch to at least `above` + 1 and says on which computer the file lives now (BIL-20). */
export function raiseEpoch(db: WritableDb, computerId: string, above: number): number {
  const row = db.get<{ epoch: number }>(
    "update practice set epoch = max(epoch, ?) + 1, computer_id = ? where id = 1 returning epoch",
    above,
    computerId,
  );
  return row?.epoch ?? 0;
}

/** Makes a copied file a practice of its own (BIL-20); the computer that opens it first takes it. */
export function setLineage(db: WritableDb, lineageId: string): void {
  db.exec("update practice set lineage_id = ?, epoch = 1, computer_id = '' where id = 1", lineageId);
}

/** Days that a training practice's clock runs ahead; zero for a live one. */
export function findClockOffset(db: ReadableDb): number {
  return (
    db.get<{ offset_days: number }>("select offset_days from training_clock where id = 1")?.offset_days ?? 0
  );
}

export function setClockOffset(db: WritableDb, offsetDays: number): void {
  db.exec(
    `insert into training_clock (id, offset_days) values (1, ?)
     on conflict (id) do update set offset_days = excluded.offset_days`,
    offsetDays,
  );
}

/** The kind, the time zone and the offset: what every call needs to know its today. */
export function findClock(
  db: ReadableDb,
): { kind: PracticeKind; timeZone: string; offsetDays: number; lockMinutes: number } | undefined {
  return db.get(
    `select p.kind as kind, p.time_zone as timeZone, coalesce(c.offset_days, 0) as offsetDays,
       p.lock_minutes as lockMinutes
     from practice p left join training_clock c on c.id = 1 where p.id = 1`,
  );
}
