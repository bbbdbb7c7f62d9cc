/** The columns of a list of tries to charge a card. */
import type { AttemptRow } from "#contract/charging.ts";
import { hrefTo } from "../../app/address.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { StatusChip } from "../../kit/StatusChip.tsx";
import type { DataColumn } from "../../kit/table/columns.ts";
import { attemptLooks, cardName, originWords } from "./card-words.ts";

export const attemptColumns: readonly DataColumn<AttemptRow>[] = [
  {
    id: "day",
    header: "Day",
    width: 116,
    kind: "day",
    required: true,
    sortBy: (row) => row.sentAt,
    cell: (row) => <DayText day={row.attemptOn} as="full" />,
  },
  {
    id: "amount",
    header: "Amount",
    width: 96,
    kind: "money",
    sortBy: (row) => row.amountCents,
    cell: (row) => <Money cents={row.amountCents} />,
  },
  {
    id: "state",
    header: "State",
    width: 150,
    sortBy: (row) => attemptLooks[row.state].word,
    cell: (row) => <StatusChip {...attemptLooks[row.state]} />,
  },
  {
    id: "invoice",
    header: "Invoice",
    width: 84,
    kind: "number",
    sortBy: (row) => row.invoiceNumber,
    cell: (row) => row.invoiceNumber,
  },
  { id: "card", header: "Card", width: 170, sortBy: cardName, cell: cardName },
  {
    id: "origin",
    header: "Asked",
    width: 130,
    hidden: true,
    sortBy: (row) => originWords[row.origin],
    cell: (row) => originWords[row.origin],
  },
  { id: "words", header: "What happened", width: 240, grow: 1, cell: (row) => row.sentence },
];

export const payerColumn: DataColumn<AttemptRow> = {
  id: "payer",
  header: "Household",
  width: 150,
  required: true,
  sortBy: (row) => row.payerName,
  cell: (row) => row.payerName,
};

export function attemptInvoiceHref({ invoiceId }: AttemptRow): string | null {
  return invoiceId === null ? null : hrefTo("/invoices/$invoiceId", { invoiceId });
}
