/**
 * Proposes what each column of a file is (PPL-17): a known layout first, then the synonyms. Two
 * columns that mean the same field are never merged (`GENDER` and `gender`): the fuller one is
 * taken and the other is shown as not imported, with the reason.
 */
import type { ImportField } from "./field.ts";
import type { ImportMapping } from "./mapping.ts";
import { recognisePreset, type Preset } from "./presets.ts";
import {
  fieldOfHeader,
  headerKey,
  isAnyPhone,
  neverImportedReason,
  type NotImportedReason,
} from "./synonyms.ts";

export type NotImportedColumn = {
  readonly column: number;
  readonly header: string;
  readonly reason: NotImportedReason;
  /** For `field_taken`: the column that was taken instead. */
  readonly instead: number | null;
};

export type SuggestedMapping = {
  readonly mapping: ImportMapping;
  readonly preset: Preset["id"] | null;
  readonly notImported: readonly NotImportedColumn[];
};

/**
 * `filled` counts the non-blank cells of each column, where the file has been read; without it the
 * leftmost of two columns for one field is taken.
 */
export function suggestMapping(
  headers: readonly string[],
  filled: readonly number[] = [],
): SuggestedMapping {
  const preset = recognisePreset(headers);
  const meant = headers.map((header) => meaningOf(header, preset));
  const takenBy = new Map<ImportField, number>();
  meant.forEach((field, column) => {
    if (field === undefined) return;
    const other = takenBy.get(field);
    if (other === undefined || (filled[column] ?? 0) > (filled[other] ?? 0))
      takenBy.set(field, column);
  });
  placeAnyPhones(headers, preset, takenBy);
  fillInExternalId(takenBy);
  const columns = headers.map(
    (_, column) => [...takenBy].find(([, taken]) => taken === column)?.[0] ?? null,
  );
  const notImported = headers.flatMap((header, column): NotImportedColumn[] => {
    if (columns[column] !== null) return [];
    const field = meant[column];
    const instead = field === undefined ? null : (takenBy.get(field) ?? null);
    return [{ column, header, reason: reasonOf(header, instead, filled[column]), instead }];
  });
  return {
    mapping: {
      source: preset?.name ?? "Other program",
      columns,
      conventions: preset?.conventions ?? "plain",
      dateOrder: null,
      padZip: false,
      damagedText: "ask",
    },
    preset: preset?.id ?? null,
    notImported,
  };
}

function meaningOf(header: string, preset: Preset | undefined): ImportField | undefined {
  if (neverImportedReason(header)) return undefined;
  if (!preset) return fieldOfHeader(header);
  const named = Object.entries(preset.fields).find(
    ([name]) => headerKey(name) === headerKey(header),
  );
  return named?.[1];
}

function placeAnyPhones(
  headers: readonly string[],
  preset: Preset | undefined,
  takenBy: Map<ImportField, number>,
): void {
  if (preset) return;
  const free = (["mobilePhone", "homePhone", "workPhone"] as const).filter(
    (field) => !takenBy.has(field),
  );
  headers.forEach((header, column) => {
    const field = isAnyPhone(header) ? free.shift() : undefined;
    if (field) takenBy.set(field, column);
  });
}

/** A file that numbers people only by chart number is known by it on a second run, too. */
function fillInExternalId(takenBy: Map<ImportField, number>): void {
  const chart = takenBy.get("chartNumber");
  if (chart === undefined || takenBy.has("externalId")) return;
  takenBy.delete("chartNumber");
  takenBy.set("externalId", chart);
}

function reasonOf(
  header: string,
  instead: number | null,
  filled: number | undefined,
): NotImportedReason {
  const never = neverImportedReason(header);
  if (never) return never;
  if (filled === 0) return "blank";
  return instead === null ? "unknown" : "field_taken";
}
