/** Locks the books through a day (INV-12). */
import { useState } from "react";
import { addDays, daysBetween, type Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

export type LockDialogProps = { readonly throughOn: Day; readonly lockedThrough: Day | null; readonly onClose: () => void };

export function LockDialog({ throughOn, lockedThrough, onClose }: LockDialogProps) {
  const office = useOffice();
  const today = useToday();
  const { locale } = usePracticeFormat();
  const lock = useCommand(office.closing.lock);
  const [day, setDay] = useState<Day | null>(throughOn);
  const words = day === null ? "" : fullDay(day, locale);
  const days = day === null || lockedThrough === null ? null : daysBetween(lockedThrough, day);
  const submit = async () => {
    if (day === null) return;
    const done = await lock.run({ throughOn: day });
    if (!done) return;
    const left = done.neverClosed === 0 ? "" : ` ${done.neverClosed} ${done.neverClosed === 1 ? "day of it was" : "days of it were"} never counted.`;
    showToast({ message: `The books are locked through ${words}.${left}` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title="Lock days"
      sentence="A locked day takes no entries any more. Only a day that is over can be locked."
      primaryLabel={day === null ? "Lock" : `Lock through ${words}`}
      busy={lock.busy}
      failure={lock.failure}
      disabled={day === null}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          {...(day === null
            ? { waitingFor: "Choose the last day to lock." }
            : {
                sentence: `Every day through ${words} is locked${days === null || days < 2 ? "" : `, ${days} days more than now`}. Billing goes on: what it books for a locked day is dated ${fullDay(addDays(day, 1), locale)}.`,
              })}
        />
      }
    >
      <DayField label="Through" lean="past" value={day} max={addDays(today, -1)} onChange={setDay} required />
    </ActionDialog>
  );
}
