/** What the import thread and the office say to each other. */
import type { ImportField } from "#domain/imports/field.ts";
import type { FileSettings } from "#domain/imports/file-settings.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import type { RefusalCode, RefusalFacts } from "#domain/refusal.ts";
import type { Answer, AskedRow, DryRunOptions } from "./import-file.ts";

export type WorkerStart = {
  /** The bytes of the file; moved into the thread, not copied. */
  readonly bytes: ArrayBuffer;
  /** One shared number: anything but 0 means stop. */
  readonly stop: SharedArrayBuffer;
};

export type ImportRequest =
  | {
      readonly kind: "analyse";
      readonly settings: FileSettings;
      readonly columns: readonly (ImportField | null)[] | null;
    }
  | { readonly kind: "dryRun"; readonly mapping: ImportMapping; readonly options: DryRunOptions }
  | { readonly kind: "problemsCsv" }
  | { readonly kind: "rows"; readonly count: number; readonly fromStart: boolean };

export type Question =
  | { readonly kind: "meet"; readonly rows: readonly AskedRow[] }
  | { readonly kind: "guarantors"; readonly externalIds: readonly string[] };

export type ToWorker =
  | { readonly type: "request"; readonly id: number; readonly request: ImportRequest }
  | {
      readonly type: "answer";
      readonly id: number;
      readonly answer: readonly Answer[] | readonly string[];
    };

export type FromWorker =
  | { readonly type: "progress"; readonly done: number }
  | { readonly type: "question"; readonly id: number; readonly question: Question }
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | {
      readonly type: "refused";
      readonly id: number;
      readonly code: RefusalCode;
      readonly facts: RefusalFacts[RefusalCode];
    }
  | { readonly type: "failed"; readonly id: number; readonly stack: string };
