/** Our accounts with the accountant's names and codes (INV-16). */
import { TextInput } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { AccountMapRow } from "#contract/accounting.ts";
import { accountLimits } from "#domain/accounting/account-map.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../../app/client/use-command.ts";
import { useQueryOf } from "../../../app/client/use-query-of.ts";
import { ActionDialog } from "../../../kit/ActionDialog.tsx";
import { fieldProblem } from "../../../kit/failure.ts";
import { DataTable } from "../../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../../kit/table/columns.ts";
import { showToast } from "../../../kit/toast.ts";
import { FindField, NothingFound } from "../FindField.tsx";
import { withWords } from "../section-rows.ts";
import { SheetFiles } from "../SheetFiles.tsx";

const columns: readonly DataColumn<AccountMapRow>[] = [
  { id: "title", header: "Our account", width: 190, required: true, sortBy: (row) => row.title, cell: (row) => row.title },
  { id: "holds", header: "What it holds", width: 220, grow: 1.4, sortBy: (row) => row.holds, cell: (row) => row.holds },
  { id: "name", header: "Their account", width: 190, grow: 1, sortBy: (row) => row.name, cell: (row) => row.name },
  { id: "number", header: "Code", width: 80, sortBy: (row) => row.number, cell: (row) => row.number },
  {
    id: "whose",
    header: "Chosen by",
    width: 110,
    sortBy: (row) => (row.isDefault ? 0 : 1),
    cell: (row) => (row.isDefault ? "default" : "the office"),
  },
];

export function AccountMapTable({ mayChange }: { readonly mayChange: boolean }) {
  const office = useOffice();
  const map = useQueryOf(office.accounting.map, {}, { topics: ["accounting"] });
  const [editing, setEditing] = useState<AccountMapRow | null>(null);
  const [find, setFind] = useState("");
  const rows = withWords(map.data ?? none, find, ({ title, holds, name, number }) => [title, holds, name, number]);
  return (
    <>
      <DataTable
        tableId="account-map"
        label="Account map"
        columns={columns}
        rows={rows}
        count={rows.length}
        filters={<FindField of="the account map" value={find} onChange={setFind} />}
        tools={<SheetFiles of="Account map" ask={{ report: "account-map" }} />}
        {...(find === "" ? {} : { empty: <NothingFound /> })}
        loading={map.loading}
        failure={map.failure}
        onRetry={map.retry}
        rowId={(row) => row.account}
        rowLabel={(row) => row.title}
        {...(mayChange
          ? {
              rowActions: (row: AccountMapRow) => [
                { id: "map", label: "Change their account…", icon: IconPencil, run: () => setEditing(row) },
              ],
            }
          : {})}
        maxRows={20}
        frameless
      />
      {editing !== null && <MapAccountDialog row={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

const none: readonly AccountMapRow[] = [];

function MapAccountDialog({ row, onClose }: { readonly row: AccountMapRow; readonly onClose: () => void }) {
  const office = useOffice();
  const map = useCommand(office.accounting.mapAccount);
  const [name, setName] = useState(row.name);
  const [number, setNumber] = useState(row.number);
  async function submit(): Promise<void> {
    if (!(await map.run({ account: row.account, name, number }))) return;
    showToast({ message: `${row.title} goes to ${name.trim()}.` });
    onClose();
  }
  return (
    <ActionDialog
      opened
      onClose={onClose}
      title={row.title}
      sentence={`${row.holds}. The journal books it to this account of theirs, from the next export on.`}
      primaryLabel={`Book to ${name.trim() === "" ? "…" : name.trim()}`}
      busy={map.busy}
      failure={map.failure}
      disabled={name.trim() === ""}
      shownFields={["name", "number"]}
      onSubmit={() => void submit()}
    >
      <TextInput
        label="Their account"
        description="As it is written in their chart of accounts; a colon before a sub-account"
        value={name}
        maxLength={accountLimits.name}
        error={fieldProblem(map.failure, "name")}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        data-autofocus
      />
      <TextInput
        label="Code"
        description="Xero goes by it"
        value={number}
        maxLength={accountLimits.number}
        error={fieldProblem(map.failure, "number")}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
    </ActionDialog>
  );
}
