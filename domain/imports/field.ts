/** What a column of a patient file can become (PPL-17), in the order in which the mapping screen lists it. */

export const importFields = [
  "externalId",
  "chartNumber",
  "guarantorId",
  "fullName",
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
  "streetNumber",
  "street1",
  "street2",
  "city",
  "region",
  "postalCode",
  "country",
  "language",
  "firstVisit",
  "textConsent",
  "notes",
] as const;

export type ImportField = (typeof importFields)[number];

/** How a field is called at the desk. */
export const importFieldLabels: Readonly<Record<ImportField, string>> = {
  externalId: "Number in the old system",
  chartNumber: "Chart number",
  guarantorId: "Who pays (number of the guarantor)",
  fullName: "Whole name",
  prefix: "Prefix",
  firstName: "First name",
  middleName: "Middle name or initial",
  lastName: "Last name",
  suffix: "Suffix",
  preferredName: "Preferred name",
  birthDate: "Birth date",
  deathDate: "Date of death",
  sex: "Sex",
  status: "Status",
  email: "E-mail",
  mobilePhone: "Mobile phone",
  homePhone: "Home phone",
  workPhone: "Work phone",
  streetNumber: "Street number",
  street1: "Street",
  street2: "Apartment or second line",
  city: "City",
  region: "State",
  postalCode: "ZIP code",
  country: "Country",
  language: "Language",
  firstVisit: "First visit",
  textConsent: "May be sent texts",
  notes: "Notes",
};

export function isImportField(text: string): text is ImportField {
  return (importFields as readonly string[]).includes(text);
}

/** The fields that hold days. */
export const dateFields: readonly ImportField[] = ["birthDate", "deathDate", "firstVisit"];
