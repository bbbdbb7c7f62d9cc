/** The front desk's screen (UI-2): what to collect, tomorrow's draws, what waits for a person. */
import { Button } from "@mantine/core";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay, useSeat } from "../../app/status.tsx";
import { useToday } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Columns, Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { ChargePauseNote } from "../cards/ChargePauseNote.tsx";
import { ArrivingPanel } from "./ArrivingPanel.tsx";
import { MailPanel } from "./MailPanel.tsx";
import { MembersPanel } from "./MembersPanel.tsx";
import { PastDuePanel } from "./PastDuePanel.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { TasksPanel } from "./TasksPanel.tsx";
import { ToCollectPanel } from "./ToCollectPanel.tsx";
import classes from "./Today.module.css";

const topics = ["billing", "invoices", "memberships", "payments", "notices", "charges", "outbox", "mail", "portal", "clock"] as const;

export function TodayPage() {
  const office = useOffice();
  const may = useMay();
  const todayOn = useToday();
  const { practice } = useSeat();
  const today = useQueryOf(office.today.get, {}, { topics });
  const run = useCommand(office.billing.runNow);
  const runNow = async () => {
    const report = await run.run({});
    if (report)
      showToast({
        message:
          report.invoicesMade === 0
            ? "Nothing was due. Everything up to today is billed."
            : `${report.invoicesMade} invoices made.`,
      });
  };
  return (
    <Page
      title="Today"
      about={
        <>
          <DayText day={todayOn} as="long" /> · {practice.name}
        </>
      }
      actions={
        may("billing.run") && (
          <Button variant="default" loading={run.busy} onClick={() => void runNow()}>
            Run billing now
          </Button>
        )
      }
    >
      <RefusalNote failure={run.failure} />
      {may("billing.view") && <ChargePauseNote />}
      {today.failure && <ErrorState failure={today.failure} onRetry={today.retry} />}
      {today.data && (
        <div className={classes["today"]}>
          <ToCollectPanel summary={today.data.toCollect} />
          <Columns least={440}>
            {may("schedule.view") && <ArrivingPanel />}
            <RunPanel nextDraws={today.data.nextDraws} lastRun={today.data.lastRun} />
            <PastDuePanel pastDue={today.data.pastDue} />
            {may("invoices.view") && <MailPanel mail={today.data.mail} />}
            <TasksPanel tasks={today.data.tasks} />
            <MembersPanel
              members={today.data.members}
              takenTodayCents={today.data.takenTodayCents}
            />
          </Columns>
        </div>
      )}
    </Page>
  );
}
