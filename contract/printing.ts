/**
 * What page and shell say to each other about printers (DOC-9), as schemas: the page's input is checked
 * in the shell, and what lies in the shell's own file is checked each time it is read.
 */
import { z } from "zod";
import { mostCopies, printWays, sidesChoices, type KindPrinting, type PrintChoice, type WorkstationPrinting } from "#domain/printing/choice.ts";
import { printKinds, type PrintKind } from "#domain/printing/kinds.ts";
import { mostNudgeMm, nudgeStepMm, type Nudge } from "#domain/statements/nudge.ts";

/**
 * A system's name of a printer, such as `\\\\server\\HP` or `HP / hall`: never an option or more than one line.
 * It is used only after it was found among the system's own printers.
 */
const systemName = z
  .string()
  .min(1)
  .max(200)
  .refine((name) => !/\p{Cc}/u.test(name) && !name.startsWith("-") && name.isWellFormed());
const trayName = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/u);

const copies = z.int().min(1).max(mostCopies);
const choiceShape = { tray: trayName.nullable(), copies, sides: z.enum(sidesChoices) };

export const printChoice: z.ZodType<PrintChoice> = z.strictObject({ printer: systemName.nullable(), ...choiceShape });
export const kindPrinting: z.ZodType<KindPrinting> = z.strictObject({ way: z.enum(printWays), choice: printChoice });

const halfMillimetres = z
  .number()
  .min(-mostNudgeMm)
  .max(mostNudgeMm)
  .refine((mm) => Number.isInteger(mm / nudgeStepMm));
export const nudgeInput: z.ZodType<Nudge> = z.strictObject({ rightMm: halfMillimetres, downMm: halfMillimetres });

/** One part is changed at a time, so that two windows do not undo each other's. */
export type PrintingChange =
  | { readonly kind: PrintKind; readonly printing: KindPrinting }
  | { readonly printer: string; readonly nudge: Nudge };
export const printingChange: z.ZodType<PrintingChange> = z.union([
  z.strictObject({ kind: z.enum(printKinds), printing: kindPrinting }),
  z.strictObject({ printer: systemName, nudge: nudgeInput }),
]);

/** Bytes of the largest file a page may hand over. */
export const largestFile = 256 * 1024 * 1024;

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.byteLength <= largestFile);

/** A PDF for a named printer, without a word. */
export type SilentPrint = {
  readonly bytes: Uint8Array;
  readonly kind: PrintKind;
  readonly choice: PrintChoice & { readonly printer: string };
};
export const silentPrint: z.ZodType<SilentPrint> = z.strictObject({
  bytes,
  kind: z.enum(printKinds),
  choice: z.strictObject({ printer: systemName, ...choiceShape }),
});
export const pdfToOpen = z.strictObject({ bytes });
export const printerAsked = z.strictObject({ printer: systemName });

/** The file as it was kept: each part that is not ours any more is left out, the rest stays. */
export function readWorkstationPrinting(kept: unknown): WorkstationPrinting {
  const { kinds, nudges } = (typeof kept === "object" && kept !== null ? kept : {}) as Record<string, unknown>;
  return {
    kinds: Object.fromEntries(
      printKinds.flatMap((kind) => {
        const found = kindPrinting.safeParse(ownPart(kinds, kind));
        return found.success ? [[kind, found.data]] : [];
      }),
    ),
    nudges: Object.fromEntries(
      partsOf(nudges)
        .slice(0, mostPrinters)
        .flatMap(([printer, nudge]) => {
          const found = nudgeInput.safeParse(nudge);
          return found.success && systemName.safeParse(printer).success ? [[printer, found.data]] : [];
        }),
    ),
  };
}

/** More than these were never one desk's printers. */
const mostPrinters = 200;

/** The settings with one part changed. */
export function withChange(settings: WorkstationPrinting, change: PrintingChange): WorkstationPrinting {
  if ("kind" in change) return { ...settings, kinds: { ...settings.kinds, [change.kind]: change.printing } };
  const { [change.printer]: _before, ...others } = settings.nudges;
  const isNone = change.nudge.rightMm === 0 && change.nudge.downMm === 0;
  return { ...settings, nudges: isNone ? others : { ...others, [change.printer]: change.nudge } };
}

function ownPart(object: unknown, name: string): unknown {
  return typeof object === "object" && object !== null && Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

function partsOf(object: unknown): [string, unknown][] {
  return typeof object === "object" && object !== null ? Object.entries(object) : [];
}
