import { NumberInput, Select } from "@mantine/core";
import { useState } from "react";
import type { Day } from "#domain/calendar.ts";
import { dueDay, isUsualTerms, longestTermsDays, termsOptions, termsWord } from "#domain/invoices/terms.ts";
import { useToday } from "../../../format/PracticeFormat.tsx";
import { DayField } from "../../../kit/DayField.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import classes from "./Editor.module.css";

export type TermsFieldsProps = {
  readonly invoicedOn: Day | null;
  readonly termsDays: number | null;
  readonly onChange: (part: { readonly invoicedOn?: Day | null; readonly termsDays?: number | null }) => void;
};

const custom = "custom";

/** The invoice's own day and when it is due: each change of the one or the other makes the due day anew (INV-3). */
export function TermsFields({ invoicedOn, termsDays, onChange }: TermsFieldsProps) {
  const today = useToday();
  const [isCustom, setCustom] = useState(termsDays !== null && !isUsualTerms(termsDays));
  return (
    <div className={classes["terms"]}>
      <DayField label="Dated" value={invoicedOn} max={today} onChange={(day) => onChange({ invoicedOn: day })} required />
      <Select
        label="Terms"
        data={[
          ...termsOptions.map((days) => ({ value: String(days), label: termsWord(days) })),
          { value: custom, label: "Other days" },
        ]}
        value={isCustom ? custom : String(termsDays ?? 0)}
        allowDeselect={false}
        onChange={(value) => {
          setCustom(value === custom);
          if (value !== custom) onChange({ termsDays: Number(value ?? 0) });
        }}
        w={140}
      />
      {isCustom && (
        <NumberInput
          label="Days to pay"
          value={termsDays ?? ""}
          min={0}
          max={longestTermsDays}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="strict"
          onChange={(value) => onChange({ termsDays: value === "" ? null : Math.trunc(Number(value)) })}
          w={110}
        />
      )}
      <div className={classes["due"]}>
        <span className={classes["quiet"]}>Due</span>
        {invoicedOn === null || termsDays === null ? "–" : <DayText day={dueDay(invoicedOn, termsDays)} as="full" withDistance />}
      </div>
    </div>
  );
}
