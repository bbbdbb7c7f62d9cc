/**
 * Letters with what lies behind them in the envelope (DOC-12): the agreements of who joined follow their
 * letter in the print run, so that nobody has to collate.
 */
import { openDocumentStore } from "#db/document-store.ts";
import type { NoticeData } from "#domain/statements/document-data.ts";
import { documentLanguage } from "#domain/statements/document-words.ts";
import { refuse } from "#domain/refusal.ts";
import type { MadeLetter } from "#services/dunning/print-notices.ts";
import { readPdf, pageObjects } from "../documents/pdf-pages.ts";
import type { RenderedDocument } from "../documents/renderer.ts";
import type { OfficeCore } from "../office-core.ts";

type Enclosures = MadeLetter["enclosures"];

/** Refuses `document_not_readable` where an agreement's file is gone. */
export async function renderLettersWithEnclosures(
  office: OfficeCore,
  letters: readonly MadeLetter[],
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<RenderedDocument> {
  const [first] = letters;
  const runs = runsOf(letters);
  const parts: Uint8Array[] = [];
  const missing = new Set<string>();
  let [pages, done] = [0, 0];
  for (const run of runs) {
    const before = done;
    const made = await office.documents().renderLetters(
      run.map(({ data }) => data),
      (progress) => onProgress(before + progress.done),
      signal,
    );
    const enclosed = (run.at(-1)?.enclosures ?? []).map(({ sha256 }) => fileOf(office, sha256));
    if (letters.length === run.length && enclosed.length === 0) return made;
    parts.push(made.pdf, ...enclosed);
    pages += made.pages + enclosed.reduce((sum, pdf) => sum + pageObjects(readPdf(pdf)).length, 0);
    for (const character of made.missing) missing.add(character);
    done += run.length;
  }
  const pdf = await office.documents().join(parts, factsOf(first?.data, `${letters.length} letters`), signal);
  return { pdf, pages, missing: [...missing] };
}

/** A letter and the papers behind it as one file to look at. Refuses `document_not_readable`. */
export async function withEnclosures(
  office: OfficeCore,
  pdf: Uint8Array,
  letter: NoticeData,
  enclosures: Enclosures,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (enclosures.length === 0) return pdf;
  return office.documents().join([pdf, ...enclosures.map(({ sha256 }) => fileOf(office, sha256))], factsOf(letter, letter.subject), signal);
}

/** Letters up to one with papers behind it, which ends its run. */
function runsOf(letters: readonly MadeLetter[]): MadeLetter[][] {
  const runs: MadeLetter[][] = [[]];
  for (const letter of letters) {
    runs.at(-1)?.push(letter);
    if (letter.enclosures.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

function factsOf(data: NoticeData | undefined, title: string) {
  return { title, author: data?.letterhead.name ?? "", language: documentLanguage(data?.setup.locale ?? "en-US"), datedOn: data?.datedOn ?? "2000-01-01" };
}

function fileOf(office: OfficeCore, sha256: string): Uint8Array {
  const { folder, key } = office.requirePractice();
  return openDocumentStore(folder.documents, key).get(sha256) ?? refuse("document_not_readable", {});
}
