import { Button, Checkbox, PasswordInput, Select, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useStatusCommand } from "../../app/use-status.ts";
import { fieldProblem } from "../../kit/failure.ts";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { GateCard } from "../sign-in/GateCard.tsx";
import {
  currencies,
  emptyPractice,
  practiceProblems,
  specialtyWords,
  type NewPractice,
} from "./practice-form.ts";
import classes from "../sign-in/Gate.module.css";

export type NewPracticeFormProps = {
  /** Goes on to the import screen once the practice is there. */
  readonly thenImport: boolean;
  readonly onBack: () => void;
};

const timeZones = Intl.supportedValuesOf("timeZone");
const fields = [
  "name",
  "specialty",
  "timeZone",
  "currency",
  "ownerName",
  "username",
  "password",
] as const;

/** A new practice, as one would tell it to a new colleague: what, where, who. */
export function NewPracticeForm({ thenImport, onBack }: NewPracticeFormProps) {
  const office = useOffice();
  const create = useStatusCommand(office.setup.createPractice);
  const [practice, setPractice] = useState(() =>
    emptyPractice(Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [repeated, setRepeated] = useState("");
  const [told, setTold] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const problems = practiceProblems(practice, repeated);
  const set = <Field extends keyof NewPractice>(field: Field, value: NewPractice[Field]) =>
    setPractice((before) => ({ ...before, [field]: value }));
  const errorOf = (field: (typeof fields)[number]) =>
    fieldProblem(create.failure, field) ?? (told ? problems[field] : undefined);
  const submit = () => {
    setTold(true);
    if (Object.keys(problems).length > 0) {
      // After the sentences are drawn, the first field that has one gets the focus.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    // The frame opens there as soon as the practice is.
    window.location.hash = thenImport ? "#/import" : "#/";
    void create.run(practice);
  };
  return (
    <GateCard
      title="New practice"
      about={
        thenImport ? "First the practice, then your file." : "You can change all of this later."
      }
      wide
    >
      <form
        ref={form}
        className={classes["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextInput
          label="Name of the practice"
          placeholder="Sunrise Dental"
          autoFocus
          maxLength={120}
          value={practice.name}
          onChange={(event) => set("name", event.currentTarget.value)}
          error={errorOf("name")}
        />
        <Select
          label="Specialty"
          description="Decides words such as patient or client."
          data={Object.entries(specialtyWords).map(([value, label]) => ({ value, label }))}
          value={practice.specialty}
          allowDeselect={false}
          onChange={(value) =>
            value !== null && set("specialty", value as NewPractice["specialty"])
          }
          error={errorOf("specialty")}
        />
        <Select
          label="Time zone"
          description="A day of the practice begins and ends here."
          data={timeZones}
          searchable
          limit={80}
          value={practice.timeZone}
          allowDeselect={false}
          onChange={(value) => value !== null && set("timeZone", value)}
          error={errorOf("timeZone")}
        />
        <Select
          label="Currency"
          data={[...currencies]}
          value={practice.currency}
          allowDeselect={false}
          maw={160}
          onChange={(value) => value !== null && set("currency", value)}
          error={errorOf("currency")}
        />
        <Checkbox
          label={`Begin with what is usual in ${specialtyWords[practice.specialty].toLowerCase()}`}
          description="Services with prices, plans as drafts, and an agreement. Every value can be changed; nothing is sold before you say so."
          checked={practice.starterSet === true}
          onChange={(event) => set("starterSet", event.currentTarget.checked)}
        />
        <Checkbox
          label="Training practice"
          description="A place to try things: its clock can be moved forward, and nothing leaves this computer."
          checked={practice.kind === "training"}
          onChange={(event) => set("kind", event.currentTarget.checked ? "training" : "live")}
        />
        <TextInput
          label="Owner’s name"
          placeholder="Ana Ramos"
          autoComplete="name"
          maxLength={120}
          value={practice.ownerName}
          onChange={(event) => set("ownerName", event.currentTarget.value)}
          error={errorOf("ownerName")}
        />
        <TextInput
          label="User name"
          description="For signing in; everybody gets their own."
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          value={practice.username}
          onChange={(event) => set("username", event.currentTarget.value)}
          error={errorOf("username")}
        />
        <PasswordInput
          label="Password"
          description="At least 15 characters. A short sentence is easy to keep."
          autoComplete="new-password"
          maxLength={128}
          value={practice.password}
          onChange={(event) => set("password", event.currentTarget.value)}
          error={errorOf("password")}
          visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
        />
        <PasswordInput
          label="Password again"
          autoComplete="new-password"
          maxLength={128}
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          error={told ? problems.repeated : undefined}
          visibilityToggleButtonProps={{ "aria-label": "Show the repeated password", tabIndex: 0 }}
        />
        <RefusalNote failure={create.failure} shownFields={fields} />
        <div className={classes["foot"]}>
          <Button type="button" variant="default" onClick={onBack} disabled={create.busy}>
            Back
          </Button>
          <Button type="submit" loading={create.busy}>
            {thenImport ? "Create the practice and choose a file" : "Create the practice"}
          </Button>
        </div>
      </form>
    </GateCard>
  );
}
