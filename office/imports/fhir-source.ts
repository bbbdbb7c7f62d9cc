/** FHIR R4 Patients as rows (PPL-17): NDJSON with one resource a line, a bundle, a list or one patient. */
import type { FileFormat } from "#domain/imports/file-settings.ts";
import { readFhirPatient } from "#domain/imports/fhir-patient.ts";
import { importLimits } from "#domain/imports/limits.ts";
import { fhirColumns } from "#domain/imports/presets.ts";
import { refuse } from "#domain/refusal.ts";
import { decodePieces, type FoundEncoding } from "./encoding.ts";
import { jsonItems } from "./json-items.ts";
import type { RowSource, SourceRow } from "./row-source.ts";

/** Whether a text starts like JSON. */
export function startsLikeJson(start: string): boolean {
  return /^\s*(?:\{\s*"|\{\s*$|\[\s*\{)/.test(start.slice(0, 1000));
}

export function fhirSource(bytes: Uint8Array, found: FoundEncoding): RowSource {
  const text = [...decodePieces(bytes, found.encoding)].join("");
  const lineEnd = text.indexOf("\n");
  const first = parsed(text.slice(0, lineEnd < 0 ? text.length : lineEnd).trim());
  const single =
    isObject(first) && typeof first.resourceType === "string" && first.resourceType !== "Bundle";
  const format: FileFormat = single ? "fhir_ndjson" : "fhir_bundle";
  return {
    format,
    encoding: found.encoding,
    encodingSure: found.sure,
    table: null,
    columns: fhirColumns,
    notices: [],
    batches: () =>
      fhirRows(format === "fhir_ndjson" ? ndjsonResources(text) : bundleResources(text)),
  };
}

type Found = { readonly line: number; readonly resource: unknown };

const batchRows = 200;

function* fhirRows(resources: Generator<Found>): Generator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  let rows = 0;
  for (const { line, resource } of resources) {
    const reading = readFhirPatient(resource);
    if (reading.kind === "old_version") refuse("import_fhir_too_old", {});
    if (reading.kind === "other") continue;
    rows += 1;
    if (rows > importLimits.rows) refuse("import_too_many_rows", { limit: importLimits.rows });
    batch.push({ line, cells: reading.kind === "patient" ? reading.cells : null });
    if (batch.length === batchRows) {
      yield batch;
      batch = [];
    }
  }
  if (rows === 0) refuse("import_fhir_without_patients", {});
  if (batch.length > 0) yield batch;
}

/** A line that is not JSON is one row that cannot be read; the others are not to blame. */
function* ndjsonResources(text: string): Generator<Found> {
  let line = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const one = text.slice(start, end < 0 ? text.length : end).trim();
    line += 1;
    start = end < 0 ? text.length : end + 1;
    if (one !== "") yield { line, resource: parsed(one) };
  }
}

function* bundleResources(text: string): Generator<Found> {
  // A single patient, written over several lines.
  const whole = text.length < 256 * 1024 ? parsed(text) : undefined;
  if (isObject(whole) && whole.resourceType === "Patient") {
    yield { line: 1, resource: whole };
    return;
  }
  const items = jsonItems(text, "entry");
  for (;;) {
    const next = items.next();
    if (next.done) {
      if (next.value.broken !== null) refuse("import_json_broken", { line: next.value.broken });
      if (next.value.items === 0) refuse("import_json_not_fhir", {});
      return;
    }
    const { text: item, line } = next.value;
    // Cheaper than parsing every observation of a bundle that holds whole records.
    if (!item.includes('"Patient"')) continue;
    const entry = parsed(item);
    if (entry === undefined) refuse("import_json_broken", { line });
    yield { line, resource: isObject(entry) && isObject(entry.resource) ? entry.resource : entry };
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // What is not JSON is reported by the callers, with its line.
    return undefined;
  }
}
