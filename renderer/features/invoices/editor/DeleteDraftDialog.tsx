import { useNavigate } from "@tanstack/react-router";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";

export type DeleteDraftDialogProps = { readonly invoiceId: InvoiceId; readonly payerName: string; readonly onClose: () => void };

/** Takes a draft away: it never had a number, so none is missing afterwards (INV-2). */
export function DeleteDraftDialog({ invoiceId, payerName, onClose }: DeleteDraftDialogProps) {
  const office = useOffice();
  const navigate = useNavigate();
  const command = useCommand(office.invoiceEditor.deleteDraft);
  const submit = async () => {
    if ((await command.run({ invoiceId })) === undefined) return;
    showToast({ message: `The draft for ${payerName} is deleted.` });
    onClose();
    void navigate({ to: "/invoices" as never });
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title="Delete draft"
      sentence={`The draft for ${payerName} goes away with its lines. It never had a number, so none will be missing.`}
      tone="trouble"
      primaryLabel="Delete draft"
      wayOut="Keep it"
      busy={command.busy}
      failure={command.failure}
      onSubmit={() => void submit()}
    />
  );
}
