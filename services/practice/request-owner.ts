/** Whose a request id is (F-15): a reply is only ever given again to the same person's same command. */
import type { Database } from "#db/database.ts";
import { findRequest, forgetRequests } from "#db/requests.ts";
import type { Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { addMilliseconds } from "#domain/instant.ts";

/** Whether this command may use the id: it is new, or a repeat of the very same command. */
export function mayUseRequest(
  database: Database,
  request: { readonly id: string; readonly operation: string },
  staffId: StaffId | null,
): boolean {
  const known = database.read((db) => findRequest(db, request.id));
  return !known || (known.operation === request.operation && known.staffId === staffId);
}

const keptDays = 30;

/** Forgets replies that no window will ask for again. */
export function forgetOldRequests(database: Database, now: Instant): number {
  return database.write((db) => forgetRequests(db, addMilliseconds(now, -keptDays * 86_400_000)));
}
