/**
 * Which columns a person chose to see in a table, remembered on this computer under the table's
 * name. Only column ids are kept, never what stands in them (S12).
 */
export type Chosen = Readonly<Record<string, boolean>>;

const prefix = "perennial.columns.";

export function readChosen(store: Pick<Storage, "getItem">, tableId: string): Chosen {
  const text = store.getItem(prefix + tableId);
  if (text === null) return {};
  const chosen: Record<string, boolean> = {};
  for (const part of text.split(",")) {
    const id = part.slice(1);
    if (id !== "") chosen[id] = part.startsWith("+");
  }
  return chosen;
}

export function keepChosen(store: Pick<Storage, "setItem">, tableId: string, chosen: Chosen): void {
  const text = Object.entries(chosen).map(([id, shown]) => `${shown ? "+" : "-"}${id}`);
  store.setItem(prefix + tableId, text.join(","));
}

/** The choice as one text, for a saved view of the list; empty for what the screen says. */
export function chosenText(store: Pick<Storage, "getItem">, tableId: string): string {
  return store.getItem(prefix + tableId) ?? "";
}

/** Brings a saved choice back; the table reads it when it is drawn anew. */
export function putChosenText(store: Pick<Storage, "setItem">, tableId: string, text: string): void {
  store.setItem(prefix + tableId, text);
}

/** Whether a column is shown: what the person chose, else what the screen says. The first column always is. */
export function isShown(
  column: { readonly id: string; readonly hidden?: boolean; readonly required?: boolean },
  index: number,
  chosen: Chosen,
): boolean {
  if (index === 0 || column.required === true) return true;
  return chosen[column.id] ?? column.hidden !== true;
}
