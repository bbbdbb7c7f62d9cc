import { Outlet, useRouter, useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { desktopBridge, type MenuCommand } from "#contract/desktop.ts";
import { TourHost } from "../../features/help/tour/Tour.tsx";
import { PrintHost } from "../../features/printing/PrintHost.tsx";
import { CommandPalette } from "../../kit/commands/CommandPalette.tsx";
import { useShortcutKeys, useShortcuts, type Shortcut } from "../../kit/commands/shortcuts.ts";
import { ShortcutSheet } from "../../kit/commands/ShortcutSheet.tsx";
import { undoNewest } from "../../kit/toast.ts";
import { Toasts } from "../../kit/Toasts.tsx";
import { buildHref } from "../address.ts";
import { addNewEntries } from "../contributions.ts";
import { useMay } from "../status.tsx";
import { Banners } from "./Banners.tsx";
import { CardNumberGuard } from "./CardNumberGuard.tsx";
import { useFrameActions } from "./frame-actions.ts";
import { entriesFor } from "./navigation.ts";
import { SideNav } from "./SideNav.tsx";
import { TopBar } from "./TopBar.tsx";
import { useCommandSources } from "./use-command-sources.ts";
import classes from "./AppFrame.module.css";

const foldKey = "perennial.navigationFolded";

/** Top bar, navigation and the screen between them, with the palette and the shortcuts of the whole app. */
export function FrameLayout() {
  const router = useRouter();
  const may = useMay();
  const { lock } = useFrameActions();
  const [folded, setFolded] = useState(() => localStorage.getItem(foldKey) === "yes");
  const [palette, setPalette] = useState(false);
  const [sheet, setSheet] = useState(false);
  const entries = useMemo(
    () => entriesFor((path) => Object.hasOwn(router.routesByPath, path), may),
    [router, may],
  );
  const adds = useMemo(() => addNewEntries.filter((entry) => may(entry.permission)), [may]);

  const help = useCallback(() => {
    // Opened in context (HLP-1): the articles about this screen come first.
    const from = router.state.matches.at(-1)?.routeId ?? "";
    window.location.assign(buildHref("/help", {}, from === "/help" || from === "/help/$articleId" ? {} : { from }));
  }, [router]);
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      {
        keys: "mod+k",
        label: "Search or do anything",
        group: "Everywhere",
        run: () => setPalette(true),
      },
      { keys: "?", label: "Keyboard", group: "Everywhere", run: () => setSheet(true) },
      { keys: "F1", label: "Help for this screen", group: "Everywhere", run: help },
      { keys: "mod+alt+l", label: "Lock", group: "Everywhere", run: lock },
      {
        keys: "alt+z",
        label: "Undo what was just done",
        group: "Everywhere",
        run: () => void undoNewest(),
      },
      ...entries.map((entry) => ({
        keys: `g ${entry.key}`,
        label: entry.label,
        group: "Go to",
        run: () => window.location.assign(`#${entry.path}`),
      })),
      ...adds.flatMap(({ keys, label, href }) =>
        keys === undefined
          ? []
          : [{ keys, label, group: "Add new", run: () => window.location.assign(href) }],
      ),
    ],
    [entries, adds, lock, help],
  );
  useShortcuts(shortcuts);
  useShortcutKeys();
  useMenuBar((command) => {
    if (command === "search") setPalette(true);
    else if (command === "show-shortcuts") setSheet(true);
    else if (command === "lock") lock();
    else if (command === "print") window.print();
    else {
      const href =
        adds.find((entry) => entry.menuCommand === command)?.href ??
        entries
          .filter((entry) => entry.menuCommand === command)
          .map((entry) => `#${entry.path}`)[0];
      if (href !== undefined) window.location.assign(href);
    }
  });
  useFocusOnArrival();

  const sources = useCommandSources({ entries, adds, lock, showKeyboard: () => setSheet(true) });
  return (
    <div className={classes["frame"]} data-folded={folded || undefined}>
      <a className={classes["skip"]} href="#main" onClick={skipToMain}>
        Go to the content
      </a>
      <TopBar adds={adds} onSearch={() => setPalette(true)} onKeyboard={() => setSheet(true)} onHelp={help} />
      <Banners />
      <SideNav
        entries={entries}
        folded={folded}
        onFold={() => {
          localStorage.setItem(foldKey, folded ? "no" : "yes");
          setFolded(!folded);
        }}
      />
      <main id="main" className={classes["main"]} tabIndex={-1}>
        <Outlet />
      </main>
      <CommandPalette opened={palette} onClose={() => setPalette(false)} sources={sources} />
      <ShortcutSheet opened={sheet} onClose={() => setSheet(false)} />
      <CardNumberGuard />
      <PrintHost />
      <TourHost />
      <Toasts />
    </div>
  );
}

/** `#main` would be an address of a screen here: the focus is moved by hand. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function useMenuBar(follow: (command: MenuCommand) => void): void {
  const latest = useRef(follow);
  useEffect(() => {
    latest.current = follow;
  });
  useEffect(() => desktopBridge(window)?.onMenuCommand((command) => latest.current(command)), []);
}

/** After a change of screen the focus is on its title, if what had it is gone (UI-5). */
function useFocusOnArrival(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef(path);
  useEffect(() => {
    const from = before.current;
    before.current = path;
    // A window that has just opened is read from its beginning, the way to the content first.
    if (from === path || from === undefined || from === "/") return;
    document.getElementById("main")?.scrollTo({ top: 0 });
    const focused = document.activeElement;
    if (focused === null || focused === document.body) {
      document.querySelector<HTMLElement>("[data-page-title]")?.focus({ preventScroll: true });
    }
  }, [path]);
}
