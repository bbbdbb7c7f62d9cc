/** Questions to the office with their topics: answers stay until an announcement says that they changed (UI-9). */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Failure } from "../../kit/failure.ts";
import { failureOf } from "./failures.ts";
import { pathOf, type Operation } from "./operations.ts";

export type QueryOptions = {
  /** What the answer depends on, as the office announces it: `["patients"]`, `["household/12", "invoices"]`. */
  readonly topics: readonly string[];
  readonly enabled?: boolean;
  /** Shows the answer to the last input until the new one is here: lists and live previews. */
  readonly keepPrevious?: boolean;
};

export type QueryAnswer<Output> = {
  readonly data: Output | undefined;
  /** Nothing to show yet. */
  readonly loading: boolean;
  /** An answer is on its way, also when an older one is shown. */
  readonly fetching: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
};

/** Asks one question: `useQueryOf(office.patients.chart, { patientId }, { topics: [...] })`. */
export function useQueryOf<Input, Output>(
  operation: Operation<Input, Output>,
  input: NoInfer<Input>,
  { topics, enabled = true, keepPrevious = false }: QueryOptions,
): QueryAnswer<Output> {
  const query = useQuery({
    queryKey: [...pathOf(operation), input],
    queryFn: ({ signal }) => Promise.resolve(operation(input, { signal })),
    meta: { topics },
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  return {
    data: query.data as Output | undefined,
    loading: query.isPending && query.fetchStatus !== "idle",
    fetching: query.isFetching,
    failure: useMemo(() => (query.error === null ? null : failureOf(query.error)), [query.error]),
    retry: useCallback(() => void query.refetch(), [query]),
  };
}

type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | null };
type Paged = { readonly after?: string | null | undefined };

export type PagesAnswer<Row> = Omit<QueryAnswer<never>, "data"> & {
  readonly rows: readonly Row[];
  /** For `DataTable`. */
  readonly more: { readonly has: boolean; readonly loading: boolean; readonly load: () => void };
};

const noRows: readonly never[] = [];

/** Asks a list page by page; the next page begins after the last row of the one before. */
export function usePagesOf<Input extends Paged, Row>(
  operation: Operation<Input, Page<Row>>,
  input: NoInfer<Omit<Input, "after">>,
  { topics, enabled = true }: Omit<QueryOptions, "keepPrevious">,
): PagesAnswer<Row> {
  const query = useInfiniteQuery({
    queryKey: [...pathOf(operation), "pages", input],
    queryFn: ({ pageParam, signal }) =>
      Promise.resolve(operation({ ...input, after: pageParam } as Input, { signal })),
    initialPageParam: null as string | null,
    getNextPageParam: (page: Page<Row>) => page.next,
    placeholderData: keepPreviousData,
    meta: { topics },
    enabled,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  return {
    rows: useMemo(() => data?.pages.flatMap((page) => page.rows) ?? noRows, [data]),
    loading: query.isPending && query.fetchStatus !== "idle",
    fetching: query.isFetching,
    failure: useMemo(() => (query.error === null ? null : failureOf(query.error)), [query.error]),
    retry: useCallback(() => void query.refetch(), [query]),
    more: useMemo(
      () => ({ has: hasNextPage, loading: isFetchingNextPage, load: () => void fetchNextPage() }),
      [hasNextPage, isFetchingNextPage, fetchNextPage],
    ),
  };
}

export type Asking<Input, Output> = {
  /** Asks now. Answers `undefined` when there was no answer; `failure` then says why. */
  readonly run: (input: Input) => Promise<Output | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

/** Asks when somebody presses something, and keeps no answer: a file to save, a check. */
export function useAsk<Input, Output>(operation: Operation<Input, Output>): Asking<Input, Output> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = useCallback(
    async (input: Input) => {
      setBusy(true);
      setFailure(null);
      try {
        return await operation(input);
      } catch (error) {
        setFailure(failureOf(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [operation],
  );
  return { run, busy, failure };
}
