/**
 * Joins the parts of a print run into one file (DOC-5). A run is compiled in parts so that it can
 * show progress, be cancelled and stay small in memory; the printer gets one document. Joined files
 * are for paper: they carry no tags (DOC-2 asks them only of single documents).
 */
import { createHash } from "node:crypto";
import { pageObjects, readPdf } from "./pdf-pages.ts";

export type JoinedFacts = {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** `YYYY-MM-DD`: the run's own day, so that equal runs make equal files. */
  readonly datedOn: string;
};

/** Joins PDFs made by our compiler, pages in the order given. */
export function joinPdfs(
  parts: readonly Uint8Array[],
  facts: JoinedFacts,
): Uint8Array<ArrayBuffer> {
  const bodies: string[] = [];
  const pages: number[] = [];
  // 1 catalogue, 2 page tree, 3 information; copied objects follow.
  const firstCopied = 4;

  for (const part of parts) {
    const pdf = readPdf(part);
    const numbers = new Map<number, number>();
    const waiting: number[] = [];
    const renumber = (old: number): number => {
      const known = numbers.get(old);
      if (known !== undefined) return known;
      const fresh = firstCopied + bodies.length;
      numbers.set(old, fresh);
      bodies.push("");
      waiting.push(old);
      return fresh;
    };
    const copy = (old: number) => {
      const object = pdf.get(old);
      const stream = object.indexOf(">>\nstream\n");
      const dictionary = stream === -1 ? object : object.slice(0, stream + 2);
      const rest = stream === -1 ? "" : object.slice(stream + 2);
      const own = /\/Type \/Page\b(?!s)/u.test(dictionary) ? asPage(dictionary) : dictionary;
      const body = own.replace(/\b(\d+) 0 R\b/gu, (reference, number: string) =>
        reference === treeReference ? treeReference : `${renumber(Number(number))} 0 R`,
      );
      bodies[(numbers.get(old) ?? firstCopied) - firstCopied] =
        body.replaceAll(treeReference, "2 0 R") + rest;
    };
    for (const page of pageObjects(pdf)) pages.push(renumber(page));
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) copy(next);
  }

  const date = `(D:${facts.datedOn.replaceAll("-", "")}000000Z)`;
  const objects = [
    `<<\n  /Type /Catalog\n  /Pages 2 0 R\n  /Lang ${textString(facts.language)}\n  /ViewerPreferences << /DisplayDocTitle true >>\n>>`,
    `<<\n  /Type /Pages\n  /Count ${pages.length}\n  /Kids [${pages.map((page) => `${page} 0 R`).join(" ")}]\n>>`,
    `<<\n  /Title ${textString(facts.title)}\n  /Author ${textString(facts.author)}\n  /CreationDate ${date}\n  /ModDate ${date}\n>>`,
    ...bodies,
  ];
  return write(objects);
}

/** Stands for the new page tree until all other references have new numbers. */
const treeReference = "999999999 0 R";

/** A page of the joined file hangs on the new tree and knows no tags. */
function asPage(dictionary: string): string {
  return dictionary
    .replace(/\/Parent \d+ 0 R/u, `/Parent ${treeReference}`)
    .replace(/\s*\/StructParents \d+/u, "")
    .replace(/\s*\/Tabs \/\w+/u, "");
}

function textString(text: string): string {
  const utf16 = Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
  return `<${utf16.toString("hex").toUpperCase()}>`;
}

function write(objects: readonly string[]): Uint8Array<ArrayBuffer> {
  const chunks: Buffer[] = [Buffer.from("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "latin1")];
  let at = chunks[0]?.length ?? 0;
  const offsets: number[] = [];
  objects.forEach((body, index) => {
    offsets.push(at);
    const chunk = Buffer.from(`${index + 1} 0 obj\n${body}\nendobj\n`, "latin1");
    at += chunk.length;
    chunks.push(chunk);
  });
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  const id = hash.digest("hex").slice(0, 32).toUpperCase();
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n\r\n`).join("");
  chunks.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f\r\n${table}trailer\n<<\n  /Size ${objects.length + 1}\n  /Root 1 0 R\n  /Info 3 0 R\n  /ID [<${id}> <${id}>]\n>>\nstartxref\n${at}\n%%EOF\n`,
      "latin1",
    ),
  );
  return new Uint8Array(Buffer.concat(chunks));
}
