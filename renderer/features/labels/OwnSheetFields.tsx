/** An office's own sheet by its measures, as one reads them off with a ruler. */
import { Group, NumberInput } from "@mantine/core";
import type { LabelSheet } from "#domain/labels/label-sheets.ts";
import { Choice } from "../reports/Choice.tsx";

const counts = [
  { name: "columns", label: "Columns" },
  { name: "rows", label: "Rows" },
] as const;
const measures = [
  { name: "widthMm", label: "Label width" },
  { name: "heightMm", label: "Label height" },
  { name: "leftMm", label: "From the left edge" },
  { name: "topMm", label: "From the upper edge" },
  { name: "stepXMm", label: "One to the next across" },
  { name: "stepYMm", label: "One to the next down" },
] as const;

type Props = { readonly sheet: LabelSheet; readonly onChange: (sheet: LabelSheet) => void };

export function OwnSheetFields({ sheet, onChange }: Props) {
  const field = (name: (typeof counts)[number]["name"] | (typeof measures)[number]["name"], label: string, isCount: boolean) => (
    <NumberInput
      key={name}
      label={label}
      w={isCount ? 92 : 172}
      min={isCount ? 1 : 0}
      max={isCount ? 20 : 500}
      allowDecimal={!isCount}
      decimalScale={2}
      {...(isCount ? {} : { suffix: " mm" })}
      value={sheet[name]}
      onChange={(value) => typeof value === "number" && onChange({ ...sheet, [name]: value })}
    />
  );
  return (
    <>
      <Group gap={12} align="end">
        <Choice
          width={120}
          label="Paper"
          options={[
            { value: "letter", label: "Letter" },
            { value: "a4", label: "A4" },
          ]}
          value={sheet.paper}
          onChange={(paper) => onChange({ ...sheet, paper })}
        />
        {counts.map(({ name, label }) => field(name, label, true))}
      </Group>
      <Group gap={12} align="end">
        {measures.map(({ name, label }) => field(name, label, false))}
      </Group>
    </>
  );
}
