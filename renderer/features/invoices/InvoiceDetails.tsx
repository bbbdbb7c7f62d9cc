/** One invoice: whom it bills, lines that explain themselves, what settled it, what can be done. */
import { Button, Group } from "@mantine/core";
import { IconBan, IconCash, IconCoins, IconDownload, IconFileMinus, IconMail, IconPencil, IconPrinter, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { InvoicePreview } from "#contract/invoices.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { addCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useQueryOf } from "../../app/client/use-query-of.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { ExplainButton } from "../../kit/ExplainButton.tsx";
import { InvoiceStatusChip } from "../../kit/InvoiceStatusChip.tsx";
import { Money } from "../../kit/Money.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { InvoiceInsurance } from "../people/insurance/InvoiceInsurance.tsx";
import { ReceivePaymentDialog } from "../payments/ReceivePaymentDialog.tsx";
import { ApplyCreditDialog } from "./ApplyCreditDialog.tsx";
import { CreditNoteDialog } from "./credit-note/CreditNoteDialog.tsx";
import { DeleteDraftDialog } from "./editor/DeleteDraftDialog.tsx";
import { InvoiceHistory } from "./InvoiceHistory.tsx";
import { useInvoiceFiles } from "./use-invoice-files.ts";
import { VoidDialog } from "./VoidDialog.tsx";
import classes from "./InvoiceDetails.module.css";

export type InvoiceDetailsProps = { readonly invoiceId: InvoiceId };

export function InvoiceDetails({ invoiceId }: InvoiceDetailsProps) {
  const office = useOffice();
  const answer = useQueryOf(
    office.invoices.get,
    { invoiceId },
    { topics: [`invoice/${invoiceId}`, "payments", "clock"] },
  );
  if (answer.failure) return <ErrorState failure={answer.failure} onRetry={answer.retry} compact />;
  if (answer.data === undefined) return <p aria-busy>Opening the invoice…</p>;
  const invoice = answer.data;
  return (
    <div className={classes["details"]}>
      <Actions invoice={invoice} />
      <Head invoice={invoice} />
      <Lines invoice={invoice} />
      <Settlements invoice={invoice} />
      <InvoiceHistory invoiceId={invoice.invoiceId} />
      <InvoiceInsurance invoiceId={invoice.invoiceId} />
    </div>
  );
}

type Part = { readonly invoice: InvoicePreview };

function Actions({ invoice }: Part) {
  const may = useMay();
  const files = useInvoiceFiles();
  const [dialog, setDialog] = useState<"pay" | "credit" | "note" | "delete" | "void" | null>(null);
  const close = () => setDialog(null);
  const { invoiceId, householdId } = invoice;
  const isVoid = invoice.status === "void";
  const isDraft = invoice.status === "draft";
  const isIssued = !isVoid && !isDraft;
  const isOpen = invoice.balanceCents > 0 && !isVoid;
  const mayTake = isOpen && may("payments.take");
  return (
    <>
      <Group gap={8}>
        {mayTake && (
          <Button leftSection={<IconCash size={16} aria-hidden />} onClick={() => setDialog("pay")}>
            Take a payment…
          </Button>
        )}
        {mayTake && invoice.householdCreditCents > 0 && (
          <Button
            variant="default"
            leftSection={<IconCoins size={16} aria-hidden />}
            onClick={() => setDialog("credit")}
          >
            Apply credit…
          </Button>
        )}
        {!isVoid && may("invoices.edit") && (
          <Button
            component="a"
            variant={isDraft ? "filled" : "default"}
            leftSection={<IconPencil size={16} aria-hidden />}
            href={hrefTo("/invoices/$invoiceId/edit", { invoiceId })}
          >
            {isDraft ? "Edit and issue" : "Edit"}
          </Button>
        )}
        {isDraft && may("invoices.edit") && (
          <Button
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDialog("delete")}
          >
            Delete draft…
          </Button>
        )}
        {!isDraft && (
          <>
            <Button
              variant="default"
              leftSection={<IconPrinter size={16} aria-hidden />}
              loading={files.busy}
              onClick={() => void files.print(invoiceId)}
            >
              Print
            </Button>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={files.busy}
              onClick={() => void files.save(invoiceId)}
            >
              Save PDF
            </Button>
          </>
        )}
        {isIssued && may("statements.print") && (
          <Button
            variant="default"
            leftSection={<IconMail size={16} aria-hidden />}
            loading={files.busy}
            onClick={() => void files.mail(invoiceId)}
          >
            E-mail
          </Button>
        )}
        {isIssued && may("invoices.void") && (
          <Button
            variant="default"
            leftSection={<IconFileMinus size={16} aria-hidden />}
            onClick={() => setDialog("note")}
          >
            Credit note…
          </Button>
        )}
        {isIssued && may("invoices.void") && (
          <Button
            variant="default"
            leftSection={<IconBan size={16} aria-hidden />}
            onClick={() => setDialog("void")}
          >
            Void…
          </Button>
        )}
      </Group>
      <RefusalNote failure={files.failure} />
      {dialog === "pay" && (
        <ReceivePaymentDialog
          householdId={householdId}
          payerName={invoice.billTo[0] ?? ""}
          invoiceId={invoiceId}
          onClose={close}
        />
      )}
      {dialog === "credit" && <ApplyCreditDialog invoiceId={invoiceId} onClose={close} />}
      {dialog === "note" && <CreditNoteDialog invoiceId={invoiceId} onClose={close} />}
      {dialog === "delete" && (
        <DeleteDraftDialog invoiceId={invoiceId} payerName={invoice.billTo[0] ?? ""} onClose={close} />
      )}
      {dialog === "void" && <VoidDialog invoiceId={invoiceId} onClose={close} />}
    </>
  );
}

