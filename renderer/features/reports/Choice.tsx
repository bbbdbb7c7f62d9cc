/** One of a few words, above a report. */
import { Select } from "@mantine/core";

export type ChoiceProps<Value extends string> = {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly width?: number;
};

export function Choice<Value extends string>({ label, value, options, onChange, width = 190 }: ChoiceProps<Value>) {
  return (
    <Select
      label={label}
      value={value}
      data={[...options]}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen !== undefined) onChange(chosen.value);
      }}
      allowDeselect={false}
      w={width}
    />
  );
}
