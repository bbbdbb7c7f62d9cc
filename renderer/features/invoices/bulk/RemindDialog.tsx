import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { fullDay } from "../../../format/day.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import type { Chosen } from "./chosen.ts";
import { leftOutSentences, writeLabel, writtenSentence } from "./reminder-sentence.ts";

export type RemindDialogProps = {
  readonly chosen: Chosen;
  readonly onClose: () => void;
};

/** Writes reminders for one invoice or for many; says before whom it leaves out, and from when it is possible (INV-5). */
export function RemindDialog({ chosen, onClose }: RemindDialogProps) {
  const office = useOffice();
  const { locale } = usePracticeFormat();
  const command = useCommand(office.reminders.write);
  const preview = useQueryOf(office.reminders.preview, chosen, { topics: ["invoices", "payments", "notices", "clock"] });
  const said = preview.data;
  const leftOut = said === undefined ? [] : leftOutSentences(said, (day) => fullDay(day, locale));
  const submit = async () => {
    const done = await command.run(chosen);
    if (!done) return;
    showToast({ message: writtenSentence(done) });
    onClose();
  };
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title="Send a reminder"
      sentence="For each invoice that is owed one letter or e-mail, as its household likes, with the amount that is open when it goes out."
      primaryLabel={writeLabel(said ?? { written: 0, byEmail: 0 })}
      size="sm"
      busy={command.busy}
      failure={command.failure ?? preview.failure}
      disabled={said === undefined || said.written === 0}
      dirty={false}
      whatHappens={
        said === undefined ? (
          <WhatHappens waitingFor="Looking at what is owed and when it was last reminded of." />
        ) : said.written === 0 ? (
          <WhatHappens waitingFor={leftOut.join(" ")} />
        ) : (
          <WhatHappens sentence={[writtenSentence(said), ...leftOut].join(" ")} />
        )
      }
      onSubmit={() => void submit()}
    />
  );
}
