/** Gives credit of one household to another (PPL-3, INV-8), for a reason that stands on both accounts. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { HouseholdId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import { HouseholdPicker, type PickedPerson } from "./HouseholdPicker.tsx";

export type MoveCreditDialogProps = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly creditCents: Cents;
  readonly onClose: () => void;
};

export function MoveCreditDialog({ householdId, payerName, creditCents, onClose }: MoveCreditDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const command = useCommand(office.credits.move);
  const [to, setTo] = useState<PickedPerson | null>(null);
  const [cents, setCents] = useState<Cents | null>(creditCents);
  const [reason, setReason] = useState("");
  const say = (amount: Cents) => formatMoney(amount, money, { withCurrency: true });
  const ready = to !== null && cents !== null && cents > 0 && cents <= creditCents;
  const wanted = { fromHouseholdId: householdId, toHouseholdId: to?.householdId ?? householdId, cents: cents ?? creditCents };
  const preview = useQueryOf(
    office.credits.previewMove,
    { ...wanted, reason: "preview" },
    { topics: [`household/${householdId}`, "payments"], enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const submit = async () => {
    const done = await command.run({ ...wanted, reason });
    if (!done) return;
    showToast({ message: `${say(done.cents)} of credit is ${done.toName}’s now.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Give credit of ${payerName} to another household`}
      sentence={`The household has ${say(creditCents)} of credit. What goes over pays the other household’s invoices from now on.`}
      primaryLabel={ready && cents !== null ? `Move ${say(cents)}` : "Move the credit"}
      busy={command.busy}
      failure={command.failure ?? (ready ? preview.failure : null)}
      shownFields={["reason", "cents"]}
      disabled={shown === undefined || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown ? {} : { waitingFor: ready ? "Working it out." : "Choose the household and the amount." })}>
          {shown && (
            <p>
              {payerName} keeps {say(shown.fromCreditCents)} of credit; {shown.toName} then has {say(shown.toCreditCents)}. It
              can be taken back while nothing was paid with it.
            </p>
          )}
        </WhatHappens>
      }
    >
      <HouseholdPicker label="To the household of" value={to} onChange={setTo} />
      <MoneyField
        label="Amount"
        required
        max={creditCents}
        value={cents}
        onChange={setCents}
        error={fieldProblem(command.failure, "cents")}
      />
      <TextInput
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={fieldProblem(command.failure, "reason")}
        maxLength={200}
        withAsterisk
        aria-required
      />
    </ActionDialog>
  );
}
