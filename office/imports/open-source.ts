/** Opens the bytes of a file as a source of rows, or refuses it in words (PPL-17, S7). */
import type { FileSettings } from "#domain/imports/file-settings.ts";
import { importLimits } from "#domain/imports/limits.ts";
import { refuse } from "#domain/refusal.ts";
import { decodePieces, detectEncoding, type FoundEncoding } from "./encoding.ts";
import { fhirSource, startsLikeJson } from "./fhir-source.ts";
import { notTextKind } from "./file-kind.ts";
import type { RowSource } from "./row-source.ts";
import { tableSource } from "./table-source.ts";

const megabyte = 1024 * 1024;

/**
 * Refuses `import_file_empty`, `import_file_too_large`, `import_file_is_not_text`,
 * `import_encoding_wrong`, and what the reading of tables and FHIR files refuses.
 */
export function openSource(bytes: Uint8Array, settings: FileSettings): RowSource {
  if (bytes.length === 0) refuse("import_file_empty", {});
  if (bytes.length > importLimits.fileBytes) {
    refuse("import_file_too_large", {
      megabytes: Math.ceil(bytes.length / megabyte),
      limit: importLimits.fileBytes / megabyte,
    });
  }
  const kind = notTextKind(bytes);
  if (kind) refuse("import_file_is_not_text", { kind });
  const found: FoundEncoding = settings.encoding
    ? { encoding: settings.encoding, sure: true }
    : detectEncoding(bytes);
  const start = decodePieces(bytes, found.encoding).next().value ?? "";
  return startsLikeJson(start) ? fhirSource(bytes, found) : tableSource(bytes, found, settings);
}
