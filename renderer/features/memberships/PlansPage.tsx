/** Plans on sale, their prices and members; a change of terms makes the next version (PPL-11). */
import { Button } from "@mantine/core";
import { IconEye, IconEyeOff, IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import type { PlanView } from "#contract/memberships.ts";
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
import { PlanDialog } from "./PlanDialog.tsx";
import { periodWordOf } from "./period-words.ts";

const states = {
  draft: { word: "Draft", tone: "quiet" },
  on_sale: { word: "On sale", tone: "good" },
  closed: { word: "Closed to new members", tone: "attention" },
} as const;

const columns: readonly DataColumn<PlanView>[] = [
  {
    id: "name",
    header: "Plan",
    width: 190,
    grow: 1,
    sortBy: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    id: "state",
    header: "State",
    width: 170,
    sortBy: (row) => row.state,
    cell: (row) => <StatusChip tone={states[row.state].tone} word={states[row.state].word} />,
  },
  { id: "for", header: "For", width: 110, cell: (row) => audienceWords(row) },
  {
    id: "prices",
    header: "Prices",
    width: 250,
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
    width: 110,
    kind: "money",
    cell: (row) => <Money cents={row.terms.activation.feeCents} />,
  },
  { id: "version", header: "Version", width: 80, kind: "number", cell: (row) => row.versionNumber },
  {
    id: "members",
    header: "Members",
    width: 90,
    kind: "number",
    sortBy: (row) => row.activeMembers,
    cell: (row) => row.activeMembers,
  },
  {
    id: "dues",
    header: "Dues a month",
    width: 130,
    kind: "money",
    sortBy: (row) => row.monthlyDuesCents,
    cell: (row) => <Money cents={row.monthlyDuesCents} />,
  },
];

export function audienceWords(plan: Pick<PlanView, "terms">): string {
  const { minAge, maxAgeExclusive } = plan.terms.audience;
  if (minAge === null && maxAgeExclusive === null) return "Everybody";
  if (maxAgeExclusive === null) return `${minAge} and older`;
  return minAge === null ? `Under ${maxAgeExclusive}` : `${minAge} to ${maxAgeExclusive - 1}`;
}

export function PlansPage() {
  const office = useOffice();
  const may = useMay();
  const plans = useQueryOf(office.plans.list, {}, { topics: ["plans", "memberships"] });
  const setState = useCommand(office.plans.setState);
  const [editing, setEditing] = useState<PlanView | "new" | null>(null);
  const change = async (plan: PlanView, state: PlanView["state"]) => {
    const done = await setState.run({ planId: plan.planId, version: plan.version, state });
    if (done) showToast({ message: `${plan.name}: ${states[state].word.toLowerCase()}.` });
  };
  return (
    <Page
      title="Plans"
      layout="fill"
      about="Members stay on the terms they were sold. A change of terms counts for new members."
      actions={
        may("prices.change") && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
            New plan
          </Button>
        )
      }
    >
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
        {...(may("prices.change")
          ? {
              rowActions: (row: PlanView) => [
                {
                  id: "edit",
                  label: "Change the terms…",
                  icon: IconPencil,
                  run: () => setEditing(row),
                },
                row.state === "on_sale"
                  ? {
                      id: "close",
                      label: "Close to new members",
                      icon: IconEyeOff,
                      run: () => void change(row, "closed"),
                    }
                  : {
                      id: "sell",
                      label: "Put on sale",
                      icon: IconEye,
                      run: () => void change(row, "on_sale"),
                    },
              ],
            }
          : {})}
        empty={
          <EmptyState
            title="No plans yet"
            {...(may("prices.change")
              ? { action: <Button onClick={() => setEditing("new")}>Make the first plan</Button> }
              : {})}
          >
            A plan says the dues, the activation fee and what members get for it.
          </EmptyState>
        }
      />
      {editing !== null && (
        <PlanDialog plan={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}
