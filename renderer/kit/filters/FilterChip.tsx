import { Button, Checkbox, Popover, Radio, TextInput } from "@mantine/core";
import { IconCheck, IconChevronDown, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { fullDay } from "../../format/day.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, type PracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayField } from "../DayField.tsx";
import { MoneyField } from "../MoneyField.tsx";
import { dayPresets } from "./day-presets.ts";
import {
  readFilter,
  writeFilter,
  type ChoiceFilter,
  type DayLimits,
  type Filter,
  type MoneyLimits,
  type TextFilter,
} from "./filter-kinds.ts";
import classes from "./FilterBar.module.css";

type ChipFilter = Exclude<Filter, TextFilter>;

export type FilterChipProps = {
  readonly filter: ChipFilter;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
};

/** One filter as a chip: its name, what it is set to, a way to clear it, and its form on a press. */
export function FilterChip({ filter, value, onChange }: FilterChipProps) {
  const format = usePracticeFormat();
  const [open, setOpen] = useState(false);
  const on = writeFilter(filter, value) !== undefined;
  if (filter.kind === "switch") {
    return (
      <span className={classes["chip"]} data-on={on || undefined}>
        <button type="button" aria-pressed={on} onClick={() => onChange(!on)}>
          {on && <IconCheck size={14} aria-hidden />}
          <span className={classes["name"]}>{filter.label}</span>
        </button>
      </span>
    );
  }
  const words = on ? wordsOf(filter, value, format) : "";
  return (
    <span className={classes["chip"]} data-on={on || undefined}>
      <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
        <Popover.Target>
          <button type="button" onClick={() => setOpen((was) => !was)}>
            <span className={classes["name"]}>
              {filter.label}
              {on && ":"}
            </span>
            {on && <span className={classes["value"]}>{words}</span>}
            {!on && <IconChevronDown size={14} aria-hidden />}
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <ChipForm filter={filter} value={value} onChange={onChange} />
        </Popover.Dropdown>
      </Popover>
      {on && (
        <button
          type="button"
          className={classes["clear"]}
          aria-label={`Clear ${filter.label}`}
          onClick={() => onChange(readFilter(filter, undefined))}
        >
          <IconX size={14} aria-hidden />
        </button>
      )}
    </span>
  );
}

function wordsOf(filter: ChipFilter, value: unknown, format: PracticeFormat): string {
  switch (filter.kind) {
    case "choice": {
      const chosen = filter.options.filter((option) =>
        (value as readonly string[]).includes(option.value),
      );
      if (chosen.length <= 2) return chosen.map((option) => option.label).join(", ");
      return `${chosen[0]?.label ?? ""} and ${chosen.length - 1} more`;
    }
    case "days": {
      const { from, to } = value as DayLimits;
      return limitWords(
        from === null ? null : fullDay(from, format.locale),
        to === null ? null : fullDay(to, format.locale),
      );
    }
    case "money": {
      const { from, to } = value as MoneyLimits;
      return limitWords(
        from === null ? null : formatMoney(from, format.money),
        to === null ? null : formatMoney(to, format.money),
      );
    }
    case "words":
      return value as string;
    case "switch":
      return "";
  }
}

function limitWords(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return from === to ? from : `${from} – ${to}`;
  return from === null ? `up to ${to}` : `from ${from}`;
}

function ChipForm({ filter, value, onChange }: FilterChipProps) {
  switch (filter.kind) {
    case "choice":
      return <ChoiceForm filter={filter} value={value as readonly string[]} onChange={onChange} />;
    case "days":
      return <DaysForm value={value as DayLimits} onChange={onChange} />;
    case "money":
      return <MoneyForm value={value as MoneyLimits} onChange={onChange} />;
    case "words":
      return <WordsForm label={filter.label} value={value as string} onChange={onChange} />;
    case "switch":
      return null;
  }
}

/** Enter or leaving the field asks; each letter would be a question to the office. */
function WordsForm({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const ask = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <TextInput
        label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={ask}
        autoComplete="off"
        maxLength={120}
        data-autofocus
      />
    </form>
  );
}

function ChoiceForm({
  filter,
  value,
  onChange,
}: {
  readonly filter: ChoiceFilter;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  if (filter.single === true) {
    return (
      <Radio.Group
        value={value[0] ?? ""}
        onChange={(chosen) => onChange([chosen])}
        aria-label={filter.label}
      >
        <div className={classes["choices"]}>
          {filter.options.map((option) => (
            <Radio key={option.value} value={option.value} label={option.label} size="xs" />
          ))}
        </div>
      </Radio.Group>
    );
  }
  return (
    <Checkbox.Group value={[...value]} onChange={onChange} aria-label={filter.label}>
      <div className={classes["choices"]}>
        {filter.options.map((option) => (
          <Checkbox key={option.value} value={option.value} label={option.label} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

function DaysForm({
  value,
  onChange,
}: {
  readonly value: DayLimits;
  readonly onChange: (value: DayLimits) => void;
}) {
  const { today } = usePracticeFormat();
  return (
    <>
      <DayField label="From" value={value.from} onChange={(from) => onChange({ ...value, from })} />
      <DayField label="To" value={value.to} onChange={(to) => onChange({ ...value, to })} />
      <div className={classes["presets"]}>
        {dayPresets(today).map((preset) => (
          <Button
            key={preset.label}
            size="xs"
            variant="default"
            onClick={() => onChange(preset.limits)}
          >
            {preset.label}
          </Button>
        ))}
      </div>
    </>
  );
}

function MoneyForm({
  value,
  onChange,
}: {
  readonly value: MoneyLimits;
  readonly onChange: (value: MoneyLimits) => void;
}) {
  return (
    <>
      <MoneyField
        label="At least"
        value={value.from}
        allowNegative
        onChange={(from) => onChange({ ...value, from })}
      />
      <MoneyField
        label="At most"
        value={value.to}
        allowNegative
        onChange={(to) => onChange({ ...value, to })}
      />
    </>
  );
}
