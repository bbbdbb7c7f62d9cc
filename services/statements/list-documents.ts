/** Documents that were made, in the order they were made in, and the archived copy of one (DOC-2). */
import {
  findDocument,
  listDocuments as listRows,
  type DocumentQuery,
  type DocumentRow,
  type StoredDocument,
} from "#db/statements/records.ts";
import { findPractice } from "#db/practice.ts";
import type { ReadableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { csvText, type CsvColumn } from "#domain/exports/csv.ts";
import type { DocumentId, HouseholdId } from "#domain/identity.ts";
import { localInstant } from "#domain/instant.ts";
import { documentKindWords, type DocumentKindName } from "#domain/statements/document-kinds.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";

export type DocumentFilter = {
  /** Empty: every kind. */
  readonly kinds: readonly DocumentKindName[];
  /** A part of the title, which names the payer and the number. */
  readonly text: string;
  /** Days on which they were made, both included. */
  readonly from: Day | null;
  readonly to: Day | null;
};

export const everyDocument: DocumentFilter = { kinds: [], text: "", from: null, to: null };

export function listDocuments(
  cx: Cx,
  query: {
    readonly householdId: HouseholdId | null;
    readonly filter?: DocumentFilter;
    /** Newest first, unless told otherwise. */
    readonly descending?: boolean;
    readonly after?: string | null | undefined;
    readonly limit: number;
  },
): { rows: DocumentRow[]; next: string | null } {
  return look<{ rows: DocumentRow[]; next: string | null }>(cx, (db) => {
    const { householdId, filter = everyDocument, descending = true, limit } = query;
    const afterId = readPlace(query.after)?.id ?? null;
    const rows = listRows(db, queryOf(db, householdId, filter), { afterId, descending, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { rows: page, next: rows.length > limit && last ? writePlace("document", last.documentId) : null };
  });
}

/** All that a filter leaves, newest first, as a table for a spreadsheet. */
export function exportDocumentsCsv(cx: Cx, filter: DocumentFilter): string {
  return look<string>(cx, (db) => csvText(columns, everyRow(db, filter)));
}

/** Refuses `document_not_found`. */
export function requireDocument(cx: Cx, documentId: DocumentId): StoredDocument {
  return look<StoredDocument>(cx, (db) => findDocument(db, documentId) ?? refuse("document_not_found", {}));
}

const exportPage = 2_000;

function* everyRow(db: ReadableDb, filter: DocumentFilter): Generator<DocumentRow> {
  const query = queryOf(db, null, filter);
  for (let afterId: number | null = null; ; ) {
    const page: DocumentRow[] = listRows(db, query, { afterId, descending: true, limit: exportPage });
    yield* page;
    const last = page.at(-1);
    if (page.length < exportPage || !last) return;
    afterId = last.documentId;
  }
}

/** Days as the practice counts them. */
function queryOf(db: ReadableDb, householdId: HouseholdId | null, { kinds, text, from, to }: DocumentFilter): DocumentQuery {
  const timeZone = findPractice(db)?.time_zone ?? "UTC";
  const midnight = (day: Day) => localInstant(day, "00:00", timeZone);
  return { householdId, kinds, text, fromAt: from && midnight(from), beforeAt: to && midnight(addDays(to, 1)) };
}

const columns: readonly CsvColumn<DocumentRow>[] = [
  { header: "Document", cell: (row) => row.title },
  { header: "Kind", cell: (row) => documentKindWords[row.kind] },
  { header: "For", cell: (row) => row.payerName },
  { header: "Pages", cell: (row) => row.pages },
  { header: "Made", cell: (row) => row.createdAt },
  { header: "Sent", cell: (row) => row.sentAt },
];
