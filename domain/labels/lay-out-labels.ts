/**
 * Addresses on sheets of labels (DOC-1): in the order given, from the first free label on. An address
 * shrinks from 10 to 8 pt where it must; one that does not fit even then takes no label and is said.
 */
import type { Recipient } from "../statements/document-data.ts";
import { addressBlock, recipientLines, type AddressBlock } from "../statements/address-block.ts";
import type { Rect } from "../statements/envelope.ts";
import { refuse } from "../refusal.ts";
import { labelsOn, type LabelSheet } from "./label-sheets.ts";

/** Text keeps this from every edge of its label, so that a sheet fed a little off still prints well. */
export const labelMarginMm = { acrossMm: 3, downMm: 2 };
const usualPt = 10;

export type LabelsLayout = {
  /** One list a sheet; free labels before the first have no entry. */
  readonly sheets: readonly (readonly AddressBlock[])[];
  /** Indexes of addresses that stand in smaller type. */
  readonly shrunk: readonly number[];
  /** Indexes of addresses that fit no label of this sheet, with what is in the way. */
  readonly tooLong: readonly { readonly index: number; readonly why: NonNullable<AddressBlock["tooLong"]> }[];
};

/** The label at a place of the sheet, counted from 0 along the rows. */
export function labelAt(sheet: LabelSheet, place: number): Rect {
  const column = place % sheet.columns;
  const row = Math.floor(place / sheet.columns);
  return {
    xMm: sheet.leftMm + column * sheet.stepXMm,
    yMm: sheet.topMm + row * sheet.stepYMm,
    widthMm: sheet.widthMm,
    heightMm: sheet.heightMm,
  };
}

/** `startAt` is the first free label of the first sheet, counted from 1. Refuses `label_start_not_there`. */
export function layOutLabels(sheet: LabelSheet, startAt: number, addresses: readonly Recipient[]): LabelsLayout {
  const most = labelsOn(sheet);
  if (!Number.isInteger(startAt) || startAt < 1 || startAt > most) refuse("label_start_not_there", { startAt, most });
  const sheets: AddressBlock[][] = [];
  const shrunk: number[] = [];
  const tooLong: { index: number; why: NonNullable<AddressBlock["tooLong"]> }[] = [];
  let next = startAt - 1;
  for (const [index, address] of addresses.entries()) {
    const block = addressBlock(insideOf(labelAt(sheet, next % most)), recipientLines(address));
    if (block.tooLong !== null) {
      tooLong.push({ index, why: block.tooLong });
      continue;
    }
    if (block.fontPt < usualPt) shrunk.push(index);
    const page = Math.floor(next / most);
    (sheets[page] ??= []).push(block);
    next += 1;
  }
  return { sheets, shrunk, tooLong };
}

function insideOf({ xMm, yMm, widthMm, heightMm }: Rect): Rect {
  const { acrossMm, downMm } = labelMarginMm;
  return { xMm: xMm + acrossMm, yMm: yMm + downMm, widthMm: widthMm - 2 * acrossMm, heightMm: heightMm - 2 * downMm };
}

/** How many sheets so many labels need. */
export function sheetsFor(sheet: LabelSheet, startAt: number, labels: number): number {
  return labels === 0 ? 0 : Math.ceil((startAt - 1 + labels) / labelsOn(sheet));
}

/** The addresses cut where sheets end, so many sheets a part: a long run is made part by part. */
export function inSheets<T>(sheet: LabelSheet, startAt: number, items: readonly T[], sheetsInPart: number): { readonly startAt: number; readonly items: readonly T[] }[] {
  const first = labelsOn(sheet) * sheetsInPart - (startAt - 1);
  if (items.length <= first) return items.length === 0 ? [] : [{ startAt, items }];
  return [{ startAt, items: items.slice(0, first) }, ...inWhole(items.slice(first), labelsOn(sheet) * sheetsInPart)];
}

function inWhole<T>(items: readonly T[], each: number): { readonly startAt: number; readonly items: readonly T[] }[] {
  return Array.from({ length: Math.ceil(items.length / each) }, (_, at) => ({ startAt: 1, items: items.slice(at * each, (at + 1) * each) }));
}
