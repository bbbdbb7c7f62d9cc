/** The question before paper comes out (DOC-9): where, how many, and a look at it first. */
import { Button, Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import type { DesktopBridge } from "#contract/desktop.ts";
import type { PrintChoice } from "#domain/printing/choice.ts";
import { printKindNames, printKindWords } from "#domain/printing/kinds.ts";
import { findPrinter } from "#domain/printing/plan.ts";
import type { PrintQuestion } from "../../app/print-jobs.ts";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { Note } from "../../kit/RefusalNote.tsx";
import { PrintChoiceFields } from "./PrintChoiceFields.tsx";
import { useForgetDesk } from "./use-shell.ts";

export function PrintDialog({ bridge, question }: { readonly bridge: DesktopBridge; readonly question: PrintQuestion }) {
  const { kind, bytes, count, found, note, busy, answer } = question;
  // What was chosen among the printers that were there; after a failure others may be.
  const [chosen, setChosen] = useState<{ readonly found: PrintQuestion["found"]; readonly choice: PrintChoice } | null>(null);
  const choice = chosen?.found === found ? chosen.choice : named(question);
  const setChoice = (next: PrintChoice): void => setChosen({ found, choice: next });
  const [remember, setRemember] = useState(false);
  const forget = useForgetDesk();
  const printer = findPrinter(found, choice.printer);
  const what = count === 1 ? `the ${printKindWords[kind]}` : `${count} documents`;
  const print = async () => {
    if (printer === undefined) return;
    if (remember) {
      await bridge.run("change-printing", { kind, printing: { way: "now", choice } });
      await forget();
    }
    answer({ ...choice, printer: printer.name });
  };
  return (
    <ActionDialog
      opened
      size="lg"
      title={count === 1 ? `Print the ${printKindWords[kind]}` : `Print ${count} documents`}
      primaryLabel={printer === undefined ? "Print" : `Print on ${printer.label}`}
      disabled={printer === undefined}
      busy={busy}
      dirty={false}
      onSubmit={() => void print()}
      onClose={() => answer(null)}
      {...(bytes === null
        ? {}
        : {
            secondary: (
              <>
                <Button type="button" variant="default" onClick={() => void bridge.run("open-pdf", { bytes })}>
                  Look at it
                </Button>
                <Button type="button" variant="default" onClick={() => void bridge.run("save-file", { name: question.fileName.replace(/\.pdf$/u, ""), kind: "pdf", bytes })}>
                  Save PDF…
                </Button>
              </>
            ),
          })}
    >
      <Stack gap={12}>
        {note !== "" && (
          <Note tone="attention" role="alert">
            {note}
          </Note>
        )}
        {found.printers.length > 0 && (
          <>
            <PrintChoiceFields bridge={bridge} found={found} choice={choice} onChange={setChoice} withStandard={false} />
            <Checkbox
              label={`Remember this for ${printKindNames[kind].toLowerCase()}, and print at once from now on`}
              checked={remember}
              onChange={(event) => setRemember(event.currentTarget.checked)}
            />
          </>
        )}
        {found.printers.length === 0 && <span>There is nothing to print {what} on. Set a printer up in this computer’s own settings, then try again.</span>}
      </Stack>
    </ActionDialog>
  );
}

/** The standard printer by its name, so that the dialog says where it goes. */
function named({ choice, found }: PrintQuestion): PrintChoice {
  return choice.printer === null && found.standard !== null ? { ...choice, printer: found.standard } : choice;
}
