/**
 * One import on its way through the screen: file, columns, check, import, done (PPL-17..19). It
 * lives beside the screens, so that leaving the screen stops nothing (UI-7), and it never throws:
 * what went wrong stands in `failure`.
 */
import type { OfficeClient } from "#contract/client.ts";
import { partBytes, type DryRunCountsView, type FileAnalysisView } from "#contract/imports.ts";
import type { ImportBatchId } from "#domain/identity.ts";
import { dateFields, type ImportField } from "#domain/imports/field.ts";
import { findEverything, type FileSettings } from "#domain/imports/file-settings.ts";
import {
  applySavedMapping,
  type ImportMapping,
  type SavedMapping,
} from "#domain/imports/mapping.ts";
import type { RowProblem } from "#domain/imports/row-problem.ts";
import { failureOf } from "../../app/client/failures.ts";
import type { Failure } from "../../kit/failure.ts";

export type ImportStep = "file" | "columns" | "check" | "importing" | "done";

export type Progress = { readonly done: number; readonly total: number };

export type CheckReport = {
  readonly counts: DryRunCountsView;
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
};

export type ImportDone = {
  readonly batchId: ImportBatchId;
  readonly patients: number;
  readonly households: number;
  readonly updated: number;
};

export type ImportChoices = { readonly importReview: boolean; readonly importDuplicates: boolean };

export type ImportState = {
  readonly step: ImportStep;
  readonly file: { readonly fileId: string; readonly fileName: string } | null;
  /** Bytes sent, rows looked at or written; null when nothing is under way. */
  readonly progress: Progress | null;
  readonly settings: FileSettings;
  readonly analysis: FileAnalysisView | null;
  readonly mapping: ImportMapping | null;
  readonly choices: ImportChoices;
  readonly report: CheckReport | null;
  readonly done: ImportDone | null;
  readonly failure: Failure | null;
};

const atTheStart: ImportState = {
  step: "file",
  file: null,
  progress: null,
  settings: findEverything,
  analysis: null,
  mapping: null,
  choices: { importReview: false, importDuplicates: false },
  report: null,
  done: null,
  failure: null,
};

/** What of a `File` is needed; tests bring their own. */
export type FileToImport = Pick<File, "name" | "size" | "slice">;

/** Columns whose values decide the order of dates and the zeros of ZIP codes. */
const judgedFields: readonly ImportField[] = [...dateFields, "postalCode", "region"];

export class ImportFlow {
  #state = atTheStart;
  readonly #listeners = new Set<() => void>();
  #stop: AbortController | null = null;
  /** Answers to what was asked before the last change are not heard any more. */
  #turn = 0;
  #person: number | null = null;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): ImportState => this.#state;

