/** Puts a membership on hold (MEM-12): what kind, from when, until when, with which fee, and exactly what happens. */
import { Group, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { fullDay } from "../../../format/day.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { Money } from "../../../kit/Money.tsx";
import { showToast } from "../../../kit/toast.ts";
import { feeOf, HoldFeeFields, noFee } from "./HoldFeeFields.tsx";
import { LeavingEffects } from "./LeavingEffects.tsx";
import { isPastDue, type DialogProps } from "./one-membership.ts";

type Kind = "pause" | "extend" | "billing_only";

export function HoldDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const may = useMay();
  const { today, locale } = usePracticeFormat();
  const hold = useCommand(office.memberships.hold);
  const undo = useCommand(office.membershipChanges.undo);
  const [fromOn, setFromOn] = useState<Day | null>(today);
  const [untilOn, setUntilOn] = useState<Day | null>(null);
  const [kind, setKind] = useState<Kind>("pause");
  const [fee, setFee] = useState(noFee);
  const [reason, setReason] = useState("");
  const [exception, setException] = useState("");
  const { membershipId, patientName } = membership;
  const asksWhy = isPastDue(membership) && may("fees.waive");
  const sentFee = feeOf(fee);
  const ready = fromOn !== null && sentFee !== undefined;
  const wanted = {
    membershipId,
    fromOn: fromOn ?? today,
    untilOn,
    kind,
    fee: sentFee ?? null,
    exceptionReason: asksWhy ? exception : null,
  };
  const preview = useQueryOf(
    office.memberships.previewHold,
    { ...wanted, reason: "preview" },
    { topics: [`membership/${membershipId}`, "billing"], keepPrevious: true, enabled: ready },
  );
  const shown = ready && preview.failure === null ? preview.data : undefined;
  const submit = async () => {
    if (!shown || fromOn === null) return;
    const done = await hold.run({ ...wanted, reason, version: shown.version });
    if (!done) return;
    showToast({
      message: `${patientName} is on hold from ${fullDay(fromOn, locale)}.`,
      undo: () => void undo.run({ changeId: done.changeId }),
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Put ${patientName} on hold`}
      sentence={`${membership.planName}: draws whose day lies in the hold are skipped.`}
      primaryLabel={shown ? `Put on hold until ${fullDay(shown.untilOn, locale)}` : "Put on hold"}
      busy={hold.busy}
      failure={hold.failure ?? (ready ? preview.failure : null)}
      disabled={!shown || preview.fetching || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <LeavingEffects preview={preview} waitingFor={ready ? null : fromOn === null ? "Choose the first day." : "Enter the fee."}>
          {({ creditCents }) =>
            creditCents > 0 && (
              <p>
                <Money cents={creditCents} withCurrency /> for unused days comes back: off what is open, else as credit of
                the household.
              </p>
            )
          }
        </LeavingEffects>
      }
    >
      <Group align="flex-start" gap={16} grow>
        <DayField label="First day on hold" lean="future" required min={today} value={fromOn} onChange={setFromOn} />
        <DayField
          label="First day back"
          description="Empty: until somebody resumes it"
          lean="future"
          value={untilOn}
          onChange={setUntilOn}
        />
      </Group>
      <Radio.Group label="Meanwhile" value={kind} onChange={(value) => setKind(value as Kind)}>
        <Stack gap={6} mt={4}>
          <Radio value="pause" label="Pause: benefits rest, unused paid days come back as credit" />
          <Radio value="extend" label="Extend: paid days are kept and come after the hold; no money moves" />
          <Radio value="billing_only" label="Billing only: benefits and discounts stay usable" />
        </Stack>
      </Radio.Group>
      <HoldFeeFields fee={fee} onChange={setFee} />
      {asksWhy && (
        <TextInput
          label="A payment is past due: why is it put on hold all the same?"
          maxLength={200}
          value={exception}
          onChange={(event) => setException(event.currentTarget.value)}
        />
      )}
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
