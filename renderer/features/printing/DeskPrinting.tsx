/** The printers of this computer and what each kind of document does (DOC-9). */
import { Button, Stack } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import type { DesktopBridge } from "#contract/desktop.ts";
import { faultSentence } from "#contract/printing-words.ts";
import { nudgeOf, printingOf, usualChoice } from "#domain/printing/choice.ts";
import type { PrintKind } from "#domain/printing/kinds.ts";
import type { Printer } from "#domain/printing/printers.ts";
import { noNudge } from "#domain/statements/nudge.ts";
import { bytesOf, lookAtFile } from "../../app/save-file.ts";
import { Note, RefusalNote } from "../../kit/RefusalNote.tsx";
import { showToast } from "../../kit/toast.ts";
import { KindDialog } from "./KindDialog.tsx";
import { KindTable } from "./KindTable.tsx";
import { NudgeDialog } from "./NudgeDialog.tsx";
import { PrinterTable } from "./PrinterTable.tsx";
import { useDesk, useForgetDesk } from "./use-shell.ts";
import { useTestPage } from "./use-test-page.ts";

export function DeskPrinting({ bridge }: { readonly bridge: DesktopBridge }) {
  const { desk, loading, looking, look } = useDesk(bridge);
  const forget = useForgetDesk();
  const test = useTestPage();
  const [kind, setKind] = useState<PrintKind | null>(null);
  const [printer, setPrinter] = useState<Printer | null>(null);
  const [problem, setProblem] = useState("");
  const { found, settings } = desk;
  const change = async (part: Parameters<typeof bridge.run<"change-printing">>[1], message: string) => {
    await bridge.run("change-printing", part);
    await forget();
    showToast({ message });
  };
  const printTest = async (on: Printer) => {
    setProblem("");
    const file = await test.make(on.label, nudgeOf(settings, on.name));
    if (!file) return;
    // The page has the correction in it already, and is printed as it is.
    const outcome = await bridge.run("print-silently", { bytes: bytesOf(file), kind: "other", choice: { ...usualChoice, printer: on.name } });
    if (outcome.outcome === "handed_over") showToast({ message: `The test page went to “${on.label}”.` });
    else if (outcome.outcome === "failed") setProblem(faultSentence(outcome.fault, on.label));
    look();
  };
  return (
    <Stack gap={12}>
      {problem !== "" && (
        <Note tone="attention" role="alert">
          {problem}
        </Note>
      )}
      <RefusalNote failure={test.failure} />
      <PrinterTable
        desk={desk}
        loading={loading}
        tools={
          <Button size="compact-sm" variant="default" loading={looking} leftSection={<IconRefresh size={14} />} onClick={look}>
            Look again
          </Button>
        }
        onTest={(on) => void printTest(on)}
        onLook={(on) => void test.make(on.label, nudgeOf(settings, on.name)).then((file) => file && lookAtFile(file))}
        onCorrect={setPrinter}
      />
      <KindTable desk={desk} loading={loading} onChange={setKind} />
      {kind !== null && (
        <KindDialog
          bridge={bridge}
          kind={kind}
          stored={printingOf(settings, kind)}
          found={found}
          onClose={() => setKind(null)}
          onSave={(printing) => {
            setKind(null);
            void change({ kind, printing }, "Kept for this computer.");
          }}
        />
      )}
      {printer !== null && (
        <NudgeDialog
          printer={printer.label}
          stored={settings.nudges[printer.name] ?? noNudge}
          onClose={() => setPrinter(null)}
          onSave={(nudge) => {
            setPrinter(null);
            void change({ printer: printer.name, nudge }, `Every page for “${printer.label}” is moved by that.`);
          }}
        />
      )}
    </Stack>
  );
}
