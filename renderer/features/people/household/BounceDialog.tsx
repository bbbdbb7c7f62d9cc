/** Notes that mail to somebody came back (PPL-2): the chart says so, and the household is written to on paper. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";

export type BounceDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function BounceDialog({ chart, onClose }: BounceDialogProps) {
  const note = useCommand(useOffice().patients.noteBounce);
  const [reason, setReason] = useState("");
  const { email } = chart.form;
  const submit = async () => {
    const done = await note.run({ patientId: chart.patientId, reason });
    if (!done) return;
    showToast({ message: done.onPaper ? "Noted. Letters to this household go on paper from now on." : "Noted on the chart." });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Mail to ${email} came back`}
      primaryLabel="Note it on the chart"
      busy={note.busy}
      failure={note.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens>
          <p>
            The chart says that this address does not work.
            {chart.household.contactPreference === "email" ? " Receipts, notices and renewals go on paper until somebody enters another address and chooses e-mail again." : ""}
          </p>
        </WhatHappens>
      }
    >
      <TextInput
        label="What the mail said"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
