/** A receipt as a PDF: on the printer, in a file, or by e-mail (DOC-10). */
import type { PaymentId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile, type FileFromOffice } from "../../app/save-file.ts";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export type ReceiptFiles = {
  readonly print: (paymentId: PaymentId) => Promise<void>;
  readonly save: (paymentId: PaymentId) => Promise<void>;
  readonly busy: boolean;
  readonly failure: Failure | null;
};

export type MailedReceipts = ReceiptFiles & { readonly mail: (paymentId: PaymentId) => Promise<void> };

export function useReceiptFiles(): MailedReceipts {
  const office = useOffice();
  const files = filesOf(useAsk(office.payments.receiptPdf));
  const sending = useCommand(office.mail.sendReceipt);
  return {
    ...files,
    mail: async (paymentId) => {
      const queued = await sending.run({ paymentId });
      if (queued) showToast({ message: `The receipt goes to ${queued.toEmail}. The outbox shows what becomes of it.` });
    },
    busy: files.busy || sending.busy,
    failure: files.failure ?? sending.failure,
  };
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
      if (file) printFile(file, "receipt");
    },
    save: async (paymentId) => {
      const file = await run({ paymentId });
      if (file) saveFile(file);
    },
    busy,
    failure,
  };
}
