import { ActionIcon, Button, Select, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { PatientForm } from "#contract/people.ts";
import { optionsOf, phoneKindWords } from "../people-words.ts";
import classes from "./Form.module.css";

type Phones = PatientForm["phones"];

export type PhoneFieldsProps = {
  readonly value: Phones;
  readonly onChange: (phones: Phones) => void;
  readonly error?: string | undefined;
};

const most = 6;
const kinds = optionsOf(phoneKindWords);

/** Phones in the order in which they are to be tried. */
export function PhoneFields({ value, onChange, error }: PhoneFieldsProps) {
  const replace = (at: number, part: Partial<Phones[number]>) =>
    onChange(value.map((phone, index) => (index === at ? { ...phone, ...part } : phone)));
  return (
    <fieldset className={classes["plain"]}>
      <legend className={classes["visuallyHidden"]}>Phones</legend>
      {value.map((phone, at) => (
        <div key={at} className={classes["phone"]}>
          <TextInput
            label={at === 0 ? "Phone" : `Phone ${at + 1}`}
            type="tel"
            value={phone.number}
            maxLength={40}
            autoComplete="off"
            classNames={{ input: "pf-figures" }}
            error={at === 0 ? error : undefined}
            onChange={(event) => replace(at, { number: event.currentTarget.value })}
          />
          <Select
            label={at === 0 ? "Kind" : `Kind of phone ${at + 1}`}
            data={kinds}
            value={phone.kind}
            allowDeselect={false}
            onChange={(kind) => kind !== null && replace(at, { kind })}
          />
          {value.length > 1 && (
            <ActionIcon
              variant="subtle"
              size={34}
              aria-label={`Take out phone ${at + 1}`}
              onClick={() => onChange(value.filter((_, index) => index !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {value.length < most && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes["more"] ?? ""}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...value, { kind: "home", number: "" }])}
        >
          Another phone
        </Button>
      )}
    </fieldset>
  );
}
