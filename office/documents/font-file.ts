/**
 * Reads from a font file only what decides whether we may and should use it: which characters it
 * has, its weight and slant, and whether its maker forbids embedding. A few small reads a file, so
 * that hundreds of system fonts can be asked without loading them (DOC-2).
 */
import { closeSync, openSync, readSync } from "node:fs";

/** One face of a font file; collections hold several. */
export type FontFace = {
  readonly file: string;
  readonly weight: number;
  readonly italic: boolean;
  readonly mayEmbed: boolean;
  /** Sorted, non-overlapping ranges of code points, ends included. */
  readonly ranges: readonly (readonly [first: number, last: number])[];
};

const mostFaces = 64;
const mostTables = 128;
const mostTableBytes = 4_000_000;

/** The faces of a font file; an empty list for anything unreadable or unlike a font. */
export function readFontFaces(file: string): FontFace[] {
  const handle = openSync(file, "r");
  try {
    const head = readAt(handle, 0, 12);
    const offsets =
      head.toString("latin1", 0, 4) === "ttcf" ? collectionOffsets(handle, head) : [0];
    return offsets.flatMap((offset) => readFace(handle, file, offset));
  } catch (error) {
    // A damaged font on somebody's computer is not our news: it just is not used.
    if (error instanceof RangeError) return [];
    throw error;
  } finally {
    closeSync(handle);
  }
}

export function faceHas(face: FontFace, codePoint: number): boolean {
  let low = 0;
  let high = face.ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = face.ranges[middle];
    if (range === undefined) return false;
    if (codePoint < range[0]) high = middle - 1;
    else if (codePoint > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

function collectionOffsets(handle: number, head: Buffer): number[] {
  const count = Math.min(head.readUInt32BE(8), mostFaces);
  const table = readAt(handle, 12, count * 4);
  return Array.from({ length: count }, (_, index) => table.readUInt32BE(index * 4));
}

function readFace(handle: number, file: string, offset: number): FontFace[] {
  const head = readAt(handle, offset, 12);
  const version = head.readUInt32BE(0);
  if (version !== 0x00010000 && version !== 0x4f54544f && version !== 0x74727565) return [];
  const count = Math.min(head.readUInt16BE(4), mostTables);
  const directory = readAt(handle, offset + 12, count * 16);
  const tables = new Map<string, { offset: number; length: number }>();
  for (let at = 0; at < directory.length; at += 16) {
    tables.set(directory.toString("latin1", at, at + 4), {
      offset: directory.readUInt32BE(at + 8),
      length: Math.min(directory.readUInt32BE(at + 12), mostTableBytes),
    });
  }
  const cmap = tables.get("cmap");
  const os2 = tables.get("OS/2");
  if (cmap === undefined || os2 === undefined) return [];
  const style = readAt(handle, os2.offset, Math.min(os2.length, 64));
  const embedding = style.readUInt16BE(8);
  return [
    {
      file,
      weight: style.readUInt16BE(4),
      italic: (style.readUInt16BE(62) & 1) === 1,
      // Bit 1: no embedding without the maker's leave; bit 9: bitmaps only.
      mayEmbed: (embedding & 0x0202) === 0,
      ranges: characterRanges(readAt(handle, cmap.offset, cmap.length)),
    },
  ];
}

/** The Unicode ranges of the widest sub-table we understand: format 12, else format 4. */
function characterRanges(cmap: Buffer): [number, number][] {
  const count = Math.min(cmap.readUInt16BE(2), mostTables);
  let found: { format: number; offset: number } | null = null;
  for (let index = 0; index < count; index += 1) {
    const at = 4 + index * 8;
    const platform = cmap.readUInt16BE(at);
    const encoding = cmap.readUInt16BE(at + 2);
    const isUnicode =
      platform === 0 ? encoding !== 5 : platform === 3 && (encoding === 1 || encoding === 10);
    if (!isUnicode) continue;
    const offset = cmap.readUInt32BE(at + 4);
    const format = cmap.readUInt16BE(offset);
    if (format === 12 || (format === 4 && found?.format !== 12)) found = { format, offset };
  }
  if (found === null) return [];
  return found.format === 12 ? groupRanges(cmap, found.offset) : segmentRanges(cmap, found.offset);
}

function groupRanges(cmap: Buffer, offset: number): [number, number][] {
  const count = cmap.readUInt32BE(offset + 12);
  const ranges: [number, number][] = [];
  for (let index = 0; index < count; index += 1) {
    const at = offset + 16 + index * 12;
    addRange(ranges, cmap.readUInt32BE(at), cmap.readUInt32BE(at + 4));
  }
  return ranges;
}

function segmentRanges(cmap: Buffer, offset: number): [number, number][] {
  const double = cmap.readUInt16BE(offset + 6);
  const ends = offset + 14;
  const starts = ends + double + 2;
  const deltas = starts + double;
  const rangeOffsets = deltas + double;
  const ranges: [number, number][] = [];
  for (let at = 0; at < double; at += 2) {
    const first = cmap.readUInt16BE(starts + at);
    const last = cmap.readUInt16BE(ends + at);
    if (first === 0xffff || first > last) continue;
    const rangeOffset = cmap.readUInt16BE(rangeOffsets + at);
    if (rangeOffset === 0) {
      addRange(ranges, first, last);
      continue;
    }
    for (let code = first; code <= last; code += 1) {
      const glyph = cmap.readUInt16BE(rangeOffsets + at + rangeOffset + (code - first) * 2);
      if (glyph !== 0) addRange(ranges, code, code);
    }
  }
  return ranges;
}

function addRange(ranges: [number, number][], first: number, last: number): void {
  const before = ranges.at(-1);
  if (before !== undefined && before[1] + 1 === first) before[1] = last;
  else ranges.push([first, last]);
}

/** Reads exactly `length` bytes; a shorter file is a RangeError like any read beyond a buffer. */
function readAt(handle: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  const read = readSync(handle, buffer, 0, length, position);
  if (read < length) throw new RangeError("the font file ends early");
  return buffer;
}
