/** Ends a hold (MEM-12): the days from then to the next draw are charged on that day, by the day. */
import { useState } from "react";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { showToast } from "../../../kit/toast.ts";
import { LeavingEffects } from "./LeavingEffects.tsx";
import type { DialogProps } from "./one-membership.ts";

export function ResumeDialog({ membership, onClose }: DialogProps) {
  const office = useOffice();
  const { today, locale } = usePracticeFormat();
  const resume = useCommand(office.memberships.resume);
  const undo = useCommand(office.membershipChanges.undo);
  const [onDay, setOnDay] = useState<Day | null>(today);
  const { membershipId, patientName } = membership;
  const preview = useQueryOf(
    office.memberships.previewResume,
    { membershipId, onDay: onDay ?? today },
    { topics: [`membership/${membershipId}`, "billing"], keepPrevious: true, enabled: onDay !== null },
  );
  const submit = async () => {
    if (onDay === null) return;
    const done = await resume.run({ membershipId, onDay });
    if (!done) return;
    showToast({
      message: `${patientName} resumes on ${fullDay(onDay, locale)}.`,
      undo: () => void undo.run({ changeId: done.changeId }),
    });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Resume ${patientName}`}
      sentence={`${membership.planName}: the days from then to the next draw are charged on that day, by the day.`}
      primaryLabel={onDay === null ? "Resume" : `Resume on ${fullDay(onDay, locale)}`}
      busy={resume.busy}
      failure={resume.failure ?? (onDay === null ? null : preview.failure)}
      disabled={onDay === null || preview.failure !== null || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={<LeavingEffects preview={preview} waitingFor={onDay === null ? "Choose the first day back." : null} />}
    >
      <DayField label="First day back" lean="future" required min={today} value={onDay} onChange={setOnDay} />
    </ActionDialog>
  );
}
