/** Keeps what a person sees in a list under a name: new, changed, or under another name (UI-4). */
import {
  countViews,
  dropDefaultsOfOthers,
  findViewFor,
  insertView,
  isViewNameTaken,
  updateView,
  type ListViewRow,
} from "#db/list-views.ts";
import type { ReadableDb } from "#db/database.ts";
import type { ListViewId } from "#domain/identity.ts";
import { viewLimits, type ViewContent, type ViewList } from "#domain/lists/list-view.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";

export type SavedView = { readonly viewId: ListViewId };

export type NewView = ViewContent & {
  readonly list: ViewList;
  readonly name: string;
  readonly shared: boolean;
};

/** Refuses `list_view_name_taken` and `list_views_full`. */
export function saveView(cx: Cx, { list, name, shared, search, columns }: NewView): SavedView {
  return act<SavedView>(cx, (db) => {
    const ownerId = shared ? null : cx.actor.staffId;
    const view = { list, name: name.trim(), ownerId, search, columns };
    requireFreeName(db, view, null);
    if (countViews(db, list, ownerId) >= viewLimits.perList) refuse("list_views_full", { most: viewLimits.perList });
    const viewId = insertView(db, { ...view, createdBy: cx.actor.staffId, createdAt: cx.now });
    audit(cx, db, "list_view.saved", `list_view/${viewId}`, { after: { name: view.name, shared, search, columns } });
    db.touch("views");
    return { viewId };
  });
}

/** Puts what is seen now in the place of what the view showed. Refuses `list_view_not_found`. */
export function changeView(cx: Cx, { viewId, ...content }: ViewContent & SavedView): SavedView {
  return act<SavedView>(cx, (db) => {
    const before = requireView(db, cx, viewId);
    updateView(db, { ...before, ...content }, cx.now);
    audit(cx, db, "list_view.changed", `list_view/${viewId}`, {
      before: { search: before.search, columns: before.columns },
      after: { search: content.search, columns: content.columns },
    });
    db.touch("views");
    return { viewId };
  });
}

/** Another name, or another drawer. Refuses `list_view_not_found` and `list_view_name_taken`. */
export function renameView(
  cx: Cx,
  { viewId, name, shared }: SavedView & Pick<NewView, "name" | "shared">,
): SavedView {
  return act<SavedView>(cx, (db) => {
    const before = requireView(db, cx, viewId);
    const after = { ...before, name: name.trim(), ownerId: shared ? null : cx.actor.staffId };
    requireFreeName(db, after, viewId);
    updateView(db, after, cx.now);
    if (after.ownerId !== null) dropDefaultsOfOthers(db, viewId, after.ownerId);
    audit(cx, db, "list_view.renamed", `list_view/${viewId}`, {
      before: { name: before.name, shared: before.ownerId === null },
      after: { name: after.name, shared },
    });
    db.touch("views");
    return { viewId };
  });
}

function requireFreeName(
  db: ReadableDb,
  view: Pick<ListViewRow, "list" | "ownerId" | "name">,
  except: ListViewId | null,
): void {
  if (isViewNameTaken(db, view, except)) refuse("list_view_name_taken", { name: view.name });
}

export function requireView(db: ReadableDb, cx: Cx, viewId: ListViewId): ListViewRow {
  return findViewFor(db, viewId, cx.actor.staffId) ?? refuse("list_view_not_found", {});
}
