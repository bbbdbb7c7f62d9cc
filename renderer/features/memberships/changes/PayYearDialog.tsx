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
import { PayNow, paymentOf, type PaidBy } from "./PayNow.tsx";

export function PayYearDialog({ membership, onClose, onDone }: ChangeDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const { membershipId, patientName, planName } = membership;
  const preview = useQueryOf(
    office.membershipChanges.previewPayYear,
    { membershipId, reason: "preview" },
    { topics: [`membership/${membershipId}`, "plans", "billing"], keepPrevious: true },
  );
  const payYear = useCommand(office.membershipChanges.payYear);
  const [reason, setReason] = useState("Pays the year at once");
  const [paidBy, setPaidBy] = useState<PaidBy>({ tender: "card_terminal", reference: "" });
  const shown = preview.failure === null ? preview.data : undefined;
  const payment = shown ? paymentOf(paidBy, shown.dueCents) : null;
  const submit = async () => {
    if (!shown) return;
    const done = await payYear.run({ membershipId, reason, expected: expectedOf(shown), payment });
    if (!done) return;
    onDone({ changeId: done.effect.changeId, message: `${patientName} has the year of ${planName}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Pay the year for ${patientName}`}
      sentence={`${planName} at the yearly price, from the start of the current term. What was paid in it counts.`}
      primaryLabel={payment === null ? "Change to the year" : `Take ${formatMoney(payment.amountCents, money, { withCurrency: true })} for the year`}
      busy={payYear.busy}
      failure={payYear.failure ?? preview.failure}
      disabled={!shown || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<ChangeEffects preview={preview} waitingFor={null} />}
    >
      {shown && shown.dueCents > 0 && <PayNow value={paidBy} onChange={setPaidBy} />}
      <TextInput
        label="Reason"
        required
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
