/** What people type into the search: beginnings of one to ten letters or digits of what is on file. */
import type { ReadableDb } from "#db/database.ts";
import { queryTerms } from "#domain/people/search-keys.ts";
import { seeded } from "./many-patients.ts";

/** Prefixes of surnames, first names, birth dates, chart numbers and phones, the same for the same file. */
export function typedPrefixes(db: ReadableDb, patients: number, count: number): string[] {
  type Row = { first: string; last: string; birth: string; chart: string; phone: string | null };
  const rows = db.all<Row>(
    `select first_name as first, last_name as last, birth_on as birth, chart_number as chart,
       (select number from phone where patient_id = patient.id) as phone
     from patient where id % ? = 0 limit ?`,
    Math.max(1, Math.floor(patients / count)),
    count,
  );
  const random = seeded(7);
  return rows.map((row, index) => {
    const whole = [row.last, row.first, row.birth, row.chart, (row.phone ?? row.last).replace(/\D/g, "") || row.last][
      index % 5
    ] as string;
    const letters = [...whole];
    return letters.slice(0, 1 + Math.floor(random() * letters.length)).join("").replace(/['\-\s]+$/, "") || row.last;
  });
}

/** What one would write by hand: the first twelve of a prefix with what a row shows. */
const floorText = `select p.id, p.first_name, p.last_name, p.birth_on, p.status, p.email, h.city, h.balance_cents,
    (select number from phone where patient_id = p.id order by id limit 1) as phone
  from patient_search s cross join patient p on p.id = s.patient_id join household h on h.id = p.household_id
  where s.token >= ? and s.token < ? limit 12`;

/** The floor of a search: one bare prepared statement. */
export function floorSearch(db: ReadableDb, typed: string): unknown[] {
  const token = queryTerms(typed, "mdy")[0]?.[0]?.token ?? typed;
  return db.all(floorText, token, `${token}\u{10ffff}`);
}

export const rowsShown = 12;
