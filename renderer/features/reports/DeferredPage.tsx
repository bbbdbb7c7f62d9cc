/** Deferred dues (INV-15): what was billed for days that have not passed, and when it is earned. */
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "./Choice.tsx";
import { KnownAtField } from "./KnownAtField.tsx";
import { ReportFrame } from "./ReportFrame.tsx";
import { useAddressDays } from "./use-address-days.ts";

const topics = ["invoices", "payments", "billing", "memberships", "patients", "clock"] as const;
const days = ["on"] as const;
const views = { list: "deferred-dues", keys: ["on", "by", "known"] } as const;

export function DeferredPage() {
  const today = useToday();
  const [search, change] = useAddressSearch();
  const [{ on: asOf = today }, setDays] = useAddressDays(days);
  const by = search["by"] === "membership" ? "membership" : "plan";
  const knownAt = search["known"] ?? null;
  return (
    <ReportFrame
      title="Deferred dues"
      about="Dues are earned day by day; each day is booked when it is over."
      topics={topics}
      views={views}
      ask={{ report: "deferred-dues", asOf, by, knownAt }}
      controls={
        <>
          <DayField
            label="As of"
            value={asOf}
            max={today}
            onChange={(day) => {
              if (day !== null) setDays({ on: day });
            }}
          />
          <Choice
            label="Rows"
            value={by}
            options={[
              { value: "plan", label: "by plan" },
              { value: "membership", label: "by membership" },
            ]}
            onChange={(value) => change({ by: value })}
            width={160}
          />
          <KnownAtField key={search["view"] ?? ""} value={knownAt} onChange={(value) => change({ known: value ?? undefined })} today={today} />
        </>
      }
    />
  );
}
