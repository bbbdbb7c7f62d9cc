/** The import of this window: one, whichever screen is open (UI-7). */
import { useEffect, useSyncExternalStore } from "react";
import { useSeat } from "../../app/status.tsx";
import { showToast } from "../../kit/toast.ts";
import { ImportFlow, type ImportState } from "./import-flow.ts";
import { doneSentence } from "./import-words.ts";

export const theImport = new ImportFlow();

let step = theImport.state().step;
theImport.subscribe(() => {
  const { step: now, done } = theImport.state();
  const finished = now === "done" && step !== "done";
  step = now;
  // On the screen itself the result stands in front of one's eyes.
  if (finished && done && !window.location.hash.startsWith("#/import"))
    showToast({ message: doneSentence(done) });
});

/** The state of the import, for the person who sits here now. */
export function useTheImport(): ImportState {
  const { staffId } = useSeat().session;
  useEffect(() => theImport.belongTo(staffId), [staffId]);
  return useSyncExternalStore(theImport.subscribe, theImport.state);
}
