/** Which instant a report knows of (REP-3): now, or the one that stands on an earlier print. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { isKnownAt } from "#domain/reports/known-at.ts";
import type { Day } from "#domain/calendar.ts";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "./Choice.tsx";

export type KnownAtFieldProps = {
  /** The practice's wall time, or null for now. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  readonly today: Day;
};

/** Typed times are held back until they are clear; the report stays as it is meanwhile. */
export function KnownAtField({ value, onChange, today }: KnownAtFieldProps) {
  const [on, setOn] = useState<Day | null>((value?.slice(0, 10) ?? today) as Day);
  const [time, setTime] = useState(value?.slice(11) ?? "23:59:59.999");
  const send = (day: Day | null, clock: string) => {
    const text = `${day ?? ""}T${clock.trim()}`;
    if (isKnownAt(text)) onChange(text);
  };
  return (
    <>
      <Choice
        label="Known"
        value={value === null ? "now" : "then"}
        options={[
          { value: "now", label: "everything entered until now" },
          { value: "then", label: "as it was known at…" },
        ]}
        onChange={(choice) => (choice === "now" ? onChange(null) : send(on, time))}
        width={230}
      />
      {value !== null && (
        <>
          <DayField
            label="Entered by, day"
            value={on}
            lean="past"
            max={today}
            onChange={(day) => {
              setOn(day);
              if (day !== null) send(day, time);
            }}
          />
          <TextInput
            label="Entered by, time"
            description="As printed, such as 18:30 or 18:30:05.120"
            inputWrapperOrder={["label", "input", "description", "error"]}
            value={time}
            error={isKnownAt(`2026-01-01T${time.trim()}`) ? null : "Hours from 00 to 23 and minutes, such as 18:30."}
            onChange={(event) => {
              setTime(event.currentTarget.value);
              send(on, event.currentTarget.value);
            }}
            w={220}
          />
        </>
      )}
    </>
  );
}
