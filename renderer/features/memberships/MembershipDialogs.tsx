/** The dialogs that change one membership: hold, resume, cancel, agreement (MEM-12, MEM-13, MEM-8). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { MembershipId } from "#domain/identity.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

/** The membership a dialog is about. */
export type OneMembership = {
  readonly membershipId: MembershipId;
  readonly patientName: string;
  readonly planName: string;
};

type DialogProps = { readonly membership: OneMembership; readonly onClose: () => void };

export function HoldDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const { today, locale, money } = usePracticeFormat();
  const hold = useCommand(office.memberships.hold);
  const resume = useCommand(office.memberships.resume);
  const [fromOn, setFromOn] = useState<Day | null>(today);
  const [untilOn, setUntilOn] = useState<Day | null>(null);
  const [kind, setKind] = useState<"pause" | "billing_only">("pause");
  const [reason, setReason] = useState("");
  const { membershipId } = membership;
  const preview = useQueryOf(
    office.memberships.previewHold,
    { membershipId, fromOn: fromOn ?? today, untilOn, kind, reason: "preview" },
    {
      topics: [`membership/${membershipId}`, "billing"],
      keepPrevious: true,
      enabled: fromOn !== null,
    },
  );
  const submit = async () => {
    if (fromOn === null) return;
    const done = await hold.run({ membershipId, fromOn, untilOn, kind, reason });
    if (!done) return;
    showToast({
      message: `${membership.patientName} is on hold from ${fullDay(fromOn, locale)}.`,
      undo: () => void resume.run({ membershipId, onDay: today }),
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Put ${membership.patientName} on hold`}
      sentence={`${membership.planName}: draws whose day lies in the hold are skipped.`}
      primaryLabel={
        untilOn === null ? "Put on hold" : `Put on hold until ${fullDay(untilOn, locale)}`
      }
      busy={hold.busy}
      failure={hold.failure ?? (fromOn === null ? null : preview.failure)}
      disabled={fromOn === null || preview.failure !== null || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(preview.data && fromOn !== null && preview.failure === null
            ? { sentence: preview.data.sentence, nextDraws: preview.data.nextDraws }
            : { waitingFor: "Choose the first day." })}
        >
          {preview.data !== undefined && preview.data.creditCents > 0 && (
            <p>
              {formatMoney(preview.data.creditCents, money, { withCurrency: true })} for unused days
              comes back.
            </p>
          )}
        </WhatHappens>
      }
    >
      <DayField
        label="First day on hold"
        lean="future"
        required
        min={today}
        value={fromOn}
        onChange={setFromOn}
      />
      <DayField
        label="First day back"
        description="Empty: until somebody resumes it, three months at most"
        lean="future"
        value={untilOn}
        onChange={setUntilOn}
      />
      <Radio.Group
        label="Meanwhile"
        value={kind}
        onChange={(value) => setKind(value as typeof kind)}
      >
        <Stack gap={6}>
          <Radio value="pause" label="Pause: benefits are frozen, unused paid days come back" />
          <Radio
            value="billing_only"
            label="Billing only: draws are skipped, benefits stay usable"
          />
        </Stack>
      </Radio.Group>
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

export function ResumeDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const { today, locale } = usePracticeFormat();
  const resume = useCommand(office.memberships.resume);
  const [onDay, setOnDay] = useState<Day | null>(today);
  const submit = async () => {
    if (onDay === null) return;
    const done = await resume.run({ membershipId: membership.membershipId, onDay });
    if (!done) return;
    showToast({ message: `${membership.patientName} resumes on ${fullDay(onDay, locale)}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Resume ${membership.patientName}`}
      sentence={`${membership.planName}: the days from then to the next draw are charged on that day, by the day.`}
      primaryLabel={onDay === null ? "Resume" : `Resume on ${fullDay(onDay, locale)}`}
      busy={resume.busy}
      failure={resume.failure}
      disabled={onDay === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <DayField
        label="First day back"
        lean="future"
        required
        min={today}
        value={onDay}
        onChange={setOnDay}
      />
    </ActionDialog>
  );
}

export function CancelDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const { today } = usePracticeFormat();
  const cancel = useCommand(office.memberships.cancel);
  const undo = useCommand(office.memberships.undoCancel);
  const [when, setWhen] = useState<"end_of_paid_period" | "now" | "on_date">("end_of_paid_period");
  const [onDate, setOnDate] = useState<Day | null>(null);
  const [reason, setReason] = useState("");
  const { membershipId } = membership;
  const ready = when !== "on_date" || onDate !== null;
  const preview = useQueryOf(
    office.memberships.previewCancel,
    { membershipId, when, onDate, reason: "preview" },
    { topics: [`membership/${membershipId}`, "billing"], keepPrevious: true, enabled: ready },
  );
  const submit = async () => {
    const done = await cancel.run({ membershipId, when, onDate, reason });
    if (!done) return;
    showToast({
      message: `${membership.planName} of ${membership.patientName} is cancelled.`,
      ...(when === "now" ? {} : { undo: () => void undo.run({ membershipId }) }),
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Cancel ${membership.planName}`}
      sentence={`For ${membership.patientName}. It can be taken back until the last day has passed.`}
      primaryLabel="Cancel the membership"
      busy={cancel.busy}
      failure={cancel.failure ?? (ready ? preview.failure : null)}
      disabled={!ready || preview.failure !== null || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(preview.data && ready && preview.failure === null
            ? { sentence: preview.data.sentence, nextDraws: preview.data.nextDraws }
            : { waitingFor: "Choose the day." })}
        />
      }
    >
      <Radio.Group label="When" value={when} onChange={(value) => setWhen(value as typeof when)}>
        <Stack gap={6}>
          <Radio value="end_of_paid_period" label="At the end of the paid period" />
          <Radio value="now" label="Now: today is not covered any more" />
          <Radio value="on_date" label="On a day" />
        </Stack>
      </Radio.Group>
      {when === "on_date" && (
        <DayField
          label="First day not covered"
          lean="future"
          required
          min={today}
          value={onDate}
          onChange={setOnDate}
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
