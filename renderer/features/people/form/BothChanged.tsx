/** What somebody else saved while this form was open: taken over, or shown to choose from (UI-9). */
import { Button, Group } from "@mantine/core";
import type { PatientForm } from "#contract/people.ts";
import { Note } from "../../../kit/RefusalNote.tsx";
import type { FieldName } from "./form-values.ts";
import classes from "./Form.module.css";

const words: Readonly<Record<FieldName, string>> = {
  prefix: "Title",
  firstName: "First name",
  middleName: "Middle name",
  lastName: "Last name",
  suffix: "Suffix",
  preferredName: "Preferred name",
  birthOn: "Birth date",
  sex: "Sex",
  pronouns: "Pronouns",
  email: "E-mail",
  phones: "Phones",
  language: "Language",
  alerts: "Alert",
  notes: "Notes",
  textConsent: "Text messages",
  status: "Status",
  deceasedOn: "Date of death",
  ownAddress: "Own address",
};

export type BothChangedProps = {
  readonly taken: readonly FieldName[];
  readonly both: readonly FieldName[];
  readonly theirs: PatientForm;
  readonly onTake: (name: FieldName) => void;
  readonly onKeep: (name: FieldName) => void;
};

export function BothChanged({ taken, both, theirs, onTake, onKeep }: BothChangedProps) {
  if (taken.length === 0 && both.length === 0) return null;
  return (
    <Note tone={both.length > 0 ? "attention" : "information"} role="alert">
      {taken.length > 0 && (
        <>
          Somebody else has just changed {taken.map((name) => words[name].toLowerCase()).join(", ")}.
          It is taken over here.{" "}
        </>
      )}
      {both.length > 0 && (
        <>
          You both changed the same thing. Choose which one stays, then save.
          <dl className={classes["both"]}>
            {both.map((name) => (
              <Choice
                key={name}
                label={words[name]}
                theirs={plain(theirs[name])}
                onTake={() => onTake(name)}
                onKeep={() => onKeep(name)}
              />
            ))}
          </dl>
        </>
      )}
    </Note>
  );
}

function Choice({
  label,
  theirs,
  onTake,
  onKeep,
}: {
  readonly label: string;
  readonly theirs: string;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}) {
  return (
    <>
      <dt>{label}</dt>
      <dd className={classes["value"]}>Theirs: {theirs === "" ? "(empty)" : theirs}</dd>
      <dd>
        <Group>
          <Button size="compact-sm" variant="default" onClick={onTake}>
            Take theirs
          </Button>
          <Button size="compact-sm" variant="default" onClick={onKeep}>
            Keep mine
          </Button>
        </Group>
      </dd>
    </>
  );
}

function plain(value: PatientForm[FieldName]): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(({ number }) => number).join(", ");
  return Object.values(value)
    .filter((part) => part !== "")
    .join(", ");
}
