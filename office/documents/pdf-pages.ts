/**
 * Reads the plain PDF files that our own compiler writes: an uncompressed object table, one object
 * after another. It is no general PDF reader and refuses to guess at files of other makers.
 */
import { invariant } from "#domain/invariant.ts";

/** A PDF's objects by number; `text` is Latin-1, so that one character is one byte. */
export type PdfObjects = {
  readonly root: number;
  readonly get: (number: number) => string;
};

/** Whether our own compiler wrote it: other makers' files are not taken apart here. */
export function isOwnPdf(pdf: Uint8Array): boolean {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  return text.includes("/Creator (Typst ") && text.includes("\nxref\n0 ");
}

export function readPdf(pdf: Uint8Array): PdfObjects {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text.slice(-200))?.[1] ?? "-1");
  const table = /^xref\s+0 (\d+)\s+/u.exec(text.slice(start, start + 40));
  invariant(start > 0 && table !== null, "a PDF of our own compiler with a plain object table");
  const count = Number(table[1]);
  const first = start + table[0].length;
  const offsets: number[] = [];
  for (let number = 0; number < count; number += 1) {
    offsets.push(Number(text.slice(first + number * 20, first + number * 20 + 10)));
  }
  const ends = new Map<number, number>();
  const inOrder = offsets.slice(1).toSorted((a, b) => a - b);
  inOrder.forEach((offset, index) => ends.set(offset, inOrder[index + 1] ?? start));
  const root = Number(/\/Root (\d+) 0 R/u.exec(text.slice(first + count * 20))?.[1] ?? "0");
  return {
    root,
    get(number) {
      const offset = offsets[number] ?? 0;
      const object = text.slice(offset, ends.get(offset));
      const head = `${number} 0 obj`;
      invariant(number > 0 && object.startsWith(head), `object ${number} is where the table says`);
      return object.slice(head.length, object.lastIndexOf("endobj")).trim();
    },
  };
}

/** The numbers of the page objects, first page first. */
export function pageObjects(pdf: PdfObjects): number[] {
  const pages = Number(/\/Pages (\d+) 0 R/u.exec(pdf.get(pdf.root))?.[1] ?? "0");
  const walk = (node: number): number[] => {
    const object = pdf.get(node);
    if (/\/Type \/Page\b(?!s)/u.test(object)) return [node];
    const kids = /\/Kids \[([^\]]*)\]/u.exec(object)?.[1] ?? "";
    return [...kids.matchAll(/(\d+) 0 R/gu)].flatMap((kid) => walk(Number(kid[1])));
  };
  return walk(pages);
}
