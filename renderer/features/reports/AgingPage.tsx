/** Aging of receivables (INV-11), as of any day and known at any instant. */
import { useAddressSearch } from "../../app/use-address-state.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "./Choice.tsx";
import { KnownAtField } from "./KnownAtField.tsx";
import { ReportFrame } from "./ReportFrame.tsx";
import { useAddressDays } from "./use-address-days.ts";

const topics = ["invoices", "payments", "billing", "households", "patients", "clock"] as const;
const days = ["on"] as const;
const views = { list: "aging", keys: ["on", "by", "credit", "from", "known"] } as const;

export function AgingPage() {
  const today = useToday();
  const [search, change] = useAddressSearch();
  const [{ on: asOf = today }, setDays] = useAddressDays(days);
  const by = search["by"] === "patient" ? "patient" : "household";
  const credit = search["credit"] === "netted" ? "netted" : "apart";
  const ageFrom = search["from"] === "invoice" ? "invoice" : "due";
  const knownAt = search["known"] ?? null;
  return (
    <ReportFrame
      title="Aging of receivables"
      topics={topics}
      views={views}
      ask={{ report: "aging", asOf, by, credit, ageFrom, knownAt }}
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
              { value: "household", label: "by household" },
              { value: "patient", label: "by patient" },
            ]}
            onChange={(value) => change({ by: value })}
            width={140}
          />
          <Choice
            label="Unused credit"
            value={credit}
            options={[
              { value: "apart", label: "in its own column" },
              { value: "netted", label: "taken off the oldest" },
            ]}
            onChange={(value) => change({ credit: value })}
          />
          <Choice
            label="Days count from"
            value={ageFrom}
            options={[
              { value: "due", label: "the due day" },
              { value: "invoice", label: "the invoice day" },
            ]}
            onChange={(value) => change({ from: value })}
            width={160}
          />
          <KnownAtField key={search["view"] ?? ""} value={knownAt} onChange={(value) => change({ known: value ?? undefined })} today={today} />
        </>
      }
    />
  );
}
