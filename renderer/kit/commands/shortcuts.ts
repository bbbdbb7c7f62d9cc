/** The shortcuts of the screens in sight; the sheet (?) lists them, one listener hears them. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { completes, isPlain, pressText, type Pending } from "./keys.ts";

export type Shortcut = {
  /** `mod+k`, `?`, `g t`. */
  readonly keys: string;
  /** What it does, for the sheet. */
  readonly label: string;
  /** Heading in the sheet: "Go to", "This screen". */
  readonly group: string;
  readonly run: () => void;
};

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

export const onMac = typeof navigator !== "undefined" && /Mac/.test(navigator.userAgent);

/** Registers shortcuts while the component is on the screen. Pass a list kept with `useMemo`. */
export function useShortcuts(list: readonly Shortcut[]): void {
  useEffect(() => {
    // The newest comes first: a dialog's shortcut goes before the screen's.
    shortcuts = [...list, ...shortcuts];
    tell();
    return () => {
      shortcuts = shortcuts.filter((shortcut) => !list.includes(shortcut));
      tell();
    };
  }, [list]);
}

export function useKnownShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shortcuts,
  );
}

function tell(): void {
  for (const listener of listeners) listener();
}

const plainKey = "perennial.plainShortcuts";

/** Whether shortcuts of plain letters are on (they are until somebody turns them off). */
export function plainShortcutsOn(): boolean {
  return localStorage.getItem(plainKey) !== "off";
}

export function setPlainShortcuts(on: boolean): void {
  localStorage.setItem(plainKey, on ? "on" : "off");
}

/** Hears the keys of the whole window; once in the app. */
export function useShortcutKeys(): void {
  const pending = useRef<Pending>(null);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const text = pressText(event, onMac);
      if (text === undefined) return;
      const plainAllowed = plainShortcutsOn() && !isTyping(event.target) && !dialogIsOpen();
      const known = shortcuts
        .map((shortcut) => shortcut.keys)
        .filter((keys) => plainAllowed || !isPlain(keys));
      const answer = completes(known, pending.current, text, performance.now());
      pending.current = answer.pending;
      if (answer.done === undefined) return;
      event.preventDefault();
      shortcuts.find((shortcut) => shortcut.keys === answer.done)?.run();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, [contenteditable]") !== null
  );
}

function dialogIsOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
