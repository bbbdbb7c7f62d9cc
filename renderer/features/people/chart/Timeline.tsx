/** The story of a chart, newest first: every event, draw and payment, by whom; amounts explain themselves (MEM-20). */
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
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { InvoiceStatusChip } from "../../../kit/InvoiceStatusChip.tsx";
import { Panel } from "../../../kit/Page.tsx";
import { Timeline as Story, type TimelineLine } from "../../../kit/Timeline.tsx";
import { invoiceHref } from "./OpenInvoices.tsx";

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
      <Story days="short" lines={story.rows.map((item) => lineOf(item, chart))} more={story.more} />
    </Panel>
  );
}

function lineOf(item: TimelineItem, { patientId }: PatientChart): TimelineLine {
  const { on, kind, title, invoiceId, invoiceStatus, detail, by, amountCents, explain } = item;
  return {
    on,
    icon: icons[kind],
    title,
    href: invoiceId === null ? null : invoiceHref(patientId, { invoiceId }),
    details: [detail, by],
    chip: kind === "invoice" && invoiceStatus !== null && invoiceStatus !== "paid" && <InvoiceStatusChip status={invoiceStatus} />,
    cents: amountCents,
    explain,
  };
}
