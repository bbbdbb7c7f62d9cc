/** What a system's printing has to offer (DOC-9); each system has its own, tests have one in memory. */
import type { WindowAnswer, WindowCommands } from "#contract/desktop.ts";

export type FoundPrinters = WindowAnswer<"list-printers">;
export type Tray = WindowAnswer<"list-trays">[number];
export type PrintOutcome = WindowAnswer<"print-silently">;
export type PrintFault = Extract<PrintOutcome, { outcome: "failed" }>["fault"];
export type PrinterState = FoundPrinters["printers"][number]["state"];

export type PrintJob = WindowCommands["print-silently"];

export interface PrintBackend {
  /** The printers there are now; none where the system's printing does not answer. */
  list(): Promise<FoundPrinters>;
  /** The paper sources of a printer of the list; none where a job cannot name one. */
  trays(printer: string): Promise<readonly Tray[]>;
  /** Hands a job to a printer of the list. Answers what the printer is doing then, or why it was not taken. */
  print(job: PrintJob): Promise<{ readonly state: PrinterState } | { readonly fault: PrintFault }>;
}
