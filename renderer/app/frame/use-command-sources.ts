/** What the palette finds: what features bring (people, invoices), then actions, places and help. */
import { IconKeyboard, IconLock } from "@tabler/icons-react";
import { useMemo } from "react";
import { keysWords } from "../../kit/commands/keys.ts";
import {
  matching,
  type CommandItem,
  type CommandSource,
} from "../../kit/commands/command-items.ts";
import { onMac } from "../../kit/commands/shortcuts.ts";
import { useOffice } from "../client/OfficeProvider.tsx";
import { commandSources, lastCommandSources, type AddNewEntry } from "../contributions.ts";
import { useSeat } from "../status.tsx";
import type { NavigationEntry } from "./navigation.ts";

export type FrameCommands = {
  readonly entries: readonly NavigationEntry[];
  readonly adds: readonly AddNewEntry[];
  readonly lock: () => void;
  readonly showKeyboard: () => void;
};

export function useCommandSources({
  entries,
  adds,
  lock,
  showKeyboard,
}: FrameCommands): readonly CommandSource[] {
  const office = useOffice();
  const seat = useSeat();
  return useMemo<readonly CommandSource[]>(() => {
    const actions: readonly CommandItem[] = [
      ...adds.map(({ id, label, icon, href, keys }) => ({
        id: `add-${id}`,
        label: `Add new: ${label.toLowerCase()}`,
        icon,
        href,
        ...(keys === undefined ? {} : { keys: keysWords(keys, onMac) }),
      })),
      {
        id: "lock",
        label: "Lock this window",
        icon: IconLock,
        keys: keysWords("mod+alt+l", onMac),
        run: lock,
      },
      {
        id: "keyboard",
        label: "Keyboard shortcuts",
        icon: IconKeyboard,
        keys: "?",
        run: showKeyboard,
      },
    ];
    const places = entries.map(({ path, label, icon, key }) => ({
      id: `go-${path}`,
      label,
      icon,
      href: `#${path}`,
      keys: keysWords(`g ${key}`, onMac),
    }));
    return [
      ...commandSources.map((make) => make(office, seat)),
      { id: "actions", heading: "Actions", find: (text) => matching(actions, text) },
      { id: "places", heading: "Go to", find: (text) => matching(places, text) },
      ...lastCommandSources.map((make) => make(office, seat)),
    ];
  }, [office, seat, entries, adds, lock, showKeyboard]);
}
