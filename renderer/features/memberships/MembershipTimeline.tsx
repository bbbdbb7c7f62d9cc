/** The whole history of a membership on the chart (MEM-20): filtered, explained, exported. */
import { Button, Chip, Group, Select } from "@mantine/core";
import { IconDownload, IconFileText, IconHistory, IconMail, IconSignature, type Icon } from "@tabler/icons-react";
import type { MembershipEvent } from "#contract/membership-timeline.ts";
import type { PatientChart } from "#contract/people.ts";
import { timelineGroups, type TimelineGroup } from "#domain/memberships/event-words.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, usePagesOf } from "../../app/client/use-query-of.ts";
import { saveFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { useAddressSearch } from "../../app/use-address-state.ts";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { Timeline, type TimelineLine } from "../../kit/Timeline.tsx";
import { invoiceHref } from "../people/chart/OpenInvoices.tsx";
import classes from "./MembershipTimeline.module.css";

type Membership = PatientChart["memberships"][number];

const groupWords: Readonly<Record<TimelineGroup, string>> = {
  changes: "Changes",
  money: "Money",
  letters: "Letters",
  agreement: "Agreement",
};

const icons: Readonly<Record<TimelineGroup, Icon>> = {
  changes: IconHistory,
  money: IconFileText,
  letters: IconMail,
  agreement: IconSignature,
};

export function MembershipTimeline({ chart }: { readonly chart: PatientChart }) {
  const [search, change] = useAddressSearch();
  const { memberships } = chart;
  const chosen = memberships.find(({ membershipId }) => String(membershipId) === search["membership"]) ?? memberships[0];
  if (!chosen) return null;
  const groups = timelineGroups.filter((group) => search["show"]?.split(".").includes(group) === true);
  return (
    <Story
      membership={chosen}
      memberships={memberships}
      groups={groups}
      onMembership={(membership) => change({ membership })}
      onGroups={(next) => change({ show: next.length === 0 ? undefined : next.join(".") })}
    />
  );
}

type StoryProps = {
  readonly membership: Membership;
  readonly memberships: readonly Membership[];
  readonly groups: readonly TimelineGroup[];
  readonly onMembership: (membershipId: string) => void;
  readonly onGroups: (groups: readonly TimelineGroup[]) => void;
};

function Story({ membership, memberships, groups, onMembership, onGroups }: StoryProps) {
  const office = useOffice();
  const may = useMay();
  const { membershipId } = membership;
  const story = usePagesOf(
    office.membershipTimeline.list,
    { membershipId, groups: [...groups], limit: 50 },
    { topics: [`membership/${membershipId}`, "memberships", "invoices", "payments", "notices", "billing", "clock"] },
  );
  const csv = useAsk(office.membershipTimeline.exportCsv);
  const save = async () => {
    const file = await csv.run({ membershipId });
    if (file) saveFile(file);
  };
  return (
    <Panel
      title="Timeline"
      flush
      aside={
        may("export.all") && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconDownload size={14} aria-hidden />}
            loading={csv.busy}
            onClick={() => void save()}
          >
            Export
          </Button>
        )
      }
    >
      <div className={classes["bar"]}>
        {memberships.length > 1 && (
          <Select
            aria-label="Membership"
            allowDeselect={false}
            w={240}
            data={memberships.map((one) => ({
              value: String(one.membershipId),
              label: `${one.planName}, since ${one.startOn}`,
            }))}
            value={String(membershipId)}
            onChange={(value) => value !== null && onMembership(value)}
          />
        )}
        <Chip.Group multiple value={[...groups]} onChange={(value) => onGroups(value as TimelineGroup[])}>
          <Group gap={6} role="group" aria-label="Show only">
            {timelineGroups.map((group) => (
              <Chip key={group} value={group} size="xs" variant="outline">
                {groupWords[group]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      <RefusalNote failure={csv.failure} />
      {story.failure && <ErrorState failure={story.failure} onRetry={story.retry} compact />}
      {!story.loading && !story.failure && story.rows.length === 0 && (
        <EmptyState
          compact
          icon={IconHistory}
          title="Nothing of this kind has happened"
          action={
            <Button variant="default" size="compact-sm" onClick={() => onGroups([])}>
              Show everything
            </Button>
          }
        />
      )}
      <Timeline
        label={`History of ${membership.planName}`}
        days="full"
        lines={story.rows.map((event) => lineOf(event, membership.patientId))}
        more={story.more}
      />
    </Panel>
  );
}

function lineOf(event: MembershipEvent, patientId: Membership["patientId"]): TimelineLine {
  const { on, group, title, invoiceId, detail, by, amountCents, explain } = event;
  return {
    on,
    icon: icons[group],
    title,
    href: invoiceId === null ? null : invoiceHref(patientId, { invoiceId }),
    details: [detail, by],
    // An amount here always explains itself.
    cents: explain === null ? null : amountCents,
    explain,
  };
}
