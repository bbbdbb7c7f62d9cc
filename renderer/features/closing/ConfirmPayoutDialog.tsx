/** What the bank shows of a payout (INV-14). */
import { useState } from "react";
import type { PayoutRowView } from "#contract/closing.ts";
import type { Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export function ConfirmPayoutDialog({ payout, onClose }: { readonly payout: PayoutRowView; readonly onClose: () => void }) {
  const office = useOffice();
  const today = useToday();
  const { money } = usePracticeFormat();
  const confirm = useCommand(office.closing.confirmPayout);
  const [on, setOn] = useState<Day | null>(payout.bankOn ?? today);
  const [cents, setCents] = useState<Cents | null>(payout.bankCents ?? (payout.amountCents >= 0 ? payout.amountCents : null));
  const words = (amount: number): string => formatMoney(amount as Cents, money, { withCurrency: true });
  const off = cents === null ? 0 : cents - payout.amountCents;
  const submit = async () => {
    if (on === null || cents === null) return;
    if (!(await confirm.run({ payoutRowId: payout.payoutRowId, bank: { on, cents } }))) return;
    showToast({ message: `Payout ${payout.payoutId} is compared with the bank.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Payout ${payout.payoutId} at the bank`}
      sentence={`The processor paid out ${words(payout.amountCents)}.`}
      primaryLabel={cents === null ? "Keep it" : `The bank shows ${words(cents)}`}
      busy={confirm.busy}
      failure={confirm.failure}
      disabled={on === null || cents === null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          sentence={off === 0 ? "The payout ties to the bank." : `The location statement says that the bank shows ${words(Math.abs(off))} ${off > 0 ? "more" : "less"}.`}
        />
      }
    >
      <DayField label="The bank’s day" lean="past" value={on} max={today} onChange={setOn} required />
      <MoneyField label="Amount at the bank" value={cents} onChange={setCents} required />
    </ActionDialog>
  );
}
