import { Select, TextInput } from "@mantine/core";
import { useMemo } from "react";
import type { AddressView } from "#contract/people.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { countryOptions } from "./countries.ts";
import classes from "./Form.module.css";

export type AddressFieldsProps = {
  readonly value: AddressView;
  readonly onChange: (address: AddressView) => void;
};

/** A postal address, in the order in which it is said and written. */
export function AddressFields({ value, onChange }: AddressFieldsProps) {
  const { locale } = usePracticeFormat();
  const countries = useMemo(() => countryOptions(locale, value.country), [locale, value.country]);
  const field = (name: keyof AddressView, label: string, maxLength: number) => (
    <TextInput
      label={label}
      value={value[name]}
      maxLength={maxLength}
      autoComplete="off"
      onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {field("line1", "Street", 120)}
      {field("line2", "Apartment, unit", 120)}
      <div className={classes["place"]}>
        {field("city", "City", 80)}
        {field("region", "State", 80)}
        {field("postalCode", "ZIP or postal code", 20)}
      </div>
      <Select
        label="Country"
        data={countries}
        value={value.country}
        searchable
        allowDeselect={false}
        maw={320}
        onChange={(country) => country !== null && onChange({ ...value, country })}
      />
    </>
  );
}
