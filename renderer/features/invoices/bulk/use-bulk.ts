/** Everything that is done with many invoices at once, for the selection and for all that match (INV-4). */
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../../app/client/use-query-of.ts";
import { saveFile } from "../../../app/save-file.ts";
import type { Failure } from "../../../kit/failure.ts";
import type { Chosen } from "./chosen.ts";
import { useInvoiceRun, type InvoiceRun } from "./use-invoice-run.ts";
import { useMarkSent, type MarkSent } from "./use-mark-sent.ts";

export type Bulk = {
  readonly print: InvoiceRun;
  readonly markSent: MarkSent;
  readonly saveCsv: (chosen: Chosen) => Promise<void>;
  readonly saveList: (chosen: Chosen) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useBulk(): Bulk {
  const office = useOffice();
  const csv = useAsk(office.invoices.exportCsv);
  const list = useAsk(office.invoices.exportPdf);
  const print = useInvoiceRun();
  const markSent = useMarkSent();
  return {
    print,
    markSent,
    saveCsv: async (chosen) => {
      const file = await csv.run(chosen);
      if (file) saveFile(file);
    },
    saveList: async (chosen) => {
      const file = await list.run(chosen);
      if (file) saveFile(file);
    },
    busy: csv.busy || list.busy,
    failure: csv.failure ?? list.failure ?? print.failure ?? markSent.failure,
  };
}
