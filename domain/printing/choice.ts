/**
 * What one computer remembers about printing (DOC-9): printer, tray, copies and sides for each kind
 * of document, and how far each printer is off (DOC-3). Printers differ from desk to desk, so this
 * belongs to the workstation and never to the practice.
 */
import { noNudge, type Nudge } from "../statements/nudge.ts";
import type { PrintKind } from "./kinds.ts";

export const sidesChoices = ["printer", "one", "long", "short"] as const;
/** `printer`: as the printer is set up; `long` and `short`: two-sided, turned at that edge. */
export type Sides = (typeof sidesChoices)[number];

export const printWays = ["ask", "now", "open"] as const;
/** Ask each time, print at once, or open the PDF. */
export type PrintWay = (typeof printWays)[number];

export type PrintChoice = {
  /** The system's name of the printer; null = the system's standard printer. */
  readonly printer: string | null;
  /** The driver's name of the paper source; null = as the printer is set up. */
  readonly tray: string | null;
  readonly copies: number;
  readonly sides: Sides;
};

export type KindPrinting = { readonly way: PrintWay; readonly choice: PrintChoice };

export type WorkstationPrinting = {
  readonly kinds: Readonly<Partial<Record<PrintKind, KindPrinting>>>;
  /** By the system's name of the printer. */
  readonly nudges: Readonly<Record<string, Nudge>>;
};

export const mostCopies = 99;
export const usualChoice: PrintChoice = { printer: null, tray: null, copies: 1, sides: "printer" };
export const usualKind: KindPrinting = { way: "ask", choice: usualChoice };
export const usualPrinting: WorkstationPrinting = { kinds: {}, nudges: {} };

export function printingOf(settings: WorkstationPrinting, kind: PrintKind): KindPrinting {
  return settings.kinds[kind] ?? usualKind;
}

export function nudgeOf(settings: WorkstationPrinting, printer: string): Nudge {
  return Object.hasOwn(settings.nudges, printer) ? (settings.nudges[printer] ?? noNudge) : noNudge;
}
