/** The saved views of a list or report and the one that is open, kept in the address as `view=3` (UI-4). */
import { useEffect, useState } from "react";
import type { ListViewChoice } from "#contract/invoices.ts";
import type { ListViewId } from "#domain/identity.ts";
import type { ViewList } from "#domain/lists/list-view.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { chosenText, putChosenText } from "../../kit/table/chosen-columns.ts";
import { contentOf, isChanged, plainView, searchOf, type Seen } from "./view-state.ts";

export type ViewsOfList = {
  readonly list: ViewList;
  readonly views: readonly ListViewChoice[];
  readonly defaultId: ListViewId | null;
  /** The view that was opened last, also after its filters were changed. */
  readonly current: ListViewChoice | null;
  readonly changed: boolean;
  /** What a view saved now would keep. */
  readonly seen: Seen;
  /** Null for the plain list. */
  readonly open: (view: (Seen & { readonly viewId: ListViewId }) | null) => void;
  /** A new number draws the table anew, with the columns of the view. */
  readonly columnsVersion: number;
  /** Call when somebody chose columns. */
  readonly noteColumns: () => void;
};

/** `keys` are the address's filters and order; define them once outside the component. */
export function useViews(list: ViewList, keys: readonly string[]): ViewsOfList {
  const office = useOffice();
  const [search, change] = useAddressSearch();
  const { data } = useQueryOf(office.invoices.views, { list }, { topics: ["views"] });
  const [columns, setColumns] = useState(() => chosenText(localStorage, list));
  const [columnsVersion, setColumnsVersion] = useState(0);
  const seen: Seen = { search: contentOf(search, keys), columns };
  const views = data?.views ?? [];
  const current = views.find((view) => String(view.viewId) === search["view"]) ?? null;

  const show = (view: Seen | null, name: string, replace: boolean) => {
    putChosenText(localStorage, list, view?.columns ?? "");
    setColumns(view?.columns ?? "");
    setColumnsVersion((before) => before + 1);
    change({ ...searchOf(view?.search ?? "", keys), open: undefined, view: name }, replace);
  };
  // A list opened without a filter begins with the person's own first view.
  const first =
    search["view"] === undefined && seen.search === "" && search["open"] === undefined
      ? views.find((view) => view.viewId === data?.defaultId)
      : undefined;
  useEffect(() => {
    if (first !== undefined) show(first, String(first.viewId), true);
    // Only when a first view is found: opening it is what makes it go.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first?.viewId]);

  return {
    list,
    views,
    defaultId: data?.defaultId ?? null,
    current,
    changed: current !== null && isChanged(current, seen),
    seen,
    open: (view) => show(view, view === null ? plainView : String(view.viewId), false),
    columnsVersion,
    noteColumns: () => setColumns(chosenText(localStorage, list)),
  };
}
