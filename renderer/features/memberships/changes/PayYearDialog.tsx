/** Pays the year at once, from the start of the current term: what was paid in it counts (MEM-10). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { ChangeEffects } from "./ChangeEffects.tsx";
import { expectedOf, type ChangeDialogProps } from "./change-done.ts";
import { PayNow, paymentOf, takenCents, type Paying } from "./PayNow.tsx";
import { useCardCharge } from "./use-card-charge.ts";

export function PayYearDialog({ membership, onClose, onDone }: ChangeDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const { membershipId, patientName, planName } = membership;
  const topics = [`membership/${membershipId}`, "plans", "billing"];
  const start = useQueryOf(office.membershipChanges.start, { membershipId }, { topics });
  const preview = useQueryOf(
    office.membershipChanges.previewPayYear,
    { membershipId, reason: "preview" },
    { topics, keepPrevious: true },
  );
  const payYear = useCommand(office.membershipChanges.payYear);
  const [reason, setReason] = useState("Pays the year at once");
  const [paying, setPaying] = useState<Paying>({ by: "card_terminal", reference: "" });
  const card = useCardCharge();
  const shown = preview.failure === null ? preview.data : undefined;
  const payment = shown ? paymentOf(paying, shown.dueCents) : null;
  const taken = shown ? takenCents(paying, shown.dueCents) : null;
  const submit = async () => {
    if (!shown) return;
    const done = await payYear.run({ membershipId, reason, expected: expectedOf(shown), payment });
    if (!done) return;
    const isCharged = await card.charge(paying, { invoiceIds: done.effect.invoiceIds, dueCents: shown.dueCents });
    onDone({ changeId: isCharged ? null : done.effect.changeId, message: `${patientName} has the year of ${planName}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Pay the year for ${patientName}`}
      sentence={`${planName} at the yearly price, from the start of the current term. What was paid in it counts.`}
      primaryLabel={taken === null ? "Change to the year" : `Take ${formatMoney(taken, money, { withCurrency: true })} for the year`}
      busy={payYear.busy || card.busy}
      failure={payYear.failure ?? preview.failure}
      disabled={!shown || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChangeEffects preview={preview} waitingFor={null} />}
    >
      <TextInput
        label="Reason"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {shown && start.data && shown.dueCents > 0 && (
        <PayNow householdId={start.data.householdId} value={paying} onChange={setPaying} />
      )}
    </ActionDialog>
  );
}
