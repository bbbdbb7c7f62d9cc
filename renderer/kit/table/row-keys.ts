/** What the keys of a table mean (UI-5), apart from the table so that each can be proved. */
export type RowKey =
  | { readonly kind: "move"; readonly to: number; readonly extend: boolean }
  | { readonly kind: "toggle"; readonly extend: boolean }
  | { readonly kind: "select-all" }
  | { readonly kind: "menu" }
  | { readonly kind: "open" }
  | { readonly kind: "into-row" };

export type KeyPress = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

/** `active` is −1 before any row was reached; `page` is how many rows are seen at once. */
export function rowKey(
  press: KeyPress,
  {
    active,
    count,
    page,
  }: { readonly active: number; readonly count: number; readonly page: number },
): RowKey | undefined {
  const command = press.ctrlKey || press.metaKey;
  if (press.altKey || count === 0) return undefined;
  const move = (to: number): RowKey => ({
    kind: "move",
    to: Math.max(0, Math.min(count - 1, to)),
    extend: press.shiftKey,
  });
  switch (press.key) {
    case "ArrowDown":
      return move(active + 1);
    case "ArrowUp":
      return move(active < 0 ? 0 : active - 1);
    case "PageDown":
      return move(Math.max(active, 0) + page);
    case "PageUp":
      return move(active - page);
    case "Home":
      return move(0);
    case "End":
      return move(count - 1);
    case "a":
    case "A":
      return command ? { kind: "select-all" } : undefined;
  }
  if (active < 0) return undefined;
  switch (press.key) {
    case " ":
      return { kind: "toggle", extend: press.shiftKey };
    case "Enter":
      return command ? { kind: "open" } : { kind: "menu" };
    case "ContextMenu":
      return { kind: "menu" };
    case "F10":
      return press.shiftKey ? { kind: "menu" } : undefined;
    case "ArrowRight":
      return { kind: "into-row" };
    default:
      return undefined;
  }
}
