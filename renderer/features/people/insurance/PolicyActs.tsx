/** The dialogs that take a policy off a chart, put it on one, or delete it (PPL-8). */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Policy } from "#contract/insurance.ts";
import type { PatientRow } from "#contract/people.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { PatientPicker } from "../../memberships/PatientPicker.tsx";

type ActProps = { readonly policy: Policy; readonly patientName: string; readonly onClose: () => void };

export function DetachDialog({ policy, patientName, onClose }: ActProps) {
  const detach = useCommand(useOffice().insurance.detach);
  const [why, setWhy] = useState("");
  const submit = async () => {
    const done = await detach.run({ policyId: policy.policyId, version: policy.version, why });
    if (!done) return;
    showToast({ message: `${policy.carrier} is in the holding area.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Detach ${policy.carrier}`}
      sentence={`It leaves the chart of ${patientName} and waits in the holding area, from where it can be attached to any chart.`}
      primaryLabel="Detach the policy"
      busy={detach.busy}
      failure={detach.failure}
      disabled={why.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Why"
        required
        maxLength={200}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}

export function AttachDialog({ policy, patientName, onClose }: ActProps) {
  const attach = useCommand(useOffice().insurance.attach);
  const [to, setTo] = useState<PatientRow | null>(null);
  const submit = async () => {
    if (to === null) return;
    const done = await attach.run({ policyId: policy.policyId, patientId: to.patientId });
    if (!done) return;
    showToast({ message: `${policy.carrier} is on the chart of ${to.name}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Attach ${policy.carrier}`}
      sentence={to === null ? `It was on the chart of ${patientName}.` : `It goes on the chart of ${to.name}, after the policies that are there.`}
      primaryLabel={to === null ? "Attach the policy" : `Attach it to ${to.name}`}
      busy={attach.busy}
      failure={attach.failure}
      disabled={to === null}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      {to === null && <PatientPicker label="Whose chart" onPick={(_, row) => setTo(row)} />}
    </ActionDialog>
  );
}

export function DeleteDialog({ policy, patientName, onClose }: ActProps) {
  const remove = useCommand(useOffice().insurance.remove);
  const submit = async () => {
    const done = await remove.run({ policyId: policy.policyId, version: policy.version });
    if (!done) return;
    showToast({ message: `${policy.carrier} is deleted.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Delete ${policy.carrier}`}
      sentence={`For a policy of ${patientName} entered by mistake. This works only while no invoice names it.`}
      primaryLabel="Delete the policy"
      busy={remove.busy}
      failure={remove.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
    />
  );
}
