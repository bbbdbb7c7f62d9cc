/** Finds a person while typing (PPL-6): name, phone, birth date or chart number. */
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import type { PatientRow } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { DayText } from "../../kit/DayText.tsx";
import classes from "./Enrol.module.css";

export type PatientPickerProps = {
  readonly label: string;
  readonly onPick: (patientId: PatientId, row: PatientRow) => void;
  /** Where it stands beside other things, it does not ask for the first word. */
  readonly waits?: boolean;
};

export function PatientPicker({ label, onPick, waits = false }: PatientPickerProps) {
  const office = useOffice();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const found = useQueryOf(
    office.patients.search,
    { text: asked, limit: 12 },
    { topics: ["patients"], keepPrevious: true, enabled: asked !== "" },
  );
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const rows = asked === "" ? [] : (found.data?.patients ?? []);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const row = rows.find((one) => String(one.patientId) === value);
        if (row) onPick(row.patientId, row);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          label={label}
          leftSection={<IconSearch size={16} />}
          value={text}
          autoFocus={!waits}
          maxLength={120}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onFocus={() => text.trim() !== "" && combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === ""}>
        <Combobox.Options aria-label="People found">
          {rows.map((row) => (
            <Combobox.Option key={row.patientId} value={String(row.patientId)}>
              <span className={classes["found"]}>
                <span>{row.name}</span>
                <span className={classes["quiet"]}>
                  {row.birthOn !== null && <DayText day={row.birthOn} as="full" />} {row.city}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {rows.length === 0 && (
            <Combobox.Empty>{found.fetching ? "Searching…" : "Nobody found"}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
