/** A membership that would end with its term goes on for another one (MEM-18). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { RenewalRow } from "#contract/plan-upkeep.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export function RenewTermDialog({ row, onClose }: { readonly row: RenewalRow; readonly onClose: () => void }) {
  const office = useOffice();
  const { locale } = usePracticeFormat();
  const renew = useCommand(office.planUpkeep.renewTerm);
  const [reason, setReason] = useState("");
  const submit = async () => {
    const done = await renew.run({ membershipId: row.membershipId, reason });
    if (!done) return;
    showToast({ message: `${row.patientName}’s membership goes on.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`${row.patientName} goes on`}
      sentence={`${row.planName} ends with its term on ${fullDay(row.renewsOn, locale)}.`}
      primaryLabel="Let it go on"
      busy={renew.busy}
      failure={renew.failure}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens sentence="The membership goes on for another term at its price, with its draws as before. Nothing is charged today. The end is asked about again before the next term is over." />
      }
    >
      <TextInput label="Reason" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}
