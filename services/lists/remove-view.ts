/** Takes a saved view away; the list itself stays as it is (UI-4). */
import { deleteView } from "#db/list-views.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireView, type SavedView } from "./save-view.ts";

/** Refuses `list_view_not_found`. */
export function removeView(cx: Cx, { viewId }: SavedView): SavedView {
  return act<SavedView>(cx, (db) => {
    const { name, search, columns, ownerId } = requireView(db, cx, viewId);
    deleteView(db, viewId);
    audit(cx, db, "list_view.removed", `list_view/${viewId}`, {
      before: { name, search, columns, shared: ownerId === null },
    });
    db.touch("views");
    return { viewId };
  });
}
