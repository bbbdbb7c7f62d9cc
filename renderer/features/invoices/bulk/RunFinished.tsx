import { Button, Group } from "@mantine/core";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useAsk } from "../../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../../app/save-file.ts";
import { formatMoney } from "../../../format/money.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { Note, RefusalNote } from "../../../kit/RefusalNote.tsx";
import { invoicesWord, leftOutSentence } from "./chosen.ts";
import { useMarkSent } from "./use-mark-sent.ts";
import type { InvoiceRunDone } from "./use-invoice-run.ts";
import classes from "./Bulk.module.css";

export type RunFinishedProps = { readonly run: InvoiceRunDone; readonly onClose: () => void };

/** The file is made: print it, then say that it went out. */
export function RunFinished({ run, onClose }: RunFinishedProps) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const open = useAsk(office.documents.open);
  const markSent = useMarkSent();
  const { documentId, invoiceIds, pages, balanceCents, leftOut, missingCharacters } = run;
  const file = (use: typeof saveFile) => async () => {
    const found = await open.run({ documentId });
    if (found) use(found);
  };
  return (
    <Note tone="information" role="status">
      <div className={classes["finished"]}>
        <span>
          {invoicesWord(invoiceIds.length)} on {pages === 1 ? "1 page" : `${pages} pages`},{" "}
          {formatMoney(balanceCents, money, { withCurrency: true })} open. {leftOutSentence(leftOut)}
          {missingCharacters.length > 0 &&
            ` Some characters have no font on this computer and are printed as a substitute: ${missingCharacters.join(", ")}.`}
        </span>
        <Group gap={8}>
          <Button size="compact-sm" loading={open.busy} onClick={() => void file((found) => printFile(found, "invoice"))()}>
            Print
          </Button>
          <Button size="compact-sm" variant="default" loading={open.busy} onClick={() => void file(saveFile)()}>
            Save PDF
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            loading={markSent.busy}
            onClick={() => void markSent.run(invoiceIds, documentId).then((done) => done && onClose())}
          >
            Mark as sent
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onClose}>
            Close
          </Button>
        </Group>
        <RefusalNote failure={open.failure ?? markSent.failure} />
      </div>
    </Note>
  );
}
