/** The exact copy of a run of labels stays with the documents, so that a jammed sheet prints again (DOC-2). */
import { insertDocument } from "#db/statements/records.ts";
import type { DocumentId } from "#domain/identity.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import type { StoredFile } from "../statements/record-statements.ts";

export function recordLabels(cx: Cx, labels: number, file: StoredFile): { readonly documentId: DocumentId } {
  return act<{ readonly documentId: DocumentId }>(cx, (db) => {
    const documentId = insertDocument(db, {
      ...file,
      kind: "labels",
      householdId: null,
      title: `${labels} ${labels === 1 ? "mailing label" : "mailing labels"} of ${cx.today}`,
      createdBy: cx.actor.staffId,
      createdAt: cx.now,
    });
    audit(cx, db, "labels.made", `document/${documentId}`, { after: { labels } });
    db.touch("documents");
    return { documentId };
  });
}
