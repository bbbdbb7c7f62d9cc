/** Which rows are selected after a key or a click; ranges go by the order in which rows are shown. */
export type Selection = ReadonlySet<string>;

export function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The range between two places is added; what was selected elsewhere stays. */
export function withRange(
  selection: Selection,
  ids: readonly string[],
  from: number,
  to: number,
): Selection {
  const [first, last] = from < to ? [from, to] : [to, from];
  return new Set([...selection, ...ids.slice(Math.max(0, first), last + 1)]);
}

/** All of the rows that are here, or none of them if all were selected. */
export function allOrNone(selection: Selection, ids: readonly string[]): Selection {
  return ids.length > 0 && ids.every((id) => selection.has(id)) ? new Set() : new Set(ids);
}

/** Rows that a filter took away are no longer selected: nobody acts on what they do not see. */
export function stillThere(selection: Selection, ids: readonly string[]): readonly string[] {
  return selection.size === 0 ? [] : ids.filter((id) => selection.has(id));
}
