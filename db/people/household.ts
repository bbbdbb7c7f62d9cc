/** Households: people billed together under one number, with one payer and one balance (PPL-3). */
import type { Instant } from "#domain/calendar.ts";
import { asId, type HouseholdId, type ImportBatchId, type PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import type { Address } from "#domain/people/address.ts";
import type { ReadableDb, WritableDb } from "../database.ts";
import { takeNumber } from "../numbers.ts";
import { addressOf, addressValues, type AddressColumns } from "./address-columns.ts";

export type ContactPreference = "email" | "text" | "print";
export type PaysBy = "manual" | "card";

export type NewHousehold = {
  /** Left out: the next one of the series. */
  readonly number?: number;
  /** The payer's full name: whom letters and invoices are addressed to. */
  readonly name: string;
  readonly address: Address;
  readonly contactPreference: ContactPreference;
  readonly paysBy?: PaysBy;
  /** Rows of an import stay invisible until the batch is committed (PPL-19). */
  readonly stagedBatchId?: ImportBatchId | null;
  readonly importBatchId?: ImportBatchId | null;
  readonly createdAt: Instant;
};

const insertText = `insert into household (number, name, address_line1, address_line2, city, region, postal_code,
  country, contact_preference, pays_by, staged_batch_id, import_batch_id, created_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Adds a household without members; the payer is set once there is one (`setPayer`). */
export function insertHouseholdRow(db: WritableDb, household: NewHousehold): HouseholdId {
  const { id } = db.exec(
    insertText,
    household.number ?? takeNumber(db, "household"),
    household.name,
    ...addressValues(household.address),
    household.contactPreference,
    household.paysBy ?? "manual",
    household.stagedBatchId ?? null,
    household.importBatchId ?? null,
    household.createdAt,
  );
  return asId<HouseholdId>(id);
}

/** Makes a person the payer, or nobody; the household carries the payer's name. */
export function setPayer(
  db: WritableDb,
  householdId: HouseholdId,
  payerPatientId: PatientId | null,
  name: string,
): void {
  db.exec(
    "update household set payer_patient_id = ?, name = ? where id = ?",
    payerPatientId,
    name,
    householdId,
  );
}

export type Household = {
  readonly householdId: HouseholdId;
  readonly number: number;
  readonly name: string;
  readonly payerPatientId: PatientId | null;
  readonly address: Address;
  readonly contactPreference: ContactPreference;
  readonly paysBy: PaysBy;
  readonly balanceCents: Cents;
  readonly creditCents: Cents;
  readonly version: number;
};

type HouseholdRow = AddressColumns & {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly payer_patient_id: number | null;
  readonly contact_preference: ContactPreference;
  readonly pays_by: PaysBy;
  readonly balance_cents: number;
  readonly credit_cents: number;
  readonly version: number;
};

/** A household that can be seen: rows of an import under way are not there yet. */
export function findHousehold(db: ReadableDb, householdId: HouseholdId): Household | undefined {
  const row = db.get<HouseholdRow>(
    "select * from household where id = ? and staged_batch_id is null",
    householdId,
  );
  return (
    row && {
      householdId: asId<HouseholdId>(row.id),
      number: row.number,
      name: row.name,
      payerPatientId:
        row.payer_patient_id === null ? null : asId<PatientId>(row.payer_patient_id),
      address: addressOf(row),
      contactPreference: row.contact_preference,
      paysBy: row.pays_by,
      balanceCents: row.balance_cents as Cents,
      creditCents: row.credit_cents as Cents,
      version: row.version,
    }
  );
}

export type HouseholdTerms = {
  readonly address: Address;
  readonly contactPreference: ContactPreference;
  readonly paysBy: PaysBy;
};

/** Writes what the desk may change about a household and answers the new version. */
export function updateHouseholdRow(
  db: WritableDb,
  householdId: HouseholdId,
  terms: HouseholdTerms,
): void {
  db.exec(
    `update household set address_line1 = ?, address_line2 = ?, city = ?, region = ?, postal_code = ?, country = ?,
       contact_preference = ?, pays_by = ?, version = version + 1 where id = ?`,
    ...addressValues(terms.address),
    terms.contactPreference,
    terms.paysBy,
    householdId,
  );
}
