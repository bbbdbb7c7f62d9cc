/** The days whose share of the dues was booked (INV-15): one row each, written once. */
import type { Instant } from "#domain/calendar.ts";
import type { EntryId } from "#domain/identity.ts";
import type { WritableDb } from "../database.ts";
import type { Recognition } from "./deferred.ts";

export function insertRecognition(
  db: WritableDb,
  recognition: Recognition & { readonly entryId: EntryId | null; readonly createdAt: Instant },
): void {
  db.exec(
    "insert into dues_recognition (on_day, entry_id, deferred_cents, last_posting_id, created_at) values (?, ?, ?, ?, ?)",
    recognition.onDay,
    recognition.entryId,
    recognition.deferredCents,
    recognition.lastPostingId,
    recognition.createdAt,
  );
}
