/**
 * What a saved view keeps of the address: filters and order, and nothing else of it, always written
 * in one way, so that two texts are equal when two lists are (UI-4).
 */
export type Search = Readonly<Record<string, string | undefined>>;

/** The plain list, asked for by name where somebody begins with a view. */
export const plainView = "all";

/** `status=overdue&sort=-due`: the given keys in their order, empty ones left out. */
export function contentOf(search: Search, keys: readonly string[]): string {
  const found = new URLSearchParams();
  for (const key of keys) {
    const value = search[key];
    if (value !== undefined && value !== "") found.set(key, value);
  }
  return found.toString();
}

/** The parameters that bring a view back; keys it does not set are undefined, so that they go. */
export function searchOf(content: string, keys: readonly string[]): Search {
  const found = new URLSearchParams(content);
  return Object.fromEntries(keys.map((key) => [key, found.get(key) ?? undefined]));
}

export type Seen = { readonly search: string; readonly columns: string };

/** Whether what is seen differs from what the view keeps. */
export function isChanged(view: Seen, seen: Seen): boolean {
  return view.search !== seen.search || sameColumns(view.columns) !== sameColumns(seen.columns);
}

/** Columns are chosen in any order. */
function sameColumns(text: string): string {
  return text
    .split(",")
    .filter((part) => part !== "")
    .toSorted()
    .join(",");
}
