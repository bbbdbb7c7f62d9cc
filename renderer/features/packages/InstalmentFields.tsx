/** How a package is paid in parts (PKG-9): how many, how often, from when, at the desk or drawn from the card. */
import { NumberInput, Select } from "@mantine/core";
import type { Day } from "#domain/calendar.ts";
import type { PlanInterval, PlanPayment } from "#domain/payment-plans/schedule.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Columns } from "../../kit/Page.tsx";

export type InstalmentDraft = {
  readonly count: number;
  readonly every: PlanInterval;
  /** Null while it is typed. */
  readonly firstOn: Day | null;
  readonly payBy: PlanPayment;
};

const intervals: readonly { readonly value: PlanInterval; readonly label: string }[] = [
  { value: "week", label: "Every week" },
  { value: "two_weeks", label: "Every two weeks" },
  { value: "month", label: "Every month" },
];

type Props = { readonly draft: InstalmentDraft; readonly onChange: (draft: InstalmentDraft) => void };

export function InstalmentFields({ draft, onChange }: Props) {
  const { today } = usePracticeFormat();
  const change = (over: Partial<InstalmentDraft>) => onChange({ ...draft, ...over });
  return (
    <>
      <Columns least={150}>
        <NumberInput label="Number of parts" min={2} max={60} allowDecimal={false} value={draft.count} onChange={(value) => change({ count: Number(value) || 0 })} />
        <Select label="How often" allowDeselect={false} data={[...intervals]} value={draft.every} onChange={(value) => change({ every: (value ?? "month") as PlanInterval })} />
      </Columns>
      <Columns least={150}>
        <DayField label="First part on" required lean="future" min={today} value={draft.firstOn} onChange={(firstOn) => change({ firstOn })} />
        <Select
          label="Paid"
          allowDeselect={false}
          data={[
            { value: "desk", label: "At the desk" },
            { value: "card", label: "From the card on file" },
          ]}
          value={draft.payBy}
          onChange={(value) => change({ payBy: value === "card" ? "card" : "desk" })}
        />
      </Columns>
    </>
  );
}
