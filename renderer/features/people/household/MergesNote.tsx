/** What came into a chart and its household by merging (MEM-15, PPL-4), with the way back while there is one. */
import { Button } from "@mantine/core";
import { useState } from "react";
import type { MergeShown, PatientChart } from "#contract/people.ts";
import { useOffice } from "../../../app/client/OfficeProvider.tsx";
import { useMay } from "../../../app/status.tsx";
import { fullDay } from "../../../format/day.ts";
import { usePracticeFormat } from "../../../format/PracticeFormat.tsx";
import { Note } from "../../../kit/RefusalNote.tsx";
import classes from "./Household.module.css";
import { UndoMergeDialog } from "./UndoMergeDialog.tsx";

export function MergesNote({ chart }: { readonly chart: PatientChart }) {
  const { locale, today } = usePracticeFormat();
  const may = useMay();
  const office = useOffice();
  const [undoing, setUndoing] = useState<MergeShown | null>(null);
  // Said for as long as it can matter at the counter; afterwards the timeline tells it.
  const recent = chart.merges.filter(({ undoableUntilOn }) => undoableUntilOn >= today);
  if (recent.length === 0) return null;
  const mayUndo = (merge: MergeShown): boolean => may(merge.kind === "household" ? "memberships.change" : "patients.edit");
  return (
    <>
      {recent.map((merge) => (
        <Note key={`${merge.kind} ${merge.mergeId}`} tone="information">
          <div className={classes["row"]}>
            <span>
              {merge.kind === "household" ? `Household ${merge.number} of ${merge.name}` : `Chart ${merge.number} of ${merge.name}`} was
              merged into this one on {fullDay(merge.mergedOn, locale)}. {barWords(merge, fullDay(merge.undoableUntilOn, locale))}
            </span>
            {merge.bar === null && mayUndo(merge) && (
              <Button size="compact-sm" variant="default" onClick={() => setUndoing(merge)}>
                Undo the merge…
              </Button>
            )}
          </div>
        </Note>
      ))}
      {undoing && (
        <UndoMergeDialog
          merge={undoing}
          operation={undoing.kind === "household" ? office.households.undoMerge : office.patients.undoMerge}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}

function barWords(merge: MergeShown, until: string): string {
  switch (merge.bar) {
    case null:
      return `It can be undone until ${until}, as long as no money is booked.`;
    case "money":
      return "Money has been booked since, so it stays. People can move to an account of their own, and what they owe can be transferred.";
    case "changed":
      return "Something was changed since, so it stays. People can move to an account of their own, and what they owe can be transferred.";
    case "too_old":
      return "";
  }
}
