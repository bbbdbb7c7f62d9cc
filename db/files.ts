/** Files written so that a power cut leaves either the old state or the new one (R9). */
import { createHash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** SHA-256 of a file, read in pieces, as hexadecimal text. */
export function hashFile(file: string): string {
  const hash = createHash("sha256");
  const piece = Buffer.allocUnsafe(1 << 20);
  const handle = openSync(file, "r");
  try {
    for (;;) {
      const bytes = readSync(handle, piece, 0, piece.length, null);
      if (bytes === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytes));
    }
  } finally {
    closeSync(handle);
  }
}

/** Forces what was written to a file onto the disk. */
export function flushFile(file: string): void {
  flush(file, "r+");
}

/** A rename is durable once its folder is flushed; Windows has no such call and needs none. */
export function flushFolder(folder: string): void {
  if (process.platform !== "win32") flush(folder, "r");
}

function flush(path: string, flags: "r" | "r+"): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts text under a name in one step. */
export function putText(file: string, text: string): void {
  const draft = `${file}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  flushFile(draft);
  renameSync(draft, file);
  flushFolder(dirname(file));
}

/** Whether an error says that there is no room left, from the database or from the system. */
export function isNoRoom(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return error.code === "SQLITE_FULL" || error.code === "ENOSPC" || error.code === "EDQUOT";
}
