/** What stands under each tab of a chart. */
import { Button } from "@mantine/core";
import { IconId } from "@tabler/icons-react";
import type { PatientChart } from "#contract/people.ts";
import { hrefTo } from "../../../app/address.ts";
import { useMay } from "../../../app/status.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { CardsTab } from "../../cards/CardsTab.tsx";
import { InvoiceTracker } from "../../invoices/InvoiceTracker.tsx";
import { ChartDocuments } from "./ChartDocuments.tsx";
import { DetailsPanel, NotesPanel } from "./DetailsPanel.tsx";
import { HouseholdCoupons } from "../../plans/HouseholdCoupons.tsx";
import { PatientPackages } from "../../packages/PatientPackages.tsx";
import { PatientVisits } from "../../schedule/PatientVisits.tsx";
import { InsurancePanel } from "../insurance/InsurancePanel.tsx";
import { HouseholdPanel } from "./HouseholdPanel.tsx";
import { MembershipTimeline } from "../../memberships/MembershipTimeline.tsx";
import { MembershipCard } from "./MembershipCard.tsx";
import { OpenInvoices } from "./OpenInvoices.tsx";
import { ChartPayments } from "./ChartPayments.tsx";
import { WalletPanel } from "../../wallet/WalletPanel.tsx";
import { Timeline } from "./Timeline.tsx";
import classes from "./Chart.module.css";

export type TabId =
  | "overview"
  | "memberships"
  | "invoices"
  | "payments"
  | "appointments"
  | "cards"
  | "documents"
  | "notes";

export type Tab = { readonly id: TabId; readonly label: string; readonly count?: number };

export function chartTabs(chart: PatientChart): readonly Tab[] {
  return [
    { id: "overview", label: "Overview" },
    { id: "memberships", label: "Memberships", count: chart.memberships.length },
    { id: "invoices", label: "Invoices" },
    { id: "payments", label: "Payments" },
    { id: "appointments", label: "Appointments" },
    { id: "cards", label: "Cards" },
    { id: "documents", label: "Documents" },
    { id: "notes", label: "Notes" },
  ];
}

export function ChartTab({ tab, chart }: { readonly tab: TabId; readonly chart: PatientChart }) {
  const { householdId } = chart.household;
  switch (tab) {
    case "overview":
      return <Overview chart={chart} />;
    case "memberships":
      return (
        <>
          <Memberships chart={chart} />
          <PatientPackages chart={chart} />
          <MembershipTimeline chart={chart} />
        </>
      );
    case "invoices":
      return <InvoiceTracker scope={{ householdId }} />;
    case "payments":
      return <ChartPayments householdId={householdId} />;
    case "appointments":
      return <PatientVisits patientId={chart.patientId} />;
    case "cards":
      return <CardsTab chart={chart} />;
    case "documents":
      return <ChartDocuments householdId={householdId} />;
    case "notes":
      return <NotesPanel chart={chart} />;
  }
}

function Overview({ chart }: { readonly chart: PatientChart }) {
  const may = useMay();
  return (
    <div className={classes["overview"]}>
      <div className={classes["stack"]}>
        <Memberships chart={chart} />
        <PatientPackages chart={chart} />
        {may("invoices.view") && <OpenInvoices chart={chart} />}
        <Timeline chart={chart} />
      </div>
      <div className={classes["stack"]}>
        <DetailsPanel chart={chart} />
        <HouseholdPanel chart={chart} />
        {may("memberships.view") && <WalletPanel householdId={chart.household.householdId} />}
        <InsurancePanel chart={chart} />
        <HouseholdCoupons householdId={chart.household.householdId} />
        <NotesPanel chart={chart} />
      </div>
    </div>
  );
}

function Memberships({ chart }: { readonly chart: PatientChart }) {
  const may = useMay();
  if (chart.memberships.length > 0) {
    return (
      <div className={classes["cards"]}>
        {chart.memberships.map((membership) => (
          <MembershipCard key={membership.membershipId} membership={membership} />
        ))}
      </div>
    );
  }
  const { status } = chart.form;
  const mayEnrol = may("memberships.enroll") && status !== "deceased" && status !== "non_patient";
  return (
    <Panel title="Memberships">
      <EmptyState
        compact
        title="Not on a plan"
        icon={IconId}
        {...(mayEnrol
          ? {
              action: (
                <Button
                  component="a"
                  variant="default"
                  href={hrefTo("/memberships/enrol", null, { patientId: String(chart.patientId) })}
                >
                  Enrol
                </Button>
              ),
            }
          : {})}
      />
    </Panel>
  );
}

