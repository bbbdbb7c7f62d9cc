/** Takes a deposit apart that never got to the bank (INV-13). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { DepositRowView } from "#contract/closing.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export function UndoDepositDialog({ deposit, onClose }: { readonly deposit: DepositRowView; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const undo = useCommand(office.closing.undoDeposit);
  const [reason, setReason] = useState("");
  const submit = async () => {
    if (!(await undo.run({ depositId: deposit.depositId, reason }))) return;
    showToast({ message: `Deposit ${deposit.number} is undone. What was in it waits under Not deposited.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Undo deposit ${deposit.number}`}
      sentence="The number stays in the list as undone."
      primaryLabel={`Undo the deposit of ${formatMoney(deposit.totalCents, money, { withCurrency: true })}`}
      tone="trouble"
      busy={undo.busy}
      failure={undo.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<WhatHappens sentence="Its cash and checks are in the drawer again, and can be picked for another deposit." />}
    >
      <TextInput
        label="Reason"
        required
        maxLength={300}
        value={reason}
        error={fieldProblem(undo.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
