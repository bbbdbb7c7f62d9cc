/** Finds the next appointment of somebody while typing, and goes to its day (PPL-16). */
import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useState } from "react";
import type { Appointment } from "#contract/schedule.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { timeText } from "./time-text.ts";

export function FindAppointment({ onPick }: { readonly onPick: (row: Appointment) => void }) {
  const office = useOffice();
  const { locale } = usePracticeFormat();
  const [text, setText] = useState("");
  const asked = useDeferredValue(text.trim());
  const found = useQueryOf(office.schedule.find, { text: asked }, { topics: ["schedule", "patients"], keepPrevious: true, enabled: asked !== "" });
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const rows = asked === "" ? [] : (found.data ?? []);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(value) => {
        const row = rows.find((one) => String(one.appointmentId) === value);
        combobox.closeDropdown();
        setText("");
        if (row) onPick(row);
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label="Find the next appointment of"
          placeholder="Next appointment of…"
          leftSection={<IconSearch size={16} />}
          value={text}
          maxLength={120}
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.selectFirstOption();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={asked === ""}>
        <Combobox.Options aria-label="Appointments found">
          {rows.map((row) => (
            <Combobox.Option key={row.appointmentId} value={String(row.appointmentId)}>
              {row.patientName} · <DayText day={row.visitOn} as="spoken" />, {timeText(row.fromMinute, locale)}
            </Combobox.Option>
          ))}
          {rows.length === 0 && <Combobox.Empty>{found.fetching ? "Searching…" : "Nobody of that name is booked"}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
