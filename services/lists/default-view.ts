/** Which view a person begins with when the list is opened from the navigation (UI-4). */
import { putDefaultView } from "#db/list-views.ts";
import type { ListViewId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { ViewList } from "#domain/lists/list-view.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx } from "../context.ts";
import { audit } from "../record.ts";
import { requireView } from "./save-view.ts";

export type DefaultView = { readonly viewId: ListViewId | null };

/** Null for the plain list. Refuses `list_view_not_found`, also for a view of another list. */
export function chooseDefaultView(cx: Cx, { list, viewId }: DefaultView & { readonly list: ViewList }): DefaultView {
  const { staffId } = cx.actor;
  invariant(staffId !== null, "only a person begins with a view");
  return act<DefaultView>(cx, (db) => {
    if (viewId !== null && requireView(db, cx, viewId).list !== list) refuse("list_view_not_found", {});
    putDefaultView(db, list, staffId, viewId);
    audit(cx, db, "list_view.default_chosen", `list/${list}`, { after: { viewId } });
    db.touch("views");
    return { viewId };
  });
}
