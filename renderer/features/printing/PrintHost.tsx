/** Shows the question of the document that waits to be printed, on whatever screen. */
import { useSyncExternalStore } from "react";
import { desktopBridge } from "#contract/desktop.ts";
import { currentQuestion, onQuestions } from "../../app/print-jobs.ts";
import { PrintDialog } from "./PrintDialog.tsx";

export function PrintHost() {
  const question = useSyncExternalStore(onQuestions, currentQuestion);
  const bridge = desktopBridge(window);
  return question === null || bridge === undefined ? null : <PrintDialog key={question.id} bridge={bridge} question={question} />;
}
