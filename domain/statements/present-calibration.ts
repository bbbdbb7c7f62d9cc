/**
 * The test sheet (DOC-3): rulers to read how far the printer is off, the folds, and the windows as
 * they show through, so that the office can set the nudge by eye and check it with one envelope.
 */
import type { CalibrationData } from "./document-data.ts";
import { documentWords } from "./document-words.ts";
import { envelopePresets, layOutWindows } from "./envelope.ts";
import type { Fold, Rect } from "./envelope.ts";
import { nudgeStepMm } from "./nudge.ts";
import { presentLetter } from "./present-letter.ts";
import type { LetterPrint } from "./present-letter.ts";

export type CalibrationPrint = {
  readonly letter: LetterPrint;
  readonly fold: Fold;
  /** The address box and, for double windows, the sender's. */
  readonly boxes: readonly Rect[];
  /** What some position of the insert shows. */
  readonly seen: readonly Rect[];
  readonly foldLabel: string;
  readonly perforationLabel: string;
  readonly windowLabel: string;
  readonly boxLabel: string;
  readonly steps: readonly string[];
};

export function presentCalibration(data: CalibrationData): CalibrationPrint {
  const { setup } = data;
  const words = documentWords(setup.locale);
  const windows = layOutWindows(setup.envelope, setup.paper, setup.addressWindow);
  const preset = envelopePresets[setup.envelope];
  const nudge = `${signed(setup.nudge.rightMm)} / ${signed(setup.nudge.downMm)} mm`;
  return {
    letter: presentLetter({
      kind: "calibration",
      setup,
      letterhead: data.letterhead,
      recipient: words.sampleRecipient,
      datedOn: data.madeOn,
      heading: words.calibration,
      reference: preset.label,
      facts: [
        { label: words.envelope, value: preset.label },
        ...(data.printerName === "" ? [] : [{ label: words.printer, value: data.printerName }]),
        { label: words.nudgeInUse, value: nudge },
      ],
    }),
    fold: windows.fold,
    boxes: [windows.addressBox, ...(windows.senderBox === null ? [] : [windows.senderBox])],
    seen: windows.seen,
    foldLabel: words.foldHere,
    perforationLabel: words.perforationHere,
    windowLabel: words.windowShows,
    boxLabel: words.addressKeepsTo,
    steps: words.calibrationSteps.map((step) => step.replace("{step}", String(nudgeStepMm))),
  };
}

function signed(mm: number): string {
  return mm === 0 ? "0" : `${mm > 0 ? "+" : "\u2212"}${Math.abs(mm)}`;
}
