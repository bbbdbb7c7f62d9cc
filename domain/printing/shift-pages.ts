/**
 * Moves what is printed on the sheet by the printer's own correction (DOC-3), in the finished PDF: the
 * archived copy stays as it is, and the same copy prints right on every printer. Moving the page's
 * box the other way moves its content; the change is appended, as PDF allows, so nothing is rewritten.
 */
import type { Nudge } from "../statements/nudge.ts";

const pointsInMm = 72 / 25.4;
const boxNames = ["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"];

/**
 * The same file with every page moved right and down. Null when it cannot be taken apart: only the plain
 * object table that our own documents have is read, nothing is guessed at.
 */
export function shiftPages(pdf: Uint8Array<ArrayBuffer>, { rightMm, downMm }: Nudge): Uint8Array<ArrayBuffer> | null {
  if (rightMm === 0 && downMm === 0) return pdf;
  const file = latin1(pdf);
  const table = readTable(file);
  if (table === null) return null;
  const right = rightMm * pointsInMm;
  const down = downMm * pointsInMm;
  const moved: { number: number; body: string }[] = [];
  for (const { number, offset } of table.objects) {
    const body = pageBody(file, number, offset);
    if (body === null) continue;
    const shifted = moveBoxes(body, right, down);
    if (shifted === null) return null;
    moved.push({ number, body: shifted });
  }
  return moved.length === 0 ? null : append(pdf, file, table, moved);
}

type Table = {
  readonly start: number;
  readonly size: number;
  readonly root: string;
  /** `/Info` and `/ID` as they stand, to be said again. */
  readonly rest: string;
  readonly objects: readonly { readonly number: number; readonly offset: number }[];
};

function readTable(file: string): Table | null {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file.slice(-200))?.[1] ?? "-1");
  const head = /^xref\s+0 (\d+)\s+/u.exec(file.slice(Math.max(0, start), start + 40));
  if (start <= 0 || head === null) return null;
  const count = Number(head[1]);
  const first = start + head[0].length;
  const trailer = file.slice(first + count * 20);
  const root = /\/Root (\d+ \d+ R)/u.exec(trailer)?.[1];
  // A file that was changed before has more tables than this one.
  if (root === undefined || trailer.includes("/Prev") || trailer.includes("/Encrypt")) return null;
  const rest = [/\/Info \d+ \d+ R/u, /\/ID \[[^\]]*\]/u].map((part) => part.exec(trailer)?.[0] ?? "").join(" ");
  const objects: { number: number; offset: number }[] = [];
  for (let number = 1; number < count; number += 1) {
    const entry = file.slice(first + number * 20, first + number * 20 + 20);
    if (entry[17] === "n") objects.push({ number, offset: Number(entry.slice(0, 10)) });
  }
  return { start, size: count, root, rest, objects };
}

/** What stands between `obj` and `endobj` of a page; null for everything else. */
function pageBody(file: string, number: number, offset: number): string | null {
  const head = `${number} 0 obj`;
  if (!file.startsWith(head, offset)) return null;
  const end = file.indexOf("endobj", offset);
  const body = file.slice(offset + head.length, end);
  return end !== -1 && /\/Type \/Page\b(?!s)/u.test(body) && !body.includes("stream\n") ? body.trim() : null;
}

/** Null where the page has no box of its own. */
function moveBoxes(body: string, right: number, down: number): string | null {
  let found = false;
  const moved = body.replace(/\/(\w+Box) \[([^\]]*)\]/gu, (whole, name: string, list: string) => {
    const sides = list.trim().split(/\s+/u).map(Number);
    if (!boxNames.includes(name) || sides.length !== 4 || sides.some((side) => !Number.isFinite(side))) return whole;
    if (name === "MediaBox") found = true;
    const [left = 0, bottom = 0, far = 0, top = 0] = sides;
    return `/${name} [${[left - right, bottom + down, far - right, top + down].map(points).join(" ")}]`;
  });
  return found ? moved : null;
}

/** Four decimals of a point are far below what a printer can place. */
function points(value: number): string {
  return String(Number(value.toFixed(4)) + 0);
}

function append(pdf: Uint8Array, file: string, table: Table, moved: readonly { number: number; body: string }[]): Uint8Array<ArrayBuffer> {
  let added = file.endsWith("\n") ? "" : "\n";
  const places: { number: number; offset: number }[] = [];
  for (const { number, body } of moved) {
    places.push({ number, offset: pdf.length + added.length });
    added += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const newTable = pdf.length + added.length;
  const rows = places.map(({ number, offset }) => `${number} 1\n${String(offset).padStart(10, "0")} 00000 n\r\n`).join("");
  added += `xref\n${rows}trailer\n<<\n  /Size ${table.size}\n  /Root ${table.root}\n  ${table.rest}\n  /Prev ${table.start}\n>>\nstartxref\n${newTable}\n%%EOF\n`;
  const result = new Uint8Array(pdf.length + added.length);
  result.set(pdf);
  for (let at = 0; at < added.length; at += 1) result[pdf.length + at] = added.charCodeAt(at);
  return result;
}

/** One character for one byte. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join("");
}

/** Width and height of the first page in millimetres; null where the file does not say it plainly. */
export function firstPageMm(pdf: Uint8Array): { readonly widthMm: number; readonly heightMm: number } | null {
  const box = /\/MediaBox \[([^\]]*)\]/u.exec(latin1(pdf))?.[1]?.trim().split(/\s+/u).map(Number);
  const [left = 0, bottom = 0, right = 0, top = 0] = box ?? [];
  const isBox = box?.length === 4 && box.every(Number.isFinite) && right > left && top > bottom;
  return isBox ? { widthMm: (right - left) / pointsInMm, heightMm: (top - bottom) / pointsInMm } : null;
}
