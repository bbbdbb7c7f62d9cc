/**
 * Short messages that say what was done, with Undo while it can be undone (UI-6). Any screen calls
 * `showToast`; `Toasts` shows them. Outcomes that need an act never go here, only into the screen.
 */
export type Toast = {
  readonly id: number;
  readonly message: string;
  readonly tone: "good" | "attention" | "trouble" | "information";
  readonly undo?: () => void;
};

export type NewToast = {
  readonly message: string;
  readonly tone?: Toast["tone"];
  readonly undo?: () => void;
};

/** More than this at once would cover the work; the oldest goes. */
const mostToasts = 4;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Shows a message; returns how to take it away. */
export function showToast({ message, tone = "good", undo }: NewToast): () => void {
  lastId += 1;
  const id = lastId;
  toasts = [...toasts, { id, message, tone, ...(undo === undefined ? {} : { undo }) }].slice(
    -mostToasts,
  );
  tellListeners();
  return () => dropToast(id);
}

export function dropToast(id: number): void {
  if (!toasts.some((toast) => toast.id === id)) return;
  toasts = toasts.filter((toast) => toast.id !== id);
  tellListeners();
}

/** Takes all away: at lock and sign-out, because messages may name people. */
export function dropAllToasts(): void {
  toasts = [];
  tellListeners();
}

/** Undoes what the newest message that offers it says; false if there is none. */
export function undoNewest(): boolean {
  const newest = toasts.findLast((toast) => toast.undo !== undefined);
  if (newest === undefined) return false;
  dropToast(newest.id);
  newest.undo?.();
  return true;
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}

export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}
