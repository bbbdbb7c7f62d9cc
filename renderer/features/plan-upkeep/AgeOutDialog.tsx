/** What happens at a birthday: as the plan says, the move, or staying, with the very draws that follow (MEM-16, MEM-21). */
import { Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { AgeOutRow } from "#contract/plan-upkeep.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { fullDay } from "../../format/day.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";

type Choice = "move" | "stay" | "plan";

const done: Readonly<Record<Choice, string>> = {
  move: "moves with that draw.",
  stay: "stays on the plan.",
  plan: "follows the plan again.",
};

export function AgeOutDialog({ row, onClose }: { readonly row: AgeOutRow; readonly onClose: () => void }) {
  const office = useOffice();
  const { locale, today } = usePracticeFormat();
  const choose = useCommand(office.planUpkeep.chooseAgeOut);
  const canMove = row.successorName !== null && row.newCents !== null;
  const [choice, setChoice] = useState<Choice>(row.chosen?.choice === "stay" || !canMove ? "stay" : "move");
  const [reason, setReason] = useState("");
  const { membershipId, patientName, planName } = row;
  const preview = useQueryOf(
    office.planUpkeep.previewAgeOut,
    { membershipId, choice, reason: "preview" },
    { topics: [`membership/${membershipId}`, "plans", "billing"], keepPrevious: true },
  );
  const submit = async () => {
    const answer = await choose.run({ membershipId, choice, reason });
    if (!answer) return;
    showToast({ message: `${patientName} ${done[choice]}` });
    onClose();
  };
  const birthday = row.birthdayOn === null ? "" : fullDay(row.birthdayOn, locale);
  return (
    <ActionDialog
      opened
      title={`${patientName}’s birthday`}
      sentence={`${patientName} ${row.birthdayOn !== null && row.birthdayOn < today ? "reached" : "reaches"} the age of ${planName} on ${birthday}. It can be decided again until the draw.`}
      primaryLabel={choice === "move" ? `Move to ${row.successorName ?? "the next plan"}` : choice === "stay" ? `Stay on ${planName}` : "As the plan says"}
      busy={choose.busy}
      failure={choose.failure ?? preview.failure}
      disabled={preview.failure !== null || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={preview.fetching}
          {...(preview.data && preview.failure === null ? { sentence: preview.data.sentence, nextDraws: preview.data.nextDraws } : {})}
        />
      }
    >
      <Radio.Group label="Which plan from then on" value={choice} onChange={(value) => setChoice(value as Choice)}>
        <Stack gap={6}>
          <Radio value="move" disabled={!canMove} label={canMove ? `Moves to ${row.successorName ?? ""}` : "Moves: no plan on sale fits"} />
          <Radio value="stay" label={`Stays on ${planName}`} />
          {row.chosen !== null && <Radio value="plan" label="As the plan says" />}
        </Stack>
      </Radio.Group>
      <TextInput label="Reason" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}
