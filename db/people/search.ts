/**
 * Patient search over the B-tree of tokens (PPL-6): each term is a range of the index; several are
 * intersected starting from the rarest, so that `lee 1984` costs as much as the rarer of the two.
 * Nothing here scans: the number of index entries looked at is bounded.
 */
import { asId, type PatientId } from "#domain/identity.ts";
import type { SearchAlternative, SearchTerm } from "#domain/people/search-keys.ts";
import type { ReadableDb } from "../database.ts";
import type { PatientStatus } from "./patient.ts";

/** Candidates looked at before ranking: enough to rank well, few enough to stay under a millisecond. */
const mostCandidates = 30;
/** Terms are counted up to here, and again to the second only where the first does not tell them apart. */
const countedTo = [300, 2_000] as const;

type Candidate = {
  readonly id: number;
  readonly sort_name: string;
  readonly status: PatientStatus;
  /** The whole token was typed, not only its beginning. */
  readonly whole: 0 | 1;
};

/**
 * The patients that answer every term, best first: a whole token before a beginning, people in care
 * before others, then by name.
 */
export function findPatientIds(
  db: ReadableDb,
  terms: readonly SearchTerm[],
  limit: number,
): PatientId[] {
  const [rarest, ...others] = rarestFirst(db, terms);
  if (!rarest) return [];
  // A patient comes at most twice: by a whole token and by the beginning of another.
  const wanted = Math.max(2 * limit, mostCandidates);
  const found = new Map<number, Candidate & { readonly rank: number }>();
  const { text, values } = termsMatch(others, "s.patient_id");
  for (const alternative of rarest) {
    const range = rangeOf("s", alternative);
    const rows = db.all<Candidate>(
      `select distinct coalesce(p.merged_into_id, p.id) as id, p.sort_name, p.status, s.token = ? as whole
       from patient_search s cross join patient p on p.id = s.patient_id
       where ${range.text} ${text} and p.staged_batch_id is null
       limit ?`,
      alternative.token,
      ...range.values,
      ...values,
      wanted,
    );
    for (const row of rows) {
      if (found.has(row.id)) continue;
      found.set(row.id, {
        ...row,
        rank: (row.whole === 1 ? 0 : 2) + (inCare(row.status) ? 0 : 1),
      });
    }
  }
  return [...found.values()]
    .toSorted((a, b) => a.rank - b.rank || compare(a.sort_name, b.sort_name) || a.id - b.id)
    .slice(0, limit)
    .map(({ id }) => asId<PatientId>(id));
}

function inCare(status: PatientStatus): boolean {
  return status === "active" || status === "prospective";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** One term needs no counting. */
function rarestFirst(db: ReadableDb, terms: readonly SearchTerm[]): readonly SearchTerm[] {
  if (terms.length < 2) return terms;
  let counted: { readonly term: SearchTerm; readonly count: number }[] = [];
  for (const limit of countedTo) {
    counted = terms
      .map((term) => ({ term, count: countTerm(db, term, limit) }))
      .toSorted((a, b) => a.count - b.count);
    if ((counted[0]?.count ?? limit) < limit) break;
  }
  return counted.map(({ term }) => term);
}

/** How many index entries a term has, counted up to a limit. */
export function countTerm(db: ReadableDb, term: SearchTerm, limit: number): number {
  let count = 0;
  for (const alternative of term) {
    const range = rangeOf("s", alternative);
    const row = db.get<{ n: number }>(
      `select count(*) as n from (select 1 from patient_search s where ${range.text} limit ?)`,
      ...range.values,
      limit,
    );
    count += row?.n ?? 0;
    if (count >= limit) return limit;
  }
  return count;
}

type Condition = { readonly text: string; readonly values: readonly string[] };

/**
 * Conditions that a patient answers every one of the terms, each with `and` before it. The id is
 * named as early in the join as it is known, so that no row is read for a patient who does not.
 */
export function termsMatch(
  terms: readonly SearchTerm[],
  patientId: "s.patient_id" | "p.id",
): Condition {
  const values: string[] = [];
  const texts = terms.map((term) => {
    const anyOf = term.map((alternative) => {
      const range = rangeOf("x", alternative);
      values.push(...range.values);
      return `exists (select 1 from patient_search x where x.patient_id = ${patientId} and ${range.text})`;
    });
    return `and (${anyOf.join(" or ")})`;
  });
  return { text: texts.join(" "), values };
}

/** The ids of a term as a subquery of one column `patient_id`, for lists that are driven by it. */
export function idsOfTerm(term: SearchTerm): Condition {
  const values: string[] = [];
  const parts = term.map((alternative) => {
    const range = rangeOf("s", alternative);
    values.push(...range.values);
    return `select s.patient_id from patient_search s where ${range.text}`;
  });
  return { text: parts.join(" union "), values };
}

/** No token holds this character, so it closes the range of everything that begins alike. */
const afterAll = "\u{10ffff}";

function rangeOf(alias: string, { token, whole }: SearchAlternative): Condition {
  if (whole) return { text: `${alias}.token = ?`, values: [token] };
  return {
    text: `${alias}.token >= ? and ${alias}.token < ?`,
    values: [token, token + afterAll],
  };
}
