/** The location statement of any period (INV-14): members, money, payouts, and whether they tie. */
import { Button } from "@mantine/core";
import { addDays, addMonths, makeDay, monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { hrefTo } from "../../app/address.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { Choice } from "../reports/Choice.tsx";
import { ReportFrame } from "../reports/ReportFrame.tsx";
import { useAddressDays } from "../reports/use-address-days.ts";
import reports from "../reports/Reports.module.css";

const topics = ["invoices", "payments", "billing", "memberships", "closing", "disputes", "reports", "clock"] as const;
const days = ["from", "to"] as const;
const views = { list: "location-statement", keys: ["from", "to"] } as const;

function monthBack(today: Day, months: number): { from: Day; to: Day } {
  const from = addMonths(makeDay(yearOf(today), monthOf(today), 1), -months);
  const last = addDays(addMonths(from, 1), -1);
  return { from, to: last > today ? today : last };
}

export function LocationStatementPage() {
  const today = useToday();
  const thisMonth = monthBack(today, 0);
  const [{ from, to }, setDays] = useAddressDays(days);
  const period = from !== undefined && to !== undefined ? { from, to } : thisMonth;
  const choose = (next: { from: Day; to: Day }) => {
    setDays(next.to < next.from ? { from: next.from, to: next.from } : next);
  };
  const lastMonth = monthBack(today, 1);
  const preset = [
    ["this", thisMonth],
    ["last", lastMonth],
  ].find(([, one]) => (one as typeof period).from === period.from && (one as typeof period).to === period.to)?.[0];
  return (
    <ReportFrame
      title="Location statement"
      topics={topics}
      views={views}
      ask={{ report: "location-statement", ...period }}
      controls={
        <>
          <Choice
            label="Period"
            value={(preset as "this" | "last" | undefined) ?? "own"}
            options={[
              { value: "this", label: "this month so far" },
              { value: "last", label: "last month" },
              { value: "own", label: "the days beside" },
            ]}
            onChange={(value) => {
              if (value === "this") choose(thisMonth);
              if (value === "last") choose(lastMonth);
            }}
            width={180}
          />
          <DayField label="From" lean="past" value={period.from} max={today} onChange={(day) => day !== null && choose({ ...period, from: day })} />
          <DayField label="Through" lean="past" value={period.to} max={today} onChange={(day) => day !== null && choose({ ...period, to: day })} />
          <div className={reports["views"]}>
            <Button component="a" variant="default" href={hrefTo("/reports/kept-statements")}>
              Kept copies and payouts
            </Button>
          </div>
        </>
      }
    />
  );
}
