import { ActionIcon, Popover, TextInput } from "@mantine/core";
import { IconCalendar } from "@tabler/icons-react";
import { useRef, useState, type ReactNode } from "react";
import { weekdayOf, type Day } from "#domain/calendar.ts";
import { distanceTo, fullDay, namesOf } from "../format/day.ts";
import { usePracticeFormat } from "../format/PracticeFormat.tsx";
import { readDay, type DayLean, type ReadDayOptions } from "../format/read-day.ts";
import { Calendar } from "./Calendar.tsx";
import { useFieldValidity } from "./field-validity.ts";

export type DayFieldProps = {
  readonly label: ReactNode;
  /** The day, or null for empty. While the text is unclear the value is null and the form is held back. */
  readonly value: Day | null;
  readonly onChange: (day: Day | null) => void;
  readonly error?: ReactNode;
  readonly description?: ReactNode;
  readonly required?: boolean;
  /** `past` for dates of birth, `future` for starts and ends, `near` (default) for this year. */
  readonly lean?: DayLean;
  readonly min?: Day;
  readonly max?: Day;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  readonly onBlur?: () => void;
};

/**
 * A day as people type it (`3/7`, `3/7/84`, `+2w`, `fri`, `today`), or chosen from a calendar
 * (UI-8). Under the field stands what was understood, before anything is saved.
 */
export function DayField({
  label,
  value,
  onChange,
  error,
  description,
  required = false,
  lean = "near",
  min,
  max,
  disabled = false,
  autoFocus = false,
  onBlur,
}: DayFieldProps) {
  const { locale, today, dayOrder } = usePracticeFormat();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value === null ? "" : fullDay(value, locale));
  const [sent, setSent] = useState(value);
  const [told, setTold] = useState(false);
  const [open, setOpen] = useState(false);

  if (value !== sent) {
    setSent(value);
    setText(value === null ? "" : fullDay(value, locale));
  }

  const read = (typed: string) => readDay(typed, { today, locale, order: dayOrder, lean });
  const problemOf = (typed: string): string | null => {
    const answer = read(typed);
    if (answer.kind === "unclear") return answer.sentence;
    if (answer.kind === "empty") return null;
    if (min !== undefined && answer.day < min) return `Not before ${fullDay(min, locale)}.`;
    if (max !== undefined && answer.day > max) return `Not after ${fullDay(max, locale)}.`;
    return null;
  };
  const problem = problemOf(text);
  useFieldValidity(input, problem);

  const send = (day: Day | null) => {
    if (day === sent) return;
    setSent(day);
    onChange(day);
  };
  const type = (typed: string) => {
    setText(typed);
    setTold(false);
    const answer = read(typed);
    send(answer.kind === "day" && problemOf(typed) === null ? answer.day : null);
  };
  const leave = () => {
    setTold(problem !== null);
    if (problem === null && value !== null) setText(fullDay(value, locale));
    onBlur?.();
  };

  const understood =
    value === null
      ? exampleFor(lean, dayOrder)
      : `${namesOf(locale).weekdays[weekdayOf(value) - 1]} ${fullDay(value, locale)}, ${distanceTo(value, today)}`;
  const calendar = (
    <Popover
      opened={open}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <ActionIcon
          aria-label="Choose from the calendar"
          disabled={disabled}
          onClick={() => setOpen((was) => !was)}
        >
          <IconCalendar size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Calendar
          value={value}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          onChoose={(day) => {
            setText(fullDay(day, locale));
            setTold(false);
            send(day);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <TextInput
      ref={input}
      label={label}
      description={description ?? understood}
      inputWrapperOrder={["label", "input", "description", "error"]}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" || !event.altKey) return;
        event.preventDefault();
        setOpen(true);
      }}
      onInvalid={(event) => {
        event.preventDefault();
        setTold(true);
      }}
      error={told && problem !== null ? problem : error}
      withAsterisk={required}
      aria-required={required}
      disabled={disabled}
      data-autofocus={autoFocus || undefined}
      autoComplete="off"
      maw={220}
      classNames={{ input: "pf-figures" }}
      rightSectionPointerEvents="all"
      rightSection={calendar}
    />
  );
}

function exampleFor(lean: DayLean, order: ReadDayOptions["order"]): string {
  const day = order === "month-first" ? "3/7" : "7/3";
  return lean === "past" ? `Such as ${day}/84 or 7 mar 1984` : `Such as ${day}, fri or +2w`;
}
