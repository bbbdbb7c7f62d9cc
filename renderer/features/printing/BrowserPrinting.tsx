/** What a browser can do: open the PDF. It tells a page nothing of printers (DSK-1). */
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { keepBrowserNudge, readBrowserNudge } from "../../app/browser-nudge.ts";
import { lookAtFile } from "../../app/save-file.ts";
import { useMay } from "../../app/status.tsx";
import { Panel } from "../../kit/Page.tsx";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { NudgeDialog, nudgeWords } from "./NudgeDialog.tsx";
import { useTestPage } from "./use-test-page.ts";

export function BrowserPrinting() {
  const [nudge, setNudge] = useState(() => readBrowserNudge(localStorage));
  const [correcting, setCorrecting] = useState(false);
  const mayPrint = useMay()("statements.print");
  const test = useTestPage();
  return (
    <Panel title="In this browser">
      <Stack gap={12}>
        <Note tone="information">
          Perennial runs in a browser here. Print opens the document as a PDF in a new tab; print it from there, at 100 % or “actual
          size”, so that the address stands in the window of the envelope. Printers, trays and printing at once are chosen in the
          desktop app.
        </Note>
        <span>Correction of the printer you use from here: {nudgeWords(nudge)}.</span>
        <RefusalNote failure={test.failure} />
        <Group>
          {mayPrint && (
            <Button variant="default" loading={test.busy} onClick={() => void test.make("", nudge).then((file) => file && lookAtFile(file))}>
              Open the test page
            </Button>
          )}
          <Button variant="default" onClick={() => setCorrecting(true)}>
            Correct…
          </Button>
        </Group>
      </Stack>
      {correcting && (
        <NudgeDialog
          printer="this printer"
          stored={nudge}
          onClose={() => setCorrecting(false)}
          onSave={(next) => {
            keepBrowserNudge(localStorage, next);
            setNudge(next);
            setCorrecting(false);
            showToast({ message: "Every page that is printed from here is moved by that." });
          }}
        />
      )}
    </Panel>
  );
}
