/** The fields of a person in the order in which the desk asks for them. */
import { Select, Textarea, TextInput } from "@mantine/core";
import type { PatientForm } from "#contract/people.ts";
import { useToday } from "../../../format/PracticeFormat.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import type { Failure } from "../../../kit/failure.ts";
import { languageWords, optionsOf, textConsentWords } from "../people-words.ts";
import { problemOf } from "./form-problems.ts";
import { PhoneFields } from "./PhoneFields.tsx";
import classes from "./Form.module.css";

export type PersonFieldsProps = {
  readonly form: PatientForm;
  readonly onChange: (part: Partial<PatientForm>) => void;
  readonly failure: Failure | null;
};

type TextName = { [K in keyof PatientForm]: PatientForm[K] extends string ? K : never }[keyof PatientForm];

/** Name and birth date: what is asked first. */
export function NameFields({ form, onChange, failure }: PersonFieldsProps) {
  const today = useToday();
  const text = textField(form, onChange);
  return (
    <>
      <div className={classes["pair"]}>
        <TextInput {...text("firstName", "First name", 120)} data-autofocus autoFocus />
        <TextInput {...text("lastName", "Last name", 120)} error={problemOf(failure, "lastName")} />
      </div>
      <div className={classes["rest"]}>
        <TextInput {...text("middleName", "Middle name", 120)} />
        <TextInput {...text("preferredName", "Preferred name", 120)} />
        <TextInput {...text("prefix", "Title", 40)} placeholder="Dr." />
        <TextInput {...text("suffix", "Suffix", 40)} placeholder="Jr." />
      </div>
      <DayField
        label="Birth date"
        lean="past"
        max={today}
        value={form.birthOn}
        error={problemOf(failure, "birthOn")}
        onChange={(birthOn) => onChange({ birthOn })}
      />
    </>
  );
}

/** Phones, e-mail and whether texts are welcome. */
export function ContactFields({ form, onChange, failure }: PersonFieldsProps) {
  const text = textField(form, onChange);
  return (
    <>
      <PhoneFields
        value={form.phones}
        onChange={(phones) => onChange({ phones })}
        error={problemOf(failure, "phones")}
      />
      <TextInput
        {...text("email", "E-mail", 254)}
        inputMode="email"
        description="Not needed: without one, everything goes on paper."
        error={problemOf(failure, "email")}
      />
      <Select
        label="Text messages"
        data={optionsOf(textConsentWords)}
        value={form.textConsent}
        allowDeselect={false}
        maw={220}
        onChange={(textConsent) => textConsent !== null && onChange({ textConsent })}
      />
    </>
  );
}

/** What helps the office to treat a person well. */
export function CareFields({ form, onChange }: PersonFieldsProps) {
  const text = textField(form, onChange);
  return (
    <>
      <TextInput {...text("alerts", "Alert", 500)} description="Shown at the top of the chart." />
      <Textarea
        label="Notes"
        value={form.notes}
        maxLength={5000}
        autosize
        minRows={3}
        maxRows={10}
        onChange={(event) => onChange({ notes: event.currentTarget.value })}
      />
      <div className={classes["rest"]}>
        <TextInput {...text("sex", "Sex", 40)} />
        <TextInput {...text("pronouns", "Pronouns", 40)} />
        <Select
          label="Language"
          data={optionsOf(languageWords)}
          value={form.language}
          allowDeselect={false}
          onChange={(language) => language !== null && onChange({ language })}
        />
      </div>
    </>
  );
}

function textField(form: PatientForm, onChange: PersonFieldsProps["onChange"]) {
  return (name: TextName, label: string, maxLength: number) => ({
    label,
    maxLength,
    value: form[name],
    autoComplete: "off",
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
}
