/** Twelve months of draws from the real data, and the same with a change that is tried on a copy (BIL-5). */
import { Button, Group, Stack } from "@mantine/core";
import { IconChartBar, IconDownload } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Forecast } from "#contract/billing.ts";
import { monthOf, yearOf, type Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { saveCsv } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { namesOf } from "../../format/day.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { ProgressBar } from "../../kit/ProgressDialog.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { forecastCsv, forecastRows, type ForecastRow } from "./forecast-rows.ts";
import { ForecastChart } from "./ForecastChart.tsx";
import { useForecast } from "./use-forecast.ts";
import { emptyDraft, readDraft } from "./what-if-draft.ts";
import { WhatIfFields } from "./WhatIfFields.tsx";
import classes from "./Forecast.module.css";

export function ForecastPage() {
  const office = useOffice();
  const todayOn = useToday();
  const { money } = usePracticeFormat();
  const monthName = useMonthName();
  const [draft, setDraft] = useState(() => emptyDraft(todayOn));
  const read = readDraft(draft);
  const { running, forecast, failure, run, cancel } = useForecast();
  const apply = useCommand(office.billing.applyWhatIf);
  const may = useMay();
  const rows = useMemo(() => (forecast ? forecastRows(forecast) : []), [forecast]);
  const hasChange = forecast?.changedSeries != null;
  const change = read.state === "ready" ? read.change : null;

  async function applyIt(): Promise<void> {
    if (change === null) return;
    const done = await apply.run({ change });
    if (done === undefined) return;
    const left = done.left.map(({ name, why }) => `${name}: ${why}`).join(" ");
    showToast({ message: left === "" ? "The change is applied." : `Applied to ${done.changed}. Left as they are: ${left}` });
    setDraft(emptyDraft(todayOn));
    await run(null);
  }

  function throwAway(): void {
    setDraft(emptyDraft(todayOn));
    void run(null);
  }

  return (
    <Page
      title="Twelve months ahead"
      about="Every draw of the next year, from the real memberships. Joining and leaving are left as they are; nothing is saved."
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={rows.length === 0}
          onClick={() => saveCsv(`forecast-${todayOn}.csv`, forecastCsv(rows, money.digits))}
        >
          Save as CSV
        </Button>
      }
    >
      <Stack gap="md">
        <Panel title="Try a change">
          <Stack gap="sm">
            <WhatIfFields draft={draft} read={read} onChange={(next) => setDraft((before) => ({ ...before, ...next }))} />
            <RefusalNote failure={apply.failure} />
            <Group gap="sm">
              <Button disabled={read.state === "unclear"} onClick={() => void run(change)}>
                Look ahead
              </Button>
              {hasChange && (
                <>
                  {may("prices.change") && (
                    <Button
                      variant="default"
                      loading={apply.busy}
                      disabled={change === null}
                      onClick={() => void applyIt()}
                    >
                      Apply
                    </Button>
                  )}
                  <Button variant="subtle" onClick={throwAway}>
                    Throw away
                  </Button>
                </>
              )}
            </Group>
            {hasChange && change?.kind === "price_rise" && (
              <Note tone="information">
                Applying writes a letter to every household concerned. Members pay the new price from the first draw on or after
                the day, once their letter has been out for 30 days. The wizard under Plans leaves out single members.
              </Note>
            )}
          </Stack>
        </Panel>
        <RefusalNote failure={failure} />
        {running !== null && (
          <Group gap="sm" align="flex-end">
            <ProgressBar title="Looking ahead" done={running.done} total={running.total} />
            <Button variant="default" onClick={cancel}>
              Stop
            </Button>
          </Group>
        )}
        {forecast && (forecast.memberships === 0 ? <NoMembers /> : <Figures forecast={forecast} rows={rows} monthName={monthName} />)}
      </Stack>
    </Page>
  );
}

function NoMembers() {
  return (
    <EmptyState title="No draws ahead" icon={IconChartBar}>
      Nobody has a membership with a coming draw. Enrol the first member, and the year ahead stands here.
    </EmptyState>
  );
}

type FiguresProps = {
  readonly forecast: Forecast;
  readonly rows: readonly ForecastRow[];
  readonly monthName: (on: Day) => string;
};

function Figures({ forecast, rows, monthName }: FiguresProps) {
  const { base, changedSeries, changed, memberships, isHistoryTelling } = forecast;
  const columns = useMemo(() => columnsFor(changedSeries !== null, monthName), [changedSeries, monthName]);
  return (
    <>
      <dl className={classes["sums"]}>
        <div>
          <dt>Asked for in a year</dt>
          <dd className="pf-figures">
            <Money cents={base.cents} withCurrency />
          </dd>
        </div>
        <div>
          <dt>Likely to come in</dt>
          <dd className="pf-figures">
            <Money cents={base.collectedCents} withCurrency />
          </dd>
        </div>
        {changedSeries && (
          <div>
            <dt>With the change</dt>
            <dd className="pf-figures">
              <Money cents={changedSeries.collectedCents} withCurrency /> ({changed} of {memberships} memberships)
            </dd>
          </div>
        )}
      </dl>
      {!isHistoryTelling && (
        <Note tone="information">
          Too few cards were charged in the last year to say how many fail, so every draw counts as collected.
        </Note>
      )}
      <ForecastChart rows={rows} monthName={monthName} />
      <DataTable
        tableId="forecast"
        label="Draws by month"
        columns={columns}
        rows={rows}
        rowId={(row) => row.monthOn}
        rowLabel={(row) => monthName(row.monthOn)}
        count={rows.length}
        empty={<NoMembers />}
      />
    </>
  );
}

function columnsFor(hasChange: boolean, monthName: (on: Day) => string): DataColumn<ForecastRow>[] {
  const columns: DataColumn<ForecastRow>[] = [
    { id: "month", header: "Month", width: 150, grow: 1, sortBy: (row) => row.monthOn, cell: (row) => monthName(row.monthOn) },
    { id: "draws", header: "Draws", width: 80, kind: "number", sortBy: (row) => row.draws, cell: (row) => row.draws },
    { id: "asked", header: "Asked for", width: 130, kind: "money", sortBy: (row) => row.cents, cell: (row) => <Money cents={row.cents} /> },
    {
      id: "collected",
      header: "Likely to come in",
      width: 150,
      kind: "money",
      sortBy: (row) => row.collectedCents,
      cell: (row) => <Money cents={row.collectedCents} />,
    },
  ];
  if (hasChange)
    columns.push(
      {
        id: "changed",
        header: "With the change",
        width: 150,
        kind: "money",
        sortBy: (row) => row.changed?.collectedCents ?? null,
        cell: (row) => row.changed && <Money cents={row.changed.collectedCents} />,
      },
      {
        id: "more",
        header: "Difference",
        width: 120,
        kind: "money",
        sortBy: (row) => row.changed?.moreCents ?? null,
        cell: (row) => row.changed && <Money cents={row.changed.moreCents} />,
      },
    );
  return columns;
}

function useMonthName(): (on: Day) => string {
  const { locale } = usePracticeFormat();
  return useMemo(
    () =>
      (on: Day): string =>
        `${namesOf(locale).longMonths[monthOf(on) - 1] ?? ""} ${yearOf(on)}`,
    [locale],
  );
}
