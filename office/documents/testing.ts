/** Reads PDFs back with poppler and qpdf, other people's programs, so that our own cannot agree with itself. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Rect } from "#domain/statements/envelope.ts";

/** Why tests of printed pages cannot run here; empty when they can. */
export const pdfToolsMissing = ["pdftotext", "pdffonts", "pdfinfo", "pdftoppm", "qpdf"]
  .filter((tool) => spawnSync(tool, ["--version"], { stdio: "ignore" }).error !== undefined)
  .map((tool) => `${tool} is not installed`)
  .join(", ");

export type PrintedWord = {
  readonly page: number;
  readonly text: string;
  readonly leftMm: number;
  readonly topMm: number;
  readonly rightMm: number;
  readonly bottomMm: number;
};

const mmPerPt = 25.4 / 72;

/** The text in the order in which it was printed, cell by cell. */
export function printedText(pdf: Uint8Array, ...options: readonly string[]): string {
  return withFile(pdf, (file) =>
    execFileSync("pdftotext", ["-raw", ...options, file, "-"], { maxBuffer: 200_000_000 }).toString(
      "utf8",
    ),
  );
}

/** Words with their boxes on the sheet. */
export function printedWords(pdf: Uint8Array): PrintedWord[] {
  const html = withFile(pdf, (file) =>
    execFileSync("pdftotext", ["-bbox", file, "-"], { maxBuffer: 200_000_000 }).toString("utf8"),
  );
  const words: PrintedWord[] = [];
  let page = 0;
  for (const line of html.split("\n")) {
    if (line.includes("<page ")) page += 1;
    const word =
      /<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*)<\/word>/u.exec(line);
    if (word === null) continue;
    const [left, top, right, bottom] = word.slice(1, 5).map((points) => Number(points) * mmPerPt);
    words.push({
      page,
      text: unescape(word[5] ?? ""),
      leftMm: left ?? 0,
      topMm: top ?? 0,
      rightMm: right ?? 0,
      bottomMm: bottom ?? 0,
    });
  }
  return words;
}

/** How many dots of an area of the first page are not white, at 100 dots an inch. */
export function inkIn(pdf: Uint8Array, area: Rect): number {
  const dots = (mm: number) => String(Math.round((mm * 100) / 25.4));
  const picture = withFile(pdf, (file) =>
    execFileSync("pdftoppm", [
      ...["-gray", "-r", "100", "-f", "1", "-l", "1", "-x", dots(area.xMm), "-y", dots(area.yMm)],
      ...["-W", dots(area.widthMm), "-H", dots(area.heightMm), file],
    ]),
  );
  const header = /^P5\s+\d+\s+\d+\s+255\s/u.exec(picture.toString("latin1", 0, 40))?.[0] ?? "";
  return picture.subarray(header.length).reduce((sum, dot) => sum + (dot < 250 ? 1 : 0), 0);
}

/** qpdf's verdict; throws when it finds anything wrong. */
export function checkPdf(pdf: Uint8Array): string {
  return withFile(pdf, (file) => execFileSync("qpdf", ["--check", file]).toString("utf8"));
}

export function pdfInfo(pdf: Uint8Array): ReadonlyMap<string, string> {
  const lines = withFile(pdf, (file) =>
    execFileSync("pdfinfo", [file], { stdio: "pipe" }).toString("utf8"),
  );
  return new Map(
    lines.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

export function pdfFonts(
  pdf: Uint8Array,
): { readonly name: string; readonly isEmbedded: boolean }[] {
  const lines = withFile(pdf, (file) =>
    execFileSync("pdffonts", [file], { stdio: "pipe" }).toString("utf8"),
  );
  return lines
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => ({
      name: line.slice(0, 36).trim(),
      isEmbedded: /\b(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/u.exec(line)?.[1] === "yes",
    }));
}

/** Text without blanks and inserted break points, for comparing what was typed with what was printed. */
export function bare(text: string): string {
  return text.normalize("NFC").replace(/[\s\u200B]+/gu, "");
}

function withFile<T>(pdf: Uint8Array, use: (file: string) => T): T {
  const dir = mkdtempSync(path.join(tmpdir(), "printed-"));
  try {
    const file = path.join(dir, "document.pdf");
    writeFileSync(file, pdf);
    return use(file);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
