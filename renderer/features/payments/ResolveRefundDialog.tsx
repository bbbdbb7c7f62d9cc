/** Ends a refund without an outcome by what the processor's own dashboard shows (BIL-8). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RefundToCard } from "#contract/refunds.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";

type Outcome = "refunded" | "not_refunded";

export function ResolveRefundDialog({ refund, onClose }: { readonly refund: RefundToCard; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const resolve = useCommand(office.refunds.resolveToCard);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reference, setReference] = useState("");
  const amount = formatMoney(refund.amountCents, money, { withCurrency: true });
  const submit = async () => {
    if (outcome === null) return;
    if (!(await resolve.run({ key: refund.key, outcome, reference: reference.trim() }))) return;
    showToast({ message: outcome === "refunded" ? `${amount} is booked as refunded.` : `The refund of ${amount} is booked as not made.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Refund of ${amount} to a card`}
      sentence="Look this refund up in the card processor’s own dashboard and enter what stands there. Your name is kept with it."
      primaryLabel={outcome === "refunded" ? `Book ${amount} as refunded` : outcome === "not_refunded" ? "Book as not refunded" : "Book the outcome"}
      busy={resolve.busy}
      failure={resolve.failure}
      shownFields={["reference"]}
      disabled={outcome === null || reference.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Radio.Group label="What the dashboard shows" value={outcome} onChange={(value) => setOutcome(value as Outcome)}>
        <Stack gap={6} mt={4}>
          <Radio value="refunded" label={`${amount} went back to the card`} />
          <Radio value="not_refunded" label="Nothing went back" />
        </Stack>
      </Radio.Group>
      <TextInput
        label="Reference"
        description="The number under which the dashboard shows it, or who told you."
        value={reference}
        maxLength={120}
        withAsterisk
        aria-required
        error={fieldProblem(resolve.failure, "reference")}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
