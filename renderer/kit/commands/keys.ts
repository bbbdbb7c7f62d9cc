/**
 * Keyboard shortcuts as text: `mod+k` (Ctrl, or ⌘ on a Mac), `?`, `g t` (g, then t). Shortcuts of
 * one plain letter can be turned off, because they get in the way of people who dictate (WCAG 2.1.4).
 */
export type Press = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

/** The press as shortcut text, or undefined for keys that are no shortcut (a bare Shift). */
export function pressText(press: Press, mac: boolean): string | undefined {
  if (["Control", "Shift", "Alt", "Meta", "Dead", "Process"].includes(press.key)) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  const foreign = mac ? press.ctrlKey : press.metaKey;
  if (foreign) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  // A sign such as ? says its Shift already.
  const shift = press.shiftKey && (press.key.length > 1 || /\p{L}/u.test(press.key));
  return `${mod ? "mod+" : ""}${press.altKey ? "alt+" : ""}${shift ? "shift+" : ""}${key}`;
}

/** Whether it is typed with plain letters, so that it must not fire while somebody types. */
export function isPlain(keys: string): boolean {
  return !/(mod|alt)\+|^F\d/.test(keys);
}

/** How it is shown: `Ctrl K`, `⌘ K`, `G then T`, `?`. */
export function keysWords(keys: string, mac: boolean): string {
  const one = (part: string) =>
    part
      .split("+")
      .map((name) => {
        if (name === "mod") return mac ? "⌘" : "Ctrl";
        if (name === "alt") return mac ? "⌥" : "Alt";
        if (name === "shift") return mac ? "⇧" : "Shift";
        return name.length === 1 ? name.toUpperCase() : name;
      })
      .join(" ");
  return keys.split(" ").map(one).join(" then ");
}

/** How long the first key of two is remembered. */
export const sequenceMs = 1200;

export type Pending = { readonly keys: string; readonly at: number } | null;

/** Which shortcut a press completes, given what was pressed just before. */
export function completes(
  known: readonly string[],
  pending: Pending,
  text: string,
  now: number,
): { readonly done: string | undefined; readonly pending: Pending } {
  const both =
    pending !== null && now - pending.at <= sequenceMs ? `${pending.keys} ${text}` : undefined;
  if (both !== undefined && known.includes(both)) return { done: both, pending: null };
  if (known.includes(text)) return { done: text, pending: null };
  const begins = known.some((keys) => keys.startsWith(`${text} `));
  return { done: undefined, pending: begins ? { keys: text, at: now } : null };
}
