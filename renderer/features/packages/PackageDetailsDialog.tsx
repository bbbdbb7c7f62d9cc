/** View purchased (PKG-5): bought, paid, used day by day and by whom, given on, what is left; and on paper. */
import { Anchor, Button, Group, Modal } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import type { PurchasedDetails } from "#contract/packages.ts";
import type { PackageSaleId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { DayText } from "../../kit/DayText.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import { DataTable } from "../../kit/table/DataTable.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { lastDayOf, saleLooks, usesWord } from "./package-words.ts";
import classes from "./Packages.module.css";

export function PackageDetailsDialog({ saleId, onClose }: { readonly saleId: PackageSaleId; readonly onClose: () => void }) {
  const office = useOffice();
  const details = useQueryOf(office.packages.details, { saleId }, { topics: ["packages", "invoices", "clock"] });
  const paper = useAsk(office.packages.detailsPdf);
  const print = async () => {
    const file = await paper.run({ saleId });
    if (file) printFile(file, "report");
  };
  return (
    <Modal opened onClose={onClose} size="lg" title={details.data?.sale.terms.name ?? "Package"}>
      {details.failure && <ErrorState compact failure={details.failure} onRetry={details.retry} />}
      {details.data && <Details {...details.data} />}
      <RefusalNote failure={paper.failure} />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button leftSection={<IconPrinter size={16} />} loading={paper.busy} disabled={!details.data} onClick={() => void print()}>
          Print
        </Button>
      </Group>
    </Modal>
  );
}

const kindWords = { redeemed: "Used", expired: "Expired", cancelled: "Cancelled" } as const;

const columns: readonly DataColumn<PurchasedDetails["uses"][number]>[] = [
  { id: "day", header: "Day", width: 96, kind: "day", sortBy: (use) => use.usedOn, cell: (use) => <DayText day={use.usedOn} as="short" /> },
  { id: "what", header: "What", width: 120, grow: 1, sortBy: (use) => use.serviceName, cell: (use) => use.serviceName ?? kindWords[use.kind] },
  { id: "who", header: "Who", width: 100, grow: 1, sortBy: (use) => use.patientName, cell: (use) => use.patientName },
  { id: "by", header: "By", width: 90, grow: 1, sortBy: (use) => use.providerName, cell: (use) => use.providerName },
  { id: "invoice", header: "Invoice", width: 76, kind: "number", sortBy: (use) => use.invoiceNumber, cell: (use) => use.invoiceNumber ?? "" },
  { id: "worth", header: "Worth", width: 84, kind: "money", sortBy: (use) => use.valueCents, cell: (use) => <Money cents={use.valueCents} /> },
];

function Details({ sale, uses, transfers }: PurchasedDetails) {
  const last = lastDayOf(sale);
  return (
    <div className={classes["items"]}>
      <dl className={classes["facts"]}>
        <dt>State</dt>
        <dd>
          <StatusChip {...saleLooks[sale.state]} />
        </dd>
        <dt>Belongs to</dt>
        <dd>{sale.patientName}</dd>
        <dt>Bought</dt>
        <dd>
          <DayText day={sale.boughtOn} as="full" />, <Anchor underline="always" href={hrefTo("/invoices/$invoiceId", { invoiceId: sale.invoiceId })}>invoice {sale.invoiceNumber}</Anchor>
          {sale.soldBy !== null && <>, by {sale.soldBy}</>}
        </dd>
        <dt>Price</dt>
        <dd>
          <Money cents={sale.priceCents} withCurrency />
          {sale.balanceCents > 0 && (
            <>
              , <Money cents={sale.balanceCents} /> to pay
            </>
          )}
          {sale.refundedCents > 0 && (
            <>
              , <Money cents={sale.refundedCents} /> refunded
            </>
          )}
        </dd>
        <dt>Left</dt>
        <dd>
          {sale.unitsLeft} of {usesWord(sale.units)}, worth <Money cents={sale.valueLeftCents} withCurrency />
        </dd>
        <dt>Usable through</dt>
        <dd>{last === null ? "No end is set" : <DayText day={last} as="full" />}</dd>
      </dl>
      <DataTable
        tableId="package-uses"
        label="Uses of the package"
        frameless
        maxRows={8}
        columns={columns}
        rows={uses}
        count={uses.length}
        rowId={(use) => String(use.useId)}
        rowLabel={(use) => `${use.serviceName ?? kindWords[use.kind]} on ${use.usedOn}`}
        empty={<EmptyState compact title="Nothing was used yet" />}
      />
      {transfers.length > 0 && (
        <ul className={classes["list"]} aria-label="Given on">
          {transfers.map((row, place) => (
            <li key={place}>
              <span>
                {row.isWhole ? "The whole package" : "One use"} from {row.fromName} to {row.toName}: {row.reason}
              </span>
              <DayText day={row.transferredOn} as="short" />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
