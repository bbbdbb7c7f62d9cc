/**
 * Lays a FHIR R4 Patient out as the cells of one row (PPL-17), so that it goes through the same
 * reading and checking as any file. The official name is taken, not the first; identity numbers,
 * race and the like are not looked at. Older FHIR (DSTU2) is recognised by its shape and refused.
 */
import { fhirColumns } from "./presets.ts";
import type { ImportField } from "./field.ts";

type Json = Readonly<Record<string, unknown>>;

export type FhirReading =
  | { readonly kind: "patient"; readonly cells: readonly string[] }
  | { readonly kind: "other" }
  | { readonly kind: "old_version" }
  | { readonly kind: "not_readable" };

/** One resource of a bundle or line of an NDJSON file. */
export function readFhirPatient(resource: unknown): FhirReading {
  if (!isObject(resource) || typeof resource.resourceType !== "string")
    return { kind: "not_readable" };
  if (resource.resourceType !== "Patient") return { kind: "other" };
  const names = objects(resource.name);
  // In DSTU2 the family name was a list; nothing else about a Patient tells the versions apart as surely.
  if (names.some(({ family }) => Array.isArray(family))) return { kind: "old_version" };
  const cells = patientCells(resource, names);
  return { kind: "patient", cells: fhirColumns.map((column) => cells[column] ?? "") };
}

function patientCells(patient: Json, names: readonly Json[]): Partial<Record<ImportField, string>> {
  const name = legalName(names);
  const nickname = names.find(({ use }) => use === "nickname");
  const [firstName = "", ...middleNames] = texts(name?.given);
  const address = currentAddress(objects(patient.address));
  const [street1 = "", ...moreLines] = texts(address?.line);
  const nick = texts(nickname?.given)[0] ?? text(nickname?.text);
  return {
    externalId: text(patient.id) || text(objects(patient.identifier)[0]?.value),
    prefix: texts(name?.prefix).join(" "),
    firstName: firstName || (text(name?.family) === "" ? text(name?.text) : ""),
    middleName: middleNames.join(" "),
    lastName: text(name?.family),
    suffix: texts(name?.suffix).join(" "),
    preferredName: nick,
    birthDate: text(patient.birthDate),
    deathDate: deathCell(patient),
    sex: text(patient.gender),
    status: patient.active === false ? "inactive" : "active",
    email: contact(patient, "email"),
    mobilePhone: contact(patient, "phone", "mobile"),
    homePhone: contact(patient, "phone", "home") || contact(patient, "phone", undefined),
    workPhone: contact(patient, "phone", "work"),
    street1,
    street2: moreLines.join(", "),
    city: text(address?.city),
    region: text(address?.state),
    postalCode: text(address?.postalCode),
    country: text(address?.country),
    language: languageOf(patient),
  };
}

/** The official name, else the usual one, else one without a use; a maiden name only where there is no other. */
function legalName(names: readonly Json[]): Json | undefined {
  const current = names.filter((name) => !ended(name));
  for (const use of ["official", "usual", undefined]) {
    const found = current.find((name) => name.use === use);
    if (found) return found;
  }
  return current.find(({ use }) => use !== "nickname") ?? current[0] ?? names[0];
}

function currentAddress(addresses: readonly Json[]): Json | undefined {
  const current = addresses.filter((address) => !ended(address) && address.use !== "old");
  return current.find(({ use }) => use === "home") ?? current[0];
}

function ended(item: Json): boolean {
  return isObject(item.period) && text(item.period.end) !== "";
}

function deathCell(patient: Json): string {
  // Only the day counts; the instant may lie in another zone than the practice.
  const at = text(patient.deceasedDateTime);
  if (/^\d{4}-\d{2}-\d{2}/.test(at)) return at.slice(0, 10);
  return at !== "" || patient.deceasedBoolean === true ? "yes" : "";
}

/** The first current contact of a kind; `use` undefined takes those without any. */
function contact(patient: Json, system: "phone" | "email", ...use: (string | undefined)[]): string {
  const found = objects(patient.telecom)
    .filter((item) => item.system === system && !ended(item) && item.use !== "old")
    .find((item) => use.length === 0 || item.use === use[0]);
  return text(found?.value);
}

function languageOf(patient: Json): string {
  const spoken = objects(patient.communication);
  const chosen = spoken.find(({ preferred }) => preferred === true) ?? spoken[0];
  if (!chosen || !isObject(chosen.language)) return "";
  const coding = objects(chosen.language.coding)[0];
  return text(coding?.code) || text(chosen.language.text) || text(coding?.display);
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item) => typeof item === "string" && item !== "")
    : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
