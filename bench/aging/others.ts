/**
 * A2: balances of a million postings by programs made for nothing else, ledger and hledger, where they are
 * installed. They read a journal of the same shape as the books of A1 and print the balance of each
 * account; who has neither is told so, and nothing is measured.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays, toDay } from "#domain/calendar.ts";

export type OtherFigures = { readonly program: string; readonly postings: number; readonly ms: number };

const programs = ["ledger", "hledger"] as const;
const firstDay = toDay("2023-11-23");
const sliceSize = 10_000;

/** One run each: they take seconds to minutes. */
export async function measureOthers(postings: number, tell: (words: string) => void): Promise<OtherFigures[]> {
  const installed = programs.filter((program) => spawnSync(program, ["--version"]).status === 0);
  for (const program of programs) {
    if (!installed.includes(program)) tell(`A2 is not measured against ${program}: it is not installed here.`);
  }
  if (installed.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), "perennial-bench-"));
  try {
    const file = join(folder, "books.journal");
    await writeJournal(file, postings / 2);
    return installed.map((program) => {
      tell(`Balances of ${postings.toLocaleString("en-US")} postings by ${program}…`);
      const from = performance.now();
      const printed = execFileSync(program, ["-f", file, "balance"], { encoding: "utf8", maxBuffer: 1 << 28 });
      const ms = performance.now() - from;
      if (!printed.includes("receivable")) throw new Error(`${program} did not read the journal`);
      return { program, postings, ms };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An invoice and its payment take turns, of a twentieth as many households; every fourteenth is paid by half. */
async function writeJournal(file: string, entries: number): Promise<void> {
  const out = createWriteStream(file);
  for (let first = 0; first < entries; first += sliceSize) {
    let text = "";
    for (let at = first; at < Math.min(entries, first + sliceSize); at += 1) {
      const invoice = at >> 1;
      const household = 1 + ((invoice * 7919) % Math.max(1, Math.floor(entries / 40)));
      const isHalf = at % 2 === 1 && invoice % 14 === 0;
      const amount = ((1000 + (invoice % 9000)) / (isHalf ? 200 : 100)).toFixed(2);
      const [debit, credit] =
        at % 2 === 0 ? [`receivable:${household}`, "revenue"] : ["drawer", `receivable:${household}`];
      text += `${addDays(firstDay, invoice % 1095)} entry ${at}\n    ${debit}  ${amount}\n    ${credit}  -${amount}\n\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
