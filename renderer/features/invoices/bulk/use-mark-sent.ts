/** Says that invoices went out by letter, with a way back (INV-4). */
import type { DocumentId, InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import type { Failure } from "../../../kit/failure.ts";
import { showToast } from "../../../kit/toast.ts";
import { invoicesWord } from "./chosen.ts";

export type MarkSent = {
  /** Answers whether it was done. */
  readonly run: (invoiceIds: readonly InvoiceId[], documentId: DocumentId | null) => Promise<boolean>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useMarkSent(): MarkSent {
  const office = useOffice();
  const mark = useCommand(office.invoices.markSent);
  const unmark = useCommand(office.invoices.unmarkSent);
  return {
    run: async (invoiceIds, documentId) => {
      const done = await mark.run({ invoiceIds: [...invoiceIds], documentId });
      if (!done) return false;
      showToast({
        message: `${invoicesWord(done.sent)} marked as sent by letter.`,
        undo: () => void unmark.run({ sendingId: done.sendingId }),
      });
      return true;
    },
    busy: mark.busy,
    failure: mark.failure ?? unmark.failure,
  };
}
