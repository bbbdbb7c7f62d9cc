/**
 * Many documents, one after the other, without a word (DOC-9): one that fails does not hold up the
 * rest, and afterwards it is said of each whether it was handed to the printer.
 */
import type { PrintFault, PrintOutcome } from "./outcome.ts";

export type BatchItem = { readonly id: string; readonly label: string };

export type BatchOutcome<Item extends BatchItem> = {
  /** Handed to the printer, in the order in which they went. */
  readonly printed: readonly Item[];
  /** Not handed over, and why. `unread` = the document itself could not be fetched. */
  readonly failed: readonly { readonly item: Item; readonly fault: PrintFault | "unread" }[];
  /** Never tried: somebody stopped the run, or the printer cannot be used any more. */
  readonly left: readonly Item[];
};

/** A fault that every following document would meet as well. */
const endsRun: ReadonlySet<PrintFault | "unread"> = new Set(["no_printers", "printer_gone", "tray_gone", "no_spooler"]);

export async function printBatch<Item extends BatchItem>(
  items: readonly Item[],
  printOne: (item: Item) => Promise<PrintOutcome | undefined>,
  watch: { readonly onProgress?: (done: number) => void; readonly isStopped?: () => boolean } = {},
): Promise<BatchOutcome<Item>> {
  const printed: Item[] = [];
  const failed: { item: Item; fault: PrintFault | "unread" }[] = [];
  for (const [index, item] of items.entries()) {
    if (watch.isStopped?.() === true) return { printed, failed, left: items.slice(index) };
    const answer = await printOne(item);
    if (answer?.outcome === "handed_over") printed.push(item);
    else failed.push({ item, fault: answer === undefined ? "unread" : answer.outcome === "failed" ? answer.fault : "stopped" });
    watch.onProgress?.(index + 1);
    const fault = failed.at(-1)?.item === item ? failed.at(-1)?.fault : undefined;
    if (fault !== undefined && endsRun.has(fault)) return { printed, failed, left: items.slice(index + 1) };
  }
  return { printed, failed, left: [] };
}
