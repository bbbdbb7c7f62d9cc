/** Ends a charge without an outcome by what the processor's own dashboard shows (BIL-8). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AttemptRow } from "#contract/charging.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { attemptLooks, cardName } from "./card-words.ts";

export function ResolveDialog({
  attempt,
  onClose,
}: {
  readonly attempt: AttemptRow;
  readonly onClose: () => void;
}) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const resolve = useCommand(office.charging.resolveUnknown);
  const [outcome, setOutcome] = useState<"charged" | "not_charged" | null>(null);
  const [reference, setReference] = useState("");
  const amount = formatMoney(attempt.amountCents, money, { withCurrency: true });
  const submit = async () => {
    if (outcome === null) return;
    const done = await resolve.run({ key: attempt.key, outcome, reference: reference.trim() });
    if (!done) return;
    showToast({ message: `${amount}: ${attemptLooks[done.state].word.toLowerCase()}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Charge of ${amount} to ${cardName(attempt)}`}
      sentence="Look this charge up in the card processor's own dashboard and enter what stands there. Your name is kept with it."
      primaryLabel={
        outcome === "charged"
          ? `Book ${amount} as charged`
          : outcome === "not_charged"
            ? "Book as not charged"
            : "Book the outcome"
      }
      busy={resolve.busy}
      failure={resolve.failure}
      shownFields={["reference"]}
      disabled={outcome === null || reference.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Stack gap={12}>
        <Radio.Group
          label="What the dashboard shows"
          value={outcome}
          onChange={(value) => setOutcome(value as typeof outcome)}
        >
          <Stack gap={6}>
            <Radio value="charged" label={`${amount} was charged`} />
            <Radio value="not_charged" label="Nothing was charged" />
          </Stack>
        </Radio.Group>
        <TextInput
          label="Reference"
          description="The number under which the dashboard shows it, or who told you."
          value={reference}
          maxLength={120}
          withAsterisk
          error={fieldProblem(resolve.failure, "reference")}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      </Stack>
    </ActionDialog>
  );
}
