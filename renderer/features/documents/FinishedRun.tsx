/** What came of a run (DOC-5): what is on paper is printed and marked as sent, what goes by e-mail is in the outbox. */
import { Anchor, Button, Group } from "@mantine/core";
import type { DocumentId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { hrefTo } from "../../app/address.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { formatMoney } from "../../format/money.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { unsentInWords } from "./run-words.ts";
import type { BatchDone } from "./use-batch.ts";
import classes from "./Documents.module.css";

export function FinishedRun({ run, onClose }: { readonly run: BatchDone; readonly onClose: () => void }) {
  const office = useOffice();
  const { money } = usePracticeFormat();
  const open = useAsk(office.documents.open);
  const markSent = useCommand(office.statements.markSent);
  const unsend = useCommand(office.statements.unsend);
  const takeBack = async () => {
    const done = await unsend.run({ batchId: run.batchId });
    if (!done) return;
    showToast({ message: unsentInWords(done) });
    onClose();
  };
  const sent = async () => {
    const done = await markSent.run({ batchId: run.batchId });
    if (!done) return;
    showToast({
      message: done.sent === 1 ? "1 statement on paper is marked as sent." : `${done.sent} statements on paper are marked as sent.`,
      undo: () => void unsend.run({ batchId: run.batchId }),
    });
    onClose();
  };
  const file = (documentId: DocumentId) => open.run({ documentId });
  const { documentId } = run;
  return (
    <Note tone="information" role="status">
      <div className={classes["finished"]}>
        <span>
          {run.mailed > 0 && (
            <>
              {run.mailed === 1 ? "1 statement goes" : `${run.mailed} statements go`} by e-mail: the{" "}
              <Anchor href={hrefTo("/documents/outbox", null, { by: "email" })}>outbox</Anchor> shows what becomes of{" "}
              {run.mailed === 1 ? "it" : "them"}.{" "}
            </>
          )}
          {run.printed > 0 &&
            `${run.printed === 1 ? "1 statement" : `${run.printed} statements`} on ${run.pages} ${run.pages === 1 ? "page" : "pages"} of paper. `}
          Together {formatMoney(toCents(run.totalCents), money, { withCurrency: true })}.
          {run.leftOut.length > 0 &&
            ` Left out: ${run.leftOut.map((row) => `${row.name === "" ? "a household" : row.name} (${row.reason})`).join(", ")}.`}
          {run.missingCharacters.length > 0 &&
            ` Some characters have no font on this computer and are printed as a substitute: ${run.missingCharacters.join(", ")}.`}
        </span>
        <Group gap={8}>
          {documentId !== null && (
            <>
              <Button size="compact-sm" onClick={() => void file(documentId).then((pdf) => pdf && printFile(pdf, "statement"))}>
                Print
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => void file(documentId).then((pdf) => pdf && saveFile(pdf))}>
                Save PDF
              </Button>
              <Button size="compact-sm" variant="default" loading={markSent.busy} onClick={() => void sent()}>
                Mark as sent
              </Button>
            </>
          )}
          <Button size="compact-sm" variant="default" loading={unsend.busy} onClick={() => void takeBack()}>
            Take back
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onClose}>
            Done
          </Button>
        </Group>
        <RefusalNote failure={open.failure ?? markSent.failure ?? unsend.failure} />
      </div>
    </Note>
  );
}
