/** What is tried: a price, another plan, or another timetable of retries (BIL-5). */
import { Select, TextInput } from "@mantine/core";
import type { PlanId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import type { ReadDraft, WhatIfDraft } from "./what-if-draft.ts";
import classes from "./Forecast.module.css";

const kinds: { value: WhatIfDraft["kind"]; label: string }[] = [
  { value: "nothing", label: "Nothing changes" },
  { value: "price_rise", label: "Prices rise or fall" },
  { value: "plan_change", label: "Members move to another plan" },
  { value: "retry_rule", label: "Cards are tried again on other days" },
];

export type WhatIfFieldsProps = {
  readonly draft: WhatIfDraft;
  readonly read: ReadDraft;
  readonly onChange: (change: Partial<WhatIfDraft>) => void;
};

export function WhatIfFields({ draft, read, onChange }: WhatIfFieldsProps) {
  const office = useOffice();
  const todayOn = useToday();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans"] });
  const names = (plans.data ?? []).map((plan) => ({ value: String(plan.planId), label: plan.name }));
  const problem = (field: string): string | undefined =>
    read.state === "unclear" && read.field === field ? read.sentence : undefined;
  const planOf = (value: string | null): PlanId | null => (value === null || value === "" ? null : (Number(value) as PlanId));
  const hasDay = draft.kind === "price_rise" || draft.kind === "plan_change";
  return (
    <div className={classes["form"]}>
      <Select
        label="What if"
        allowDeselect={false}
        data={kinds}
        value={draft.kind}
        onChange={(value) => onChange({ kind: (value ?? "nothing") as WhatIfDraft["kind"] })}
      />
      {draft.kind === "price_rise" && (
        <>
          <Select
            label="Plan"
            allowDeselect={false}
            data={[{ value: "", label: "Every plan" }, ...names]}
            value={draft.planId === null ? "" : String(draft.planId)}
            onChange={(value) => onChange({ planId: planOf(value) })}
          />
          <TextInput
            label="Percent"
            value={draft.percent}
            error={problem("percent")}
            onChange={(event) => onChange({ percent: event.currentTarget.value })}
          />
        </>
      )}
      {draft.kind === "plan_change" && (
        <>
          <Select
            label="From"
            data={names}
            value={draft.planId === null ? null : String(draft.planId)}
            error={problem("plan")}
            onChange={(value) => onChange({ planId: planOf(value) })}
          />
          <Select
            label="To"
            data={names}
            value={draft.toPlanId === null ? null : String(draft.toPlanId)}
            onChange={(value) => onChange({ toPlanId: planOf(value) })}
          />
        </>
      )}
      {draft.kind === "retry_rule" && (
        <TextInput
          label="Days after the first failure"
          value={draft.retryDays}
          error={problem("retryDays")}
          onChange={(event) => onChange({ retryDays: event.currentTarget.value })}
        />
      )}
      {hasDay && (
        <DayField
          label="From the first draw on or after"
          lean="future"
          min={todayOn}
          value={draft.fromOn}
          error={problem("fromOn")}
          onChange={(fromOn) => onChange({ fromOn })}
        />
      )}
    </div>
  );
}
