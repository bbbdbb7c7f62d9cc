/** The day sheet of any day or range, by effective day or by day of entry (INV-12). */
import { useState } from "react";
import { isDay } from "#domain/calendar.ts";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "../reports/Choice.tsx";
import { KnownAtField } from "../reports/KnownAtField.tsx";
import { ReportFrame } from "../reports/ReportFrame.tsx";

const topics = ["invoices", "payments", "billing", "closing", "reports", "households", "clock"] as const;

export function DaySheetPage() {
  const today = useToday();
  const [search, change] = useAddressSearch();
  const asked = search["from"] ?? "";
  const askedTo = search["to"] ?? "";
  const [from, setFrom] = useState(isDay(asked) ? asked : today);
  const [to, setTo] = useState(isDay(askedTo) ? askedTo : from);
  const basis = search["basis"] === "entered" ? "entered" : "effective";
  const knownAt = search["known"] ?? null;
  return (
    <ReportFrame
      title="Day sheet"
      topics={topics}
      ask={{ report: "day-sheet", from, to: to < from ? from : to, basis, knownAt }}
      controls={
        <>
          <DayField
            label="From"
            lean="past"
            value={from}
            max={today}
            onChange={(day) => {
              if (day === null) return;
              setFrom(day);
              if (to < day || to === from) setTo(day);
              change({ from: day, to: to < day || to === from ? day : to }, true);
            }}
          />
          <DayField
            label="Through"
            lean="past"
            value={to}
            min={from}
            max={today}
            onChange={(day) => {
              if (day === null) return;
              setTo(day);
              change({ from, to: day }, true);
            }}
          />
          <Choice
            label="Days of"
            value={basis}
            options={[
              { value: "effective", label: "the effective date" },
              { value: "entered", label: "the date of entry" },
            ]}
            onChange={(value) => change({ basis: value })}
            width={170}
          />
          <KnownAtField value={knownAt} onChange={(value) => change({ known: value ?? undefined })} today={today} />
        </>
      }
    />
  );
}
