/** Printing many invoices as the window sees it: progress, stop, and the file that came of it (UI-7). */
import type { InvoiceRunProgress } from "#contract/invoices.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useRunStream, type RunStream } from "../../../app/client/use-run-stream.ts";
import type { Chosen } from "./chosen.ts";

export type InvoiceRunDone = Extract<InvoiceRunProgress, { state: "done" }>;

export type InvoiceRun = Omit<RunStream<InvoiceRunProgress>, "start"> & {
  readonly start: (chosen: Chosen) => Promise<void>;
};

export function useInvoiceRun(): InvoiceRun {
  const office = useOffice();
  const { start, ...stream } = useRunStream<InvoiceRunProgress>();
  return {
    ...stream,
    // How many match a filter only the office knows.
    start: (chosen) =>
      start(0, (requestId, options) => office.invoices.printRun({ requestId, ...chosen }, options)),
  };
}
