/** What has been done with the rows of an import since: while that is nothing, it can be undone (PPL-18). */
import type { ImportBatchId } from "#domain/identity.ts";
import type { ReadableDb } from "../database.ts";

const patients = "(select id from patient where import_batch_id = (select id from batch))";
const households = "(select id from household where import_batch_id = (select id from batch))";

/** The tables that refer to a patient or a household, besides the rows that an import brings itself. */
export const referrers = {
  patient: ["membership", "invoice", "invoice_line", "entry", "patient_merge", "email_bounce", "insurance_policy", "invoice_policy", "appointment", "package_sale", "package_unit", "package_use", "package_transfer", "benefit_use", "portal_request"],
  household: [
    "membership",
    "invoice",
    "payment",
    "credit_note",
    "refund",
    "gift_certificate",
    "payment_plan",
    "package_sale",
    "credit",
    "entry",
    "posting",
    "card",
    "charge_attempt",
    "refund_attempt",
    "dispute",
    "held_coupon",
    "statement",
    "yearly_statement",
    "document",
    "dunning_case",
    "notice",
    "mail",
    "attention",
    "household_merge",
    "portal_request",
  ],
} as const;

/** Merges name both of their rows. */
const mergeColumns: Readonly<Record<string, readonly string[]>> = {
  patient_merge: ["survivor_id", "merged_id"],
  household_merge: ["survivor_id", "absorbed_id"],
  package_unit: ["holder_id"],
  package_transfer: ["from_patient_id", "to_patient_id"],
};

/** One look at each table instead of one for each patient: a batch may have 100,000. */
const ofPatients = referrers.patient.flatMap((table) =>
  (mergeColumns[table] ?? ["patient_id"]).map((column) => `select ${column} as id from ${table} where ${column} in ${patients}`),
);
const ofHouseholds = referrers.household.flatMap((table) =>
  (mergeColumns[table] ?? ["household_id"]).map((column) => `select ${column} as id from ${table} where ${column} in ${households}`),
);

const withBatch = "with batch (id) as (values (?))";

const touchedText = `
  select id from patient where import_batch_id = (select id from batch) and version > 1
  union ${ofPatients.join(" union ")}
  union select id from patient where household_id in (
    select id from household where import_batch_id = (select id from batch) and version > 1
    union ${ofHouseholds.join(" union ")}
    union select household_id from patient
      where household_id in ${households} and import_batch_id is not (select id from batch) and staged_batch_id is null
  )
  union select payer_patient_id from household
    where payer_patient_id in ${patients} and import_batch_id is not (select id from batch)
  union select u.patient_id from import_update u join patient p on p.id = u.patient_id
    where u.batch_id = (select id from batch) and u.before is not null and p.version <> u.version_after`;

export type Touched = { readonly count: number; readonly names: readonly string[] };

/** How many charts of a batch were changed or used since, with the first names. */
export function findTouched(db: ReadableDb, batchId: ImportBatchId): Touched {
  const count =
    db.get<{ n: number }>(`${withBatch} select count(*) as n from (${touchedText})`, batchId)?.n ??
    0;
  if (count === 0) return { count, names: [] };
  const names = db.all<{ name: string }>(
    `${withBatch} select trim(first_name || ' ' || last_name) as name from patient
     where id in (${touchedText}) order by id limit 3`,
    batchId,
  );
  return { count, names: names.map(({ name }) => name) };
}
