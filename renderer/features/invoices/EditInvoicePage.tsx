/** A draft, or an issued invoice that gets another revision, in the editor (INV-3). */
import { Anchor, Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { OpenedInvoice } from "#contract/invoice-editing.ts";
import type { Day } from "#domain/calendar.ts";
import { asId, type InvoiceId, type PatientId } from "#domain/identity.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../app/client/use-query-of.ts";
import { useToday } from "../../format/PracticeFormat.tsx";
import { EmptyState } from "../../kit/EmptyState.tsx";
import { ErrorState } from "../../kit/ErrorState.tsx";
import { Page, Panel } from "../../kit/Page.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { DeleteDraftDialog } from "./editor/DeleteDraftDialog.tsx";
import type { Editing } from "./editor/editing.ts";
import { InvoiceEditor } from "./editor/InvoiceEditor.tsx";
import { linesOf } from "./invoice-draft.ts";

export function EditInvoicePage() {
  const { invoiceId: text } = useParams({ strict: false }) as { readonly invoiceId?: string };
  if (!/^[1-9]\d{0,14}$/.test(text ?? ""))
    return (
      <Page title="Edit invoice">
        <EmptyState title="No such invoice">
          <Anchor href={hrefTo("/invoices")}>All invoices</Anchor>
        </EmptyState>
      </Page>
    );
  return <Opening key={text} invoiceId={asId<InvoiceId>(Number(text))} />;
}

/**
 * Asked once, never taken from what was asked before: what is opened stays as it was opened, whatever
 * others do meanwhile, and saving says so if they did.
 */
function Opening({ invoiceId }: { readonly invoiceId: InvoiceId }) {
  const office = useOffice();
  const { run, failure } = useAsk(office.invoiceEditor.open);
  const [data, setData] = useState<OpenedInvoice>();
  const asked = useRef(false);
  const ask = async () => setData(await run({ invoiceId }));
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void ask();
  });
  const back = <Anchor href={hrefTo("/invoices/$invoiceId", { invoiceId })}>Back to the invoice</Anchor>;
  if (failure)
    return (
      <Page title="Edit invoice" about={back}>
        <ErrorState failure={failure} onRetry={() => void ask()} />
      </Page>
    );
  if (data === undefined) return <Page title="Edit invoice">{null}</Page>;
  return <Opened key={data.invoiceId} opened={data} back={back} />;
}

function Opened({ opened, back }: { readonly opened: OpenedInvoice; readonly back: ReactNode }) {
  const today = useToday();
  const [deleting, setDeleting] = useState(false);
  const { number, invoiceId } = opened;
  const isOld = number === null && opened.invoicedOn < today;
  return (
    <Page
      title={number === null ? "Draft invoice" : `Edit invoice ${number}`}
      about={back}
      actions={
        number === null && (
          <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setDeleting(true)}>
            Delete draft…
          </Button>
        )
      }
    >
      <Panel title="Whom it bills">{opened.payerName}</Panel>
      {isOld && <Note tone="information">It was put aside on an earlier day. It is dated today now; change the day if it should be another one.</Note>}
      <InvoiceEditor editing={editingOf(opened, today)} />
      {deleting && <DeleteDraftDialog invoiceId={invoiceId} payerName={opened.payerName} onClose={() => setDeleting(false)} />}
    </Page>
  );
}

function editingOf(opened: OpenedInvoice, today: Day): Editing {
  const { invoiceId, number, revision, householdId, termsDays, totalCents, fixed } = opened;
  const lines = linesOf(opened);
  const shared = { householdId, patientId: lines[0]?.patientId ?? asId<PatientId>(1), termsDays, lines };
  return number === null
    ? { ...shared, kind: "draft", invoiceId, revision, invoicedOn: today }
    : { ...shared, kind: "revision", invoiceId, revision, number, invoicedOn: opened.invoicedOn, totalCents, fixed };
}
