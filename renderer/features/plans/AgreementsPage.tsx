/** The agreements members sign, by name (MEM-8). */
import { Button } from "@mantine/core";
import { IconArchive, IconPencil, IconPlus } from "@tabler/icons-react";
import type { AgreementTemplate } from "#contract/agreements.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Page } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { CatalogueTabs } from "./CatalogueTabs.tsx";

const columns: readonly DataColumn<AgreementTemplate>[] = [
  { id: "name", header: "Agreement", width: 260, grow: 1, required: true, sortBy: (row) => row.name, cell: (row) => row.name },
  { id: "plans", header: "Plans signed with it", width: 260, grow: 1, cell: (row) => row.plans.join(", ") },
  { id: "version", header: "Version", width: 90, kind: "number", cell: (row) => row.versionNumber },
  { id: "insurance", header: "Not insurance", width: 130, cell: (row) => (row.notInsurance ? "Said" : "Not said") },
  { id: "disclosure", header: "State’s words", width: 130, cell: (row) => (row.disclosure === "" ? "None" : "There") },
  {
    id: "state",
    header: "State",
    width: 120,
    cell: (row) => (row.retiredAt === null ? <StatusChip tone="good" word="In use" /> : <StatusChip tone="quiet" word="Out of use" />),
  },
];

export function AgreementsPage() {
  const office = useOffice();
  const may = useMay();
  const templates = useQueryOf(office.agreements.list, {}, { topics: ["agreements", "plans"] });
  const retire = useCommand(office.agreements.retire);
  const takeOut = async ({ templateId, version, name }: AgreementTemplate) => {
    if (await retire.run({ templateId, version })) showToast({ message: `${name} is out of use. What was signed stays.` });
  };
  return (
    <Page
      title="Agreements"
      layout="fill"
      about="Signed copies keep the words they were signed with."
      actions={
        may("prices.change") && (
          <Button component="a" href={hrefTo("/memberships/agreements/new")} leftSection={<IconPlus size={16} />}>
            New agreement
          </Button>
        )
      }
    >
      <CatalogueTabs current="agreements" />
      <RefusalNote failure={retire.failure} />
      <DataTable
        tableId="agreements"
        label="Agreements"
        columns={columns}
        rows={templates.data ?? []}
        loading={templates.loading}
        failure={templates.failure}
        onRetry={templates.retry}
        rowId={(row) => String(row.templateId)}
        rowLabel={(row) => row.name}
        count={templates.data?.length ?? 0}
        {...(may("prices.change")
          ? {
              rowActions: (row: AgreementTemplate) =>
                row.retiredAt !== null
                  ? []
                  : [
                      {
                        id: "edit",
                        label: "Change the words…",
                        icon: IconPencil,
                        run: () => window.location.assign(hrefTo("/memberships/agreements/$templateId", { templateId: row.templateId })),
                      },
                      { id: "retire", label: "Take out of use", icon: IconArchive, run: () => void takeOut(row) },
                    ],
            }
          : {})}
        empty={
          <EmptyState
            title="No agreements yet"
            {...(may("prices.change")
              ? {
                  action: (
                    <Button component="a" href={hrefTo("/memberships/agreements/new")}>
                      Write the first one
                    </Button>
                  ),
                }
              : {})}
          >
            An agreement is written once with fields such as the plan’s name and price, which are filled in when a
            member signs.
          </EmptyState>
        }
      />
    </Page>
  );
}
