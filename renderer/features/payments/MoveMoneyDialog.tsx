/** Puts a payment on other invoices afterwards (INV-8), with what it will do before it is done. */
import { useState } from "react";
import type { PaymentRow } from "#contract/payments.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import classes from "./Payments.module.css";

export type MoveMoneyDialogProps = { readonly payment: PaymentRow; readonly onClose: () => void };

export function MoveMoneyDialog({ payment, onClose }: MoveMoneyDialogProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const { paymentId, receiptNumber } = payment;
  const topics = ["payments", "invoices", `household/${payment.householdId}`];
  const start = useQueryOf(office.payments.split, { paymentId }, { topics });
  const move = useCommand(office.payments.move);
  const [typed, setTyped] = useState<Readonly<Record<number, Cents | null>>>({});
  const rows = start.data?.rows ?? [];
  const amountOf = (row: (typeof rows)[number]): Cents | null =>
    row.invoiceId in typed ? (typed[row.invoiceId] ?? null) : row.paidByThisCents;
  const choices = rows.map((row) => ({ invoiceId: row.invoiceId, cents: amountOf(row) ?? zeroCents }));
  const isChanged = rows.some((row) => (amountOf(row) ?? 0) !== row.paidByThisCents);
  const onInvoices = addCents(zeroCents, ...choices.map((choice) => choice.cents));
  const preview = useQueryOf(
    office.payments.previewMove,
    { paymentId, choices },
    { topics, keepPrevious: true, enabled: isChanged },
  );
  const shown = isChanged && preview.failure === null ? preview.data : undefined;
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const submit = async () => {
    if (!(await move.run({ paymentId, choices }))) return;
    showToast({ message: `Receipt ${receiptNumber} is put on the invoices you chose.` });
    onClose();
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={`Put receipt ${receiptNumber} on other invoices`}
      sentence={
        start.data
          ? `${say(start.data.amountCents)} of it can be put on invoices. What no invoice gets is household credit.`
          : "Looking at where the money stands."
      }
      primaryLabel={`Put ${say(onInvoices)} on these invoices`}
      busy={move.busy}
      failure={move.failure ?? start.failure ?? (isChanged ? preview.failure : null)}
      disabled={shown === undefined || preview.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens busy={preview.fetching} {...(shown ? {} : { waitingFor: "Change what an invoice gets." })}>
          {shown && (
            <p>
              {shown.unusedCents > 0 ? `${say(shown.unusedCents)} of this payment is household credit then. ` : ""}
              {shown.balanceAfterCents > 0
                ? `The household then owes ${say(shown.balanceAfterCents)}.`
                : "Nothing is owed then."}
            </p>
          )}
        </WhatHappens>
      }
    >
      <table className={`${classes["open"]} pf-figures`}>
        <caption className="pf-unseen">Invoices of this household, oldest due first</caption>
        <thead>
          <tr>
            <th scope="col">Invoice</th>
            <th scope="col">Due</th>
            <th scope="col">Can take</th>
            <th scope="col">Gets of it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.invoiceId}>
              <td>{row.number}</td>
              <td>
                <DayText day={row.dueOn} as="short" />
              </td>
              <td>
                <Money cents={row.mostCents} />
              </td>
              <td>
                <MoneyField
                  label={<span className="pf-unseen">Put on invoice {row.number}</span>}
                  value={amountOf(row)}
                  max={row.mostCents}
                  onChange={(cents) => setTyped((before) => ({ ...before, [row.invoiceId]: cents }))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ActionDialog>
  );
}
