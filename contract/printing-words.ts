/** What is said about printing (F-17): plain, and with a way on. */
import { printKindWords } from "#domain/printing/kinds.ts";
import type { PrintFault } from "#domain/printing/outcome.ts";
import type { WhyAsked } from "#domain/printing/plan.ts";
import type { PrinterState } from "#domain/printing/printers.ts";

export { firstPageMm } from "#domain/printing/shift-pages.ts";
export { printKindWords };

/** Why a document was not printed; `printer` as people call it, empty when there is none. */
export function faultSentence(fault: PrintFault, printer: string): string {
  const named = printer === "" ? "the printer" : `“${printer}”`;
  const sentences: Readonly<Record<PrintFault, string>> = {
    no_printers: "This computer has no printer set up, or its printing is switched off. Open the PDF or save it, and print it elsewhere.",
    printer_gone: `This computer does not have ${named} any more. Choose another printer, or open the PDF.`,
    tray_gone: `${sentenceCase(named)} does not have the chosen tray any more. Choose another one.`,
    no_spooler: "Printing on this computer does not answer. Restart the computer or ask whoever looks after it; until then open the PDF or save it.",
    not_taken: `${sentenceCase(named)} did not take it. Look whether it is on and has paper, then try again or choose another printer.`,
    not_a_pdf: "The document could not be read for printing. Open the PDF and print it from there.",
    unsure: `${sentenceCase(named)} did not answer in time. Look there whether the pages come out before you print them again.`,
    stopped: "The run was ended before this one. Choose it again to print it.",
  };
  return sentences[fault];
}

/** Why the desk is asked although it remembers a printer. */
export function whyAskedSentence(why: WhyAsked, printer: string): string {
  const named = printer === "" ? "the printer" : `“${printer}”`;
  const sentences: Readonly<Record<WhyAsked, string>> = {
    no_printers: "This computer has no printer set up, or its printing is switched off. You can open the PDF or save it.",
    no_standard_printer: "This computer has no standard printer. Choose one.",
    printer_gone: `The remembered printer ${named} is gone from this computer. Choose another one.`,
    printer_not_ready: `${sentenceCase(named)} is not ready. Put it right and print, or choose another printer.`,
  };
  return sentences[why];
}

/** What a person must do at the printer after a job was handed over; empty when it just prints. */
export function heldUpSentence(state: PrinterState): string {
  switch (state) {
    case "out_of_paper":
      return "It is out of paper and prints as soon as there is some.";
    case "jammed":
      return "Paper is stuck in it; it prints once that is cleared.";
    case "waiting":
      return "It wants somebody there: look at its display.";
    case "offline":
      return "It cannot be reached just now and prints once it is on.";
    case "stopped":
      return "It is stopped on this computer and prints once it is let go on.";
    default:
      return "";
  }
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