  /** Another person at this window begins anew: values of a file are not left lying about. */
  belongTo(person: number): void {
    if (this.#person !== null && this.#person !== person) this.startOver();
    this.#person = person;
  }

  startOver(office?: OfficeClient): void {
    const { file } = this.#state;
    this.#stop?.abort();
    this.#turn += 1;
    this.#set(atTheStart);
    if (file && office) {
      const requestId = crypto.randomUUID();
      void Promise.resolve(office.imports.closeFile({ requestId, fileId: file.fileId })).catch(
        () => undefined,
      );
    }
  }

  /** Sends a file to the office and has it looked at. */
  async choose(office: OfficeClient, file: FileToImport): Promise<void> {
    this.startOver(office);
    await this.#try(async (isCurrent, signal) => {
      this.#set({ progress: { done: 0, total: file.size } });
      const { fileId } = await office.imports.openFile({
        requestId: crypto.randomUUID(),
        fileName: file.name.slice(-255).toWellFormed(),
        bytes: file.size,
      });
      for (let at = 0; at < file.size; at += partBytes) {
        const base64 = base64Of(await file.slice(at, at + partBytes).arrayBuffer());
        if (!isCurrent()) return;
        await office.imports.addPart(
          { requestId: crypto.randomUUID(), fileId, at, base64 },
          { signal },
        );
        this.#set({ progress: { done: Math.min(file.size, at + partBytes), total: file.size } });
      }
      if (!isCurrent()) return;
      this.#set({ file: { fileId, fileName: file.name } });
      await this.#look(office, null, isCurrent, signal);
      this.#set({ step: "columns" });
    });
  }

  /** Another encoding, separator, or header line: the file is looked at anew. */
  async setFileSettings(office: OfficeClient, change: Partial<FileSettings>): Promise<void> {
    this.#set({ settings: { ...this.#state.settings, ...change } });
    await this.#try(async (isCurrent, signal) => {
      await this.#look(office, null, isCurrent, signal);
      if (isCurrent()) this.#set({ step: "columns" });
    });
  }

  /** Says what a column is; the column that was it before is not imported any more. */
  async setColumn(office: OfficeClient, column: number, field: ImportField | null): Promise<void> {
    const { mapping } = this.#state;
    if (!mapping) return;
    const before = mapping.columns[column] ?? null;
    const columns = mapping.columns.map((known, index) =>
      index === column ? field : known === field ? null : known,
    );
    this.#set({ mapping: { ...mapping, columns }, report: null });
    const isJudged = [before, field].some((one) => one !== null && judgedFields.includes(one));
    if (isJudged)
      await this.#try((isCurrent, signal) => this.#look(office, columns, isCurrent, signal));
  }

  setMapping(change: Partial<Omit<ImportMapping, "columns">>): void {
    const { mapping } = this.#state;
    if (mapping) this.#set({ mapping: { ...mapping, ...change }, report: null });
  }

  async applyMapping(office: OfficeClient, saved: SavedMapping): Promise<void> {
    const { analysis } = this.#state;
    if (!analysis) return;
    const mapping = applySavedMapping(saved, analysis.columns);
    await this.#try(async (isCurrent, signal) => {
      await this.#look(office, mapping.columns, isCurrent, signal);
      const found = this.#state.mapping;
      if (!found) return;
      // The file itself proves the order of its dates better than the last one did.
      this.#set({ mapping: { ...mapping, dateOrder: found.dateOrder ?? mapping.dateOrder } });
    });
  }

  goTo(step: "columns"): void {
    this.#stop?.abort();
    this.#turn += 1;
    this.#set({ step, progress: null, failure: null });
  }

  /** Runs the file dry with the mapping. */
  async check(office: OfficeClient, choices: ImportChoices = this.#state.choices): Promise<void> {
    const { file, mapping } = this.#state;
    if (!file || !mapping) return;
    this.#set({ step: "check", choices, report: null });
    await this.#try(async (isCurrent, signal) => {
      const total = this.#state.analysis?.rowCount ?? 0;
      this.#set({ progress: { done: 0, total } });
      const events = await office.imports.dryRun(
        { fileId: file.fileId, mapping, ...choices },
        { signal },
      );
      for await (const event of events) {
        if (!isCurrent()) return;
        if (event.kind === "progress") this.#set({ progress: { done: event.done, total } });
        else this.#set({ report: event });
      }
    });
  }

  /** Imports what the check showed. */
  async import(office: OfficeClient): Promise<void> {
    const { file, report } = this.#state;
    if (!file || !report) return;
    this.#set({ step: "importing" });
    await this.#try(async (isCurrent, signal) => {
      this.#set({ progress: { done: 0, total: report.counts.new + report.counts.known } });
      const events = await office.imports.commit(
        { fileId: file.fileId, counts: report.counts },
        { signal },
      );
      for await (const event of events) {
        if (!isCurrent()) return;
        if (event.kind === "progress")
          this.#set({ progress: { done: event.done, total: event.total } });
        else this.#set({ step: "done", done: event });
      }
    });
    if (this.#state.step === "importing") this.#set({ step: "check" });
  }

  /** Stops what is under way; an import is taken back whole. */
  stop(): void {
    this.#stop?.abort();
  }

  async #look(
    office: OfficeClient,
    columns: readonly (ImportField | null)[] | null,
    isCurrent: () => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { file, settings, mapping } = this.#state;
    if (!file) return;
    const analysis = await office.imports.analyse(
      { fileId: file.fileId, settings, columns },
      { signal },
    );
    if (!isCurrent()) return;
    const kept = columns === null || !mapping ? analysis.mapping : { ...mapping, columns };
    const { dateOrder, padZip } = analysis.mapping;
    this.#set({
      analysis:
        columns === null
          ? analysis
          : { ...analysis, notImported: this.#state.analysis?.notImported ?? [] },
      mapping: {
        ...kept,
        dateOrder: dateOrder ?? (columns === null ? null : kept.dateOrder),
        padZip,
      },
      report: null,
    });
  }

  async #try(
    work: (isCurrent: () => boolean, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#turn += 1;
    const turn = this.#turn;
    const isCurrent = (): boolean => turn === this.#turn;
    this.#set({ failure: null });
    try {
      await work(isCurrent, stop.signal);
    } catch (error) {
      // Whoever stopped it knows that it stopped.
      if (isCurrent() && !stop.signal.aborted) this.#set({ failure: failureOf(error) });
    }
    if (isCurrent()) this.#set({ progress: null });
  }

  #set(change: Partial<ImportState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** In pieces: the bytes of a part are too many for one call. */
function base64Of(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text);
}
