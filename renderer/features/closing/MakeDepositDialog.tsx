/** Saves a deposit of what was picked (INV-13). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { UndepositedView } from "#contract/closing.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { sumOf } from "./deposit-sum.ts";

export function MakeDepositDialog({ items, onClose }: { readonly items: readonly UndepositedView[]; readonly onClose: () => void }) {
  const office = useOffice();
  const today = useToday();
  const { money } = usePracticeFormat();
  const make = useCommand(office.closing.makeDeposit);
  const [on, setOn] = useState<Day | null>(today);
  const [note, setNote] = useState("");
  const words = (list: readonly UndepositedView[]): string => formatMoney(sumOf(list), money, { withCurrency: true });
  const checks = items.filter(({ account }) => account === "undeposited_checks");
  const cash = items.filter(({ account }) => account === "cash_drawer");
  const submit = async () => {
    if (on === null) return;
    const made = await make.run({ postingIds: items.map(({ postingId }) => postingId), depositedOn: on, note });
    if (!made) return;
    showToast({ message: `Deposit ${made.number} of ${formatMoney(made.totalCents, money, { withCurrency: true })} is saved. Its slip is under Deposits made.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Make a deposit"
      sentence="What goes into the deposit stays as it is from then on."
      primaryLabel={`Deposit ${words(items)}`}
      busy={make.busy}
      failure={make.failure}
      disabled={on === null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          sentence={`${words(cash)} in cash and ${checks.length === 1 ? "1 check" : `${checks.length} checks`} of ${words(checks)} go to the bank. These payments can no longer be taken back as a mistake.`}
        />
      }
    >
      <DayField label="Deposited on" lean="past" value={on} max={today} onChange={setOn} required />
      <TextInput label="Note" maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </ActionDialog>
  );
}
