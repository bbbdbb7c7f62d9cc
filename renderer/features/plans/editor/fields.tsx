/** Small fields of the plan and coupon forms: percentages, whole numbers, services, and the place of a refusal. */
import { MultiSelect, NumberInput, Select, Text } from "@mantine/core";
import { planProblems } from "#contract/refusals/memberships.ts";
import type { PlanProblem } from "#domain/memberships/refusals.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import type { PlanDraft } from "../plan-draft.ts";
import classes from "../Plans.module.css";

export type SectionProps = {
  readonly draft: PlanDraft;
  readonly change: (part: Partial<PlanDraft>) => void;
  readonly problem: PlanProblem | null;
};

/** What the office would say no to, in its own words, where it can be mended (F-18). */
export function ProblemAt({
  problem,
  of,
}: {
  readonly problem: PlanProblem | null;
  readonly of: readonly PlanProblem[];
}) {
  if (problem === null || !of.includes(problem)) return null;
  return (
    <Text size="sm" className={classes["problem"] ?? ""} role="alert" tabIndex={-1} data-problem>
      {planProblems[problem]}
    </Text>
  );
}

/** A percentage with two decimals, kept as basis points (F-1). */
export function PercentField({
  label,
  value,
  onChange,
  hideLabel = false,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (basisPoints: number) => void;
  readonly hideLabel?: boolean;
}) {
  return (
    <NumberInput
      {...(hideLabel ? { "aria-label": label } : { label })}
      className={classes["narrow"] ?? ""}
      suffix=" %"
      min={0}
      max={100}
      decimalScale={2}
      hideControls
      value={value / 100}
      onChange={(typed) => onChange(Math.round(Number(typed) * 100) || 0)}
    />
  );
}

export function WholeField({
  label,
  value,
  onChange,
  least = 0,
  most,
  hideLabel = false,
  placeholder,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly least?: number;
  readonly most: number;
  readonly hideLabel?: boolean;
  readonly placeholder?: string;
}) {
  return (
    <NumberInput
      {...(hideLabel ? { "aria-label": label } : { label })}
      {...(placeholder === undefined ? {} : { placeholder })}
      className={classes["narrow"] ?? ""}
      min={least}
      max={most}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      value={value ?? ""}
      onChange={(typed) => onChange(typed === "" ? null : Number(typed))}
    />
  );
}

/** A choice among a few words. */
export function ChoiceField<Value extends string>({
  label,
  options,
  value,
  onChange,
  hideLabel = false,
  wide = false,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean;
  readonly wide?: boolean;
}) {
  return (
    <Select
      {...(hideLabel ? { "aria-label": label } : { label })}
      className={classes[wide ? "grow" : "middle"] ?? ""}
      allowDeselect={false}
      data={options.map((option) => ({ ...option }))}
      value={value}
      onChange={(chosen) => {
        const option = options.find((one) => one.value === chosen);
        if (option) onChange(option.value);
      }}
    />
  );
}

export type Catalogue = {
  readonly services: readonly { readonly value: string; readonly label: string }[];
  readonly categories: readonly string[];
};

/** The services and categories that terms can speak of. */
export function useCatalogue(): Catalogue {
  const office = useOffice();
  const list = useQueryOf(
    office.services.list,
    { text: "", categories: [], activity: "active", sort: "code", descending: false },
    { topics: ["services"] },
  );
  return {
    services: (list.data?.rows ?? []).map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    categories: list.data?.categories ?? [],
  };
}

export function ServicesField({
  label,
  catalogue,
  codes,
  onChange,
  hideLabel = false,
}: {
  readonly label: string;
  readonly catalogue: Catalogue;
  readonly codes: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
  readonly hideLabel?: boolean;
}) {
  // A code that has left the catalogue stays in the terms until somebody takes it out.
  const gone = codes.filter((code) => !catalogue.services.some(({ value }) => value === code));
  return (
    <MultiSelect
      {...(hideLabel ? { "aria-label": label } : { label })}
      className={classes["grow"] ?? ""}
      searchable
      hidePickedOptions
      nothingFoundMessage="No service of that name. Add it under Services."
      data={[...catalogue.services.map((one) => ({ ...one })), ...gone.map((code) => ({ value: code, label: code }))]}
      value={[...codes]}
      onChange={onChange}
    />
  );
}

export function CategoryField({
  catalogue,
  value,
  onChange,
}: {
  readonly catalogue: Catalogue;
  readonly value: string;
  readonly onChange: (category: string) => void;
}) {
  const known = value === "" || catalogue.categories.includes(value) ? catalogue.categories : [...catalogue.categories, value];
  return (
    <Select
      aria-label="Category"
      placeholder="Category"
      className={classes["grow"] ?? ""}
      allowDeselect={false}
      nothingFoundMessage="No category yet. Add services first."
      data={[...known]}
      value={value === "" ? null : value}
      onChange={(chosen) => onChange(chosen ?? "")}
    />
  );
}
