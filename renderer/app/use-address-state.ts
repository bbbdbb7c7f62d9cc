/** Filters and order of a list, kept in the address so that Back, reload and a copied address show the same (UI-4). */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import {
  readFilters,
  writeFilters,
  type Filters,
  type FilterValues,
} from "../kit/filters/filter-kinds.ts";
import type { TableSort } from "../kit/table/columns.ts";

type Search = Readonly<Record<string, string | undefined>>;

/** All parameters of the address, and a way to change some of them. Typing replaces, a choice is a step for Back. */
export function useAddressSearch(): readonly [
  search: Search,
  change: (part: Search, typing?: boolean) => void,
] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (part: Search, typing = false) => {
      // The parameters of a screen are its own; the router cannot know their names here.
      const next = (before: Search) => ({ ...before, ...part });
      void navigate({ to: ".", search: next as never, replace: typing });
    },
    [navigate],
  );
  return [search, change];
}

/** `const [values, setValues] = useFilters(filters)`, for `FilterBar`. */
export function useFilters<F extends Filters>(
  filters: F,
): readonly [values: FilterValues<F>, set: (values: FilterValues<F>, typing: boolean) => void] {
  const [search, change] = useAddressSearch();
  const values = useMemo(() => readFilters(filters, search), [filters, search]);
  const set = useCallback(
    (next: FilterValues<F>, typing: boolean) => change(writeFilters(filters, next), typing),
    [filters, change],
  );
  return [values, set];
}

/** `const [sort, setSort] = useSort({ column: "due", descending: true })`, for `DataTable`; `sort=-due` in the address. */
export function useSort<Column extends string>(
  first: TableSort & { readonly column: Column },
  columns: readonly Column[],
): readonly [
  sort: { readonly column: Column; readonly descending: boolean },
  set: (sort: TableSort) => void,
] {
  const [search, change] = useAddressSearch();
  const text = search["sort"] ?? "";
  const column = columns.find((name) => name === text.replace(/^-/, ""));
  const sort = column === undefined ? first : { column, descending: text.startsWith("-") };
  const set = useCallback(
    (next: TableSort) => change({ sort: `${next.descending ? "-" : ""}${next.column}` }),
    [change],
  );
  return [sort, set];
}
