/** One household's yearly statement (DOC-6): the year, then the paper; the exact copy is kept with its documents. */
import { Button, Select } from "@mantine/core";
import { useState } from "react";
import type { HouseholdId } from "#domain/identity.ts";
import { useOffice } from "../../app/client/OfficeProvider.tsx";
import { useCommand } from "../../app/client/use-command.ts";
import { useAsk } from "../../app/client/use-query-of.ts";
import { printFile, saveFile, type FileFromOffice } from "../../app/save-file.ts";
import { usePracticeFormat } from "../../format/PracticeFormat.tsx";
import { ActionDialog } from "../../kit/ActionDialog.tsx";
import { showToast } from "../../kit/toast.ts";
import { isRunning, usualYear, yearsToChoose } from "./yearly-words.ts";

export function YearlyStatementDialog({ householdId, payerName, onClose }: { readonly householdId: HouseholdId; readonly payerName: string; readonly onClose: () => void }) {
  const office = useOffice();
  const { today } = usePracticeFormat();
  const [year, setYear] = useState(() => usualYear(today));
  const make = useCommand(office.yearlyStatements.make);
  const open = useAsk(office.documents.open);
  const makeIt = async (then: (file: FileFromOffice) => void) => {
    const made = await make.run({ householdId, year });
    const file = made && (await open.run({ documentId: made.documentId }));
    if (!file) return;
    then(file);
    showToast({ message: `The yearly statement ${year} is kept with the documents of the household.` });
    onClose();
  };
  const busy = make.busy || open.busy;
  return (
    <ActionDialog
      opened
      title="Yearly statement"
      size="md"
      sentence={`What the household of ${payerName} paid and got back in one calendar year, by member, and the services that were included.`}
      primaryLabel={`Print the statement of ${year}`}
      secondary={
        <Button variant="default" disabled={busy} onClick={() => void makeIt(saveFile)}>
          Save as PDF
        </Button>
      }
      busy={busy}
      failure={make.failure ?? open.failure}
      onSubmit={() => void makeIt((file) => printFile(file, "statement"))}
      onClose={onClose}
    >
      <Select
        label="Year"
        data-autofocus
        allowDeselect={false}
        data={yearsToChoose(today).map(String)}
        value={String(year)}
        description={isRunning(year, today) ? "The year still runs: it says what was booked so far." : "The whole year, January to December."}
        onChange={(value) => setYear(Number(value ?? year))}
      />
    </ActionDialog>
  );
}
