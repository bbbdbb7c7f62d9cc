/**
 * Cuts the items of one array out of JSON text without parsing the whole (PPL-19): a bundle of
 * records may have 50 MB, of which only one record at a time has to be in memory as objects.
 */
export type JsonItem = {
  readonly text: string;
  /** Line on which the item starts, from 1. */
  readonly line: number;
};

/** Where the cutting ended: `broken` names the line where the text stopped being JSON-like. */
export type JsonEnd = { readonly broken: number | null; readonly items: number };

/**
 * Yields the objects of the array under `key` of the outermost object, or of the outermost array
 * itself. Brackets and strings are followed, nothing else is checked: `JSON.parse` does that.
 */
export function* jsonItems(text: string, key: string): Generator<JsonItem, JsonEnd> {
  const open: string[] = [];
  let line = 1;
  let items = 0;
  let lastString = "";
  let inside = -1;
  let start = -1;
  let startLine = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (sign === "\n") line += 1;
    else if (sign === '"') {
      const end = stringEnd(text, at);
      if (end < 0) return { broken: line, items };
      if (open.length === 1) lastString = text.slice(at + 1, Math.min(end, at + 1 + 64));
      at = end;
    } else if (sign === "{" || sign === "[") {
      open.push(sign);
      const isItems =
        sign === "[" &&
        (open.length === 1 || (open.length === 2 && open[0] === "{" && lastString === key));
      if (isItems && inside < 0) inside = open.length;
      if (sign === "{" && open.length === inside + 1 && start < 0) {
        start = at;
        startLine = line;
      }
    } else if (sign === "}" || sign === "]") {
      if (open.pop() !== (sign === "}" ? "{" : "[")) return { broken: line, items };
      if (open.length === inside && start >= 0) {
        items += 1;
        yield { text: text.slice(start, at + 1), line: startLine };
        start = -1;
      } else if (open.length < inside) inside = -1;
    }
  }
  return { broken: open.length > 0 ? line : null, items };
}

/** Position of the quote that closes the string opened at `at`, or −1. A string holds no line ends. */
function stringEnd(text: string, at: number): number {
  for (let next = at + 1; next < text.length; next += 1) {
    const sign = text.charCodeAt(next);
    if (sign === 92) next += 1;
    else if (sign === 34) return next;
    else if (sign === 10) return -1;
  }
  return -1;
}
