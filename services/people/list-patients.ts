/** The patient list: a page of rows, and apart from it the totals of all that the filter leaves (UI-4). */
import type { ReadableDb } from "#db/database.ts";
import {
  listPatientIds,
  totalPatients,
  type PatientFilter,
  type PatientSort,
  type PatientTotals,
  type Place,
} from "#db/people/list.ts";
import { patientRows } from "#db/people/rows.ts";
import type { PatientStatus } from "#db/people/patient.ts";
import { addMonths, type Day } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { adultAge } from "#domain/people/age.ts";
import { look, type Cx } from "../context.ts";
import { readPlace, writePlace } from "../paging.ts";
import { patientView, type PatientView } from "./patient-view.ts";
import { termsOf } from "./search-patients.ts";

export type PatientQuery = {
  readonly text: string;
  readonly statuses: readonly PatientStatus[];
  readonly membership: PatientFilter["membership"];
  readonly minors: boolean;
  readonly owing: boolean;
};

export type PatientListQuery = PatientQuery & {
  readonly sort: PatientSort;
  readonly descending: boolean;
  readonly after?: string | null | undefined;
  readonly limit: number;
};

export type PatientListPage = { readonly rows: PatientView[]; readonly next: string | null };

/** Refuses `list_place_unknown`. */
export function listPatients(cx: Cx, query: PatientListQuery): PatientListPage {
  return look<PatientListPage>(cx, (db) => {
    const found = listPatientIds(db, filterOf(db, query, cx.today), {
      sort: query.sort,
      descending: query.descending,
      after: placeOf(query.sort, readPlace(query.after)),
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    const next = found.length > query.limit && last ? last.place : null;
    const ids = page.map(({ patientId }) => patientId);
    return {
      rows: patientRows(db, ids, cx.today).map((row) => patientView(row, cx.today)),
      // An unknown birth date is an empty key: no day sorts there.
      next: next && writePlace(next.key ?? "", next.id),
    };
  });
}

export function totalsOfPatients(cx: Cx, query: PatientQuery): PatientTotals {
  return look<PatientTotals>(cx, (db) => totalPatients(db, filterOf(db, query, cx.today)));
}

/** Everybody whom the filter leaves, in order of name. */
export function patientIdsOf(db: ReadableDb, query: PatientQuery, today: Day, limit: number): PatientId[] {
  const page = { sort: "name", descending: false, after: null, limit } as const;
  return listPatientIds(db, filterOf(db, query, today), page).map(({ patientId }) => patientId);
}

function placeOf(
  sort: PatientSort,
  place: { readonly key: string | number; readonly id: number } | null,
): Place | null {
  return place && { key: sort === "birth" && place.key === "" ? null : place.key, id: place.id };
}

function filterOf(db: ReadableDb, query: PatientQuery, today: Day): PatientFilter {
  return {
    terms: termsOf(db, query.text),
    statuses: query.statuses,
    membership: query.membership,
    bornAfterOn: query.minors ? lastAdultBirthday(today) : null,
    owing: query.owing,
    today,
  };
}

/** Who was born after this day is a minor today (PPL-18). */
export function lastAdultBirthday(today: Day): Day {
  return addMonths(today, -12 * adultAge);
}
