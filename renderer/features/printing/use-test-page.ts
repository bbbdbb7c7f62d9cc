/** The calibration page for one printer, with its correction in it (DOC-3). */
import type { Nudge } from "#domain/statements/nudge.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";

export function useTestPage() {
  const office = useOffice();
  const { run, busy, failure } = useAsk(office.documents.calibrationPage);
  const make = (printerName: string, { rightMm, downMm }: Nudge) =>
    run({ printerName: printerName.slice(0, 120), rightHalfMm: rightMm * 2, downHalfMm: downMm * 2 });
  return { make, busy, failure };
}
