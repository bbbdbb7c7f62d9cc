/** Which rows of a file the practice knows already (PPL-4, PPL-17): by their number in the old system, or as people. */
import { findKnownPatient, hasAnyPatient } from "#db/imports/known.ts";
import type { ReadableDb } from "#db/database.ts";
import { findPractice } from "#db/practice.ts";
import { findPersonRecord, listSimilarIds } from "#db/people/similar.ts";
import type { Acquaintance } from "#domain/imports/dry-run.ts";
import { dayText } from "#domain/day-text.ts";
import { compareIdentities, identityOf, type PersonRecord } from "#domain/people/duplicates.ts";
import { look, type Cx } from "../context.ts";

export type RowToMeet = {
  readonly row: number;
  readonly externalId: string;
  readonly person: PersonRecord;
};
export type MetRow = { readonly row: number; readonly acquaintance: Acquaintance };

/** The practice's own country: that of addresses which name none. */
export function homeCountry(cx: Cx): string {
  return look<string>(cx, (db) => findPractice(db)?.country ?? "US");
}

/** Rows that are not in the answer are strangers. */
export function meetPractice(cx: Cx, source: string, rows: readonly RowToMeet[]): MetRow[] {
  return look<MetRow[]>(cx, (db) => {
    if (!hasAnyPatient(db)) return [];
    return rows.flatMap(({ row, externalId, person }) => {
      const acquaintance = findAcquaintance(db, source, externalId, person);
      return acquaintance ? [{ row, acquaintance }] : [];
    });
  });
}

/** Which of these guarantors are patients already. */
export function meetGuarantors(cx: Cx, source: string, externalIds: readonly string[]): string[] {
  return look<string[]>(cx, (db) =>
    externalIds.filter((externalId) => findKnownPatient(db, source, externalId) !== undefined),
  );
}

function findAcquaintance(
  db: ReadableDb,
  source: string,
  externalId: string,
  person: PersonRecord,
): Acquaintance | undefined {
  const known = findKnownPatient(db, source, externalId);
  if (known) return { kind: "known", patientId: known.patientId };
  const identity = identityOf(person);
  for (const patientId of listSimilarIds(db, person)) {
    const other = findPersonRecord(db, patientId);
    if (other && compareIdentities(identity, identityOf(other))?.strength === "same") {
      return { kind: "similar", patientId, name: nameOf(other) };
    }
  }
  return undefined;
}

function nameOf({ firstName, lastName, birthOn }: PersonRecord): string {
  const name = `${firstName} ${lastName}`.trim();
  return birthOn === null ? name : `${name}, born ${dayText(birthOn)}`;
}
