/** A run of many documents, silently, with progress and a stop, and what came of each (DOC-9). */
import { useCallback, useRef, useState } from "react";
import type { DesktopBridge } from "#contract/desktop.ts";
import { faultSentence } from "#contract/printing-words.ts";
import type { PrintKind } from "#domain/printing/kinds.ts";
import { printBatch, type BatchItem, type BatchOutcome } from "#domain/printing/print-batch.ts";
import { choosePrinter, sendToPrinter } from "../../app/print-jobs.ts";

export type ManyItem = BatchItem & { readonly kind: PrintKind; readonly bytes: () => Promise<Uint8Array<ArrayBuffer> | undefined> };

export type ManyDone = BatchOutcome<ManyItem> & { readonly printer: string };

export function usePrintMany(bridge: DesktopBridge | undefined) {
  const [running, setRunning] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [finished, setFinished] = useState<ManyDone | null>(null);
  const stopped = useRef(false);
  const run = useCallback(
    async (items: readonly ManyItem[]): Promise<void> => {
      const [first] = items;
      if (bridge === undefined || first === undefined) return;
      const kind = items.every((item) => item.kind === first.kind) ? first.kind : "other";
      setFinished(null);
      const chosen = await choosePrinter(bridge, kind, items.length);
      if (chosen === null) return;
      stopped.current = false;
      setRunning({ done: 0, total: items.length });
      try {
        const outcome = await printBatch(
          items,
          async (item) => {
            const bytes = await item.bytes();
            return bytes && sendToPrinter(bridge, bytes, item.kind, chosen.choice);
          },
          { onProgress: (done) => setRunning({ done, total: items.length }), isStopped: () => stopped.current },
        );
        setFinished({ ...outcome, printer: chosen.label });
      } finally {
        setRunning(null);
      }
    },
    [bridge],
  );
  return { run, running, finished, stop: () => void (stopped.current = true), forget: () => setFinished(null) };
}

/** Why one was not printed, in words. */
export function whyNot(fault: ManyDone["failed"][number]["fault"], printer: string): string {
  return fault === "unread" ? "The document could not be opened." : faultSentence(fault, printer);
}
