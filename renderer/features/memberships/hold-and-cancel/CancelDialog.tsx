/** Cancels a membership (MEM-13): the day, the reason, what becomes of paid days, what leaving early costs, who pays. */
import { Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { CancelPreview } from "#contract/memberships.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { formatMoney } from "../../../format/money.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { Money } from "../../../kit/Money.tsx";
import { showToast } from "../../../kit/toast.ts";
import { LeavingEffects } from "./LeavingEffects.tsx";
import { isReason, noReason, ReasonFields } from "./ReasonFields.tsx";
import { noSettlement, SettlementFields } from "./SettlementFields.tsx";
import type { DialogProps } from "./one-membership.ts";

type When = "end_of_paid_period" | "now" | "on_date" | "end_of_commitment";

export function CancelDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const { today, money } = usePracticeFormat();
  const cancel = useCommand(office.memberships.cancel);
  const undo = useCommand(office.memberships.undoCancel);
  const [when, setWhen] = useState<When>("end_of_paid_period");
  const [onDate, setOnDate] = useState<Day | null>(null);
  const [reason, setReason] = useState(noReason);
  const [draft, setDraft] = useState(noSettlement);
  const { membershipId, planName, patientName } = membership;
  const ready = when !== "on_date" || onDate !== null;
  const { settlement } = draft;
  const wanted = {
    membershipId,
    when,
    onDate,
    reasonCode: reason.code ?? ("other" as const),
    reason: reason.words,
    settlement,
    refundBy: settlement === "refund" ? draft.refundBy : null,
    savedCents: draft.savedCents,
    waiveExitReason: draft.waives && draft.waiveReason.trim() !== "" ? draft.waiveReason : null,
    payerPatientId: draft.payerPatientId,
  };
  const preview = useQueryOf(
    office.memberships.previewCancel,
    { ...wanted, reasonCode: "other", reason: "preview" },
    { topics: [`membership/${membershipId}`, "billing"], keepPrevious: true, enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const isMissing =
    !isReason(reason) ||
    (draft.waives && draft.waiveReason.trim() === "") ||
    (shown?.payer !== null && draft.payerPatientId === null);
  const submit = async () => {
    if (!shown) return;
    const done = await cancel.run({ ...wanted, version: shown.version });
    if (!done) return;
    showToast({
      message: `${planName} of ${patientName} is cancelled.`,
      ...(shown.refundCents > 0 ? {} : { undo: () => void undo.run({ membershipId }) }),
    });
    onClose();
  };
  return (
    <ActionDialog
      wayOut="Keep it"
      opened
      size="lg"
      tone="trouble"
      title={`Cancel ${planName}`}
      sentence={`For ${patientName}. It can be taken back until its day, and within 24 hours if no money moved.`}
      primaryLabel={
        shown && shown.todayCents > 0
          ? `Cancel and ask for ${formatMoney(shown.todayCents, money, { withCurrency: true })}`
          : "Cancel the membership"
      }
      busy={cancel.busy}
      failure={cancel.failure ?? (ready ? preview.failure : null)}
      disabled={!shown || isMissing || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <LeavingEffects preview={preview} waitingFor={ready ? null : "Choose the day."}>
          {(effects) => <ComesBack shown={effects} />}
        </LeavingEffects>
      }
    >
      <Radio.Group label="When" value={when} onChange={(value) => setWhen(value as When)}>
        <Stack gap={6} mt={4}>
          <Radio value="end_of_paid_period" label="At the end of the paid period" />
          <Radio value="now" label="Now: today is not covered any more" />
          <Radio value="on_date" label="On a day" />
          {(preview.data?.commitmentEndsOn ?? null) !== null && (
            <Radio value="end_of_commitment" label="At the end of the commitment" />
          )}
        </Stack>
      </Radio.Group>
      {when === "on_date" && (
        <DayField label="First day not covered" lean="future" required min={today} value={onDate} onChange={setOnDate} />
      )}
      <SettlementFields draft={draft} shown={shown} isToday={shown !== undefined && shown.effectiveOn <= today} onChange={setDraft} />
      <ReasonFields reason={reason} onChange={setReason} />
    </ActionDialog>
  );
}

function ComesBack({ shown }: { readonly shown: CancelPreview }) {
  const { creditCents, refundCents, offInvoicesCents, voidedInvoices } = shown;
  return (
    <>
      {creditCents > 0 && (
        <p>
          <Money cents={creditCents} withCurrency /> becomes credit of the household on the last day.
        </p>
      )}
      {refundCents > 0 && (
        <p>
          <Money cents={refundCents} withCurrency /> is refunded on the last day.
        </p>
      )}
      {offInvoicesCents > 0 && (
        <p>
          <Money cents={offInvoicesCents} withCurrency /> comes off what is still open.
        </p>
      )}
      {voidedInvoices > 0 && (
        <p>
          {voidedInvoices === 1 ? "An unpaid invoice asks" : `${voidedInvoices} unpaid invoices ask`} for nothing else and
          {voidedInvoices === 1 ? " is" : " are"} void.
        </p>
      )}
    </>
  );
}
