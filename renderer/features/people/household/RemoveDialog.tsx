/** Takes a chart away that was opened by mistake (PPL-5). */
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";

export type RemoveDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function RemoveDialog({ chart, onClose }: RemoveDialogProps) {
  const office = useOffice();
  const remove = useCommand(office.patients.remove);
  const last = chart.household.members.length === 1;
  const submit = async () => {
    const done = await remove.run({ patientId: chart.patientId, version: chart.version });
    if (!done) return;
    showToast({ message: `The chart of ${chart.name} is removed.` });
    window.location.assign(hrefTo("/patients"));
  };
  return (
    <ActionDialog
      opened
      tone="trouble"
      title={`Remove the chart of ${chart.name}`}
      sentence={`The chart${last ? " and its household go" : " goes"} for good. This works only while nothing refers to it: no membership, invoice or payment.`}
      primaryLabel="Remove the chart"
      busy={remove.busy}
      failure={remove.failure}
      onClose={onClose}
      onSubmit={() => void submit()}
    />
  );
}
