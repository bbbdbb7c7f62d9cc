/** What the shell tells about printers, as a screen asks for it: no practice, no office in between. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { DesktopBridge } from "#contract/desktop.ts";
import { usualPrinting, type WorkstationPrinting } from "#domain/printing/choice.ts";
import type { FoundPrinters, Tray } from "#domain/printing/printers.ts";

export type Desk = { readonly found: FoundPrinters; readonly settings: WorkstationPrinting };

const key = ["shell", "printing"];
const nothingFound: FoundPrinters = { printers: [], standard: null, canChooseTray: false };

export function useDesk(bridge: DesktopBridge) {
  const query = useQuery({
    queryKey: [...key, "desk"],
    queryFn: async (): Promise<Desk> => {
      const [found, settings] = await Promise.all([bridge.run("list-printers", {}), bridge.run("read-printing", {})]);
      return { found, settings };
    },
    // Printers come and go without a word.
    staleTime: 0,
    refetchOnWindowFocus: true,
  });
  return {
    desk: query.data ?? { found: nothingFound, settings: usualPrinting },
    loading: query.isPending,
    looking: query.isFetching,
    look: () => void query.refetch(),
  };
}

export function useTrays(bridge: DesktopBridge, printer: string | null): readonly Tray[] {
  const query = useQuery({
    queryKey: [...key, "trays", printer],
    queryFn: () => (printer === null ? [] : bridge.run("list-trays", { printer })),
    staleTime: 0,
  });
  return query.data ?? [];
}

/** For after a change, so that every open screen shows it. */
export function useForgetDesk(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}
