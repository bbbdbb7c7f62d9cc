/** Deletes a membership that was never more than a mistake (MEM-22). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import type { DialogProps } from "./one-membership.ts";

export function RemoveDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const remove = useCommand(office.memberships.remove);
  const [reason, setReason] = useState("");
  const { membershipId, planName, patientName } = membership;
  const submit = async () => {
    if (!(await remove.run({ membershipId, reason }))) return;
    showToast({ message: `${planName} of ${patientName} is deleted.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Delete ${planName}`}
      sentence={`For a membership of ${patientName} that was entered by mistake. Once something was paid, used or signed it can only be cancelled.`}
      primaryLabel="Delete the membership"
      busy={remove.busy}
      failure={remove.failure}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens>
          <p>Its unpaid lines come off, and nothing more is drawn. It is shown nowhere any more; the record of changes keeps it.</p>
        </WhatHappens>
      }
    >
      <TextInput label="Reason" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}
