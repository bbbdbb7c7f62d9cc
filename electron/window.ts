/**
 * The one factory of windows (control 1). Every window is sandboxed and isolated; the only choices
 * are its size and whether it is the app or the hidden window a PDF is printed from.
 */
import { BrowserWindow, type WebContents } from "electron";
import { smallestSize, type WindowPlace } from "./window-place.ts";

const windows = new Set<WebContents>();

/** Whether the factory made this window, as the app's own. */
export function isAppWindow(contents: WebContents): boolean {
  return windows.has(contents);
}

const hardened = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInSubFrames: false,
  nodeIntegrationInWorker: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const;

/** Opens the app's window, empty, at once (DSK-3); its page is loaded by the caller. */
export function createWindow(options: {
  readonly place: WindowPlace;
  /** Path of the preload script. */
  readonly preload: string;
  readonly devTools: boolean;
  readonly isDark: boolean;
}): BrowserWindow {
  const window = new BrowserWindow({
    ...options.place.bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: "Perennial",
    // The colour of the page's own ground, so that nothing flashes while it loads.
    backgroundColor: options.isDark ? "#131a17" : "#f6f8f6",
    webPreferences: { ...hardened, preload: options.preload, devTools: options.devTools },
  });
  if (options.place.isMaximized) window.maximize();
  const contents = window.webContents;
  windows.add(contents);
  contents.once("destroyed", () => windows.delete(contents));
  return window;
}

/** A hidden window for one PDF: no preload, no script, the built-in viewer only. */
export function createPrintWindow(parent: BrowserWindow): BrowserWindow {
  return new BrowserWindow({
    parent,
    show: false,
    webPreferences: { ...hardened, devTools: false, plugins: true },
  });
}

/** A window in sight for one PDF: no preload, no script of ours, the built-in viewer with its buttons. */
export function createViewerWindow(parent: BrowserWindow): BrowserWindow {
  const window = new BrowserWindow({
    parent,
    width: 900,
    height: 1000,
    title: "Document",
    webPreferences: { ...hardened, devTools: false, plugins: true },
  });
  // The file's own title names a person, and the window's title is seen in the task bar.
  window.on("page-title-updated", (event) => event.preventDefault());
  return window;
}
