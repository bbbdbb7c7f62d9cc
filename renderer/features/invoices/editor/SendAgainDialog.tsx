import type { InvoiceId } from "#domain/identity.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { useMarkSent } from "../bulk/use-mark-sent.ts";
import { useInvoiceFiles } from "../use-invoice-files.ts";

export type SendAgainDialogProps = {
  readonly invoiceId: InvoiceId;
  readonly number: number;
  readonly revision: number;
  readonly onClose: () => void;
};

/** An invoice that went out and was changed since should go out again (INV-3). */
export function SendAgainDialog({ invoiceId, number, revision, onClose }: SendAgainDialogProps) {
  const files = useInvoiceFiles();
  const mark = useMarkSent();
  const submit = async () => {
    await files.print(invoiceId);
    if (await mark.run([invoiceId], null)) onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={`Send invoice ${number} again?`}
      sentence={`It was sent before it was changed. Revision ${revision} says so on the paper.`}
      primaryLabel="Print and mark as sent"
      wayOut="Not now"
      dirty={false}
      busy={files.busy || mark.busy}
      failure={files.failure ?? mark.failure}
      onSubmit={() => void submit()}
    />
  );
}
