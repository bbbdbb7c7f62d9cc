/** The file is made and its letters count as printed today: send it to the printer, save it, or take it back. */
import { Button, Group } from "@mantine/core";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile } from "../../app/save-file.ts";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import type { LettersDone } from "./use-letters.ts";
import classes from "./Collections.module.css";

export function PrintedLetters({ made, onClose }: { readonly made: LettersDone; readonly onClose: () => void }) {
  const office = useOffice();
  const open = useAsk(office.documents.open);
  const undo = useCommand(office.notices.undo);
  const takeBack = async () => {
    const done = await undo.run({ batchId: made.batchId });
    if (!done) return;
    showToast({ message: done.waiting === 1 ? "The letter waits again." : `${done.waiting} letters wait again.` });
    onClose();
  };
  const file = () => open.run({ documentId: made.documentId });
  return (
    <Note tone="information" role="status">
      <div className={classes["made"]}>
        <span>
          {made.letters === 1 ? "1 letter is" : `${made.letters} letters are`} ready on {made.pages}{" "}
          {made.pages === 1 ? "page" : "pages"} and marked as printed today.
          {made.leftOut.length > 0 &&
            ` Left out: ${made.leftOut.map((row) => `${row.name} (${row.reason.toLowerCase()})`).join(", ")}.`}
          {made.missingCharacters.length > 0 &&
            ` Some characters have no font on this computer and are printed as a substitute: ${made.missingCharacters.join(", ")}.`}
        </span>
        <Group gap={8}>
          <Button size="compact-sm" onClick={() => void file().then((pdf) => pdf && printFile(pdf, "letter"))}>
            Print
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => void file().then((pdf) => pdf && saveFile(pdf))}>
            Save PDF
          </Button>
          <Button size="compact-sm" variant="default" loading={undo.busy} onClick={() => void takeBack()}>
            Not printed: take back
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onClose}>
            Done
          </Button>
        </Group>
        <RefusalNote failure={open.failure ?? undo.failure} />
      </div>
    </Note>
  );
}
