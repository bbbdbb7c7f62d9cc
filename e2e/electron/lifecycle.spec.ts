/** Starting, starting twice, being locked, ending and starting again (DSK-4, R13). */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { closeRunning, commandOf, isRealElectron, type Launched } from "../support/electron.ts";
import {
  callOffice,
  launchShell,
  makeInstallation,
  shellLaunch,
  type Installation,
} from "../support/shell.ts";

let installation: Installation;
test.beforeEach(() => {
  installation = makeInstallation();
});
test.afterEach(async () => {
  await closeRunning();
  installation.forget();
});

/** Starts the shell by hand and answers how it ended and what it wrote. */
async function startAlone(): Promise<{ code: number; output: string }> {
  const { args, env } = commandOf(shellLaunch(installation));
  const binary = join(import.meta.dirname, "../electron-stand-in/electron");
  const shell = spawn(binary, ["--no-sandbox", ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on("data", (data: Buffer) => {
      output += data.toString("utf8");
    });
  }
  const code = await new Promise<number>((resolve) => shell.once("close", resolve));
  return { code, output };
}

/** Starts a second instance by hand and answers its exit code. */
async function startSecond(first: Launched, changes: Partial<Installation> = {}): Promise<number> {
  const binary = isRealElectron
    ? await first.main(({ app }) => app.getPath("exe"))
    : join(import.meta.dirname, "../electron-stand-in/electron");
  const { args, env } = commandOf(shellLaunch({ ...installation, ...changes }));
  const second = spawn(binary, ["--no-sandbox", ...args], { env, stdio: "ignore" });
  return new Promise((resolve) => second.once("exit", resolve));
}

test("DSK-4 a second start brings the first window forward and ends", async () => {
  const first = await launchShell(installation);
  await first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize());
  expect(await startSecond(first)).toBe(0);
  await expect
    .poll(() => first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized()))
    .toBe(false);
  expect(await first.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test("DSK-4 a second start with another folder is told to close the first", async () => {
  const first = await launchShell(installation);
  await first.main(({ dialog }) => {
    dialog.showMessageBox = ((_window: unknown, options: unknown) => {
      Object.assign(globalThis, { told: options });
      return Promise.resolve({ response: 0 });
    }) as never;
  });
  expect(await startSecond(first, { dataDir: `${installation.dataDir}-other` })).toBe(0);
  await expect
    .poll(() => first.main(() => (globalThis as never as { told?: object }).told))
    .toMatchObject({ message: "Perennial is already open with another folder." });
});

test("DSK-4 the window comes back where it was closed", async () => {
  const bounds = { x: 40, y: 30, width: 1010, height: 720 };
  const first = await launchShell(installation);
  await first.main(
    ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]!.setBounds(place),
    bounds,
  );
  await first.close();
  const second = await launchShell(installation);
  const place = await second.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.getNormalBounds(),
  );
  expect(place).toEqual(bounds);
  await second.close();
});

test("DSK-3 a call made while the office still opens is answered when it is open", async () => {
  const app = await launchShell(installation);
  const answers = await Promise.all([
    callOffice(app.page, "app.status"),
    callOffice(app.page, "app.status"),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

test("control 10 a page has a few connections: one too many closes the oldest", async () => {
  const app = await launchShell(installation);
  await callOffice(app.page, "app.status");
  await app.page.evaluate(() => {
    window.heard = [];
    window.perennial.onDisconnect((tag) => void window.heard.push(tag));
    for (const tag of ["a", "b", "c", "d", "e", "f", "g", "h"]) window.perennial.connect(tag);
  });
  // The page's own connection may come between: it connects again as soon as it is cut off.
  const heard = () => app.page.evaluate(() => window.heard.join(" "));
  await expect.poll(heard).toMatch(/\ba b c d\b/);
  expect((await callOffice(app.page, "app.status")).status).toBe(200);
  expect(await heard()).not.toMatch(/\bh\b/);
});

test("F-17 an office that does not open is told in words, without a path or a stack", async () => {
  test.skip(isRealElectron, "an error box would wait for a person");
  mkdirSync(installation.userData, { recursive: true });
  writeFileSync(installation.dataDir, "a file where the folder should be");
  const { code, output } = await startAlone();
  expect(code).toBe(1);
  const told = output.split("\n").find((line) => line.startsWith("Perennial cannot open: "));
  expect(told).toMatch(/Nothing was changed\. Start it again/);
  expect(told).not.toContain(installation.dataDir);
});
