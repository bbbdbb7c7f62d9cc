/**
 * The hash chains of ledger and audit trail, computed again from the stored rows (F-10, F-11): a row
 * that was removed, altered or moved breaks the chain at its place.
 */
import type { Posting } from "#domain/ledger/accounts.ts";
import { auditHash } from "../audit.ts";
import { chainStart } from "../chain.ts";
import type { ReadableDb } from "../database.ts";
import { entryHash, type NewEntry } from "../ledger.ts";
import { countRows, mostBreaches, type Breach, type Check } from "./check.ts";

const pageRows = 2000;

type Link = { readonly id: number; readonly prevHash: string; readonly hash: string };

/** Walks a chain in pages; `again` computes the hash a row must carry after the given one. */
function brokenLinks<R extends Link>(
  page: (afterId: number) => R[],
  again: (previous: string, row: R) => string,
  what: string,
): Breach[] {
  const breaches: Breach[] = [];
  let previous = chainStart;
  for (let afterId = 0; breaches.length < mostBreaches; ) {
    const rows = page(afterId);
    for (const row of rows) {
      if (row.prevHash !== previous || row.hash !== again(row.prevHash, row))
        breaches.push({ what, rowIds: [row.id] });
      previous = row.hash;
      afterId = row.id;
    }
    if (rows.length < pageRows) break;
  }
  return breaches.slice(0, mostBreaches);
}

type EntryLink = Link & Omit<NewEntry, "postings"> & { postings?: Posting[] };

const entryPage = `select id, kind, household_id as householdId, patient_id as patientId,
    invoice_id as invoiceId, payment_id as paymentId, effective_on as effectiveOn,
    belongs_on as belongsOn, entered_at as enteredAt, actor_id as actorId, workstation, memo,
    reverses_id as reversesId, prev_hash as prevHash, hash
  from entry where id > ? order by id limit ${pageRows}`;

const postingsOfPage = `select entry_id as entryId, account, household_id as householdId,
    amount_cents as amountCents
  from posting where entry_id between ? and ? order by entry_id, id`;

function entriesAfter(db: ReadableDb, afterId: number): EntryLink[] {
  const entries = db.all<EntryLink>(entryPage, afterId);
  const [first, last] = [entries[0], entries.at(-1)];
  if (!first || !last) return [];
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const row of db.all<Posting & { entryId: number }>(postingsOfPage, first.id, last.id)) {
    const entry = byId.get(row.entryId);
    if (entry) (entry.postings ??= []).push(row);
  }
  return entries;
}

export const ledgerChainCheck: Check = {
  name: "The ledger's chain is whole",
  rows: (db) => countRows(db, "entry"),
  breaches: (db) =>
    brokenLinks(
      (afterId) => entriesAfter(db, afterId),
      (previous, entry) => entryHash(previous, entry, entry.postings ?? []),
      "A journal entry was altered, or one before it was removed",
    ),
};

type AuditLink = Link & Parameters<typeof auditHash>[1];

const auditPage = `select id, at, actor_id as actorId, workstation, action, subject, before, after,
    prev_hash as prevHash, hash
  from audit where id > ? order by id limit ${pageRows}`;

export const auditChainCheck: Check = {
  name: "The audit trail's chain is whole",
  rows: (db) => countRows(db, "audit"),
  breaches: (db) =>
    brokenLinks<AuditLink>(
      (afterId) => db.all<AuditLink>(auditPage, afterId),
      auditHash,
      "An audit record was altered, or one before it was removed",
    ),
};

/** The newest hashes, which a backup keeps beside itself so that a cut-off tail is found (S13). */
export type ChainHeads = { readonly entry: string; readonly audit: string; readonly entries: number; readonly audits: number };

export function chainHeads(db: ReadableDb): ChainHeads {
  const head = (table: "entry" | "audit") =>
    db.get<{ hash: string }>(`select hash from ${table} order by id desc limit 1`)?.hash ?? chainStart;
  return {
    entry: head("entry"),
    audit: head("audit"),
    entries: countRows(db, "entry"),
    audits: countRows(db, "audit"),
  };
}
