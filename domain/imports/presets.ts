/**
 * Ready-made mappings for layouts that are public (PPL-17): Synthea in its three versions, the
 * patient table of Open Dental, and FHIR Patients as our reader lays them out. Everybody else gets
 * the mapper with its synonyms.
 */
import type { ImportField } from "./field.ts";
import type { Conventions } from "./mapping.ts";
import { headerKey } from "./synonyms.ts";

export type Preset = {
  readonly id: "synthea" | "open_dental" | "fhir";
  readonly name: string;
  readonly conventions: Conventions;
  /** A file is of this layout when it has all of these columns. */
  readonly recognisedBy: readonly string[];
  readonly fields: Readonly<Record<string, ImportField>>;
};

const synthea: Preset = {
  id: "synthea",
  name: "Synthea",
  conventions: "plain",
  // Common to v2 (25 columns), v3 (28) and the Nebraska variant (27, without MIDDLE).
  recognisedBy: [
    "Id",
    "BIRTHDATE",
    "DEATHDATE",
    "SSN",
    "FIRST",
    "LAST",
    "MAIDEN",
    "BIRTHPLACE",
    "HEALTHCARE_EXPENSES",
  ],
  fields: {
    Id: "externalId",
    BIRTHDATE: "birthDate",
    DEATHDATE: "deathDate",
    PREFIX: "prefix",
    FIRST: "firstName",
    MIDDLE: "middleName",
    LAST: "lastName",
    SUFFIX: "suffix",
    GENDER: "sex",
    ADDRESS: "street1",
    CITY: "city",
    STATE: "region",
    ZIP: "postalCode",
  },
};

const openDental: Preset = {
  id: "open_dental",
  name: "Open Dental",
  conventions: "openDental",
  recognisedBy: ["PatNum", "LName", "FName", "Birthdate", "Guarantor"],
  fields: {
    PatNum: "externalId",
    LName: "lastName",
    FName: "firstName",
    MiddleI: "middleName",
    Preferred: "preferredName",
    PatStatus: "status",
    Gender: "sex",
    Birthdate: "birthDate",
    DateTimeDeceased: "deathDate",
    Address: "street1",
    Address2: "street2",
    City: "city",
    State: "region",
    Zip: "postalCode",
    Country: "country",
    HmPhone: "homePhone",
    WkPhone: "workPhone",
    WirelessPhone: "mobilePhone",
    Guarantor: "guarantorId",
    Email: "email",
    Title: "prefix",
    Language: "language",
    ChartNumber: "chartNumber",
    DateFirstVisit: "firstVisit",
    TxtMsgOk: "textConsent",
    AddrNote: "notes",
  },
};

/** The columns that `fhirPatientCells` writes, each named by its field. */
export const fhirColumns = [
  "externalId",
  "prefix",
  "firstName",
  "middleName",
  "lastName",
  "suffix",
  "preferredName",
  "birthDate",
  "deathDate",
  "sex",
  "status",
  "email",
  "mobilePhone",
  "homePhone",
  "workPhone",
  "street1",
  "street2",
  "city",
  "region",
  "postalCode",
  "country",
  "language",
] as const satisfies readonly ImportField[];

const fhir: Preset = {
  id: "fhir",
  name: "FHIR",
  conventions: "plain",
  recognisedBy: fhirColumns,
  fields: Object.fromEntries(fhirColumns.map((field) => [field, field])),
};

export const presets: readonly Preset[] = [fhir, openDental, synthea];

/** The layout that a file's headers are of, or nothing. */
export function recognisePreset(headers: readonly string[]): Preset | undefined {
  const present = new Set(headers.map(headerKey));
  return presets.find((preset) =>
    preset.recognisedBy.every((header) => present.has(headerKey(header))),
  );
}
