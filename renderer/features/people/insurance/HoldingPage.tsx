/** The holding area (PPL-8): insurance policies that are on no chart, whose they were, and why they left it. */
import { IconLink, IconShieldOff, IconTrash } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { DetachedPolicy } from "#contract/insurance.ts";
import { hrefTo } from "../../../app/address.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { useMay } from "../../../app/status.tsx";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { DayText } from "../../../kit/DayText.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { Page } from "../../../kit/Page.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import { AttachDialog, DeleteDialog } from "./PolicyActs.tsx";
import { coverText, policyNumbers } from "./policy-words.ts";

type Open = { readonly dialog: "attach" | "delete"; readonly policy: DetachedPolicy };

export function HoldingPage() {
  const office = useOffice();
  const may = useMay();
  const { locale } = usePracticeFormat();
  const list = useQueryOf(office.insurance.holding, {}, { topics: ["insurance"] });
  const [open, setOpen] = useState<Open | null>(null);
  const columns = useMemo<readonly DataColumn<DetachedPolicy>[]>(
    () => [
      { id: "carrier", header: "Insurance", width: 200, grow: 2, cell: (row) => row.carrier },
      { id: "numbers", header: "Numbers", width: 220, grow: 2, cell: (row) => policyNumbers(row) },
      { id: "cover", header: "Covers", width: 220, cell: (row) => coverText(row, locale) },
      {
        id: "was",
        header: "Was with",
        width: 160,
        cell: (row) => <a href={hrefTo("/patients/$patientId", { patientId: row.patientId })}>{row.patientName}</a>,
      },
      { id: "why", header: "Why it was detached", width: 220, grow: 2, cell: (row) => row.detachedWhy ?? "" },
      {
        id: "since",
        header: "Since",
        width: 120,
        kind: "day",
        cell: (row) => row.detachedOn !== null && <DayText day={row.detachedOn} as="full" />,
      },
    ],
    [locale],
  );
  const close = () => setOpen(null);
  return (
    <Page title="Insurance holding area" about="Policies that are on no chart" layout="fill">
      <DataTable
        tableId="insurance-holding"
        label="Policies on no chart"
        columns={columns}
        rows={list.data ?? []}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.policyId)}
        rowLabel={(row) => row.carrier}
        rowActions={(policy) =>
          may("patients.edit")
            ? [
                { id: "attach", label: "Attach to a chart…", icon: IconLink, run: () => setOpen({ dialog: "attach", policy }) },
                { id: "delete", label: "Delete…", icon: IconTrash, run: () => setOpen({ dialog: "delete", policy }) },
              ]
            : []
        }
        empty={
          <EmptyState title="Nothing here" icon={IconShieldOff}>
            A policy that is detached from a chart waits here until it is attached to one or deleted.
          </EmptyState>
        }
      />
      {open?.dialog === "attach" && <AttachDialog policy={open.policy} patientName={open.policy.patientName} onClose={close} />}
      {open?.dialog === "delete" && <DeleteDialog policy={open.policy} patientName={open.policy.patientName} onClose={close} />}
    </Page>
  );
}
