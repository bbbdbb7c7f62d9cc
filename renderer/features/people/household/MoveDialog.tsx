/** Moves a person to an account of their own or into another household (PPL-3). */
import { Button, Group, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { WhatHappens } from "../../../kit/WhatHappens.tsx";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";
import { moveWords } from "./move-words.ts";

type Target = { readonly householdId: HouseholdId; readonly name: string };

export type MoveDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function MoveDialog({ chart, onClose }: MoveDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const move = useCommand(office.households.movePatient);
  const [where, setWhere] = useState<"own" | "other">("own");
  const [target, setTarget] = useState<Target | null>(null);
  const ready = where === "own" || target !== null;
  const submit = async () => {
    const toHouseholdId = where === "own" ? null : (target?.householdId ?? null);
    const done = await move.run({ patientId: chart.patientId, toHouseholdId });
    if (!done) return;
    showToast({ message: `${chart.name} has moved.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Move ${chart.name}`}
      primaryLabel={
        where === "own"
          ? `Move ${chart.name} to an own account`
          : `Move ${chart.name}${target === null ? "" : ` to ${target.name}`}`
      }
      busy={move.busy}
      failure={move.failure}
      disabled={!ready}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens {...(ready ? {} : { waitingFor: "Choose somebody of the other household." })}>
          {ready &&
            moveWords(chart, where === "own" ? null : (target?.name ?? ""), money).map((words) => (
              <p key={words}>{words}</p>
            ))}
        </WhatHappens>
      }
    >
      <Stack gap={12}>
        <Radio.Group
          label="Where to"
          value={where}
          onChange={(value) => setWhere(value as typeof where)}
        >
          <Stack gap={6}>
            <Radio value="own" label="An account of their own" />
            <Radio value="other" label="Another household" />
          </Stack>
        </Radio.Group>
        {where === "other" &&
          (target === null ? (
            <PatientPicker
              label="Somebody in that household"
              onPick={(_, row) => setTarget({ householdId: row.householdId, name: row.name })}
            />
          ) : (
            <Group>
              <span>
                The household of <strong>{target.name}</strong>
              </span>
              <Button variant="default" size="compact-sm" onClick={() => setTarget(null)}>
                Choose another
              </Button>
            </Group>
          ))}
      </Stack>
    </ActionDialog>
  );
}
