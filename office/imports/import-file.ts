/**
 * One file on its way into the practice (PPL-17..19), without threads: look at it, run it dry with a
 * mapping, and hand its rows out slice by slice. The rows are read anew each time, so that only the
 * bytes and what comparing needs stay in memory.
 */
import { type FileSettings, findEverything } from "#domain/imports/file-settings.ts";
import { importFieldLabels, type ImportField } from "#domain/imports/field.ts";
import {
  personOf,
  startDryRun,
  type Acquaintance,
  type DryRunChoices,
  type DryRunCounts,
  type DryRunOutcome,
} from "#domain/imports/dry-run.ts";
import type { ImportRow } from "#domain/imports/import-row.ts";
import { columnOf, mappingProblems, type ImportMapping } from "#domain/imports/mapping.ts";
import { rowReader, type ReadOptions, type ReadRow } from "#domain/imports/read-row.ts";
import { problemSentence, severityOf, type RowProblem } from "#domain/imports/row-problem.ts";
import { protectCell } from "#domain/imports/spreadsheet-text.ts";
import type { Address } from "#domain/people/address.ts";
import type { PersonRecord } from "#domain/people/duplicates.ts";
import { refuse } from "#domain/refusal.ts";
import { analyseSource, type FileAnalysis, type Progress } from "./analyse.ts";
import { openSource } from "./open-source.ts";
import type { RowSource } from "./row-source.ts";

export type DryRunOptions = ReadOptions & { readonly choices: DryRunChoices };

/** A row as the practice is asked about it: is it there already? */
export type AskedRow = {
  readonly row: number;
  readonly externalId: string;
  readonly person: PersonRecord;
};

/** What the practice answers; rows that are not in the answer are unknown to it. */
export type Answer = { readonly row: number; readonly acquaintance: Acquaintance };

export type Practice = {
  meet(rows: readonly AskedRow[]): Promise<readonly Answer[]>;
  /** Which of these guarantors are patients already. */
  guarantors(externalIds: readonly string[]): Promise<readonly string[]>;
};

/** A practice that knows nobody: a first import, and the dry run's own tests. */
export const emptyPractice: Practice = {
  meet: () => Promise.resolve([]),
  guarantors: () => Promise.resolve([]),
};

