/** Printers and choices for tests of printing. */
import { usualChoice, type KindPrinting, type PrintChoice, type WorkstationPrinting } from "./choice.ts";
import type { PrintKind } from "./kinds.ts";
import type { FoundPrinters, PrinterState } from "./printers.ts";

export function found(states: Readonly<Record<string, PrinterState>>, standard: string | null = null): FoundPrinters {
  return {
    printers: Object.entries(states).map(([name, state]) => ({ name, label: `The ${name}`, state })),
    standard,
    canChooseTray: true,
  };
}

export function choice(part: Partial<PrintChoice> = {}): PrintChoice {
  return { ...usualChoice, ...part };
}

export function remembering(kinds: Partial<Record<PrintKind, KindPrinting>>): WorkstationPrinting {
  return { kinds, nudges: {} };
}
