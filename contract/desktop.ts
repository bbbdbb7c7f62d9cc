/**
 * The bridge between a page and the desktop shell: what the preload script exposes as
 * `window.perennial` and nothing more (control 9). In the office host the bridge is absent and the
 * page uses what a browser has instead (DSK-1).
 */

import type { WorkstationPrinting } from "#domain/printing/choice.ts";
import type { PrintOutcome } from "#domain/printing/outcome.ts";
import type { FoundPrinters, Tray } from "#domain/printing/printers.ts";
import type { PrintingChange, SilentPrint } from "./printing.ts";

/** What a menu item or its shortcut asks the page to do. The page ignores a command it is not in a state to follow. */
export const menuCommands = [
  "add-patient",
  "enroll-patient",
  "take-payment",
  "import-patients",
  "print",
  "search",
  "lock",
  "go-today",
  "go-patients",
  "go-memberships",
  "go-invoices",
  "open-settings",
  "show-shortcuts",
] as const;

export type MenuCommand = (typeof menuCommands)[number];

/** The kinds of file the page may offer to save; the kind fixes the extension and the dialog's filter. */
export const savedFileKinds = ["pdf", "csv", "txt", "json", "zip", "iif"] as const;

export type SavedFileKind = (typeof savedFileKinds)[number];

/** A file the page made. `name` is a suggestion without folder or extension; at most 256 MiB of bytes. */
export interface FileToSave {
  readonly name: string;
  readonly kind: SavedFileKind;
  readonly bytes: Uint8Array;
}

/** `done: false` means the person cancelled, or the system could not do it and has said so itself. */
export interface WindowCommandResult {
  readonly done: boolean;
}

/** Every command of the bridge, with what it takes. */
export interface WindowCommands {
  /** Asks where to save the file, then writes it. */
  "save-file": FileToSave;
  /** Asks where to save, then prints the page as it stands into a PDF there. `name` as in FileToSave. */
  "save-page-as-pdf": { readonly name: string };
  /** Hands a PDF to the system's print dialog. */
  "print-pdf": { readonly bytes: Uint8Array };
  /** Sends a PDF to a named printer without a word (DOC-9). */
  "print-silently": SilentPrint;
  /** Shows a PDF in a window of its own, where it can be looked at, printed and saved. */
  "open-pdf": { readonly bytes: Uint8Array };
  /** The printers of this computer, as the system knows them now. */
  "list-printers": Record<never, never>;
  /** The paper sources of one printer. */
  "list-trays": { readonly printer: string };
  /** What this computer remembers about printing (DOC-9). */
  "read-printing": Record<never, never>;
  /** Remembers one part of it. */
  "change-printing": PrintingChange;
  /** Shows the address to the person and, if they agree, opens it in their browser (control 8). */
  "open-external": { readonly address: string };
  /** Loads the page anew; a page may not navigate by itself (control 7). */
  reload: Record<never, never>;
}

export type WindowCommand = keyof WindowCommands;

/** The commands that answer with more than whether it was done. */
interface WindowAnswers {
  readonly "print-silently": PrintOutcome;
  readonly "list-printers": FoundPrinters;
  readonly "list-trays": readonly Tray[];
  readonly "read-printing": WorkstationPrinting;
  readonly "change-printing": WorkstationPrinting;
}

export type WindowAnswer<C extends WindowCommand> = C extends keyof WindowAnswers ? WindowAnswers[C] : WindowCommandResult;
export type AnyWindowAnswer = WindowAnswer<WindowCommand>;

export const windowCommandNames = [
  "save-file",
  "save-page-as-pdf",
  "print-pdf",
  "print-silently",
  "open-pdf",
  "list-printers",
  "list-trays",
  "read-printing",
  "change-printing",
  "open-external",
  "reload",
] as const satisfies readonly WindowCommand[];

/** What `window.perennial` is inside Electron. */
export interface DesktopBridge {
  /** Posts a fresh port to the office to this window, tagged with `tag`; use `connectToDesktop`. */
  connect(tag: string): void;
  /** Sends one command of the fixed list to the shell. Rejects when the shell refuses it. */
  run<C extends WindowCommand>(command: C, input: WindowCommands[C]): Promise<WindowAnswer<C>>;
  /** Calls back for each menu command; returns how to stop. */
  onMenuCommand(listener: (command: MenuCommand) => void): () => void;
  /** Calls back with the tag of each port the shell closed (lock, restart of the office); returns how to stop. */
  onDisconnect(listener: (tag: string) => void): () => void;
}

/** The message that carries the port: `[officePortMessage, tag]`, with exactly one port. */
export const officePortMessage = "perennial:office-port";

/** The bridge of this page, or undefined in a browser. */
export function desktopBridge(page: Window): DesktopBridge | undefined {
  return (page as Window & { readonly perennial?: DesktopBridge }).perennial;
}

/**
 * Asks the shell for a port to the office. The port comes by `window.postMessage`, because the
 * context bridge cannot carry one, and is taken only from this window and this origin. Not every
 * Chromium tells a port that its other end is gone, so when the shell closes it, it says so, and
 * the port gets the `close` event that oRPC listens for, once. After it: connect again.
 */
export function connectToDesktop(page: Window, bridge: DesktopBridge): Promise<MessagePort> {
  const tag = crypto.randomUUID();
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      if (event.source !== page || event.origin !== page.location.origin) return;
      if (!Array.isArray(event.data)) return;
      if (event.data[0] !== officePortMessage || event.data[1] !== tag) return;
      const port = event.ports[0];
      if (port === undefined) return;
      page.removeEventListener("message", receive);
      const stop = bridge.onDisconnect((closed) => {
        if (closed !== tag) return;
        stop();
        port.close();
        port.dispatchEvent(new Event("close"));
      });
      port.addEventListener("close", stop, { once: true });
      resolve(port);
    };
    page.addEventListener("message", receive);
    bridge.connect(tag);
  });
}

/** Loads the page anew: by the shell where there is one, since a page there may not navigate (control 7). */
export function reloadPage(page: Window): void {
  const bridge = desktopBridge(page);
  if (bridge === undefined) page.location.reload();
  else void bridge.run("reload", {});
}
