/** A patient's chart (UI-3): who it is, the household and its money, and everything about them in tabs. */
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import type { PatientChart } from "#contract/people.ts";
import type { PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../../app/address.ts";
import { usePatientWord } from "../../../app/status.tsx";
import { useAddressSearch } from "../../../app/use-address-state.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { Page } from "../../../kit/Page.tsx";
import { Note } from "../../../kit/RefusalNote.tsx";
import { StandingChip } from "../../../kit/StandingChip.tsx";
import { StatusChip } from "../../../kit/StatusChip.tsx";
import { TabsNav } from "../../../kit/TabsNav.tsx";
import { MergesNote } from "../household/MergesNote.tsx";
import { patientStatusLooks } from "../people-words.ts";
import { ChartActions } from "./ChartActions.tsx";
import { ChartTab, chartTabs, type TabId } from "./ChartTab.tsx";
import { HouseholdBand } from "./HouseholdBand.tsx";
import { useChart } from "./use-chart.ts";
import classes from "./Chart.module.css";

export function ChartPage() {
  const params = useParams({ strict: false });
  const patientId = Number(params.patientId) as PatientId;
  const word = usePatientWord();
  const chart = useChart(patientId);
  // A chart that was merged into another is answered by that one (PPL-4), and stands under its address;
  // an older answer may be wrong by now, since merges are undone.
  const standsFor = chart.data && chart.data.patientId !== patientId ? chart.data.patientId : null;
  const leadsTo = chart.fetching ? null : standsFor;
  useEffect(() => {
    if (leadsTo !== null) window.location.replace(hrefTo("/patients/$patientId", { patientId: leadsTo }));
  }, [leadsTo]);
  if (chart.data && standsFor === null) return <Chart key={patientId} chart={chart.data} />;
  return (
    <Page title="Chart">
      {chart.failure?.kind === "refusal" ? (
        <EmptyState
          title={`No such ${word.one}`}
          action={<a href={hrefTo("/patients")}>Back to the list</a>}
        >
          {chart.failure.sentence}
        </EmptyState>
      ) : (
        chart.failure && <ErrorState failure={chart.failure} onRetry={chart.retry} />
      )}
    </Page>
  );
}

function Chart({ chart }: { readonly chart: PatientChart }) {
  const [search] = useAddressSearch();
  const tabs = chartTabs(chart);
  const current = tabs.find(({ id }) => id === search["tab"])?.id ?? "overview";
  const fills = current === "invoices" || current === "payments" || current === "appointments";
  return (
    <Page
      title={chart.name}
      windowTitle={`Chart ${chart.chartNumber}`}
      about={<AboutPerson chart={chart} />}
      beside={<Chips chart={chart} />}
      actions={<ChartActions chart={chart} />}
      layout={fills ? "fill" : "flow"}
    >
      {chart.emailBouncedOn !== null && (
        <Note tone="attention">
          Mail to {chart.form.email} came back on <DayText day={chart.emailBouncedOn} as="full" />. This household is written to on paper until there is
          another address.
        </Note>
      )}
      {chart.form.alerts !== "" && <Note tone="attention">{chart.form.alerts}</Note>}
      <MergesNote chart={chart} />
      <HouseholdBand chart={chart} />
      <div className={classes["tabs"]}>
        <TabsNav
          label={`Chart of ${chart.name}`}
          current={current}
          tabs={tabs.map(({ id, label, count }) => ({
            id,
            label,
            href: tabHref(chart.patientId, id),
            ...(count === undefined ? {} : { count }),
          }))}
        />
      </div>
      <ChartTab tab={current} chart={chart} />
    </Page>
  );
}

function tabHref(patientId: PatientId, id: TabId): string {
  return hrefTo("/patients/$patientId", { patientId }, id === "overview" ? {} : { tab: id });
}

function AboutPerson({ chart }: { readonly chart: PatientChart }) {
  const { preferredName, birthOn, pronouns, sex, deceasedOn } = chart.form;
  return (
    <>
      {preferredName !== "" && <>“{preferredName}” · </>}
      {chart.age !== null && <>{chart.age} years · </>}
      {birthOn !== null && (
        <>
          born <DayText day={birthOn} as="full" /> ·{" "}
        </>
      )}
      {deceasedOn !== null && (
        <>
          died <DayText day={deceasedOn} as="full" /> ·{" "}
        </>
      )}
      {[pronouns, sex].filter((part) => part !== "").map((part) => `${part} · `)}
      chart {chart.chartNumber}
    </>
  );
}

/** The word of each membership that runs, and of the chart where it is not an ordinary one. */
function Chips({ chart }: { readonly chart: PatientChart }) {
  const { status } = chart.form;
  const running = chart.memberships.filter(
    ({ standing }) => standing !== "cancelled" && standing !== "expired",
  );
  const shown = running.length > 0 ? running : chart.memberships.slice(0, 1);
  const words = new Set(shown.flatMap(({ standing, flags }) => [standing, ...flags]));
  return (
    <div className={classes["chips"]}>
      {status !== "active" && <StatusChip {...patientStatusLooks[status]} />}
      {[...words].map((standing) => (
        <StandingChip key={standing} standing={standing} />
      ))}
    </div>
  );
}
