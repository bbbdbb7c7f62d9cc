/** Opens a locked day and the days after it, with a reason (INV-12). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type UnlockDialogProps = { readonly dayOn: Day; readonly lockedThrough: Day; readonly onClose: () => void };

export function UnlockDialog({ dayOn, lockedThrough, onClose }: UnlockDialogProps) {
  const office = useOffice();
  const { locale } = usePracticeFormat();
  const unlock = useCommand(office.closing.unlock);
  const [reason, setReason] = useState("");
  const after = daysBetween(dayOn, lockedThrough);
  const submit = async () => {
    if (!(await unlock.run({ dayOn, reason }))) return;
    showToast({ message: `${fullDay(dayOn, locale)} is open again.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Unlock ${fullDay(dayOn, locale)}`}
      sentence="Your name and the reason stay on record."
      primaryLabel={after === 0 ? "Unlock the day" : `Unlock ${after + 1} days`}
      tone="trouble"
      busy={unlock.busy}
      failure={unlock.failure}
      shownFields={["reason"]}
      disabled={reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          sentence={
            after === 0
              ? "Entries can be dated on this day again, and its sheet may change."
              : `The ${after === 1 ? "day" : `${after} days`} after it ${after === 1 ? "is" : "are"} opened too, because each day’s sheet begins with what the day before ended with. Lock through ${fullDay(lockedThrough, locale)} again when you are done. Days through ${fullDay(addDays(dayOn, -1), locale)} stay locked.`
          }
        />
      }
    >
      <TextInput
        label="Reason"
        required
        maxLength={300}
        value={reason}
        error={fieldProblem(unlock.failure, "reason")}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
