/** The filter of a list that is all here: a name, and one state with its count. The address keeps both (UI-4). */
import { Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import { foldText } from "#domain/people/fold.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import classes from "./PlanUpkeep.module.css";

type Named = { readonly patientName: string; readonly planName: string };
type Words<State extends string> = Readonly<Record<State, { readonly word: string }>>;

export function useListFilter<Row extends Named, State extends string>(
  rows: readonly Row[],
  stateOf: (row: Row) => State,
): { readonly shown: readonly Row[]; readonly isFiltered: boolean } {
  const [search] = useAddressSearch();
  const text = foldText(search["q"] ?? "");
  const state = search["state"] ?? "";
  const shown = useMemo(
    () =>
      rows.filter(
        (row) =>
          (text === "" || foldText(`${row.patientName} ${row.planName}`).includes(text)) &&
          (state === "" || stateOf(row) === state),
      ),
    [rows, text, state, stateOf],
  );
  return { shown, isFiltered: text !== "" || state !== "" };
}

export function ListFilters<State extends string>({
  words,
  counts,
  label,
}: {
  readonly words: Words<State>;
  readonly counts: ReadonlyMap<State, number>;
  /** What the state is called here: "What happens". */
  readonly label: string;
}) {
  const [search, change] = useAddressSearch();
  const states = (Object.keys(words) as State[]).filter((state) => (counts.get(state) ?? 0) > 0 || search["state"] === state);
  return (
    <div className={classes["row"]} role="search" aria-label="Show only">
      <TextInput
        className={classes["find"] ?? ""}
        aria-label="Find a member or plan"
        placeholder="Find a member or plan"
        value={search["q"] ?? ""}
        onChange={(event) => change({ q: event.currentTarget.value || undefined }, true)}
      />
      <Select
        aria-label={label}
        placeholder={`${label}: all`}
        clearable
        data={states.map((state) => ({ value: state, label: `${words[state].word} · ${counts.get(state) ?? 0}` }))}
        value={search["state"] ?? null}
        onChange={(value) => change({ state: value ?? undefined })}
      />
    </div>
  );
}

export function countBy<Row, State extends string>(rows: readonly Row[], stateOf: (row: Row) => State): Map<State, number> {
  const counts = new Map<State, number>();
  for (const row of rows) counts.set(stateOf(row), (counts.get(stateOf(row)) ?? 0) + 1);
  return counts;
}
