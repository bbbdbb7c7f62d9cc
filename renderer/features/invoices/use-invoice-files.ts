/** An invoice as a PDF: on the printer, in a file, or by e-mail (DOC-10). */
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export type InvoiceFiles = {
  readonly print: (invoiceId: InvoiceId) => Promise<void>;
  readonly save: (invoiceId: InvoiceId) => Promise<void>;
  readonly mail: (invoiceId: InvoiceId) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useInvoiceFiles(): InvoiceFiles {
  const office = useOffice();
  const { run, busy, failure } = useAsk(office.invoices.pdf);
  const sending = useCommand(office.mail.sendInvoice);
  return {
    print: async (invoiceId) => {
      const file = await run({ invoiceId });
      if (file) printFile(file, "invoice");
    },
    save: async (invoiceId) => {
      const file = await run({ invoiceId });
      if (file) saveFile(file);
    },
    mail: async (invoiceId) => {
      const queued = await sending.run({ invoiceId });
      if (queued) showToast({ message: `The invoice goes to ${queued.toEmail}. The outbox shows what becomes of it.` });
    },
    busy: busy || sending.busy,
    failure: failure ?? sending.failure,
  };
}
