/** Mappings kept for the next file of the same program, or read from a file that another office shared (PPL-17). */
import { deleteMapping, listMappings, upsertMapping } from "#db/imports/mappings.ts";
import { isSavedMapping, type SavedMapping } from "#domain/imports/mapping.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type MappingView = { readonly mappingId: number; readonly saved: SavedMapping };

export function listSavedMappings(cx: Cx): MappingView[] {
  return look<MappingView[]>(cx, (db) =>
    listMappings(db).flatMap(({ mappingId, mapping }) => {
      const saved: unknown = JSON.parse(mapping);
      return isSavedMapping(saved) ? [{ mappingId, saved }] : [];
    }),
  );
}

/** Refuses `import_mapping_name_missing`, and `import_mapping_file_unknown` for what is no mapping of ours. */
export function saveMappingFor(cx: Cx, { saved }: { readonly saved: unknown }): { name: string } {
  if (!isSavedMapping(saved)) refuse("import_mapping_file_unknown", {});
  const name = saved.name.trim();
  if (name === "") refuse("import_mapping_name_missing", {});
  return act<{ name: string }>(cx, (db) => {
    upsertMapping(db, name, JSON.stringify({ ...saved, name }), cx.now);
    audit(cx, db, "import_mapping.saved", `import_mapping/${name}`);
    db.touch("imports");
    return { name };
  });
}

export function removeMapping(
  cx: Cx,
  { mappingId }: { readonly mappingId: number },
): { removed: true } {
  return act<{ removed: true }>(cx, (db) => {
    deleteMapping(db, mappingId);
    audit(cx, db, "import_mapping.removed", `import_mapping/${mappingId}`);
    db.touch("imports");
    return { removed: true };
  });
}
