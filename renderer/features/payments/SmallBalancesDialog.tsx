/** Small balances together (INV-10): the list first, then the choice, then part by part with progress and a stop. */
import { Checkbox, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { InvoiceId } from "#domain/identity.ts";
import { addCents, toCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Day } from "#domain/calendar.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat, useToday } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { DayField } from "../../kit/DayField.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { MoneyField } from "../../kit/MoneyField.tsx";
import { ProgressDialog } from "../../kit/ProgressDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { WhatHappens } from "../../kit/WhatHappens.tsx";
import classes from "./Payments.module.css";

/** As many at a time as the office takes; between two parts it can be stopped. */
const partSize = 50;

export function SmallBalancesDialog({ onClose }: { readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const today = useToday();
  const [atMost, setAtMost] = useState<Cents | null>(toCents(500));
  const [dueBy, setDueBy] = useState<Day | null>(today);
  const [left, setLeft] = useState<ReadonlySet<InvoiceId>>(new Set());
  const [reason, setReason] = useState("");
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const stop = useRef(false);
  const command = useCommand(office.writeOffs.makeSmall);
  const ask = { atMostCents: atMost ?? toCents(1), dueBy: dueBy ?? today };
  const list = useQueryOf(office.writeOffs.small, ask, {
    topics: ["invoices", "payments"],
    keepPrevious: true,
    enabled: atMost !== null && atMost > 0 && dueBy !== null && progress === null,
  });
  const rows = list.data?.rows ?? [];
  const chosen = rows.filter((row) => !left.has(row.invoiceId));
  const sum = addCents(zeroCents, ...chosen.map((row) => row.balanceCents));
  const say = (cents: Cents) => formatMoney(cents, money, { withCurrency: true });
  const choose = (invoiceId: InvoiceId, isChosen: boolean) =>
    setLeft((before) => {
      const next = new Set(before);
      if (isChosen) next.delete(invoiceId);
      else next.add(invoiceId);
      return next;
    });
  const submit = async () => {
    const ids = chosen.map((row) => row.invoiceId);
    stop.current = false;
    let [written, cents, kept] = [0, zeroCents, 0];
    for (let from = 0; from < ids.length && !stop.current; from += partSize) {
      setProgress({ done: from, total: ids.length });
      const done = await command.run({ ...ask, invoiceIds: ids.slice(from, from + partSize), reason });
      if (!done) break;
      written += done.writtenOff;
      cents = addCents(cents, done.cents);
      kept += done.left;
    }
    setProgress(null);
    if (written + kept === 0) return;
    showToast({
      message: `${written} invoices written off, ${say(cents)}.${kept > 0 ? ` ${kept} were no small balances any more and stay as they are.` : ""}`,
    });
    onClose();
  };
  if (progress !== null) {
    return (
      <ProgressDialog
        opened
        title={`Writing off ${progress.total} invoices`}
        done={progress.done}
        total={progress.total}
        onCancel={() => (stop.current = true)}
      />
    );
  }
  return (
    <ActionDialog
      opened
      size="xl"
      tone="trouble"
      title="Write off small balances"
      sentence="Households that owe little in all. Those on a payment plan, with credit or with a card charge under way are left out."
      primaryLabel={chosen.length > 0 ? `Write off ${say(sum)} on ${chosen.length} invoices` : "Write off"}
      busy={command.busy}
      failure={command.failure ?? list.failure}
      shownFields={["reason"]}
      disabled={chosen.length === 0 || reason.trim() === "" || list.fetching}
      onClose={onClose}
      onSubmit={() => void submit()}
      whatHappens={
        <WhatHappens
          busy={list.fetching}
          {...(chosen.length > 0
            ? {
                sentence: `${chosen.length} of ${rows.length} invoices are given up, ${say(sum)} in all. They are not owed any more; each keeps your name and the reason.`,
              }
            : { waitingFor: rows.length === 0 ? "Nothing is that small and due by then." : "Choose at least one invoice." })}
        />
      }
    >
      <div className={classes["asked"]}>
        <MoneyField label="Owes at most" required value={atMost} onChange={setAtMost} />
        <DayField label="Due by" required lean="past" value={dueBy} onChange={setDueBy} />
        <TextInput
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={200}
          withAsterisk
          aria-required
        />
      </div>
      {rows.length > 0 && (
        // It scrolls when it is long, and the keyboard must reach that.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={classes["scrolled"]} tabIndex={0} role="region" aria-label="Small balances">
          <table className={`${classes["open"]} pf-figures`}>
            <caption className="pf-unseen">Small balances, oldest due first</caption>
            <thead>
              <tr>
                <th scope="col">
                  <Checkbox
                    aria-label="Choose all"
                    checked={chosen.length === rows.length}
                    indeterminate={chosen.length > 0 && chosen.length < rows.length}
                    onChange={(event) =>
                      setLeft(event.currentTarget.checked ? new Set() : new Set(rows.map((row) => row.invoiceId)))
                    }
                  />
                </th>
                <th scope="col">Payer</th>
                <th scope="col">Invoice</th>
                <th scope="col">Due</th>
                <th scope="col">Total</th>
                <th scope="col">Balance</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.invoiceId}>
                  <td>
                    <Checkbox
                      aria-label={`Invoice ${row.number} of ${row.payerName}`}
                      checked={!left.has(row.invoiceId)}
                      onChange={(event) => choose(row.invoiceId, event.currentTarget.checked)}
                    />
                  </td>
                  <td>{row.payerName}</td>
                  <td>{row.number}</td>
                  <td>
                    <DayText day={row.dueOn} as="short" />
                  </td>
                  <td>
                    <Money cents={row.totalCents} />
                  </td>
                  <td>
                    <Money cents={row.balanceCents} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.data?.more === true && <p className={classes["quiet"]}>These are the first 1,000. Ask again for more after them.</p>}
    </ActionDialog>
  );
}
