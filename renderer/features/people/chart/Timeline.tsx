/** The story of a chart, newest first: every event, draw and payment, by whom; amounts explain themselves (MEM-20). */
import { Button } from "@mantine/core";
import {
  IconAlertTriangle,
  IconBan,
  IconCash,
  IconCircleX,
  IconCoins,
  IconEdit,
  IconEraser,
  IconFileText,
  IconId,
  IconMail,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconUserPlus,
  type Icon,
} from "@tabler/icons-react";
import type { PatientChart, TimelineItem } from "#contract/people.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { usePagesOf } from "../../../app/client/use-query-of.ts";
import { DayText } from "../../../kit/DayText.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { ExplainButton } from "../../../kit/ExplainButton.tsx";
import { InvoiceStatusChip } from "../../../kit/InvoiceStatusChip.tsx";
import { Money } from "../../../kit/Money.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { invoiceHref } from "./OpenInvoices.tsx";
import classes from "./Chart.module.css";

const icons: Readonly<Record<TimelineItem["kind"], Icon>> = {
  joined: IconUserPlus,
  enrolled: IconId,
  rejoined: IconRefresh,
  invoice: IconFileText,
  payment: IconCash,
  credit: IconCoins,
  hold: IconPlayerPause,
  resumed: IconPlayerPlay,
  cancelled: IconCircleX,
  lapsed: IconAlertTriangle,
  written_off: IconEraser,
  voided: IconBan,
  statement: IconMail,
  changed: IconEdit,
};

export function Timeline({ chart }: { readonly chart: PatientChart }) {
  const office = useOffice();
  const { patientId, household } = chart;
  const story = usePagesOf(
    office.patients.timeline,
    { patientId, limit: 30 },
    {
      topics: [
        `patient/${patientId}`,
        `household/${household.householdId}`,
        "memberships",
        "invoices",
        "payments",
        "statements",
        "billing",
        "clock",
      ],
    },
  );
  return (
    <Panel title="Timeline" flush>
      {story.failure && <ErrorState failure={story.failure} onRetry={story.retry} compact />}
      <ol className={classes["story"]}>
        {story.rows.map((item, at) => (
          <Line key={`${item.on} ${item.kind} ${item.title} ${at}`} chart={chart} item={item} />
        ))}
      </ol>
      {story.more.has && (
        <div className={classes["more"]}>
          <Button
            variant="default"
            size="compact-sm"
            loading={story.more.loading}
            onClick={story.more.load}
          >
            Show earlier
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Line({ chart, item }: { readonly chart: PatientChart; readonly item: TimelineItem }) {
  const Shape = icons[item.kind];
  const details = [item.detail, item.by].filter((part) => part !== "").join(" · ");
  return (
    <li>
      <span className={classes["when"]}>
        <DayText day={item.on} as="short" />
      </span>
      <Shape size={16} aria-hidden />
      <span>
        {item.invoiceId === null ? (
          item.title
        ) : (
          <a href={invoiceHref(chart.patientId, { invoiceId: item.invoiceId })}>{item.title}</a>
        )}{" "}
        <span className={classes["detail"]}>{details}</span>{" "}
        {item.kind === "invoice" && item.invoiceStatus !== null && item.invoiceStatus !== "paid" && (
          <InvoiceStatusChip status={item.invoiceStatus} />
        )}
      </span>
      <span className={classes["amount"]}>
        <Amount item={item} />
      </span>
    </li>
  );
}

function Amount({ item }: { readonly item: TimelineItem }) {
  if (item.amountCents === null) return null;
  if (item.explain === null) return <Money cents={item.amountCents} />;
  return <ExplainButton cents={item.amountCents} label={item.title} explanation={item.explain} />;
}
