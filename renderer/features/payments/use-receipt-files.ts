/** A receipt as a PDF: on the printer or in a file. */
import type { PaymentId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";

export type ReceiptFiles = {
  readonly print: (paymentId: PaymentId) => Promise<void>;
  readonly save: (paymentId: PaymentId) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useReceiptFiles(): ReceiptFiles {
  const { run, busy, failure } = useAsk(useOffice().payments.receiptPdf);
  return {
    print: async (paymentId) => {
      const file = await run({ paymentId });
      if (file) printFile(file);
    },
    save: async (paymentId) => {
      const file = await run({ paymentId });
      if (file) saveFile(file);
    },
    busy,
    failure,
  };
}
