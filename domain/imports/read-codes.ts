/**
 * Words and codes of other programs for sex, status, consent and language (PPL-17). What is not
 * known is never guessed: the reader reports it.
 */
import { foldedKey } from "../people/fold.ts";
import type { ImportedStatus } from "./imported-patient.ts";
import type { Conventions } from "./mapping.ts";

const sexes: Readonly<Record<string, string>> = {
  m: "male",
  male: "male",
  man: "male",
  boy: "male",
  hombre: "male",
  masculino: "male",
  f: "female",
  w: "female",
  female: "female",
  woman: "female",
  girl: "female",
  mujer: "female",
  femenino: "female",
  u: "",
  unk: "",
  unknown: "",
  notspecified: "",
  undisclosed: "",
};

/** `male`, `female`, blank for unknown, otherwise the word as it stands. */
export function readSex(text: string, conventions: Conventions): string {
  const bare = text.trim();
  if (conventions === "openDental" && /^[0-2]$/.test(bare))
    return ["male", "female", ""][Number(bare)] ?? "";
  return lookUp(sexes, bare) ?? bare;
}

const statuses: Readonly<Record<string, ImportedStatus | "deleted">> = {
  active: "active",
  patient: "active",
  current: "active",
  a: "active",
  y: "active",
  yes: "active",
  true: "active",
  1: "active",
  inactive: "inactive",
  archived: "inactive",
  archive: "inactive",
  former: "inactive",
  i: "inactive",
  n: "inactive",
  no: "inactive",
  false: "inactive",
  0: "inactive",
  deceased: "deceased",
  dead: "deceased",
  died: "deceased",
  d: "deceased",
  nonpatient: "non_patient",
  guarantor: "non_patient",
  guarantoronly: "non_patient",
  responsibleparty: "non_patient",
  prospective: "prospective",
  prospect: "prospective",
  lead: "prospective",
  deleted: "deleted",
};

/** Open Dental's numbers: Patient, NonPatient, Inactive, Archived, Deleted, Deceased, Prospective. */
const openDentalStatuses = [
  "active",
  "non_patient",
  "inactive",
  "inactive",
  "deleted",
  "deceased",
  "prospective",
] as const;

/** The status; active where the cell is blank, nothing where the word is not known. */
export function readStatus(
  text: string,
  conventions: Conventions,
): ImportedStatus | "deleted" | undefined {
  const bare = text.trim();
  if (bare === "") return "active";
  if (conventions === "openDental" && /^[0-6]$/.test(bare)) return openDentalStatuses[Number(bare)];
  return lookUp(statuses, bare);
}

const yesNo: Readonly<Record<string, "yes" | "no" | "unknown">> = {
  y: "yes",
  yes: "yes",
  true: "yes",
  t: "yes",
  1: "yes",
  ok: "yes",
  x: "yes",
  n: "no",
  no: "no",
  false: "no",
  f: "no",
  0: "no",
  unknown: "unknown",
};

/** Consent to texts, or nothing where the word is not known. Open Dental: 0 unknown, 1 yes, 2 no. */
export function readConsent(
  text: string,
  conventions: Conventions,
): "yes" | "no" | "unknown" | undefined {
  const bare = text.trim();
  if (bare === "") return "unknown";
  if (conventions === "openDental" && /^[0-2]$/.test(bare))
    return (["unknown", "yes", "no"] as const)[Number(bare)];
  return lookUp(yesNo, bare);
}

/** Whether a cell of the date of death only says that the person died, or did not. */
export function readDied(text: string): boolean | undefined {
  const word = lookUp(yesNo, text.trim());
  if (word === "yes" || foldedKey(text) === "deceased") return true;
  return word === "no" ? false : undefined;
}

const languages: Readonly<Record<string, "en" | "es">> = {
  en: "en",
  eng: "en",
  english: "en",
  ingles: "en",
  es: "es",
  spa: "es",
  spanish: "es",
  espanol: "es",
  castilian: "es",
};

/** The language that letters are written in; English where the cell is blank, nothing where we have none. */
export function readLanguage(text: string): "en" | "es" | undefined {
  const bare = text.trim();
  if (bare === "") return "en";
  const code = /^([a-z]{2})[-_][a-z]{2,4}$/i.exec(bare)?.[1];
  return lookUp(languages, code ?? bare);
}

function lookUp<T>(words: Readonly<Record<string, T>>, text: string): T | undefined {
  const key = foldedKey(text);
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
