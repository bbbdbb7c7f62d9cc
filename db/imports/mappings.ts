/** Mappings that the office saved for its next import from the same program (PPL-17). */
import type { Instant } from "#domain/calendar.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

export type StoredMapping = {
  readonly mappingId: number;
  readonly name: string;
  readonly mapping: string;
};

export function listMappings(db: ReadableDb): StoredMapping[] {
  return db.all<StoredMapping>(
    "select id as mappingId, name, mapping from import_mapping order by name",
  );
}

/** Writes a mapping; one of the same name is replaced. */
export function upsertMapping(db: WritableDb, name: string, mapping: string, at: Instant): void {
  db.exec(
    `insert into import_mapping (name, mapping, created_at) values (?, ?, ?)
     on conflict (name) do update set mapping = excluded.mapping`,
    name,
    mapping,
    at,
  );
}

export function deleteMapping(db: WritableDb, mappingId: number): void {
  db.exec("delete from import_mapping where id = ?", mappingId);
}
