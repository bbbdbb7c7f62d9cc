/** The place after a page of a list: the last row's sort key and id, opaque to the window (keyset paging). */
import { refuse } from "#domain/refusal.ts";

export type Place = { readonly key: string | number; readonly id: number };

export function writePlace(key: string | number, id: number): string {
  return Buffer.from(JSON.stringify([key, id]), "utf8").toString("base64url");
}

/** Refuses `list_place_unknown` for anything that is not a place of ours. */
export function readPlace(text: string | null | undefined): Place | null {
  if (text === null || text === undefined || text === "") return null;
  const place = parse(text);
  return place ?? refuse("list_place_unknown", {});
}

function parse(text: string): Place | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [key, id] = value as unknown[];
  if (typeof key !== "string" && typeof key !== "number") return undefined;
  return Number.isSafeInteger(id) ? { key, id: id as number } : undefined;
}
