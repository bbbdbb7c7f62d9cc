/**
 * The hash chains over the ledger and the audit trail (F-10, F-11): each record holds the SHA-256
 * of the one before, so that a removed, altered or reordered record is found by `verify`.
 */
import { hash } from "node:crypto";

export const chainStart = "0".repeat(64);

/** SHA-256 over the previous hash and the record's fields in a fixed order, length-free JSON. */
export function chainHash(previous: string, fields: readonly (string | number | null)[]): string {
  return hash("sha256", previous + JSON.stringify(fields), "hex");
}
