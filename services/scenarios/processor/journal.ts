/** The processor's own disk: one line a change, on the disk before it is answered; a torn last line never happened. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import type { BookEntry } from "./book.ts";

export type Journal = {
  readonly entries: readonly BookEntry[];
  save(entry: BookEntry): void;
  close(): void;
};

export function openJournal(path: string): Journal {
  const entries = readJournal(path);
  const text = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const whole = text.lastIndexOf("\n") + 1;
  if (whole < text.length) truncateSync(path, whole);
  const file = openSync(path, "a", 0o600);
  return {
    entries,
    save: (entry) => {
      writeSync(file, `${JSON.stringify(entry)}\n`);
      fsyncSync(file);
    },
    close: () => closeSync(file),
  };
}

/** What a processor with this journal knows; for the oracle, which asks after everybody is dead. */
export function readJournal(path: string): BookEntry[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  // The last piece has no line end: it is empty, or torn.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as BookEntry);
}
