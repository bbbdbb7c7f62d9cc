/** Gift certificates as a list, one by one, and for a spreadsheet (PKG-12). */
import type { ReadableDb } from "#db/database.ts";
import {
  findCertificate,
  listCertificates,
  listMoves,
  totalCertificates,
  type CertificateQuery,
  type CertificateRow,
  type CertificateState,
  type MoveRow,
} from "#db/gift-certificates/certificates.ts";
import { findPractice } from "#db/practice.ts";
import { csvAmount, csvText, type CsvColumn } from "#domain/exports/csv.ts";
import type { GiftCertificateId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { currencyDigits } from "#domain/practice/currency.ts";
import { refuse } from "#domain/refusal.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";

export type CertificateListRow = Omit<CertificateRow, "isVoid"> & { readonly state: CertificateState };

export type CertificateListRequest = {
  readonly filter: CertificateQuery;
  readonly after?: string | null | undefined;
  readonly limit: number;
};

/** The newest first. Refuses `list_place_unknown` for a place that is not ours. */
export function listGiftCertificates(cx: Cx, request: CertificateListRequest): { rows: CertificateListRow[]; next: string | null } {
  return look(cx, (db) => {
    const { filter, limit } = request;
    const before = readPlace(request.after)?.id ?? null;
    const found = listCertificates(db, filter, { before, limit: limit + 1 });
    const rows = found.slice(0, limit).map(listRow);
    const last = rows.at(-1);
    return { rows, next: found.length > limit && last ? writePlace(last.certificateId, last.certificateId) : null };
  });
}

export type CertificateTotals = { readonly count: number; readonly soldCents: Cents; readonly leftCents: Cents };

export function totalsOfCertificates(cx: Cx, filter: CertificateQuery): CertificateTotals {
  return look<CertificateTotals>(cx, (db) => totalCertificates(db, filter));
}

export type CertificateView = CertificateListRow & { readonly moves: MoveRow[] };

/** Refuses `certificate_not_found`. */
export function viewCertificate(cx: Cx, certificateId: GiftCertificateId): CertificateView {
  return look<CertificateView>(cx, (db) => readCertificate(db, certificateId));
}

export function readCertificate(db: ReadableDb, certificateId: GiftCertificateId): CertificateView {
  const row = findCertificate(db, certificateId);
  if (!row) refuse("certificate_not_found", {});
  return { ...listRow(row), moves: listMoves(db, certificateId) };
}

const exportPage = 1_000;

export function exportCertificatesCsv(cx: Cx, filter: CertificateQuery): string {
  return look<string>(cx, (db) => {
    const digits = currencyDigits(findPractice(db)?.currency ?? "USD") ?? 2;
    return csvText(columns(digits), everyRow(db, filter));
  });
}

function* everyRow(db: ReadableDb, filter: CertificateQuery): Generator<CertificateListRow> {
  let before: number | null = null;
  for (;;) {
    const page: CertificateRow[] = listCertificates(db, filter, { before, limit: exportPage });
    yield* page.map(listRow);
    const last = page.at(-1);
    if (page.length < exportPage || !last) return;
    before = last.certificateId;
  }
}

function listRow({ isVoid, ...row }: CertificateRow): CertificateListRow {
  const state = row.cancelledOn !== null || isVoid === 1 ? "cancelled" : row.leftCents === 0 ? "used" : "active";
  return { ...row, state };
}

function columns(digits: 0 | 2): CsvColumn<CertificateListRow>[] {
  return [
    { header: "Number", cell: (row) => row.number },
    { header: "Code", cell: (row) => row.code },
    { header: "Sold", cell: (row) => row.soldOn },
    { header: "Bought by", cell: (row) => row.buyerName },
    { header: "For", cell: (row) => row.recipient },
    { header: "State", cell: (row) => row.state },
    { header: "Invoice", cell: (row) => row.invoiceNumber },
    { header: "Amount", cell: (row) => csvAmount(row.amountCents, digits) },
    { header: "Left", cell: (row) => csvAmount(row.leftCents, digits) },
  ];
}
