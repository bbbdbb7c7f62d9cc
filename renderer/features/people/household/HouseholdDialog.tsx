/** Changes the address, the payer, and how a household is written to and pays (PPL-2, PPL-3). */
import { Select, Stack } from "@mantine/core";
import { useState } from "react";
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { showToast } from "../../../kit/toast.ts";
import { AddressFields } from "../form/AddressFields.tsx";
import { problemElsewhere, problemOf } from "../form/form-problems.ts";
import { contactWords, optionsOf, paysByWords } from "../people-words.ts";

export type HouseholdDialogProps = { readonly chart: PatientChart; readonly onClose: () => void };

export function HouseholdDialog({ chart, onClose }: HouseholdDialogProps) {
  const office = useOffice();
  const edit = useCommand(office.households.edit);
  const { household } = chart;
  // The version that was on the screen when the dialog opened: later changes are never overwritten.
  const [version] = useState(household.version);
  const [address, setAddress] = useState(household.address);
  const [contactPreference, setContact] = useState(household.contactPreference);
  const [paysBy, setPaysBy] = useState(household.paysBy);
  const [payer, setPayer] = useState(household.payerPatientId);
  const payers = household.members
    .filter((member) => member.status !== "deceased" || member.patientId === payer)
    .map((member) => ({ value: String(member.patientId), label: member.name }));
  // Choosing from a list counts as much as typing.
  const dirty =
    payer !== household.payerPatientId ||
    paysBy !== household.paysBy ||
    contactPreference !== household.contactPreference ||
    JSON.stringify(address) !== JSON.stringify(household.address);
  const save = async () => {
    const done = await edit.run({
      householdId: household.householdId,
      version,
      address,
      contactPreference,
      payerPatientId: payer,
      paysBy,
    });
    if (!done) return;
    showToast({ message: "The household is saved." });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={`Household of ${household.payerName}`}
      sentence="The payer gets invoices and statements for everybody in the household, at this address."
      primaryLabel="Save household"
      size="lg"
      busy={edit.busy}
      dirty={dirty}
      failure={problemElsewhere(edit.failure)}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <Stack gap={12}>
        <Select
          label="Payer"
          data={payers}
          value={payer === null ? null : String(payer)}
          allowDeselect={false}
          onChange={(value) => value !== null && setPayer(Number(value) as PatientId)}
        />
        <AddressFields value={address} onChange={setAddress} />
        <Select
          label="Mail and notices"
          data={optionsOf(contactWords)}
          value={contactPreference}
          allowDeselect={false}
          error={problemOf(edit.failure, "contactPreference")}
          onChange={(value) => value !== null && setContact(value)}
        />
        <Select
          label="Pays dues"
          data={optionsOf(paysByWords)}
          value={paysBy}
          allowDeselect={false}
          onChange={(value) => value !== null && setPaysBy(value)}
        />
      </Stack>
    </ActionDialog>
  );
}
