/** What happened to an invoice since it was issued (INV-3): its revisions with their differences, its credit notes. */
import { Button } from "@mantine/core";
import { IconDownload, IconPrinter } from "@tabler/icons-react";
import type { CreditNoteRowView, InvoiceHistoryView } from "#contract/invoice-editing.ts";
import type { InvoiceId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useAsk, useQueryOf } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { DayText } from "../../kit/DayText.tsx";
import { Money } from "../../kit/Money.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { MadeAt } from "../plans/MadeAt.tsx";
import { RevisionChanges } from "./editor/RevisionChanges.tsx";
import classes from "./InvoiceDetails.module.css";

export function InvoiceHistory({ invoiceId }: { readonly invoiceId: InvoiceId }) {
  const office = useOffice();
  const { data } = useQueryOf(office.invoiceEditor.history, { invoiceId }, { topics: [`invoice/${invoiceId}`] });
  if (data === undefined) return null;
  return (
    <>
      <CreditNotes notes={data.creditNotes} />
      {data.revisions.map((revision) => (
        <Revision key={revision.revision} revision={revision} />
      ))}
    </>
  );
}

function Revision({ revision }: { readonly revision: InvoiceHistoryView["revisions"][number] }) {
  const title = `Revision ${revision.revision}`;
  return (
    <section className={classes["history"]} aria-label={title}>
      <h3 className={classes["caption"]}>{title}</h3>
      <p className={classes["quiet"]}>
        <MadeAt at={revision.madeAt} />
        {revision.madeBy !== null && `, ${revision.madeBy}`}: {revision.reason}
      </p>
      <RevisionChanges diff={revision.diff} label={`What changed with revision ${revision.revision}`} />
    </section>
  );
}

function CreditNotes({ notes }: { readonly notes: readonly CreditNoteRowView[] }) {
  const office = useOffice();
  const { run, busy, failure } = useAsk(office.creditNotes.pdf);
  if (notes.length === 0) return null;
  const file = async (creditNoteId: CreditNoteRowView["creditNoteId"], handOver: typeof saveFile) => {
    const made = await run({ creditNoteId });
    if (made) handOver(made);
  };
  return (
    <section className={classes["history"]} aria-label="Credit notes">
      <h3 className={classes["caption"]}>Credit notes</h3>
      <RefusalNote failure={failure} />
      <ul className={classes["notes"]}>
        {notes.map((note) => (
          <li key={note.creditNoteId}>
            <span>
              Credit note {note.number}
              <span className={classes["quiet"]}>
                <DayText day={note.notedOn} as="short" />
                {note.createdBy !== null && `, ${note.createdBy}`}: {note.reason}
              </span>
            </span>
            <Money cents={note.totalCents} />
            <Button
              variant="default"
              size="xs"
              loading={busy}
              leftSection={<IconPrinter size={14} aria-hidden />}
              onClick={() => void file(note.creditNoteId, (made) => printFile(made, "invoice"))}
              aria-label={`Print credit note ${note.number}`}
            >
              Print
            </Button>
            <Button
              variant="default"
              size="xs"
              loading={busy}
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => void file(note.creditNoteId, saveFile)}
              aria-label={`Save credit note ${note.number} as PDF`}
            >
              PDF
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