export type DryRunReport = {
  readonly counts: DryRunCounts;
  /** The first problems in the order of the file; all of them as CSV by `problemsCsv`. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
};

/** Whether work should go on; asked between batches, so that cancelling takes effect soon. */
export type KeepGoing = () => boolean;

const shownProblems = 200;
const askedAtOnce = 500;

export class ImportFile {
  readonly #bytes: Uint8Array;
  #settings: FileSettings = findEverything;
  #source: RowSource;
  #dryRun:
    | {
        readonly mapping: ImportMapping;
        readonly options: DryRunOptions;
        readonly outcome: DryRunOutcome;
      }
    | undefined;
  readonly #keepGoing: KeepGoing;

  /** Refuses files that cannot be read, see `openSource`. */
  constructor(bytes: Uint8Array, keepGoing: KeepGoing = () => true) {
    this.#bytes = bytes;
    this.#source = openSource(bytes, this.#settings);
    this.#keepGoing = keepGoing;
  }

  get columns(): readonly string[] {
    return this.#source.columns;
  }

  analyse(
    settings: FileSettings,
    columns: readonly (ImportField | null)[] | null,
    progress?: Progress,
  ): FileAnalysis {
    this.#dryRun = undefined;
    this.#settings = settings;
    this.#source = openSource(this.#bytes, settings);
    return analyseSource(this.#source, columns, (done, total) => {
      this.#goOn();
      progress?.(done, total);
    });
  }

  /** Refuses a mapping that cannot be used; bad rows are reported, not refused (F-18). */
  async dryRun(
    mapping: ImportMapping,
    options: DryRunOptions,
    practice: Practice = emptyPractice,
    progress: Progress = () => undefined,
  ): Promise<DryRunReport> {
    this.#dryRun = undefined;
    refuseUnusable(mapping, this.#source.columns.length);
    const run = startDryRun(options.today, options.choices);
    const found = new FirstProblems();
    let asked: AskedRow[] = [];
    let done = 0;
    const ask = async (): Promise<void> => {
      for (const { row, acquaintance } of await practice.meet(asked)) run.meet(row, acquaintance);
      asked = [];
    };
    for (const { line, read, externalId } of this.#read(mapping, options)) {
      const row = run.take(read, line, externalId);
      for (const problem of read.problems) found.add(problem);
      if (read.kind === "patient" || read.kind === "review") {
        asked.push({ row, externalId: read.patient.externalId, person: personOf(read.patient) });
      }
      done += 1;
      if (asked.length < askedAtOnce) continue;
      await ask();
      progress(done, 0);
    }
    await ask();
    const missing = run.missingGuarantors();
    const known = missing.length === 0 ? [] : await practice.guarantors(missing);
    const outcome = run.finish(new Set(known));
    this.#dryRun = { mapping, options, outcome };
    for (let row = 0; row < outcome.counts.rows; row += 1) {
      for (const problem of outcome.problemsOf(row)) found.add(problem);
    }
    return { counts: outcome.counts, problems: found.inOrder(), problemCount: found.count };
  }

  /** All rows that the dry run found to be imported, in the order of the file. */
  *rows(): Generator<ImportRow> {
    const { mapping, options, outcome } = this.#finished();
    const homes = this.#homesOfFamilies();
    let row = -1;
    for (const { read } of this.#read(mapping, options)) {
      row += 1;
      const verdict = outcome.verdictOf(row);
      if (
        (read.kind !== "patient" && read.kind !== "review") ||
        (verdict !== "new" && verdict !== "known")
      )
        continue;
      const household = outcome.householdOf(row);
      const payer = outcome.households[household]?.payer ?? -1;
      const isPayer = payer === row;
      yield {
        row,
        verdict,
        patient: read.patient,
        household,
        isPayer,
        home: isPayer ? read.patient.address : (homes.get(household) ?? null),
        knownPatientId: knownPatient(outcome, row),
        payerPatientId: knownPatient(outcome, payer),
        outsideGuarantor: outcome.outsideGuarantorOf(row) ?? null,
      };
    }
  }

  /** Payers' addresses, of households with dependents: a dependent may stand before the payer. */
  #homesOfFamilies(): ReadonlyMap<number, Address> {
    const { mapping, options, outcome } = this.#finished();
    const homes = new Map<number, Address>();
    if (outcome.households.every(({ members }) => members.length === 1)) return homes;
    let row = -1;
    for (const { read } of this.#read(mapping, options)) {
      row += 1;
      const household = outcome.householdOf(row);
      const { payer, members } = outcome.households[household] ?? { payer: -1, members: [] };
      if (payer !== row || members.length === 1 || outcome.verdictOf(row) !== "new") continue;
      if (read.kind === "patient" || read.kind === "review")
        homes.set(household, read.patient.address);
    }
    return homes;
  }

  /** Every problem of every row as CSV text with a header line, piece by piece (PPL-18, PPL-21). */
  *problemsCsv(): Generator<string> {
    yield `${["Line", "Column", "Column name", "Kind", "Code", "Value", "What to do"].join(",")}\r\n`;
    for (const problem of this.#problems()) {
      const column =
        problem.column === null ? "" : (this.#source.columns[problem.column - 1] ?? "");
      const field = problem.field === null ? "" : importFieldLabels[problem.field];
      yield `${[
        String(problem.line),
        problem.column === null ? "" : String(problem.column),
        csvText(column || field),
        severityOf(problem.code),
        problem.code,
        csvText(problem.value),
        csvText(problemSentence(problem)),
      ].join(",")}\r\n`;
    }
  }

  *#problems(): Generator<RowProblem> {
    const { mapping, options, outcome } = this.#finished();
    let row = -1;
    for (const { read } of this.#read(mapping, options)) {
      row += 1;
      yield* read.problems;
      yield* outcome.problemsOf(row);
    }
  }

  #finished() {
    const done = this.#dryRun;
    if (!done) throw new Error("Broken invariant: rows are handed out after a dry run");
    return done;
  }

  *#read(
    mapping: ImportMapping,
    options: ReadOptions,
  ): Generator<{ readonly line: number; readonly read: ReadRow; readonly externalId: string }> {
    const readOne = rowReader(mapping, options);
    const idColumn = columnOf(mapping, "externalId");
    for (const batch of this.#source.batches()) {
      this.#goOn();
      for (const { line, cells } of batch) {
        const read = cells === null ? unreadable(line) : readOne(cells, line);
        yield { line, read, externalId: (cells?.[idColumn] ?? "").trim() };
      }
    }
  }

  #goOn(): void {
    if (!this.#keepGoing()) refuse("import_stopped", {});
  }
}

function knownPatient(outcome: DryRunOutcome, row: number): number | null {
  const known = outcome.acquaintanceOf(row);
  return known?.kind === "known" ? known.patientId : null;
}

/** Counts all problems and keeps the first of each kind of finding: of rows, and among rows. */
class FirstProblems {
  readonly #kept: RowProblem[] = [];
  count = 0;

  add(problem: RowProblem): void {
    this.count += 1;
    if (this.#kept.length < shownProblems * 2) this.#kept.push(problem);
  }

  inOrder(): RowProblem[] {
    return this.#kept.toSorted((a, b) => a.line - b.line).slice(0, shownProblems);
  }
}

function unreadable(line: number): ReadRow {
  return {
    kind: "invalid",
    problems: [{ code: "record_not_readable", line, column: null, field: null, value: "" }],
  };
}

function refuseUnusable(mapping: ImportMapping, columns: number): void {
  if (mapping.columns.length !== columns) {
    refuse("import_mapping_does_not_fit", { columns, mapped: mapping.columns.length });
  }
  for (const { code, field } of mappingProblems(mapping)) {
    if (code === "field_twice") refuse("import_field_twice", { field: importFieldLabels[field] });
    if (code === "name_not_mapped") refuse("import_name_not_mapped", {});
    refuse("import_birth_date_not_mapped", {});
  }
}

function csvText(text: string): string {
  return `"${protectCell(text).replaceAll('"', '""')}"`;
}
