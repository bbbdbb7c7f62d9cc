/** The last print runs: reprint the archived copy, or take a run back that never left the office. */
import { Button, Group } from "@mantine/core";
import type { PrintRun } from "#contract/dunning.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk, type QueryAnswer } from "../../app/client/use-query-of.ts";
import { printFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { DayText } from "../../kit/DayText.tsx";
import { Panel } from "../../kit/Page.tsx";
import { RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import classes from "./Collections.module.css";

const shownRuns = 4;

export function PrintRuns({ answer }: { readonly answer: QueryAnswer<PrintRun[]> }) {
  const office = useOffice();
  const may = useMay();
  const open = useAsk(office.documents.open);
  const undo = useCommand(office.notices.undo);
  const runs = (answer.data ?? []).slice(0, shownRuns);
  if (runs.length === 0) return null;
  const takeBack = async (run: PrintRun) => {
    const done = await undo.run({ batchId: run.batchId });
    if (done) showToast({ message: `${done.waiting} ${done.waiting === 1 ? "letter waits" : "letters wait"} again.` });
  };
  return (
    <Panel title="Printed lately" flush>
      <RefusalNote failure={open.failure ?? undo.failure} />
      <ul className={classes["runs"]}>
        {runs.map((run) => (
          <li key={run.batchId}>
            <span>
              {run.letters} {run.letters === 1 ? "letter" : "letters"}, <DayText day={run.printedOn} as="spoken" />
              {run.by === "" ? "" : `, ${run.by}`}
              {run.undoneAt !== null && <span className={classes["quiet"]}> · taken back</span>}
            </span>
            <Group gap={8}>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void open.run({ documentId: run.documentId }).then((file) => file && printFile(file, "letter"))}
              >
                Print again
              </Button>
              {run.undoneAt === null && may("statements.print") && (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={!run.canUndo}
                  loading={undo.busy}
                  onClick={() => void takeBack(run)}
                >
                  Take back
                </Button>
              )}
            </Group>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