function Head({ invoice }: Part) {
  return (
    <div className={classes["head"]}>
      <address className={classes["billTo"]}>
        {invoice.billTo.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </address>
      <dl className={`${classes["facts"]} pf-figures`}>
        <dt>Status</dt>
        <dd>
          <InvoiceStatusChip status={invoice.status} />
        </dd>
        <dt>Date</dt>
        <dd>
          <DayText day={invoice.invoicedOn} as="full" />
        </dd>
        <dt>Due</dt>
        <dd>
          <DayText day={invoice.dueOn} as="full" withDistance={invoice.balanceCents > 0} />
        </dd>
      </dl>
      {invoice.voidedOn !== null && (
        <div className={classes["wide"]}>
          <Note tone="information">
            Void since <DayText day={invoice.voidedOn} as="full" />: {invoice.voidReason}
          </Note>
        </div>
      )}
    </div>
  );
}

function Lines({ invoice }: Part) {
  return (
    <table className={`${classes["lines"]} pf-figures`}>
      <caption className={classes["caption"]}>Lines</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {invoice.lines.map((line) => (
          <tr key={line.position}>
            <td>
              {line.description}
              <span className={classes["quiet"]}>
                <LineFor line={line} />
              </span>
            </td>
            <td>
              <ExplainButton
                cents={addCents(line.netCents, line.taxCents)}
                label={line.description}
                explanation={line.explain}
              />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {invoice.taxCents > 0 && <SumRow label="Tax in it" cents={invoice.taxCents} />}
        <SumRow label="Total" cents={invoice.totalCents} strong />
        {invoice.paidCents > 0 && <SumRow label="Paid" cents={invoice.paidCents} />}
        {invoice.creditedCents > 0 && <SumRow label="Given back" cents={invoice.creditedCents} />}
        {invoice.writtenOffCents > 0 && (
          <SumRow label="Written off" cents={invoice.writtenOffCents} />
        )}
        <SumRow label="Balance" cents={invoice.balanceCents} strong />
      </tfoot>
    </table>
  );
}

function LineFor({ line }: { readonly line: InvoicePreview["lines"][number] }) {
  return (
    <>
      {line.patientName !== "" &&
        (line.patientId === null ? (
          line.patientName
        ) : (
          <a href={hrefTo("/patients/$patientId", { patientId: line.patientId })}>
            {line.patientName}
          </a>
        ))}
      {line.patientName !== "" && " · "}
      {line.fromOn !== null && line.throughOn !== null ? (
        <>
          <DayText day={line.fromOn} as="short" /> to <DayText day={line.throughOn} as="short" />
        </>
      ) : (
        <DayText day={line.serviceOn} as="short" />
      )}
      {line.providerName !== null && ` · ${line.providerName}`}
    </>
  );
}

type SumRowProps = {
  readonly label: string;
  readonly cents: InvoicePreview["totalCents"];
  readonly strong?: boolean;
};

function SumRow({ label, cents, strong = false }: SumRowProps) {
  return (
    <tr data-strong={strong || undefined}>
      <th scope="row">{label}</th>
      <td>
        <Money cents={cents} withCurrency={strong} />
      </td>
    </tr>
  );
}

function Settlements({ invoice }: Part) {
  if (invoice.settlements.length === 0) return null;
  return (
    <table className={`${classes["lines"]} pf-figures`}>
      <caption className={classes["caption"]}>What was paid on it</caption>
      <thead>
        <tr>
          <th scope="col">How</th>
          <th scope="col">Amount</th>
        </tr>
      </thead>
      <tbody>
        {invoice.settlements.map((row, index) => (
          // Settlements are only ever added at the end.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            <td>
              {row.label}
              <span className={classes["quiet"]}>
                <DayText day={row.on} as="short" />
              </span>
            </td>
            <td>
              <Money cents={row.cents} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
