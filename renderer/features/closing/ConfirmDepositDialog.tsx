/** The day the bank shows a deposit (INV-13). */
import { useState } from "react";
import type { DepositRowView } from "#contract/closing.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export function ConfirmDepositDialog({ deposit, onClose }: { readonly deposit: DepositRowView; readonly onClose: () => void }) {
  const office = useOffice();
  const today = useToday();
  const { money } = usePracticeFormat();
  const confirm = useCommand(office.closing.confirmDeposit);
  const [on, setOn] = useState<Day | null>(today);
  const amount = formatMoney(deposit.totalCents, money, { withCurrency: true });
  const submit = async () => {
    if (on === null || !(await confirm.run({ depositId: deposit.depositId, confirmedOn: on }))) return;
    showToast({ message: `Deposit ${deposit.number} is at the bank.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Deposit ${deposit.number} at the bank`}
      sentence={`The bank’s list shows ${amount}.`}
      primaryLabel={`Confirm ${amount}`}
      busy={confirm.busy}
      failure={confirm.failure}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<WhatHappens sentence="A confirmed deposit cannot be undone. No money moves in the books." />}
    >
      <DayField label="The bank’s day" lean="past" value={on} min={deposit.depositedOn} max={today} onChange={setOn} required />
    </ActionDialog>
  );
}
