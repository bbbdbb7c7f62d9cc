/** Names and addresses as they stand on a letter or a label (DOC-1), in postal order (DOC-5). */
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import type { Address } from "#domain/people/address.ts";
import type { ReadableDb } from "../database.ts";

export type MailingRow = Address & {
  readonly householdId: HouseholdId;
  readonly name: string;
  /** Of the person whose name it is: the payer's for a household. */
  readonly payerStatus: string | null;
};

/** Somebody's own address where there is one, with all its parts, else the household's: never half of each. */
const address = `
    iif(p.address_line1 is null, h.address_line1, p.address_line1) as line1,
    iif(p.address_line1 is null, h.address_line2, coalesce(p.address_line2, '')) as line2,
    iif(p.address_line1 is null, h.city, coalesce(p.city, '')) as city,
    iif(p.address_line1 is null, h.region, coalesce(p.region, '')) as region,
    iif(p.address_line1 is null, h.postal_code, coalesce(p.postal_code, '')) as postalCode,
    iif(p.address_line1 is null, h.country, coalesce(p.country, h.country)) as country`;

const postalOrder = "country, postalCode, city, line1, name, householdId";

/** Each household once, by its payer's address. */
export function listHouseholdMailing(db: ReadableDb, householdIds: readonly HouseholdId[]): MailingRow[] {
  return db.all<MailingRow>(
    `select h.id as householdId, h.name, p.status as payerStatus, ${address}
     from household h left join patient p on p.id = h.payer_patient_id
     where h.id in (select value from json_each(?)) and h.staged_batch_id is null order by ${postalOrder}`,
    JSON.stringify(householdIds),
  );
}

/** Each person by name. */
export function listPatientMailing(db: ReadableDb, patientIds: readonly PatientId[]): MailingRow[] {
  return db.all<MailingRow>(
    `select h.id as householdId, trim(p.first_name || ' ' || p.last_name) as name, p.status as payerStatus, ${address}
     from patient p join household h on h.id = p.household_id
     where p.id in (select value from json_each(?)) and p.staged_batch_id is null and p.merged_into_id is null order by ${postalOrder}, p.id`,
    JSON.stringify(patientIds),
  );
}

/** The households of so many people, each once. */
export function listHouseholdsOf(db: ReadableDb, patientIds: readonly PatientId[]): HouseholdId[] {
  return db
    .all<{ id: HouseholdId }>(
      "select distinct household_id as id from patient where id in (select value from json_each(?)) and merged_into_id is null order by 1",
      JSON.stringify(patientIds),
    )
    .map(({ id }) => id);
}
