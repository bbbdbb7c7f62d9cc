/** A receipt as a PDF: on the printer or in a file. */
import type { PaymentId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile, type FileFromOffice } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";

export type ReceiptFiles = {
  readonly print: (paymentId: PaymentId) => Promise<void>;
  readonly save: (paymentId: PaymentId) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export function useReceiptFiles(): ReceiptFiles {
  return filesOf(useAsk(useOffice().payments.receiptPdf));
}

/** The receipt of what was refunded of a payment (INV-9). */
export function useRefundFiles(): ReceiptFiles {
  return filesOf(useAsk(useOffice().refunds.receiptPdf));
}

type Asked = {
  readonly run: (input: { readonly paymentId: PaymentId }) => Promise<FileFromOffice | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

function filesOf({ run, busy, failure }: Asked): ReceiptFiles {
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
