/** Gives every screen the client of the office, the state of the line, and the cache that announcements refresh. */
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import type { OfficeClient } from "#contract/client.ts";
import {
  OfficeConnection,
  OutageError,
  type ConnectionState,
  type OpenChannel,
} from "./connection.ts";
import { followAnnouncements } from "./announcements.ts";
import { failureOf } from "./failures.ts";
import { makeClient, pathOf } from "./operations.ts";

declare module "@tanstack/react-query" {
  interface Register {
    /** Topics whose announcement makes a query ask again. */
    queryMeta: { readonly topics?: readonly string[] };
  }
}

type Office = { readonly client: OfficeClient; readonly connection: OfficeConnection };

const Context = createContext<Office | null>(null);

export type OfficeProviderProps = { readonly open: OpenChannel; readonly children: ReactNode };

export function OfficeProvider({ open, children }: OfficeProviderProps) {
  const office = useMemo<Office & { readonly queries: QueryClient }>(() => {
    const connection = new OfficeConnection(open);
    const client = makeClient(connection);
    return { connection, client, queries: makeQueryClient(client) };
  }, [open]);

  useEffect(() => {
    const hurry = () => {
      if (document.visibilityState === "visible") office.connection.hurry();
    };
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    const stop = followAnnouncements(
      () => office.connection.ready(60_000),
      (signal) => office.client.events.subscribe({}, { signal }),
      office.queries,
    );
    return () => {
      stop();
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
    };
  }, [office]);

  return (
    <Context value={office}>
      <QueryClientProvider client={office.queries}>{children}</QueryClientProvider>
    </Context>
  );
}

/** The typed client: `client.patients.list`. */
export function useOffice(): OfficeClient {
  return requireOffice(useContext(Context)).client;
}

/** Open, connecting or lost: the dot in the top bar, and what dialogs say. */
export function useConnectionState(): ConnectionState {
  const { connection } = requireOffice(useContext(Context));
  return useSyncExternalStore(
    (listener) => connection.onState(listener),
    () => connection.state,
  );
}

/** Waits until the line is open again; rejects with an outage after a while. */
export function useLineReady(): () => Promise<void> {
  const { connection } = requireOffice(useContext(Context));
  return useCallback(() => connection.ready(20_000), [connection]);
}

function requireOffice(office: Office | null): Office {
  if (office === null) throw new Error("Broken invariant: OfficeProvider is above every screen");
  return office;
}

function makeQueryClient(client: OfficeClient): QueryClient {
  // Locked, signed out or without a practice: the status decides which screen is right.
  const checkSession = (error: unknown) => {
    if (failureOf(error).kind === "session")
      void queries.invalidateQueries({ queryKey: [...pathOf(client.app.status)] });
  };
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: checkSession }),
    mutationCache: new MutationCache({ onError: checkSession }),
    defaultOptions: {
      queries: {
        // Announcements say what changed; nothing is asked again merely because time went by.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
        retry: (failures, error) => error instanceof OutageError && failures < 3,
        retryDelay: 500,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  return queries;
}
