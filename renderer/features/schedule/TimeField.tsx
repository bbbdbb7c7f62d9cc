/** A time of day as people type it; what was understood stands in the field when it is left (UI-8). */
import { TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { useFieldValidity } from "../../kit/field-validity.ts";
import { readTime, timeText } from "./time-text.ts";

export type TimeFieldProps = {
  readonly label: string;
  readonly value: number | null;
  /** Null while the text is no time. */
  readonly onChange: (minute: number | null) => void;
};

export function TimeField({ label, value, onChange }: TimeFieldProps) {
  const { locale } = usePracticeFormat();
  const [text, setText] = useState(value === null ? "" : timeText(value, locale));
  const [isLeft, setIsLeft] = useState(false);
  const problem = readTime(text) === null ? "Type a time, such as 9:30 or 2pm." : null;
  const ref = useRef<HTMLInputElement>(null);
  useFieldValidity(ref, problem);
  return (
    <TextInput
      ref={ref}
      label={label}
      required
      maxLength={12}
      error={isLeft ? problem : null}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(readTime(event.currentTarget.value));
      }}
      onInvalid={() => setIsLeft(true)}
      onBlur={() => {
        const minute = readTime(text);
        setIsLeft(true);
        if (minute !== null) setText(timeText(minute, locale));
      }}
    />
  );
}
