/** A patient as read from one row of a file, in the form in which the practice keeps patients (PPL-1). */
import type { Day } from "../calendar.ts";
import type { Address } from "../people/address.ts";
import type { PhoneKind } from "../people/phone.ts";

export type ImportedStatus = "active" | "inactive" | "deceased" | "non_patient" | "prospective";

export type ImportedPhone = { readonly kind: PhoneKind; readonly number: string };

export type ImportedPatient = {
  /** Line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly externalId: string;
  readonly chartNumber: string;
  readonly guarantorId: string;
  readonly prefix: string;
  readonly firstName: string;
  readonly middleName: string;
  readonly lastName: string;
  readonly suffix: string;
  readonly preferredName: string;
  /** Null only for somebody who pays but is no patient. */
  readonly birthOn: Day | null;
  readonly sex: string;
  readonly status: ImportedStatus;
  readonly deceasedOn: Day | null;
  readonly email: string;
  readonly phones: readonly ImportedPhone[];
  /** The country is blank where the file does not say. */
  readonly address: Address;
  readonly language: "en" | "es";
  readonly firstVisitOn: Day | null;
  readonly textConsent: "unknown" | "yes" | "no";
  readonly notes: string;
};
