import type { TrackerRow } from "#contract/invoices.ts";
import type { PaymentPreview } from "#contract/payments.ts";
import type { InvoiceId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { DayText } from "../../kit/DayText.tsx";
import { InvoiceStatusChip } from "../../kit/InvoiceStatusChip.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import classes from "./Payments.module.css";

export type OpenInvoicesProps = {
  readonly invoices: readonly TrackerRow[];
  /** What the office will pay with the amount typed so far. */
  readonly preview: PaymentPreview | undefined;
  /** What each gets where somebody chooses; null when the office spreads it. */
  readonly chosen: Readonly<Record<number, Cents | null>> | null;
  readonly onChoose: (invoiceId: InvoiceId, cents: Cents | null) => void;
};

/** The household's open invoices, oldest due first, and what each gets (INV-8). */
export function OpenInvoices({ invoices, preview, chosen, onChoose }: OpenInvoicesProps) {
  const applied = new Map(preview?.applied.map((part) => [part.invoiceId, part.appliedCents]));
  return (
    <table className={`${classes["open"]} pf-figures`}>
      <caption className="pf-unseen">Open invoices, oldest due first</caption>
      <thead>
        <tr>
          <th scope="col">Invoice</th>
          <th scope="col">Due</th>
          <th scope="col">Status</th>
          <th scope="col">Balance</th>
          <th scope="col">{chosen === null ? "Gets" : "Put on it"}</th>
        </tr>
      </thead>
      <tbody>
        {invoices.map((row) => (
          <tr key={row.invoiceId}>
            <td>{row.number}</td>
            <td>
              <DayText day={row.dueOn} as="short" />
            </td>
            <td>
              <InvoiceStatusChip status={row.status} />
            </td>
            <td>
              <Money cents={row.balanceCents} />
            </td>
            <td>
              {chosen === null ? (
                <Gets cents={applied.get(row.invoiceId)} />
              ) : (
                <MoneyField
                  label={<span className="pf-unseen">Put on invoice {row.number}</span>}
                  value={chosen[row.invoiceId] ?? null}
                  onChange={(cents) => onChoose(row.invoiceId, cents)}
                  max={row.balanceCents}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Gets({ cents }: { readonly cents: Cents | undefined }) {
  return cents === undefined ? (
    <span className={classes["quiet"]}>nothing</span>
  ) : (
    <Money cents={cents} />
  );
}
