/** Which row keys speak of, and which rows are selected; both are kept by id, so that they stay when rows move. */
import { useCallback, useMemo, useState } from "react";
import { allOrNone, stillThere, toggled, withRange, type Selection } from "./selection.ts";

export type TableSelection = {
  /** Place of the row that keys speak of; −1 for none. */
  readonly active: number;
  readonly setActive: (index: number) => void;
  readonly selection: Selection;
  /** What is selected and still among the rows, in their order. */
  readonly selectedIds: readonly string[];
  /** Selects a row or no longer, or with `range` all from the one before. */
  readonly check: (index: number, range: boolean) => void;
  /** Selects from where the selection began, at first the active row, to this place. */
  readonly extendTo: (index: number) => void;
  readonly selectAll: () => void;
  readonly toggleAll: () => void;
  readonly clear: () => void;
};

export function useTableSelection(ids: readonly string[], selectable: boolean): TableSelection {
  const [activeId, setActiveId] = useState<string | null>(null);
  const [selection, setSelection] = useState<Selection>(new Set());
  const [anchor, setAnchor] = useState(0);
  const places = useMemo(() => new Map(ids.map((id, index) => [id, index])), [ids]);
  const active = activeId === null ? -1 : (places.get(activeId) ?? -1);
  const selectedIds = useMemo(() => stillThere(selection, ids), [selection, ids]);
  const setActive = useCallback((index: number) => setActiveId(ids[index] ?? null), [ids]);
  const check = useCallback(
    (index: number, range: boolean) => {
      const id = ids[index];
      if (!selectable || id === undefined) return;
      setSelection((before) => (range ? withRange(before, ids, anchor, index) : toggled(before, id)));
      if (!range) setAnchor(index);
      setActiveId(id);
    },
    [selectable, ids, anchor],
  );
  return {
    active,
    setActive,
    selection,
    selectedIds,
    check,
    extendTo: (index) => {
      if (!selectable) return;
      const from = selectedIds.length === 0 ? Math.max(active, 0) : anchor;
      setAnchor(from);
      setSelection(withRange(new Set(), ids, from, index));
    },
    selectAll: () => {
      if (selectable) setSelection(new Set(ids));
    },
    toggleAll: () => setSelection(allOrNone(selection, ids)),
    clear: () => setSelection(new Set()),
  };
}
