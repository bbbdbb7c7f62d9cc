/** What came of a run of yearly statements (DOC-6): print it, then say that it was printed. */
import { Button, Group } from "@mantine/core";
import type { YearlyProgress } from "#contract/yearly-statements.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { statementsInWords } from "./yearly-words.ts";
import classes from "./Documents.module.css";

export type YearlyDone = Extract<YearlyProgress, { state: "done" }>;

export function YearlyFinished({ run, onClose }: { readonly run: YearlyDone; readonly onClose: () => void }) {
  const office = useOffice();
  const open = useAsk(office.documents.open);
  const mark = useCommand(office.yearlyStatements.markPrinted);
  const unmark = useCommand(office.yearlyStatements.unmarkPrinted);
  const file = () => open.run({ documentId: run.documentId });
  const printed = async () => {
    const done = await mark.run({ runId: run.runId });
    if (!done) return;
    showToast({ message: `${statementsInWords(done.printed)} marked as printed.`, undo: () => void unmark.run({ runId: run.runId }) });
    onClose();
  };
  return (
    <Note tone="information" role="status">
      <div className={classes["finished"]}>
        <span>
          {statementsInWords(run.statements)} on {run.pages} {run.pages === 1 ? "page" : "pages"}, kept under Documents.
          {run.leftOut.length > 0 &&
            ` Left out: ${run.leftOut.map((row) => `${row.name === "" ? "a household" : row.name} (${row.reason})`).join(", ")}.`}
          {run.missingCharacters.length > 0 &&
            ` Some characters have no font on this computer and are printed as a substitute: ${run.missingCharacters.join(", ")}.`}
        </span>
        <Group gap={8}>
          <Button size="compact-sm" onClick={() => void file().then((pdf) => pdf && printFile(pdf, "statement"))}>
            Print
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void file().then((pdf) => pdf && saveFile(pdf))}>
            Save PDF
          </Button>
          <Button size="compact-sm" variant="default" loading={mark.busy} onClick={() => void printed()}>
            Mark as printed
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onClose}>
            Done
          </Button>
        </Group>
        <RefusalNote failure={open.failure ?? mark.failure} />
      </div>
    </Note>
  );
}
