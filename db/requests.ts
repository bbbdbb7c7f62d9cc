/** Stored replies of commands, kept long enough for any retry of a window (F-15). */
import type { Instant } from "#domain/calendar.ts";
import type { ReadableDb, WritableDb } from "./database.ts";

export type StoredRequest = { readonly operation: string; readonly staffId: number | null };

/** Whose command a request id was, if it was used before. */
export function findRequest(db: ReadableDb, id: string): StoredRequest | undefined {
  return db.get<StoredRequest>("select operation, staff_id as staffId from request where id = ?", id);
}

/** Forgets replies older than `before`; answers how many. */
export function forgetRequests(db: WritableDb, before: Instant): number {
  return db.exec("delete from request where at < ?", before).changes;
}
