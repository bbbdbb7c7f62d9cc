import { Button } from "@mantine/core";
import type { HouseholdId, PatientId } from "#domain/identity.ts";
import { PatientPicker } from "../memberships/PatientPicker.tsx";
import classes from "./Payments.module.css";

export type PickedPerson = {
  readonly patientId: PatientId;
  readonly householdId: HouseholdId;
  readonly name: string;
};

export type HouseholdPickerProps = {
  /** What the person found is for: "Who pays". */
  readonly label: string;
  readonly value: PickedPerson | null;
  readonly onChange: (person: PickedPerson | null) => void;
};

/** Finds a household by anybody in it (PPL-6); the person found stands there until it is changed. */
export function HouseholdPicker({ label, value, onChange }: HouseholdPickerProps) {
  if (value === null) {
    return (
      <PatientPicker
        label={label}
        onPick={(patientId, { householdId, name }) => onChange({ patientId, householdId, name })}
      />
    );
  }
  return (
    <div className={classes["picked"]}>
      <span className={classes["household"]}>
        <span className={classes["quiet"]}>Household of</span>
        <strong>{value.name}</strong>
      </span>
      <Button type="button" variant="default" size="xs" onClick={() => onChange(null)}>
        Somebody else
      </Button>
    </div>
  );
}
