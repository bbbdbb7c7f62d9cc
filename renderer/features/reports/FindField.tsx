/** Finds rows of a report's table by letters (UI-4). */
import { TextInput } from "@mantine/core";
import { EmptyState } from "../../kit/EmptyState.tsx";

export type FindFieldProps = {
  /** What is searched: "Journal". */
  readonly of: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

export function FindField({ of, value, onChange }: FindFieldProps) {
  return (
    <TextInput
      aria-label={`Find in ${of}`}
      placeholder="Find"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      w={220}
    />
  );
}

/** Instead of rows, when none has the letters. */
export function NothingFound() {
  return (
    <EmptyState title="No row has these letters" compact>
      Clear the field to see all of them.
    </EmptyState>
  );
}
