import { Button, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { FilterChip } from "./FilterChip.tsx";
import {
  isFiltered,
  readFilters,
  type Filters,
  type FilterValue,
  type FilterValues,
  type TextFilter,
} from "./filter-kinds.ts";
import classes from "./FilterBar.module.css";

export type FilterBarProps<F extends Filters> = {
  /** Defined once outside the component. */
  readonly filters: F;
  readonly values: FilterValues<F>;
  /** `typing` is true for keystrokes of the text filter, which should not each be a step for Back. */
  readonly onChange: (values: FilterValues<F>, typing: boolean) => void;
};

/** The filters above a list: text to the left, a chip for each other filter; set ones are marked and can be cleared. */
export function FilterBar<F extends Filters>({ filters, values, onChange }: FilterBarProps<F>) {
  const set = (id: string, value: FilterValue<F[string]>, typing = false) =>
    onChange({ ...values, [id]: value }, typing);
  return (
    <div className={classes["bar"]} role="search">
      {Object.entries(filters).map(([id, filter]) =>
        filter.kind === "text" ? (
          <TextPart
            key={id}
            filter={filter}
            value={values[id] as string}
            onChange={(text) => set(id, text as FilterValue<F[string]>, true)}
          />
        ) : (
          <FilterChip
            key={id}
            filter={filter}
            value={values[id]}
            onChange={(value) => set(id, value as FilterValue<F[string]>)}
          />
        ),
      )}
      {isFiltered(filters, values) && (
        <Button
          variant="subtle"
          color="gray"
          size="sm"
          onClick={() => onChange(readFilters(filters, {}), false)}
        >
          Clear
        </Button>
      )}
    </div>
  );
}

/** Keystrokes reach the list after a short pause, so that each letter is not a question to the office. */
const pauseMs = 180;

function TextPart({
  filter,
  value,
  onChange,
}: {
  readonly filter: TextFilter;
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const send = useRef(onChange);
  useEffect(() => {
    send.current = onChange;
  });
  if (value !== sent) {
    setSent(value);
    setText(value);
  }
  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => {
      setSent(text);
      send.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, sent]);
  return (
    <div className={classes["text"]}>
      <TextInput
        type="search"
        aria-label={filter.label}
        placeholder={filter.placeholder ?? filter.label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        leftSection={<IconSearch size={16} aria-hidden />}
        autoComplete="off"
        maxLength={120}
      />
    </div>
  );
}
