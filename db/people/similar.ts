/** People who might be the one being typed (PPL-4): looked up by what two records would share. */
import { asId, type PatientId } from "#domain/identity.ts";
import type { Day } from "#domain/calendar.ts";
import type { PersonRecord } from "#domain/people/duplicates.ts";
import { emailKey } from "#domain/people/email.ts";
import { foldedPieces, foldText } from "#domain/people/fold.ts";
import { comparablePhone } from "./patient.ts";
import type { ReadableDb } from "../database.ts";

/** Enough for every real family and office phone, few enough to compare while somebody types. */
const mostOfEach = 60;

/** Ids of those who share a birth date, a phone, an e-mail address, or first and last name. */
export function listSimilarIds(db: ReadableDb, person: PersonRecord): PatientId[] {
  const ids = new Set<number>();
  const add = (text: string, ...values: readonly string[]): void => {
    for (const { id } of db.all<{ id: number }>(`${text} limit ?`, ...values, mostOfEach)) ids.add(id);
  };
  if (person.birthOn !== null) add("select id from patient where birth_on = ?", person.birthOn);
  for (const phone of person.phones) {
    const digits = comparablePhone(phone);
    if (digits.length >= 7) add("select patient_id as id from phone where digits = ?", digits);
  }
  if (person.email !== "") {
    // Tokens are cut at forty letters; the comparison afterwards looks at whole addresses.
    const token = [...foldText(emailKey(person.email))].slice(0, 40).join("");
    add("select patient_id as id from patient_search where token = ?", token);
  }
  const first = foldedPieces(person.firstName).join("");
  const last = foldedPieces(person.lastName).join("");
  if (first !== "" && last !== "") {
    add(
      `select s.patient_id as id from patient_search s where s.token = ?
         and exists (select 1 from patient_search x where x.patient_id = s.patient_id and x.token = ?)`,
      [...last].slice(0, 40).join(""),
      [...first].slice(0, 40).join(""),
    );
  }
  return [...ids].map((id) => asId<PatientId>(id));
}

type Row = {
  readonly first_name: string;
  readonly middle_name: string;
  readonly last_name: string;
  readonly suffix: string;
  readonly preferred_name: string;
  readonly birth_on: Day | null;
  readonly email: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
};

/** What the comparison needs of a stored person; nothing for rows of an import under way. */
export function findPersonRecord(db: ReadableDb, patientId: PatientId): PersonRecord | undefined {
  const row = db.get<Row>(
    `select p.first_name, p.middle_name, p.last_name, p.suffix, p.preferred_name, p.birth_on, p.email,
       iif(p.address_line1 is null, h.address_line1 || ' ' || h.address_line2, p.address_line1 || ' ' || coalesce(p.address_line2, '')) as street,
       iif(p.address_line1 is null, h.postal_code, coalesce(p.postal_code, '')) as postal_code,
       iif(p.address_line1 is null, h.city, coalesce(p.city, '')) as city
     from patient p join household h on h.id = p.household_id
     where p.id = ? and p.staged_batch_id is null and p.merged_into_id is null`,
    patientId,
  );
  if (!row) return undefined;
  return {
    firstName: row.first_name,
    middleName: row.middle_name,
    lastName: row.last_name,
    suffix: row.suffix,
    preferredName: row.preferred_name,
    birthOn: row.birth_on,
    email: row.email,
    phones: db
      .all<{ number: string }>("select number from phone where patient_id = ?", patientId)
      .map(({ number }) => number),
    street: row.street,
    postalCode: row.postal_code,
    city: row.city,
  };
}
