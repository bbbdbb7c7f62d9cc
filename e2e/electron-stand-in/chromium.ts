/** Starts the system's Chromium without a window and with a DevTools address; one per app. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

export interface Chromium {
  /** The browser's DevTools websocket. */
  readonly address: string;
  /** Resolves when the process is gone, whatever the reason. */
  readonly gone: Promise<void>;
  /** Ends the process and removes its profile. */
  stop(): void;
}

const ownSwitches = [
  "--no-startup-window",
  "--remote-debugging-port=0",
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--password-store=basic",
  "--use-mock-keychain",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
];

/**
 * Starts $CHROMIUM (default /usr/bin/chromium); STAND_IN_HEADED=1 shows its windows. The profile is
 * thrown away, so page storage does not outlive a run (see README); it lies in `folder`, whose
 * owner removes what a dying child process may still write after `stop`.
 */
export async function startChromium(
  switches: readonly string[],
  folder: string,
): Promise<Chromium> {
  const profile = mkdtempSync(join(folder, "chromium-"));
  const replaced = ["--remote-debugging-port", "--user-data-dir"];
  const child = spawn(
    process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    [
      ...(process.env["STAND_IN_HEADED"] === "1" ? [] : ["--headless=new"]),
      ...ownSwitches,
      `--user-data-dir=${profile}`,
      ...switches.filter((given) => !replaced.includes(given.split("=")[0]!)),
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const stop = () => {
    child.kill("SIGKILL");
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  // Also after an uncaught error in the app: no Chromium is left behind.
  process.once("exit", stop);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { address: await devToolsAddress(child), gone, stop };
}

function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (data: Buffer) => {
      said += data.toString("utf8");
      const match = /^DevTools listening on (ws:\/\/\S+)$/m.exec(said);
      if (match === null) return;
      child.stderr!.off("data", read);
      child.stderr!.resume(); // keep the pipe from filling up
      resolve(match[1]!);
    };
    child.stderr!.on("data", read);
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Chromium ended at once: ${said}`)));
  });
}
