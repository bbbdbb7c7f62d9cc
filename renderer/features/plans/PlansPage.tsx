/** Plans on sale, their prices and members; a change of terms makes the next version (PPL-11). */
import { Button } from "@mantine/core";
import {
  IconBook2,
  IconCalendarTime,
  IconCopy,
  IconEye,
  IconEyeOff,
  IconHistory,
  IconPencil,
  IconPlus,
  IconTrendingUp,
} from "@tabler/icons-react";
import { useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
import { audienceWords } from "#domain/memberships/plan-words.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { BrochureDialog } from "../brochure/BrochureDialog.tsx";
import { periodWordOf } from "../memberships/period-words.ts";
import { CatalogueTabs } from "./CatalogueTabs.tsx";
import { PlanVersionsDialog } from "./PlanVersionsDialog.tsx";
import { StarterCards } from "./StarterCards.tsx";

const states = {
  draft: { word: "Draft", tone: "quiet" },
  on_sale: { word: "On sale", tone: "good" },
  closed: { word: "Closed to new members", tone: "attention" },
} as const;

const columns: readonly DataColumn<PlanView>[] = [
  {
    id: "name",
    header: "Plan",
    width: 165,
    grow: 1,
    sortBy: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: "state",
    header: "State",
    width: 165,
    sortBy: (row) => row.state,
    cell: (row) => <StatusChip tone={states[row.state].tone} word={states[row.state].word} />,
  },
  { id: "for", header: "For", width: 95, cell: forWhom },
  {
    id: "prices",
    header: "Prices",
    width: 205,
    grow: 1,
    cell: (row) =>
      row.terms.prices.map((price, index) => (
        <span key={price.months}>
          {index > 0 && " · "}
          <Money cents={price.priceCents} /> a {periodWordOf(price.months)}
        </span>
      )),
  },
  {
    id: "activation",
    header: "Activation",
    width: 90,
    kind: "money",
    cell: (row) => <Money cents={row.terms.activation.feeCents} />,
  },
  { id: "version", header: "Version", width: 70, kind: "number", cell: (row) => row.versionNumber },
  {
    id: "members",
    header: "Members",
    width: 80,
    kind: "number",
    sortBy: (row) => row.activeMembers,
    cell: (row) => row.activeMembers,
  },
  {
    id: "dues",
    header: "Dues a month",
    width: 115,
    kind: "money",
    sortBy: (row) => row.monthlyDuesCents,
    cell: (row) => <Money cents={row.monthlyDuesCents} />,
  },
];

function forWhom(plan: PlanView): string {
  const words = audienceWords(plan.terms.audience);
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

export function PlansPage() {
  const office = useOffice();
  const may = useMay();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans", "memberships"] });
  const setState = useCommand(office.plans.setState);
  const [versionsOf, setVersionsOf] = useState<PlanView | null>(null);
  const [brochure, setBrochure] = useState(false);
  const onSale = (plans.data ?? []).filter(({ state }) => state === "on_sale");
  const change = async (plan: PlanView, state: PlanView["state"]) => {
    const done = await setState.run({ planId: plan.planId, version: plan.version, state });
    if (done) showToast({ message: `${plan.name}: ${states[state].word.toLowerCase()}.` });
  };
  const changes = (row: PlanView) => [
    {
      id: "edit",
      label: "Change the terms…",
      icon: IconPencil,
      run: () => window.location.assign(hrefTo("/memberships/plans/$planId", { planId: row.planId })),
    },
    {
      id: "copy",
      label: "Make a copy…",
      icon: IconCopy,
      run: () => window.location.assign(hrefTo("/memberships/plans/new", null, { copy: String(row.planId) })),
    },
    row.state === "on_sale"
      ? { id: "close", label: "Close to new members", icon: IconEyeOff, run: () => void change(row, "closed") }
      : { id: "sell", label: "Put on sale", icon: IconEye, run: () => void change(row, "on_sale") },
  ];
  return (
    <Page
      title="Plans"
      layout="fill"
      about="Members stay on the terms they were sold. A change of terms counts for new members."
      actions={
        <>
          <Button
            component="a"
            variant="default"
            href={hrefTo("/memberships/ahead")}
            leftSection={<IconCalendarTime size={16} />}
          >
            Changes ahead
          </Button>
          {may("prices.change") && (
            <>
              <Button
                component="a"
                variant="default"
                href={hrefTo("/memberships/price-rises/new")}
                leftSection={<IconTrendingUp size={16} />}
              >
                Raise prices
              </Button>
              <Button component="a" href={hrefTo("/memberships/plans/new")} leftSection={<IconPlus size={16} />}>
                New plan
              </Button>
            </>
          )}
        </>
      }
    >
      <CatalogueTabs current="plans" />
      <RefusalNote failure={setState.failure} />
      <DataTable
        tableId="plans"
        label="Plans"
        columns={columns}
        rows={plans.data ?? []}
        loading={plans.loading}
        failure={plans.failure}
        onRetry={plans.retry}
        rowId={(row) => String(row.planId)}
        rowLabel={(row) => row.name}
        count={plans.data?.length ?? 0}
        {...(may("statements.print") && onSale.length > 0
          ? {
              tools: (
                <Button variant="default" size="xs" leftSection={<IconBook2 size={16} />} onClick={() => setBrochure(true)}>
                  Brochure…
                </Button>
              ),
            }
          : {})}
        rowActions={(row: PlanView) => [
          { id: "versions", label: "Versions…", icon: IconHistory, run: () => setVersionsOf(row) },
          ...(may("prices.change") ? changes(row) : []),
        ]}
        empty={
          <EmptyState title="No plans yet" action={<StarterCards />}>
            A plan says the dues, the activation fee and what members get for it. Begin with what is usual in your
            specialty, or make your own.
          </EmptyState>
        }
      />
      {brochure && <BrochureDialog plans={onSale} onClose={() => setBrochure(false)} />}
      {versionsOf !== null && <PlanVersionsDialog plan={versionsOf} onClose={() => setVersionsOf(null)} />}
    </Page>
  );
}
