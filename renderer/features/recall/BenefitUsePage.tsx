/** How benefits are used (PKG-10): by plan or by member, and by whom at a loss. */
import { useState } from "react";
import { addMonths, isDay, type Day } from "#domain/calendar.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "../reports/Choice.tsx";
import { ReportFrame } from "../reports/ReportFrame.tsx";

const topics = ["memberships", "invoices", "patients", "billing", "clock"] as const;

export function BenefitUsePage() {
  const today = useToday();
  const [search, change] = useAddressSearch();
  const [period, setPeriod] = useState(() => {
    const [from, to] = [search["from"] ?? "", search["to"] ?? ""];
    return isDay(from) && isDay(to) ? { from, to } : { from: addMonths(today, -12), to: today };
  });
  const by = search["by"] === "member" ? "member" : "plan";
  const choose = (next: { readonly from: Day; readonly to: Day }) => {
    const sound = next.to < next.from ? { from: next.from, to: next.from } : next;
    setPeriod(sound);
    change(sound, true);
  };
  return (
    <ReportFrame
      title="Use of benefits"
      about="What was granted and used, and who used more than the dues came to."
      topics={topics}
      ask={{ report: "benefit-use", ...period, by }}
      controls={
        <>
          <DayField label="From" lean="past" value={period.from} max={today} onChange={(day) => day !== null && choose({ ...period, from: day })} />
          <DayField label="Through" lean="past" value={period.to} max={today} onChange={(day) => day !== null && choose({ ...period, to: day })} />
          <Choice
            label="Rows"
            value={by}
            options={[
              { value: "plan", label: "by plan" },
              { value: "member", label: "by member" },
            ]}
            onChange={(value) => change({ by: value })}
            width={160}
          />
        </>
      }
    />
  );
}
