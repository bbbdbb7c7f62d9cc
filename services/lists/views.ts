/** The saved views that a person can choose from, and the one that person begins with (UI-4). */
import { findDefaultView, listViewsFor } from "#db/list-views.ts";
import type { ListViewId } from "#domain/identity.ts";
import type { ViewContent, ViewList } from "#domain/lists/list-view.ts";
import { look, type Cx } from "../context.ts";

export type ListViewChoice = ViewContent & {
  readonly viewId: ListViewId;
  readonly name: string;
  /** Everybody in the practice sees it. */
  readonly shared: boolean;
};

export type ListViews = { readonly views: ListViewChoice[]; readonly defaultId: ListViewId | null };

export function listViews(cx: Cx, list: ViewList): ListViews {
  return look<ListViews>(cx, (db) => ({
    views: listViewsFor(db, list, cx.actor.staffId).map(({ viewId, name, ownerId, search, columns }) => ({
      viewId,
      name,
      shared: ownerId === null,
      search,
      columns,
    })),
    defaultId: findDefaultView(db, list, cx.actor.staffId),
  }));
}
