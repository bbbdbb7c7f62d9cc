/** Where mail to a household goes: the payer's address, else the first other adult's, none that came back (PPL-2). */
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

export type MailAddress = { readonly name: string; readonly email: string };

const people = `from patient p join household h on h.id = p.household_id
  where p.household_id = ? and p.staged_batch_id is null and p.merged_into_id is null and p.email <> ''
    and p.status not in ('deceased') and (p.id = h.payer_patient_id or p.birth_on is null or p.birth_on <= ?)`;

const hasBounced = `exists (select 1 from email_bounce b where b.email = p.email and (b.patient_id = p.id
  or b.patient_id in (select id from patient m where m.merged_into_id = p.id)))`;

/** `adultFrom` is the last birth date of somebody who is of age today. */
export function findMailAddress(db: ReadableDb, householdId: HouseholdId, adultFrom: Day): MailAddress | undefined {
  return db.get<MailAddress>(
    `select trim(p.first_name || ' ' || p.last_name) as name, p.email ${people} and not ${hasBounced}
     order by p.id = h.payer_patient_id desc, p.id limit 1`,
    householdId,
    adultFrom,
  );
}

/** Whether there is an address, and mail to it came back. */
export function hasBouncedAddress(db: ReadableDb, householdId: HouseholdId, adultFrom: Day): boolean {
  return db.get(`select 1 ${people} and ${hasBounced} limit 1`, householdId, adultFrom) !== undefined;
}

/** Who of a household has this address on the chart. */
export function findPeopleWith(db: ReadableDb, householdId: HouseholdId, email: string): PatientId[] {
  return db
    .all<{ id: PatientId }>(
      "select id from patient where household_id = ? and email = ? collate nocase and staged_batch_id is null and merged_into_id is null order by id",
      householdId,
      email,
    )
    .map(({ id }) => id);
}

export function findHouseholdName(db: ReadableDb, householdId: HouseholdId): string {
  return db.get<{ name: string }>("select name from household where id = ?", householdId)?.name ?? "";
}
