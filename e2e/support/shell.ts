/** Starts the built desktop shell for a test, and speaks to it as a page does. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { DesktopBridge } from "#contract/desktop.ts";
import { launchElectron, type Launch, type Launched } from "./electron.ts";

declare global {
  interface Window {
    readonly perennial: DesktopBridge;
    /** Tags of the ports the shell closed, and menu commands, in the order they came. */
    heard: string[];
  }
}

/** The project itself: its package.json names the built main process. */
export const shellApp = join(import.meta.dirname, "../..");

/** Makes the folders of one installation, kept over several launches and removed by `forget`. */
export function makeInstallation() {
  const home = mkdtempSync(join(tmpdir(), "perennial-shell-"));
  return {
    userData: join(home, "user"),
    dataDir: join(home, "data"),
    forget: () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }),
  };
}
export type Installation = ReturnType<typeof makeInstallation>;

export function shellLaunch({ userData, dataDir }: Installation): Launch & { userData: string } {
  return { app: shellApp, args: ["--data", dataDir], userData };
}

/** Starts the shell on an installation; its page is loaded, its office perhaps still opening. */
export function launchShell(
  installation: Installation,
  env: Readonly<Record<string, string>> = {},
): Promise<Launched> {
  return launchElectron({ ...shellLaunch(installation), env });
}

/**
 * Calls an operation of the office as a page does, over a port of its own, in oRPC's wire format.
 * Returns the answer's status and value.
 */
export function callOffice(
  page: Page,
  path: string,
  input: object = {},
): Promise<{ status: number; value: unknown }> {
  return page.evaluate(
    ([url, json]) =>
      new Promise<{ status: number; value: unknown }>((resolve) => {
        const tag = crypto.randomUUID();
        const receive = ({ data, ports }: MessageEvent) => {
          if (!Array.isArray(data) || data[1] !== tag) return;
          window.removeEventListener("message", receive);
          const port = ports[0]!;
          port.onmessage = (message) => {
            const { p: answer } = JSON.parse(message.data as string) as {
              p: { s?: number; b?: { json: unknown } };
            };
            resolve({ status: answer.s ?? 200, value: answer.b?.json });
          };
          port.postMessage(JSON.stringify({ i: "1", p: { u: url, b: { json } } }));
        };
        window.addEventListener("message", receive);
        window.perennial.connect(tag);
      }),
    [`/${path.replaceAll(".", "/")}`, input] as const,
  );
}

/**
 * What the system tells of the computer's lock and sleep. It comes between two pieces of the program's
 * own work, where a call from a test may fall into the middle of a transaction.
 */
export function tellOfPower({ main }: Launched, event: string): Promise<void> {
  return main(
    ({ powerMonitor }, name) =>
      new Promise<void>((resolve) => {
        setImmediate(() => {
          powerMonitor.emit(name);
          resolve();
        });
      }),
    event,
  );
}
