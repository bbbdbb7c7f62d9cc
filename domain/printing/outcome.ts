/** What became of a print job, as far as a computer can know it (DOC-9, F-17). */
import type { PrinterState } from "./printers.ts";

/**
 * `no_spooler`: the system's printing is off or missing; `not_taken`: it refused the job; `unsure`:
 * it did not answer in time, so that the pages may come out or not.
 */
export const printFaults = ["no_printers", "printer_gone", "tray_gone", "no_spooler", "not_taken", "not_a_pdf", "unsure", "stopped"] as const;
export type PrintFault = (typeof printFaults)[number];

export type PrintOutcome =
  /** The system took the job; from here the printer has it. `state` says what holds it up there. */
  | { readonly outcome: "handed_over"; readonly printer: string; readonly state: PrinterState }
  | { readonly outcome: "failed"; readonly fault: PrintFault; readonly printer: string | null }
  /** The person closed the system's own dialog. */
  | { readonly outcome: "cancelled" };
