/** Says no to a request to join, with a reason that the patient reads (PKG-4). */
import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { JoinRequestRow } from "#contract/portal.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

export function DeclineDialog({ row, onClose }: { readonly row: JoinRequestRow; readonly onClose: () => void }) {
  const office = useOffice();
  const decline = useCommand(office.portal.decline);
  const [reason, setReason] = useState("");
  const submit = async () => {
    if (!(await decline.run({ joinRequestId: row.requestId, reason }))) return;
    showToast({ message: `The request of ${row.patientName} is declined.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Decline the request of ${row.patientName}`}
      sentence={`${row.patientName} is not enrolled on ${row.planName}. The reason is kept, and is the answer on the portal.`}
      primaryLabel="Decline"
      tone="trouble"
      busy={decline.busy}
      failure={decline.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Textarea
        label="Reason"
        description="In words the patient may read"
        required
        autosize
        minRows={2}
        maxLength={300}
        value={reason}
        error={fieldProblem(decline.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
