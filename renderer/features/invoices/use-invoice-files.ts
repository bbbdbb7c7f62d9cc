/** An invoice as a PDF: on the printer or in a file. */
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";

export type InvoiceFiles = {
  readonly print: (invoiceId: InvoiceId) => Promise<void>;
  readonly save: (invoiceId: InvoiceId) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useInvoiceFiles(): InvoiceFiles {
  const { run, busy, failure } = useAsk(useOffice().invoices.pdf);
  return {
    print: async (invoiceId) => {
      const file = await run({ invoiceId });
      if (file) printFile(file);
    },
    save: async (invoiceId) => {
      const file = await run({ invoiceId });
      if (file) saveFile(file);
    },
    busy,
    failure,
  };
}
