/**
 * How the columns of a file become fields (PPL-17), and how its values are to be read. A mapping is
 * plain data: it is shown, changed, saved, shared as a file and stored with the batch it imported.
 */
import type { DateOrder } from "../people/birth-date.ts";
import { importFields, type ImportField } from "./field.ts";

/**
 * How values of a known program are written. `openDental`: 0001-01-01 is no date, status, sex and
 * consent are numbers.
 */
export type Conventions = "plain" | "openDental";

/** What to do with text that was damaged by a wrong encoding (`JosÃ©`): repair, keep, or hold the row. */
export type DamagedText = "repair" | "keep" | "ask";

export type ImportMapping = {
  /** Where the file comes from: external ids are unique within one source (a second run updates). */
  readonly source: string;
  /** One entry a column of the file; null is "not imported". A field stands at most once. */
  readonly columns: readonly (ImportField | null)[];
  readonly conventions: Conventions;
  /** Null while nothing has said whether 3/7 is in March or in July: rows that need it are held. */
  readonly dateOrder: DateOrder | null;
  /** Give ZIP codes of 3 or 4 digits their lost zeros back. */
  readonly padZip: boolean;
  readonly damagedText: DamagedText;
};

export type MappingProblem = { readonly code: MappingProblemCode; readonly field: ImportField };
export type MappingProblemCode = "field_twice" | "name_not_mapped" | "birth_date_not_mapped";

/** What keeps a mapping from being used; an empty list is a usable one. */
export function mappingProblems(mapping: ImportMapping): MappingProblem[] {
  const used = mapping.columns.filter((field) => field !== null);
  const problems: MappingProblem[] = [...new Set(used)]
    .filter((field) => used.indexOf(field) !== used.lastIndexOf(field))
    .map((field) => ({ code: "field_twice", field }));
  if (!(["lastName", "firstName", "fullName"] as const).some((field) => used.includes(field))) {
    problems.push({ code: "name_not_mapped", field: "lastName" });
  }
  if (!used.includes("birthDate"))
    problems.push({ code: "birth_date_not_mapped", field: "birthDate" });
  return problems;
}

/** The column of a field, or −1. */
export function columnOf(mapping: ImportMapping, field: ImportField): number {
  return mapping.columns.indexOf(field);
}

/**
 * A mapping as saved or shared: by header instead of by position, so that it fits the next file of
 * the same program with its columns in another order.
 */
export type SavedMapping = {
  readonly kind: "perennial-import-mapping";
  readonly version: 1;
  readonly name: string;
  readonly source: string;
  readonly conventions: Conventions;
  readonly dateOrder: DateOrder | null;
  readonly padZip: boolean;
  readonly fields: readonly { readonly header: string; readonly field: ImportField }[];
};

export function saveMapping(
  name: string,
  headers: readonly string[],
  mapping: ImportMapping,
): SavedMapping {
  return {
    kind: "perennial-import-mapping",
    version: 1,
    name,
    source: mapping.source,
    conventions: mapping.conventions,
    dateOrder: mapping.dateOrder,
    padZip: mapping.padZip,
    fields: mapping.columns.flatMap((field, column) =>
      field === null ? [] : [{ header: headers[column] ?? "", field }],
    ),
  };
}

/** Lays a saved mapping over a file's headers; columns it does not name are not imported. */
export function applySavedMapping(saved: SavedMapping, headers: readonly string[]): ImportMapping {
  const taken = new Set<number>();
  const columns: (ImportField | null)[] = headers.map(() => null);
  // Exactly the same header first, so that GENDER and gender do not take each other's place.
  for (const exact of [true, false]) {
    for (const { header, field } of saved.fields) {
      if (columns.includes(field)) continue;
      const column = headers.findIndex(
        (candidate, index) =>
          !taken.has(index) &&
          (exact
            ? candidate === header
            : candidate.trim().toLowerCase() === header.trim().toLowerCase()),
      );
      if (column < 0) continue;
      columns[column] = field;
      taken.add(column);
    }
  }
  return {
    source: saved.source,
    columns,
    conventions: saved.conventions,
    dateOrder: saved.dateOrder,
    padZip: saved.padZip,
    damagedText: "ask",
  };
}

/** Whether parsed JSON is a mapping that this version understands; a shared file is not trusted. */
export function isSavedMapping(value: unknown): value is SavedMapping {
  if (typeof value !== "object" || value === null) return false;
  const saved = value as Partial<Record<keyof SavedMapping, unknown>>;
  return (
    saved.kind === "perennial-import-mapping" &&
    saved.version === 1 &&
    isShortText(saved.name) &&
    isShortText(saved.source) &&
    (saved.conventions === "plain" || saved.conventions === "openDental") &&
    (saved.dateOrder === null || saved.dateOrder === "mdy" || saved.dateOrder === "dmy") &&
    typeof saved.padZip === "boolean" &&
    Array.isArray(saved.fields) &&
    saved.fields.length <= importFields.length &&
    saved.fields.every(isHeaderOfField)
  );
}

function isHeaderOfField(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { header, field } = value as { header?: unknown; field?: unknown };
  return isShortText(header) && (importFields as readonly unknown[]).includes(field);
}

function isShortText(value: unknown): boolean {
  return typeof value === "string" && value.length <= 200;
}
