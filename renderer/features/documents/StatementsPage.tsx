/** Statements for all open balances (DOC-4, DOC-5): choose, print one file in postal order, mark as sent. */
import { Button, Group, NumberInput, TextInput } from "@mantine/core";
import { IconPrinter, IconUser } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { StatementCandidate } from "#contract/statements.ts";
import type { HouseholdId } from "#domain/identity.ts";
import { addCents, toCents, type Cents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { Page } from "../../kit/Page.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { showToast } from "../../kit/toast.ts";
import { LabelsDialog } from "../labels/LabelsDialog.tsx";
import { useBatch, type BatchDone } from "./use-batch.ts";
import classes from "./Documents.module.css";

const columns: readonly DataColumn<StatementCandidate>[] = [
  { id: "payer", header: "Payer", width: 150, grow: 2, sortBy: (row) => row.payerName, cell: (row) => row.payerName },
  { id: "postal", header: "Postal code", width: 100, sortBy: (row) => row.postalCode, cell: (row) => row.postalCode },
  { id: "city", header: "Town", width: 110, grow: 1, sortBy: (row) => row.city, cell: (row) => row.city },
  {
    id: "oldest",
    header: "Oldest due",
    width: 100,
    kind: "day",
    sortBy: (row) => row.oldestDueOn,
    cell: (row) => (row.oldestDueOn === null ? "" : <DayText day={row.oldestDueOn} as="short" />),
  },
  {
    id: "last",
    header: "Last statement",
    width: 120,
    kind: "day",
    sortBy: (row) => row.lastStatementOn,
    cell: (row) => (row.lastStatementOn === null ? "never" : <DayText day={row.lastStatementOn} as="short" />),
  },
  {
    id: "problem",
    header: "In the way",
    width: 160,
    grow: 1,
    sortBy: (row) => row.problem,
    cell: (row) => (row.problem === "" ? "" : <StatusChip tone="attention" word={row.problem} />),
  },
  {
    id: "balance",
    header: "Owes",
    width: 110,
    kind: "money",
    sortBy: (row) => row.balanceCents,
    cell: (row) => <Money cents={row.balanceCents} />,
  },
];

export function StatementsPage() {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const [minimum, setMinimum] = useState<Cents | null>(null);
  const [notSentDays, setNotSentDays] = useState(0);
  const [note, setNote] = useState("");
  const [labelsFor, setLabelsFor] = useState<readonly HouseholdId[] | null>(null);
  const batch = useBatch();
  const list = useQueryOf(
    office.statements.candidates,
    { minimumCents: minimum, notSentDays },
    { topics: ["invoices", "payments", "statements", "patients"], keepPrevious: true },
  );
  const rows = useMemo(() => list.data ?? [], [list.data]);
  const printable = rows.filter((row) => row.problem === "");
  const sum = addCents(...printable.map((row) => row.balanceCents));
  const print = (ids: readonly HouseholdId[]) => void batch.run(ids, note);
  return (
    <Page
      title="Statements"
      layout="fill"
      about="For window envelopes, one file in postal order. What was paid meanwhile is left out."
      actions={
        <Button
          leftSection={<IconPrinter size={16} />}
          disabled={printable.length === 0 || batch.running !== null}
          onClick={() => print(printable.map((row) => row.householdId))}
        >
          {printable.length === 0
            ? "Nothing to print"
            : `Make ${printable.length} ${printable.length === 1 ? "statement" : "statements"}, ${formatMoney(sum, money, { withCurrency: true })}`}
        </Button>
      }
    >
      <RefusalNote failure={batch.failure} />
      {batch.finished !== null && <Finished batch={batch.finished} onClose={batch.forget} />}
      <DataTable
        tableId="statement-candidates"
        label="Households that owe"
        columns={columns}
        rows={rows}
        loading={list.loading}
        failure={list.failure}
        onRetry={list.retry}
        rowId={(row) => String(row.householdId)}
        rowLabel={(row) => row.payerName}
        rowHref={(row) =>
          row.patientId === null ? hrefTo("/patients") : hrefTo("/patients/$patientId", { patientId: row.patientId })
        }
        rowActions={(row) => [
          {
            id: "print",
            label: "Make this statement",
            icon: IconPrinter,
            ...(row.problem === "" ? {} : { unavailable: row.problem }),
            run: () => print([row.householdId]),
          },
          ...(row.patientId === null
            ? []
            : [
                {
                  id: "chart",
                  label: "Open the chart",
                  icon: IconUser,
                  href: hrefTo("/patients/$patientId", { patientId: row.patientId }),
                },
              ]),
        ]}
        count={rows.length}
        totals={{ balance: <Money cents={addCents(...rows.map((row) => row.balanceCents))} /> }}
        selectionBar={(ids, clear) => (
          <>
            {ids.length} selected
            <Button
              size="xs"
              onClick={() => {
                print(ids.map((id) => Number(id) as HouseholdId));
                clear();
              }}
            >
              Make {ids.length === 1 ? "this statement" : "these statements"}
            </Button>
            <Button size="xs" variant="default" onClick={() => setLabelsFor(ids.map((id) => Number(id) as HouseholdId))}>
              Mailing labels…
            </Button>
          </>
        )}
        filters={
          <Group align="end" gap={12}>
            <MoneyField label="From a balance of" placeholder="5.00" value={minimum} onChange={setMinimum} />
            <NumberInput
              label="Not sent for days"
              min={0}
              max={365}
              allowDecimal={false}
              value={notSentDays}
              onChange={(value) => setNotSentDays(Number(value) || 0)}
            />
            <TextInput
              label="Note in bold, above the lines"
              maxLength={500}
              className={classes["note"] ?? ""}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </Group>
        }
        empty={<EmptyState title="Nobody owes enough">No household owes the minimum. Lower it to see more.</EmptyState>}
      />
      <ProgressDialog
        opened={batch.running !== null}
        title="Making statements"
        done={batch.running?.done ?? 0}
        total={batch.running?.total ?? 0}
        onCancel={batch.cancel}
      />
      {labelsFor !== null && <LabelsDialog whom={{ kind: "households", householdIds: labelsFor }} onClose={() => setLabelsFor(null)} />}
    </Page>
  );
}

/** The file is made: print it, then say that it went out. */
function Finished({ batch, onClose }: { readonly batch: BatchDone; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const open = useAsk(office.documents.open);
  const markSent = useCommand(office.statements.markSent);
  const unsend = useCommand(office.statements.unsend);
  const sent = async () => {
    const done = await markSent.run({ batchId: batch.batchId });
    if (!done) return;
    showToast({
      message: `${done.sent} statements are marked as sent.`,
      undo: () => void unsend.run({ batchId: batch.batchId }),
    });
    onClose();
  };
  return (
    <Note tone="information" role="status">
      <div className={classes["finished"]}>
        <span>
          {batch.statements} {batch.statements === 1 ? "statement" : "statements"} on {batch.pages}{" "}
          {batch.pages === 1 ? "page" : "pages"}, {formatMoney(toCents(batch.totalCents), money, { withCurrency: true })}.
          {batch.leftOut.length > 0 &&
            ` Left out: ${batch.leftOut.map((row) => `${row.name === "" ? "a household" : row.name} (${row.reason.toLowerCase()})`).join(", ")}.`}
          {batch.missingCharacters.length > 0 &&
            ` Some characters have no font on this computer and are printed as a substitute: ${batch.missingCharacters.join(", ")}.`}
        </span>
        <Group gap={8}>
          <Button
            size="compact-sm"
            onClick={() => void open.run({ documentId: batch.documentId }).then((file) => file && printFile(file))}
          >
            Print
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void open.run({ documentId: batch.documentId }).then((file) => file && saveFile(file))}
          >
            Save PDF
          </Button>
          <Button size="compact-sm" variant="default" loading={markSent.busy} onClick={() => void sent()}>
            Mark as sent
          </Button>
        </Group>
        <RefusalNote failure={open.failure ?? markSent.failure} />
      </div>
    </Note>
  );
}
