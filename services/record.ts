/** Writes history for a use case: the ledger entry and the audit record carry the actor by themselves. */
import { insertAudit, type AuditFields } from "#db/audit.ts";
import type { WritableDb } from "#db/database.ts";
import { insertLedgerEntry, type NewEntry } from "#db/ledger.ts";
import type { EntryId } from "#domain/identity.ts";
import type { Work } from "./context.ts";

/** Books one balanced journal entry, effective today unless said otherwise (F-10). */
export function book(
  cx: Work,
  db: WritableDb,
  entry: Omit<NewEntry, "enteredAt" | "actorId" | "workstation" | "effectiveOn"> & {
    readonly effectiveOn?: NewEntry["effectiveOn"];
  },
): EntryId {
  return insertLedgerEntry(db, {
    effectiveOn: cx.today,
    ...entry,
    enteredAt: cx.now,
    actorId: cx.actor.staffId,
    workstation: cx.actor.workstation,
  });
}

/** Records who did what to what, with the fields that changed (F-11). */
export function audit(
  cx: Work,
  db: WritableDb,
  action: string,
  subject: string,
  change: { readonly before?: AuditFields; readonly after?: AuditFields } = {},
): void {
  insertAudit(db, {
    at: cx.now,
    actorId: cx.actor.staffId,
    workstation: cx.actor.workstation,
    action,
    subject,
    before: change.before ?? null,
    after: change.after ?? null,
  });
}
