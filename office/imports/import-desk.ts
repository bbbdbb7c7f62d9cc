/**
 * The files that are being imported into the open practice (PPL-17): their bytes arrive in parts,
 * are held in memory by one thread each, and are forgotten with the practice. Nothing of a file is
 * written to the disk until it is in the encrypted database.
 */
import { createHash, randomUUID } from "node:crypto";
import type { DryRunCounts } from "#domain/imports/dry-run.ts";
import { importLimits } from "#domain/imports/limits.ts";
import type { ImportMapping } from "#domain/imports/mapping.ts";
import { refuse } from "#domain/refusal.ts";
import type { OpenPractice } from "../open-practice.ts";
import { ImportThread } from "./import-thread.ts";

/** A file on the desk. */
export type DeskFile = {
  readonly fileId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly thread: ImportThread;
  /** The last dry run, which is what may be imported. */
  dryRun: { readonly mapping: ImportMapping; readonly counts: DryRunCounts } | null;
  /** Its rows are being written: it is neither looked at anew nor closed by another file. */
  isImporting: boolean;
};

type Arriving = {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  received: number;
};

/** Somebody who opens a third file has left the first; its thread is not kept for ever. */
const mostFiles = 2;
const megabyte = 1024 * 1024;

const desks = new WeakMap<OpenPractice, ImportDesk>();

/** The desk of the open practice. */
export function importDeskOf(practice: OpenPractice): ImportDesk {
  const desk = desks.get(practice) ?? new ImportDesk();
  desks.set(practice, desk);
  return desk;
}

export class ImportDesk {
  readonly #arriving = new Map<string, Arriving>();
  readonly #files = new Map<string, DeskFile>();

  /** Refuses `import_file_empty` and `import_file_too_large` before any byte is taken. */
  open(fileName: string, bytes: number): string {
    if (bytes === 0) refuse("import_file_empty", {});
    if (bytes > importLimits.fileBytes) {
      refuse("import_file_too_large", {
        megabytes: Math.ceil(bytes / megabyte),
        limit: importLimits.fileBytes / megabyte,
      });
    }
    this.#makeRoom();
    const fileId = randomUUID();
    this.#arriving.set(fileId, { fileName, bytes: new Uint8Array(bytes), received: 0 });
    return fileId;
  }

  /** Takes the part at an offset; answers how many bytes are there. Refuses `import_file_gone`, `import_file_incomplete`. */
  addPart(fileId: string, at: number, part: Uint8Array): number {
    const file = this.#arriving.get(fileId);
    if (!file) {
      if (this.#files.has(fileId)) return at + part.length;
      refuse("import_file_gone", {});
    }
    if (at > file.received || at + part.length > file.bytes.length)
      refuse("import_file_incomplete", {});
    file.bytes.set(part, at);
    file.received = Math.max(file.received, at + part.length);
    return file.received;
  }

  /** A file that has arrived whole. Refuses `import_file_gone`, `import_file_incomplete`. */
  file(fileId: string): DeskFile {
    const known = this.#files.get(fileId);
    if (known) return known;
    const { fileName, bytes, received } =
      this.#arriving.get(fileId) ?? refuse("import_file_gone", {});
    if (received < bytes.length) refuse("import_file_incomplete", {});
    this.#arriving.delete(fileId);
    const file: DeskFile = {
      fileId,
      fileName,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      thread: new ImportThread(bytes.buffer),
      dryRun: null,
      isImporting: false,
    };
    this.#files.set(fileId, file);
    return file;
  }

  /** A file that is not being imported right now. Refuses `import_already_running` while it is. */
  quietFile(fileId: string): DeskFile {
    const file = this.file(fileId);
    if (file.isImporting) refuse("import_already_running", {});
    return file;
  }

  /** One import at a time: the rows of two would be told apart by nobody. */
  get isImporting(): boolean {
    return [...this.#files.values()].some((file) => file.isImporting);
  }

  /** Forgets a file; answers whether it was there. */
  async close(fileId: string): Promise<boolean> {
    const file = this.#files.get(fileId);
    // Both are forgotten before the thread has ended: whoever makes room counts what is left at once.
    const wasArriving = this.#arriving.delete(fileId);
    this.#files.delete(fileId);
    await file?.thread.close();
    return wasArriving || file !== undefined;
  }

  async closeAll(): Promise<void> {
    await Promise.all(
      [...this.#files.keys(), ...this.#arriving.keys()].map((fileId) => this.close(fileId)),
    );
  }

  #makeRoom(): void {
    while (this.#files.size + this.#arriving.size >= mostFiles) {
      const idle = [...this.#files.values()].filter((file) => !file.isImporting);
      const [oldest] = [...this.#arriving.keys(), ...idle.map((file) => file.fileId)];
      if (oldest === undefined) return;
      void this.close(oldest);
    }
  }
}
