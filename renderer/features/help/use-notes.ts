/** The practice's notes on articles (HLP-2), as everybody sees them at once. */
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";

export function useHelpNotes() {
  return useQueryOf(useOffice().help.notes, {}, { topics: ["help-notes"] });
}
