/**
 * The filters of a list and how each is written into the address, so that Back, a bookmark and a
 * reload show the same list (UI-4). A part of an address that cannot be read is left out, never
 * guessed at.
 */
import { isDay, type Day } from "#domain/calendar.ts";
import type { Cents } from "#domain/money.ts";

export type DayLimits = { readonly from: Day | null; readonly to: Day | null };
export type MoneyLimits = { readonly from: Cents | null; readonly to: Cents | null };

export type TextFilter = {
  readonly kind: "text";
  readonly label: string;
  readonly placeholder?: string;
};
/** Text of a chip: a second one beside the text of the whole list. */
export type WordsFilter = { readonly kind: "words"; readonly label: string };
export type ChoiceFilter<Value extends string = string> = {
  readonly kind: "choice";
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  /** Only one at a time, shown as a list to pick from. */
  readonly single?: boolean;
};
export type DaysFilter = { readonly kind: "days"; readonly label: string };
export type MoneyFilter = { readonly kind: "money"; readonly label: string };
export type SwitchFilter = { readonly kind: "switch"; readonly label: string };
export type Filter = TextFilter | WordsFilter | ChoiceFilter | DaysFilter | MoneyFilter | SwitchFilter;
export type Filters = Readonly<Record<string, Filter>>;

export type FilterValue<F extends Filter> = F extends TextFilter | WordsFilter
  ? string
  : F extends ChoiceFilter<infer Value>
    ? readonly Value[]
    : F extends DaysFilter
      ? DayLimits
      : F extends MoneyFilter
        ? MoneyLimits
        : boolean;

/** The values of a set of filters: text, chosen values, limits, on or off. */
export type FilterValues<F extends Filters> = { readonly [Id in keyof F]: FilterValue<F[Id]> };

const longestText = 120;

/** The value in an address, or undefined for the value that filters nothing. */
export function writeFilter(filter: Filter, value: unknown): string | undefined {
  switch (filter.kind) {
    case "text":
    case "words":
      return (value as string).trim() === "" ? undefined : (value as string).slice(0, longestText);
    case "choice":
      return (value as readonly string[]).length === 0
        ? undefined
        : (value as readonly string[]).join(".");
    case "days":
    case "money": {
      const { from, to } = value as { from: Day | Cents | null; to: Day | Cents | null };
      return from === null && to === null ? undefined : `${from ?? ""}..${to ?? ""}`;
    }
    case "switch":
      return value === true ? "1" : undefined;
  }
}

export function readFilter<F extends Filter>(filter: F, text: string | undefined): FilterValue<F> {
  return readAny(filter, text) as FilterValue<F>;
}

function readAny(filter: Filter, text: string | undefined): unknown {
  switch (filter.kind) {
    case "text":
    case "words":
      return (text ?? "").slice(0, longestText);
    case "choice": {
      const wanted = new Set((text ?? "").split("."));
      const found = filter.options
        .map((option) => option.value)
        .filter((value) => wanted.has(value));
      return filter.single === true ? found.slice(0, 1) : found;
    }
    case "days": {
      const [from, to] = limitsOf(text, (part) => (isDay(part) ? part : null));
      return { from, to };
    }
    case "money": {
      const [from, to] = limitsOf(text, (part) =>
        /^-?\d{1,12}$/.test(part) ? (Number(part) as Cents) : null,
      );
      return { from, to };
    }
    case "switch":
      return text === "1";
  }
}

function limitsOf<T>(
  text: string | undefined,
  read: (part: string) => T | null,
): [from: T | null, to: T | null] {
  const parts = (text ?? "").split("..");
  if (parts.length !== 2) return [null, null];
  return [read(parts[0] ?? ""), read(parts[1] ?? "")];
}

/** All values out of the address's parameters. */
export function readFilters<F extends Filters>(
  filters: F,
  search: Readonly<Record<string, unknown>>,
): FilterValues<F> {
  const values = Object.entries(filters).map(([id, filter]) => {
    const text = search[id];
    return [id, readFilter(filter, typeof text === "string" ? text : undefined)];
  });
  return Object.fromEntries(values) as FilterValues<F>;
}

/** The parameters of the address for these values; a filter that filters nothing is undefined, so that it goes. */
export function writeFilters<F extends Filters>(
  filters: F,
  values: FilterValues<F>,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(filters).map(([id, filter]) => [id, writeFilter(filter, values[id as keyof F])]),
  );
}

/** Whether anything is filtered at all. */
export function isFiltered<F extends Filters>(filters: F, values: FilterValues<F>): boolean {
  return Object.values(writeFilters(filters, values)).some((text) => text !== undefined);
}
