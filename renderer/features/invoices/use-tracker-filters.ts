/** The filters of the tracker with the providers of this practice among them. */
import { useMemo } from "react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { filtersWith, type trackerFilters } from "./tracker-filters.ts";

/** The same object as long as the providers are the same. */
export function useTrackerFilters(): typeof trackerFilters {
  const office = useOffice();
  const { data } = useQueryOf(office.invoiceEditor.providers, {}, { topics: ["staff"], keepPrevious: true });
  return useMemo(() => filtersWith(data ?? []), [data]);
}
