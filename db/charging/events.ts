/** Which of the processor's events were taken in, and how far its list was read. */
import type { Instant } from "#domain/calendar.ts";
import type { ReadableDb, WritableDb } from "../database.ts";

/** Notes an event; answers false for one that was taken in before (BIL-9). */
export function noteEvent(
  db: WritableDb,
  event: { readonly id: string; readonly kind: string; readonly at: Instant },
  takenAt: Instant,
): boolean {
  return (
    db.exec(
      "insert into card_event (id, kind, happened_at, taken_at) values (?, ?, ?, ?) on conflict (id) do nothing",
      event.id,
      event.kind,
      event.at,
      takenAt,
    ).changes === 1
  );
}

/** Where to read on; null from the beginning. */
export function findEventPlace(db: ReadableDb): string | null {
  return db.get<{ after: string }>("select after from card_event_place where id = 1")?.after ?? null;
}

export function saveEventPlace(db: WritableDb, after: string): void {
  db.exec(
    "insert into card_event_place (id, after) values (1, ?) on conflict (id) do update set after = excluded.after",
    after,
  );
}
