/**
 * The one-click actions beside an unpaid membership invoice (BIL-13, BIL-18): take payment, ask for a
 * card, charge the card again, print a letter, waive. One place, so that every list offers the same.
 */
import { IconCash, IconCreditCard, IconFileText, IconMail, IconPrinter, IconReceiptOff, IconUser } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { CallRow } from "#contract/dunning.ts";
import type { HouseholdId, InvoiceId, NoticeId, PatientId } from "#domain/identity.ts";
import type { Cents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useMay } from "../../app/status.tsx";
import type { Failure } from "../../kit/failure.ts";
import { showToast } from "../../kit/toast.ts";
import type { RowAction } from "../../kit/table/columns.ts";
import { ChargeNowDialog } from "../cards/ChargeNowDialog.tsx";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { useLetters } from "./use-letters.ts";
import { PrintedLetters } from "./PrintedLetters.tsx";
import { WaiveDialog } from "./WaiveDialog.tsx";

export type UnpaidInvoice = {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: number;
  readonly householdId: HouseholdId;
  readonly payerName: string;
  readonly patientId: PatientId | null;
  readonly balanceCents: Cents;
  readonly group: CallRow["cause"];
  /** A letter about it that waits already. */
  readonly waitingNoticeId: NoticeId | null;
};

type Open = { readonly what: "pay" | "charge" | "waive"; readonly invoice: UnpaidInvoice };

export type DeskActions = {
  readonly actionsFor: (invoice: UnpaidInvoice) => readonly RowAction[];
  readonly failure: Failure | null;
  /** What the actions have opened: a dialog, or the file that was just made. */
  readonly surface: ReactNode;
};

export function useDeskActions(): DeskActions {
  const office = useOffice();
  const may = useMay();
  const askForCard = useCommand(office.collections.askForCard);
  const remind = useCommand(office.collections.remind);
  const letters = useLetters();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);

  const ask = async (invoice: UnpaidInvoice): Promise<void> => {
    const done = await askForCard.run({ invoiceId: invoice.invoiceId });
    if (done) showToast({ message: `A letter that asks ${invoice.payerName} for a card waits under Letters to print.` });
  };
  const print = async (invoice: UnpaidInvoice): Promise<void> => {
    const waiting = invoice.waitingNoticeId ?? (await remind.run({ invoiceId: invoice.invoiceId }))?.noticeId;
    if (waiting !== undefined) await letters.run([waiting]);
  };

  const actionsFor = (invoice: UnpaidInvoice): readonly RowAction[] => [
    ...(may("payments.take")
      ? [{ id: "pay", label: "Take a payment…", icon: IconCash, run: () => setOpen({ what: "pay", invoice }) }]
      : []),
    ...(may("invoices.edit")
      ? [{ id: "card", label: "Ask for a card by letter", icon: IconMail, run: () => void ask(invoice) }]
      : []),
    ...(may("payments.take") && invoice.group !== "manual_payer"
      ? [
          {
            id: "charge",
            label: "Charge the card now…",
            icon: IconCreditCard,
            ...(invoice.group === "card_removed" ? { unavailable: "No card on file" } : {}),
            run: () => setOpen({ what: "charge", invoice }),
          },
        ]
      : []),
    ...(may("statements.print") && may("invoices.edit")
      ? [{ id: "print", label: "Print a letter", icon: IconPrinter, run: () => void print(invoice) }]
      : []),
    ...(may("writeoffs.approve")
      ? [{ id: "waive", label: "Waive…", icon: IconReceiptOff, run: () => setOpen({ what: "waive", invoice }) }]
      : []),
    {
      id: "invoice",
      label: "Open the invoice",
      icon: IconFileText,
      href: hrefTo("/invoices/$invoiceId", { invoiceId: invoice.invoiceId }),
    },
    ...(invoice.patientId === null
      ? []
      : [
          {
            id: "chart",
            label: "Open the chart",
            icon: IconUser,
            href: hrefTo("/patients/$patientId", { patientId: invoice.patientId }),
          },
        ]),
  ];

  return {
    actionsFor,
    failure: askForCard.failure ?? remind.failure ?? letters.failure,
    surface: (
      <>
        {letters.finished !== null && <PrintedLetters made={letters.finished} onClose={letters.forget} />}
        {open?.what === "pay" && (
          <ReceivePaymentDialog householdId={open.invoice.householdId} payerName={open.invoice.payerName} onClose={close} />
        )}
        {open?.what === "charge" && (
          <ChargeNowDialog
            householdId={open.invoice.householdId}
            invoiceId={open.invoice.invoiceId}
            number={open.invoice.invoiceNumber}
            balanceCents={open.invoice.balanceCents}
            onClose={close}
          />
        )}
        {open?.what === "waive" && <WaiveDialog invoice={open.invoice} onClose={close} />}
      </>
    ),
  };
}
