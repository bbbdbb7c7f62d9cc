/**
 * How a document goes out when somebody presses Print (DOC-9): at once to the printer this desk
 * remembers for its kind, as an open PDF, or by asking. Whatever is not as it was remembered is
 * asked about: paper never comes out of a printer nobody chose.
 */
import { printingOf, type PrintChoice, type WorkstationPrinting } from "./choice.ts";
import type { PrintKind } from "./kinds.ts";
import { isReachable, type FoundPrinters, type Printer } from "./printers.ts";

/** Why a person is asked although the desk remembers a printer. */
export type WhyAsked = "no_printers" | "no_standard_printer" | "printer_gone" | "printer_not_ready";

/** Ready to be sent: the printer is named. */
export type SureChoice = PrintChoice & { readonly printer: string };

export type PrintPlan =
  | { readonly way: "now"; readonly choice: SureChoice }
  | { readonly way: "open" }
  | { readonly way: "ask"; readonly choice: PrintChoice; readonly why: WhyAsked | null; readonly printer: string | null };

export function planPrint(settings: WorkstationPrinting, found: FoundPrinters, kind: PrintKind): PrintPlan {
  const { way, choice } = printingOf(settings, kind);
  if (way === "open") return { way };
  const meant = choice.printer ?? found.standard;
  const ask = (why: WhyAsked | null): PrintPlan => ({ way: "ask", choice: offered(choice, found), why, printer: meant });
  if (found.printers.length === 0) return ask("no_printers");
  const printer = findPrinter(found, meant);
  if (printer === undefined) return ask(meant === null ? (way === "now" ? "no_standard_printer" : null) : "printer_gone");
  if (way === "ask") return ask(null);
  if (!isReachable(printer)) return ask("printer_not_ready");
  return { way: "now", choice: { ...choice, printer: printer.name } };
}

export function findPrinter(found: FoundPrinters, name: string | null): Printer | undefined {
  return found.printers.find((printer) => printer.name === name);
}

/** What the dialog starts with: as remembered, or the standard printer's own ways where that one is gone. */
function offered(choice: PrintChoice, found: FoundPrinters): PrintChoice {
  if (findPrinter(found, choice.printer) !== undefined) return choice;
  const standard = findPrinter(found, found.standard) ?? found.printers.find(isReachable) ?? found.printers[0];
  return { ...choice, printer: standard?.name ?? null, tray: choice.printer === null && standard?.name === found.standard ? choice.tray : null };
}
