/** The day sheet of any day or range, by effective day or by day of entry (INV-12). */
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "../reports/Choice.tsx";
import { KnownAtField } from "../reports/KnownAtField.tsx";
import { ReportFrame } from "../reports/ReportFrame.tsx";
import { useAddressDays } from "../reports/use-address-days.ts";

const topics = ["invoices", "payments", "billing", "closing", "reports", "households", "clock"] as const;
const days = ["from", "to"] as const;
const views = { list: "day-sheet", keys: ["from", "to", "basis", "known"] } as const;

export function DaySheetPage() {
  const today = useToday();
  const [search, change] = useAddressSearch();
  const [chosen, setDays] = useAddressDays(days);
  const from = chosen.from ?? today;
  const to = chosen.to ?? from;
  const basis = search["basis"] === "entered" ? "entered" : "effective";
  const knownAt = search["known"] ?? null;
  return (
    <ReportFrame
      title="Day sheet"
      topics={topics}
      views={views}
      ask={{ report: "day-sheet", from, to: to < from ? from : to, basis, knownAt }}
      controls={
        <>
          <DayField
            label="From"
            lean="past"
            value={from}
            max={today}
            onChange={(day) => {
              if (day !== null) setDays({ from: day, to: to < day || to === from ? day : to });
            }}
          />
          <DayField
            label="Through"
            lean="past"
            value={to}
            min={from}
            max={today}
            onChange={(day) => {
              if (day !== null) setDays({ from, to: day });
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
          <KnownAtField key={search["view"] ?? ""} value={knownAt} onChange={(value) => change({ known: value ?? undefined })} today={today} />
        </>
      }
    />
  );
}
