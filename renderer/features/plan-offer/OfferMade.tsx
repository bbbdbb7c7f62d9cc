/** The offer is made and archived: print it, keep the file, or send it by e-mail. */
import { Button } from "@mantine/core";
import type { DocumentId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";

type Props = { readonly documentId: DocumentId; readonly planName: string; readonly onClose: () => void };

export function OfferMade({ documentId, planName, onClose }: Props) {
  const office = useOffice();
  const open = useAsk(office.documents.open);
  const mail = useCommand(office.mail.sendDocument);
  const send = async () => {
    const queued = await mail.run({ documentId });
    if (!queued) return;
    showToast({ message: `It goes to ${queued.toEmail}. The outbox shows what becomes of it.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      dirty={false}
      title={`The offer of ${planName} is ready`}
      sentence="It stands with the documents of the household, and can be printed again from there."
      primaryLabel="Print"
      wayOut="Close"
      busy={open.busy || mail.busy}
      failure={open.failure ?? mail.failure}
      onClose={onClose}
      onSubmit={() => void open.run({ documentId }).then((file) => file && printFile(file, "letter"))}
      secondary={
        <>
          <Button type="button" variant="default" onClick={() => void open.run({ documentId }).then((file) => file && saveFile(file))}>
            Save PDF
          </Button>
          <Button type="button" variant="default" onClick={() => void send()}>
            Send by e-mail
          </Button>
        </>
      }
    />
  );
}
