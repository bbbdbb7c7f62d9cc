/**
 * Counts what a run wrote, without a clock (B3): frames of the write-ahead log are pages, and a frame
 * that carries the size of the database ends a commit. Checkpoints must be off while it is counted.
 */
import { readFileSync } from "node:fs";

const headerBytes = 32;
const frameHeaderBytes = 24;

export type WalCount = { readonly pages: number; readonly commits: number };

export function countWal(databasePath: string): WalCount {
  const wal = readFileSync(`${databasePath}-wal`);
  if (wal.length === 0) return { pages: 0, commits: 0 };
  const frameBytes = frameHeaderBytes + wal.readUInt32BE(8);
  const salt = wal.subarray(16, 24);
  let pages = 0;
  let commits = 0;
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    // Frames of an earlier round of the log have another salt.
    if (!wal.subarray(at + 8, at + 16).equals(salt)) break;
    pages += 1;
    if (wal.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return { pages, commits };
}
