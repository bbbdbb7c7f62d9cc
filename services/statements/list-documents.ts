/** Documents that were made, newest first, and the archived copy of one (DOC-2). */
import { findDocument, listDocuments as listRows, type DocumentRow, type StoredDocument } from "#db/statements/records.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";

export function listDocuments(
  cx: Cx,
  query: {
    readonly householdId: HouseholdId | null;
    readonly after?: string | null | undefined;
    readonly limit: number;
  },
): { rows: DocumentRow[]; next: string | null } {
  return look<{ rows: DocumentRow[]; next: string | null }>(cx, (db) => {
    const before = readPlace(query.after)?.id ?? Number.MAX_SAFE_INTEGER;
    const rows = listRows(db, query.householdId, before, query.limit + 1);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > query.limit && last ? writePlace("document", last.documentId) : null };
  });
}

/** Refuses `document_not_found`. */
export function requireDocument(cx: Cx, documentId: DocumentId): StoredDocument {
  return look<StoredDocument>(cx, (db) => findDocument(db, documentId) ?? refuse("document_not_found", {}));
}
