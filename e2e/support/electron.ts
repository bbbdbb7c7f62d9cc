/**
 * Starts an Electron app for a test: on the stand-in, or with REAL_ELECTRON=1 on the real binary.
 * Every launch has its own user data folder, removed at the end unless the test gave it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "@playwright/test";
import type * as Electron from "electron";
import type { record } from "../electron-stand-in/record.ts";

export const isRealElectron = process.env["REAL_ELECTRON"] === "1";

// The electron package reads this when Playwright first asks it for its binary, in this process.
if (!isRealElectron) {
  process.env["ELECTRON_OVERRIDE_DIST_PATH"] = join(import.meta.dirname, "../electron-stand-in");
}

/** What `app.evaluate` receives; `standIn` is there on the stand-in only. */
export type ElectronModule = typeof Electron & { readonly standIn: typeof record };

export interface Launch {
  /** Folder with the app's package.json, or its main script. */
  readonly app: string;
  /** Arguments of the app, after its path. */
  readonly args?: readonly string[];
  /** A user data folder to keep; otherwise a fresh one. */
  readonly userData?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Launched {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Runs a function in the main process, with the electron module. */
  main<R>(run: (electron: ElectronModule) => R | Promise<R>): Promise<R>;
  main<R, A>(run: (electron: ElectronModule, arg: A) => R | Promise<R>, arg: A): Promise<R>;
  /** Resolves with the next line the main process logs that contains `text`. */
  logged(text: string): Promise<string>;
  close(): Promise<void>;
}

/** The arguments and environment an instance is started with, by Playwright or by hand. */
export function commandOf(launch: Launch & { readonly userData: string }) {
  return {
    args: [`--user-data-dir=${launch.userData}`, launch.app, ...(launch.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      STAND_IN_NODE: process.execPath,
      ...launch.env,
    },
  };
}

const running = new Set<ElectronApplication>();

/** For `test.afterEach`: what a failed test left running would hold up the ones after it. */
export async function closeRunning(): Promise<void> {
  await Promise.all([...running].map((electron) => electron.close()));
}

/** Starts the app and waits for its first window's page to load. */
export async function launchElectron(launch: Launch): Promise<Launched> {
  const userData = launch.userData ?? mkdtempSync(join(tmpdir(), "perennial-electron-"));
  const electron = await _electron.launch(commandOf({ ...launch, userData }));
  running.add(electron);
  electron.once("close", () => running.delete(electron));
  const page = await electron.firstWindow();
  // A window is empty until the app loads its page into it.
  await page.waitForURL((url) => url.href !== "about:blank", { waitUntil: "load" });
  return {
    electron,
    page,
    userData,
    main: <R, A>(run: (module: ElectronModule, arg: A) => R | Promise<R>, arg?: A) =>
      electron.evaluate(run as never, arg) as Promise<R>,
    logged: async (text) => {
      const message = await electron.waitForEvent("console", {
        predicate: (line) => line.text().includes(text),
        timeout: 5_000,
      });
      return message.text();
    },
    close: async () => {
      await electron.close();
      if (launch.userData === undefined) rmSync(userData, { recursive: true, force: true });
    },
  };
}
