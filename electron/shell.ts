/**
 * The desktop shell around the office (DSK-1): starts once, shows its window at once while the
 * office opens behind it, and closes the office before it ends. It updates nothing by itself yet.
 */
import { join } from "node:path";
import {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
} from "electron";
import { defaultDataDir } from "#office/data-dir.ts";
import { fileKeyStore } from "#office/keys.ts";
import type { Office, OfficeOptions } from "#office/office.ts";
import { AppFiles } from "./app-files.ts";
import { keepCrashDumpsLocal } from "./crash-dumps.ts";
import { readFlags } from "./flags.ts";
import { listenToPages, type Pages } from "./ipc.ts";
import { setMenu } from "./menu.ts";
import { guardAllNavigation } from "./navigation.ts";
import { appOrigin } from "./origin.ts";
import { PdfViewers } from "./pdf-viewers.ts";
import { lockOnPowerEvents } from "./power.ts";
import { chooseBackend } from "./print/choose-backend.ts";
import { PrintDesk } from "./print/print-desk.ts";
import { printingSettingsIn } from "./print/settings-file.ts";
import { viewerBackend } from "./print/viewer-backend.ts";
import { registerScheme, serve } from "./protocol.ts";
import { keychainKeyStore } from "./secrets.ts";
import { hardenSession } from "./session.ts";
import { startupSentence } from "./startup-failure.ts";
import { createPrintWindow, createViewerWindow, createWindow } from "./window.ts";
import { runCommand } from "./window-commands.ts";
import { keepPlace, readPlace } from "./window-place.ts";

/** The office's own `openOffice`, or a small one in a test. */
export type OpenOffice = (options: OfficeOptions) => Promise<Office>;

/** Milliseconds the office has to close before the app ends without it; every commit is safe anyway. */
const longestClose = 10_000;

/** Starts the app, or hands over to the instance that is already running. Call once, at load. */
export function startShell(openOffice: OpenOffice): void {
  app.enableSandbox();
  keepCrashDumpsLocal(crashReporter);
  registerScheme(protocol);
  guardAllNavigation(app);
  const flags = readFlags(process.argv, process.cwd());
  const dataDir = flags.dataDir ?? defaultDataDir();
  if (!app.requestSingleInstanceLock({ dataDir })) {
    app.quit();
    return;
  }
  app.on("second-instance", (_event, _argv, _cwd, second) => {
    const isSameData = (second as { dataDir?: unknown }).dataDir === dataDir;
    comeForward(isSameData);
  });
  // On a Mac an app stays when its windows are closed.
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  void app
    .whenReady()
    .then(() => run(openOffice, { dataDir, open: flags.isSample ? "sample" : "last" }))
    .catch(endInWords);
}

async function run(
  openOffice: OpenOffice,
  what: Pick<OfficeOptions, "dataDir" | "open">,
): Promise<void> {
  hardenSession(session.defaultSession);
  const files = await AppFiles.read(join(app.getAppPath(), "dist", "renderer"));
  serve(protocol, files);

  const office = openOffice({ ...what, host: "electron", keys: practiceKeys(what.dataDir) });
  const parts = { files, desk: printDesk(files), viewers: new PdfViewers(files, createViewerWindow) };
  const pages = listenToPages(
    office,
    (window, message) => runCommand(window, message, parts),
    (window) => parts.viewers.closeOf(window),
  );
  setMenu({
    platform: process.platform,
    isPackaged: app.isPackaged,
    send: (window, command) => pages.sendMenuCommand(window, command),
  });
  openWindow();
  app.on("activate", () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow();
  });
  keep(await office, pages);
}

/** Where all windows print (DOC-9). A test of the unpackaged app brings commands of its own. */
function printDesk(files: AppFiles): PrintDesk {
  const own = app.isPackaged ? undefined : process.env["PERENNIAL_PRINT_COMMANDS"];
  const backend = chooseBackend({
    platform: process.platform,
    folder: own ?? "/usr/bin",
    viewer: () =>
      viewerBackend({
        anyWindow: () => BrowserWindow.getAllWindows()[0],
        hiddenWindow: () => createPrintWindow(BrowserWindow.getAllWindows()[0]!),
        publish: (bytes) => files.publishPdf(bytes),
        withdraw: (url) => files.withdraw(url),
        limits: { loadMs: 60_000, printMs: 120_000 },
      }),
  });
  return new PrintDesk(backend, printingSettingsIn(join(app.getPath("userData"), "printing.json")));
}

/** Nothing can be done without the office: the person is told why, and the app ends. */
function endInWords(error: unknown): void {
  console.error(error);
  dialog.showErrorBox("Perennial cannot open", startupSentence(error));
  app.exit(1);
}

function openWindow(): void {
  const placeFile = join(app.getPath("userData"), "window.json");
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea);
  const window = createWindow({
    place: readPlace(placeFile, screens),
    preload: join(app.getAppPath(), "dist", "electron", "preload.cjs"),
    devTools: !app.isPackaged,
    isDark: nativeTheme.shouldUseDarkColors,
  });
  keepPlace(window, placeFile);
  window.loadURL(`${appOrigin}/`).catch((error: unknown) => {
    // Somebody may close the window while it loads.
    if (!window.isDestroyed()) endInWords(error);
  });
}

/** Looks after the open office: locks it with the computer, closes it before the app ends. */
function keep(office: Office, pages: Pages): void {
  lockOnPowerEvents(powerMonitor, (reason) => {
    office.lockAll(reason);
    pages.disconnectAll();
  });
  let isClosed = false;
  app.on("will-quit", (event) => {
    if (isClosed) return;
    event.preventDefault();
    isClosed = true;
    const tooLong = setTimeout(() => app.exit(1), longestClose);
    office.close().then(
      () => {
        clearTimeout(tooLong);
        app.exit(0);
      },
      (error: unknown) => {
        console.error(error);
        app.exit(1);
      },
    );
  });
}

/** A second start only brings the first one's window to the front. */
function comeForward(isSameData: boolean): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) {
    if (app.isReady()) openWindow();
    return;
  }
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (isSameData) return;
  void dialog.showMessageBox(window, {
    type: "info",
    message: "Perennial is already open with another folder.",
    detail: "Close it first, then start it with the other folder.",
  });
}

/** The keychain, and beside the data what the office host may have put there before. */
function practiceKeys(dataDir: string) {
  return keychainKeyStore({
    dir: join(app.getPath("userData"), "keys"),
    keychain: safeStorage,
    platform: process.platform,
    older: fileKeyStore(join(dataDir, "keys")),
  });
}
