/**
 * P1, statements as one file: 200 and then 1,000 households of one page each, made by the office's own
 * renderer in its thread. The file is looked at first: a page for every household, in the order given,
 * and nothing left out. Told are the time, how the work of a page grows with the pages (in processor time,
 * the two sizes in turn, so that a busy machine changes it least), how much memory the run added at a
 * quarter and at the end, and how long the office's own thread was ever kept from answering.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sampleStatement } from "#domain/statements/testing.ts";
import { pageObjects, readPdf } from "#office/documents/pdf-pages.ts";
import { openDocumentRenderer, type DocumentRenderer } from "#office/documents/renderer.ts";
import { isNoisy, spreadOf, type Spread } from "../percentiles.ts";

export type StatementRun = {
  readonly statements: number;
  readonly seconds: Spread;
  /** Of all threads together. */
  readonly processorSeconds: Spread;
  readonly megabytes: number;
  /** What the process held beyond what it held before, when a quarter was made and when all was. */
  readonly addedMbAtQuarter: number;
  readonly addedMbAtEnd: number;
  /** The longest time in which nothing else could be answered. */
  readonly blockedMs: number;
};

export type StatementFigures = {
  readonly small: StatementRun;
  readonly large: StatementRun;
  /** Processor seconds a page of the large run against the small one: 1 is linear. */
  readonly perPageRatio: number;
  /** The small runs differ too much among themselves to tell anything. */
  readonly isNoisy: boolean;
};

const sizes = { quick: { small: 40, large: 200 }, full: { small: 200, large: 1_000 } } as const;

export async function measureStatements(full: boolean, tell: (words: string) => void, repeats = 2): Promise<StatementFigures> {
  const { small, large } = full ? sizes.full : sizes.quick;
  const renderer = openDocumentRenderer();
  try {
    tell("Warming the document thread…");
    await renderer.renderBatch([household(0)]);
    const turns: { readonly small: Turn; readonly large: Turn }[] = [];
    for (let turn = 1; turn <= repeats; turn += 1) {
      tell(`Making ${small} and ${large.toLocaleString("en-US")} statements as one file each, ${turn} of ${repeats}…`);
      turns.push({ small: await measureTurn(renderer, small), large: await measureTurn(renderer, large) });
    }
    const first = runOf(small, turns.map((turn) => turn.small));
    const second = runOf(large, turns.map((turn) => turn.large));
    const perPage = (run: StatementRun): number => run.processorSeconds.median / run.statements;
    return { small: first, large: second, perPageRatio: perPage(second) / perPage(first), isNoisy: isNoisy(first.seconds) };
  } finally {
    await renderer.close();
  }
}

const household = (index: number) => sampleStatement({ householdNumber: String(1000 + index) });
const megabytesNow = (): number => process.memoryUsage().rss / 1_000_000;

type Turn = Omit<StatementRun, "statements" | "seconds" | "processorSeconds"> & { readonly seconds: number; readonly processorSeconds: number };

async function measureTurn(renderer: DocumentRenderer, count: number): Promise<Turn> {
  const statements = Array.from({ length: count }, (_, index) => household(index));
  const before = megabytesNow();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const busy = process.cpuUsage();
  const started = performance.now();
  let atQuarter = before;
  const run = await renderer.renderBatch(statements, ({ done }) => {
    if (done <= count / 4) atQuarter = megabytesNow();
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(busy);
  delay.disable();
  requireWhole(run, count);
  return {
    seconds,
    processorSeconds: (user + system) / 1e6,
    megabytes: run.pdf.length / 1e6,
    addedMbAtQuarter: atQuarter - before,
    addedMbAtEnd: megabytesNow() - before,
    blockedMs: delay.max / 1e6,
  };
}

function runOf(statements: number, turns: readonly Turn[]): StatementRun {
  const most = (of: (turn: Turn) => number): number => Math.max(...turns.map(of));
  return {
    statements,
    seconds: spreadOf(turns.map((turn) => turn.seconds)),
    processorSeconds: spreadOf(turns.map((turn) => turn.processorSeconds)),
    megabytes: most((turn) => turn.megabytes),
    addedMbAtQuarter: most((turn) => turn.addedMbAtQuarter),
    addedMbAtEnd: most((turn) => turn.addedMbAtEnd),
    blockedMs: most((turn) => turn.blockedMs),
  };
}

/** A figure of a file that lacks somebody would be worth nothing. */
function requireWhole(run: Awaited<ReturnType<DocumentRenderer["renderBatch"]>>, count: number): void {
  const inOrder = run.firstPages.length === count && run.firstPages.every((page, index) => page === index + 1);
  if (run.pages !== count || !inOrder || run.missing.length > 0) throw new Error(`${count} statements made ${run.pages} pages`);
  const kept = pageObjects(readPdf(run.pdf)).length;
  if (kept !== count) throw new Error(`The file has ${kept} pages for ${count} statements`);
}
