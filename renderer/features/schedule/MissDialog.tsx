/** Cancels a visit or marks it as a no-show, and says first what it costs (PPL-16, MEM-21). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Appointment, MissedFee } from "#contract/schedule.ts";
import { zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type MissDialogProps = { readonly row: Appointment; readonly what: "cancelled" | "no_show"; readonly onClose: () => void };

export function MissDialog({ row, what, onClose }: MissDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const miss = useCommand(office.schedule.miss);
  const [by, setBy] = useState<"patient" | "practice">("patient");
  const [reason, setReason] = useState("");
  const { appointmentId, version } = row;
  const quote = useQueryOf(office.schedule.quoteMissed, { appointmentId, version, what, by, reason: "" }, { topics: ["schedule", "clock"] });
  const fee = quote.data?.fee;
  const isCharged = fee?.kind === "charged";
  const costCents = fee?.kind === "charged" || fee?.kind === "session" ? fee.cents : zeroCents;
  const act = what === "cancelled" ? "Cancel the visit" : "Mark as a no-show";
  const submit = async () => {
    if (!fee) return;
    const done = await miss.run({ appointmentId, version, what, by, reason, expectedFeeCents: costCents });
    if (!done) return;
    const numbered = done.invoice === null ? "" : ` Invoice ${done.invoice.number} has the ${done.fee.kind === "session" ? "session" : "fee"}.`;
    showToast({ message: `${row.patientName}: ${what === "cancelled" ? "cancelled" : "marked as a no-show"}.${numbered}` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={what === "cancelled" ? `Cancel the visit of ${row.patientName}` : `${row.patientName} did not come`}
      primaryLabel={isCharged ? `${act} and charge ${formatMoney(fee.cents, money)}` : fee?.kind === "session" ? `${act} and take a session` : act}
      tone="trouble"
      wayOut="Keep it"
      busy={miss.busy}
      failure={miss.failure ?? quote.failure}
      disabled={!fee}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<WhatHappens busy={quote.fetching} {...(fee ? { sentence: feeSentence(fee, what, (cents) => formatMoney(cents, money)) } : { waitingFor: "One moment." })} />}
    >
      {what === "cancelled" && (
        <Radio.Group label="Who cancels" value={by} onChange={(value) => setBy(value === "practice" ? "practice" : "patient")}>
          <Stack gap={6} mt={6}>
            <Radio value="patient" label="The patient" />
            <Radio value="practice" label="The practice: never for a fee" />
          </Stack>
        </Radio.Group>
      )}
      <TextInput label="Reason" maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}

function feeSentence({ kind, cents, waiver, packageName }: MissedFee, what: "cancelled" | "no_show", words: (cents: Cents) => string): string {
  const free = what === "cancelled" ? "The time is free for others at once." : "";
  if (kind === "none") return `${free} It costs nothing.`.trim();
  if (kind === "waived") return `${free} The fee of ${words(cents)} is waived: this is waiver ${waiver ?? 1} of the year.`.trim();
  if (kind === "session")
    return `${free} One session of ${packageName ?? "the package"}, worth ${words(cents)}, is used up, and no fee is charged. Taken back on the same day, the session is there again.`.trim();
  return `${free} A fee of ${words(cents)} is invoiced today. Taken back on the same day, the fee is void.`.trim();
}
