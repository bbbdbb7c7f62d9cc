/** Gives one use, or the whole package, to somebody else of the household (PKG-7). */
import { Radio, Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SaleView } from "#contract/packages.ts";
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";

export type TransferPackageDialogProps = { readonly chart: PatientChart; readonly sale: SaleView; readonly onClose: () => void };

export function TransferPackageDialog({ chart, sale, onClose }: TransferPackageDialogProps) {
  const office = useOffice();
  const transfer = useCommand(office.packages.transfer);
  const others = chart.household.members.filter(({ patientId }) => patientId !== sale.patientId);
  const [whole, setWhole] = useState(false);
  const [to, setTo] = useState<PatientId | null>(others.length === 1 ? (others[0]?.patientId ?? null) : null);
  const [reason, setReason] = useState("");
  const submit = async () => {
    if (to === null) return;
    const done = await transfer.run({ saleId: sale.saleId, toPatientId: to, whole, reason });
    if (!done) return;
    showToast({ message: whole ? `${sale.terms.name} is ${done.toName}’s now.` : `${done.toName} has a use of ${sale.terms.name}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Give ${sale.terms.name} on`}
      sentence={others.length === 0 ? "Nobody else is in the household. Move the person into it first." : `It belongs to ${sale.patientName}; the history stays.`}
      primaryLabel={whole ? "Give the whole package" : "Give one use"}
      busy={transfer.busy}
      failure={transfer.failure}
      disabled={to === null || reason.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Radio.Group label="What" value={whole ? "whole" : "one"} onChange={(value) => setWhole(value === "whole")}>
        <Stack gap={6}>
          <Radio value="one" label={`One use; ${sale.patientName} stays the owner`} />
          <Radio value="whole" label={`The whole package, with the ${sale.unitsLeft} uses that are left`} />
        </Stack>
      </Radio.Group>
      <Select
        label="To"
        required
        data={others.map(({ patientId, name }) => ({ value: String(patientId), label: name }))}
        value={to === null ? null : String(to)}
        onChange={(value) => setTo(value === null ? null : (Number(value) as PatientId))}
      />
      <TextInput label="Reason" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </ActionDialog>
  );
}
