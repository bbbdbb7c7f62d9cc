/** Adds or corrects an insurance policy; its last day ends it (PPL-8). For information only: nothing is billed to it. */
import { Select, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Policy, PolicyTerms } from "#contract/insurance.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { showToast } from "../../../kit/toast.ts";
import { optionsOf } from "../people-words.ts";
import { relationWords } from "./policy-words.ts";

export type PolicyDialogProps = {
  readonly patientId: PatientId;
  readonly patientName: string;
  /** Null: a new one. */
  readonly policy: Policy | null;
  readonly onClose: () => void;
};

export function PolicyDialog({ patientId, patientName, policy, onClose }: PolicyDialogProps) {
  const office = useOffice();
  const { today } = usePracticeFormat();
  const add = useCommand(office.insurance.add);
  const edit = useCommand(office.insurance.edit);
  const [draft, setDraft] = useState<PolicyTerms>(() => termsOf(policy, today));
  const change = (over: Partial<PolicyTerms>) => setDraft((now) => ({ ...now, ...over }));
  const command = policy === null ? add : edit;
  const submit = async () => {
    const done =
      policy === null
        ? await add.run({ patientId, terms: draft })
        : await edit.run({ policyId: policy.policyId, version: policy.version, terms: draft });
    if (!done) return;
    showToast({ message: `${draft.carrier} is saved for ${patientName}.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      title={policy === null ? `Insurance of ${patientName}` : `${policy.carrier} of ${patientName}`}
      sentence="For information only. Invoices name the policies of the visit's day; those already made keep what they say."
      primaryLabel={policy === null ? "Add the policy" : "Save the policy"}
      busy={command.busy}
      failure={command.failure}
      disabled={draft.carrier.trim() === ""}
      onClose={onClose}
      onSubmit={() => void submit()}
    >
      <Stack gap={12}>
        <Field label="Insurance company" required max={120} value={draft.carrier} onChange={(carrier) => change({ carrier })} />
        <Field label="Plan" max={120} value={draft.planName} onChange={(planName) => change({ planName })} />
        <Field label="Member number" max={60} value={draft.memberNumber} onChange={(memberNumber) => change({ memberNumber })} />
        <Field label="Group number" max={60} value={draft.groupNumber} onChange={(groupNumber) => change({ groupNumber })} />
        <Select
          label="Whose policy"
          data={optionsOf(relationWords)}
          value={draft.relation}
          allowDeselect={false}
          onChange={(value) => value !== null && change({ relation: value })}
        />
        {draft.relation !== "self" && (
          <Field label="Name of the holder" max={120} value={draft.holderName} onChange={(holderName) => change({ holderName })} />
        )}
        <DayField
          label="First day"
          lean="near"
          required
          value={draft.effectiveOn}
          onChange={(effectiveOn) => effectiveOn !== null && change({ effectiveOn })}
        />
        <DayField
          label="Last day"
          description="Empty while it goes on"
          lean="near"
          value={draft.termOn === null ? null : addDays(draft.termOn, -1)}
          onChange={(last) => change({ termOn: last === null ? null : addDays(last, 1) })}
        />
      </Stack>
    </ActionDialog>
  );
}

type FieldProps = {
  readonly label: string;
  readonly max: number;
  readonly value: string;
  readonly required?: boolean;
  readonly onChange: (value: string) => void;
};

function Field({ label, max, value, required = false, onChange }: FieldProps) {
  return (
    <TextInput
      label={label}
      maxLength={max}
      required={required}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function termsOf(policy: Policy | null, today: Day): PolicyTerms {
  if (policy === null)
    return {
      carrier: "",
      planName: "",
      memberNumber: "",
      groupNumber: "",
      holderName: "",
      relation: "self",
      effectiveOn: today,
      termOn: null,
    };
  const { carrier, planName, memberNumber, groupNumber, holderName, relation, effectiveOn, termOn } = policy;
  return { carrier, planName, memberNumber, groupNumber, holderName, relation, effectiveOn, termOn };
}
