/** What the command palette offers (UI-1): things to open and things to do, from any number of sources. */
import type { Icon } from "@tabler/icons-react";

export type CommandItem = {
  /** Unique among all sources. */
  readonly id: string;
  readonly label: string;
  /** Beside the label: date of birth, balance, status. */
  readonly detail?: string;
  readonly icon?: Icon;
  /** Shown at the right: `G then P`. */
  readonly keys?: string;
  /** A place to go to, or what to do. */
  readonly href?: string;
  readonly run?: () => void;
};

export type CommandSource = {
  readonly id: string;
  /** Heading of its items: "Patients", "Actions". */
  readonly heading: string;
  /** Items for what was typed; `signal` says that something else was typed meanwhile. */
  readonly find: (
    text: string,
    signal: AbortSignal,
  ) => Promise<readonly CommandItem[]> | readonly CommandItem[];
};

export type CommandGroup = { readonly heading: string; readonly items: readonly CommandItem[] };

/** Keeps the items whose label or detail has every typed word at a word's start; the order stays. */
export function matching(items: readonly CommandItem[], text: string): readonly CommandItem[] {
  const words = plain(text).split(" ").filter(Boolean);
  return items.filter((item) => {
    const parts = plain(`${item.label} ${item.detail ?? ""}`).split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}

function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
}

/** Most items one source may show, so that the next source stays in sight. */
export const mostOfASource = 8;

/** Asks all sources at once; one that fails or is slow does not hold back the others. */
export async function askSources(
  sources: readonly CommandSource[],
  text: string,
  signal: AbortSignal,
  show: (groups: readonly CommandGroup[]) => void,
): Promise<void> {
  const found: (readonly CommandItem[])[] = sources.map(() => []);
  const tell = () => {
    if (signal.aborted) return;
    show(
      sources
        .map((source, at) => ({
          heading: source.heading,
          items: (found[at] ?? []).slice(0, mostOfASource),
        }))
        .filter((group) => group.items.length > 0),
    );
  };
  await Promise.allSettled(
    sources.map(async (source, at) => {
      found[at] = await source.find(text, signal);
      tell();
    }),
  );
  tell();
}
