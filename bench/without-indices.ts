/** Fills large tables in a minute instead of ten: their indices and triggers are away meanwhile. */
import type { Database } from "#db/database.ts";

/** Takes the indices and triggers of the filled tables away; the answer builds them again. */
export function withoutIndices(db: Database, tables: readonly string[]): () => void {
  const found = db.read(
    (read) =>
      read.all<{ type: string; name: string; sql: string }>(
        `select type, name, sql from sqlite_master
         where tbl_name in (select value from json_each(?)) and type in ('index', 'trigger') and sql is not null`,
        JSON.stringify(tables),
      ) as never,
  ) as { type: string; name: string; sql: string }[];
  db.write((write): void => {
    for (const { type, name } of found) write.exec(`drop ${type} ${name}`);
  });
  return () => {
    for (const { sql } of found) {
      db.write((write): void => {
        write.exec(sql);
      });
    }
  };
}
