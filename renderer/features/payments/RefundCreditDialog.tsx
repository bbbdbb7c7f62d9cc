/** Gives household credit back as money (INV-9): out of the drawer, or as a check to write. */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type RefundCreditDialogProps = {
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly creditCents: Cents;
  readonly onClose: () => void;
};

export function RefundCreditDialog({ householdId, payerName, creditCents, onClose }: RefundCreditDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const command = useCommand(office.refunds.credit);
  const [cents, setCents] = useState<Cents | null>(creditCents);
  const [by, setBy] = useState<"check" | "cash">("check");
  const [reason, setReason] = useState("");
  const say = (amount: Cents) => formatMoney(amount, money, { withCurrency: true });
  const ready = cents !== null && cents > 0 && cents <= creditCents;
  const submit = async () => {
    if (cents === null) return;
    if (!(await command.run({ householdId, cents, by, reason }))) return;
    showToast({ message: `${say(cents)} of credit is given back.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Give credit back to ${payerName}`}
      sentence={`The household has ${say(creditCents)} of credit.`}
      primaryLabel={ready ? `Give back ${say(cents)}` : "Give back"}
      busy={command.busy}
      failure={command.failure}
      shownFields={["reason", "cents"]}
      disabled={!ready || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens {...(ready ? {} : { waitingFor: "Enter how much goes back." })}>
          {ready && (
            <p>
              {say(cents)} {by === "cash" ? "leaves the cash drawer" : "waits as a check to write"};{" "}
              {say(addCents(creditCents, -cents))} of credit is left.
            </p>
          )}
        </WhatHappens>
      }
    >
      <MoneyField
        label="Amount"
        required
        max={creditCents}
        value={cents}
        onChange={setCents}
        error={fieldProblem(command.failure, "cents")}
      />
      <Radio.Group label="How" value={by} onChange={(value) => setBy(value as "check" | "cash")}>
        <Stack gap={6} mt={4}>
          <Radio value="check" label="A check, to be written" />
          <Radio value="cash" label="Cash from the drawer" />
        </Stack>
      </Radio.Group>
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
