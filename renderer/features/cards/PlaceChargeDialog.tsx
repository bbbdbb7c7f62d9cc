/** Says whose a found charge is, or that it was paid back at the card processor (BIL-20). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { NobodysCharge } from "#contract/charging.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { HouseholdPicker, type PickedPerson } from "../payments/HouseholdPicker.tsx";

export function PlaceChargeDialog({ charge, onClose }: { readonly charge: NobodysCharge; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const place = useCommand(office.charging.place);
  const paidBack = useCommand(office.charging.paidBack);
  const [what, setWhat] = useState<"household" | "paid_back">("household");
  const [person, setPerson] = useState<PickedPerson | null>(null);
  const [reference, setReference] = useState("");
  const amount = formatMoney(charge.amountCents, money, { withCurrency: true });
  const { key } = charge;
  const toHousehold = async (whose: PickedPerson) => {
    if (!(await place.run({ key, householdId: whose.householdId }))) return;
    showToast({ message: `${amount} is credit of the household of ${whose.name}.` });
    onClose();
  };
  const asPaidBack = async () => {
    if (!(await paidBack.run({ key, reference: reference.trim() }))) return;
    showToast({ message: `${amount} is noted as paid back.` });
    onClose();
  };
  const submit = () => {
    if (what === "paid_back") void asPaidBack();
    else if (person) void toHousehold(person);
  };
  return (
    <ActionDialog
      opened
      title={`Whose are these ${amount}?`}
      sentence={`The card processor took them under ${charge.processorId} after the backup was made. Look the charge up in its dashboard: the cardholder's name stands there.`}
      primaryLabel={what === "household" ? `Book ${amount} as their credit` : `Note ${amount} as paid back`}
      busy={place.busy || paidBack.busy}
      failure={place.failure ?? paidBack.failure}
      shownFields={["reference"]}
      disabled={what === "household" ? person === null : reference.trim() === ""}
      onClose={onClose}
      onSubmit={submit}
    >
      <Stack gap={12}>
        <Radio.Group label="What happened" value={what} onChange={(value) => setWhat(value as typeof what)}>
          <Stack gap={6}>
            <Radio value="household" label="Somebody of ours paid it" />
            <Radio value="paid_back" label="It was paid back at the card processor" />
          </Stack>
        </Radio.Group>
        {what === "household" ? (
          <HouseholdPicker label="Who paid" value={person} onChange={setPerson} />
        ) : (
          <TextInput
            label="Reference"
            description="The number under which the dashboard shows the refund."
            value={reference}
            maxLength={120}
            withAsterisk
            error={fieldProblem(paidBack.failure, "reference")}
            onChange={(event) => setReference(event.currentTarget.value)}
          />
        )}
      </Stack>
    </ActionDialog>
  );
}
