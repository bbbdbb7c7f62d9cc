/** Files and paper from the desktop shell: what the page hands over ends where the person said. */
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { isRealElectron, type Launched } from "../support/electron.ts";
import { launchShell, makeInstallation, type Installation } from "../support/shell.ts";

let installation: Installation;
let folder: string;
let app: Launched;

test.beforeAll(async () => {
  installation = makeInstallation();
  folder = join(installation.userData, "out");
  mkdirSync(folder, { recursive: true });
  app = await launchShell(installation);
});
test.afterAll(async () => {
  await app.close();
  installation.forget();
});

/** Answers the next save dialog with a place in `folder`, or cancels; the dialog's options are kept. */
async function answerSaveDialog(filePath: string): Promise<void> {
  await app.main(({ dialog }, path) => {
    dialog.showSaveDialog = ((_window: unknown, options: unknown) => {
      Object.assign(globalThis, { asked: options });
      return Promise.resolve({ canceled: path === "", filePath: path });
    }) as never;
  }, filePath);
}

async function askedName(): Promise<string> {
  const asked = await app.main(
    () => (globalThis as never as { asked: { defaultPath: string } }).asked,
  );
  return asked.defaultPath.split(/[\\/]/).at(-1)!;
}

const saveFile = (name: string, text: string) =>
  app.page.evaluate(
    (file) =>
      window.perennial.run("save-file", {
        name: file.name,
        kind: "csv",
        bytes: new TextEncoder().encode(file.text),
      }),
    { name, text },
  );

test("DSK-1 the page is saved as a PDF where the person said", async () => {
  const path = join(folder, "page.pdf");
  await answerSaveDialog(path);
  const answer = await app.page.evaluate(() =>
    window.perennial.run("save-page-as-pdf", { name: "Today" }),
  );
  expect(answer).toEqual({ done: true });
  expect(await askedName()).toBe("Today.pdf");
  const pdf = readFileSync(path);
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  expect(pdf.length).toBeGreaterThan(1000);
});

test("DSK-1 a file the page made is saved byte for byte, under a safe name", async () => {
  const path = join(folder, "list.csv");
  await answerSaveDialog(path);
  const text = "Name,Betrag\r\nĐặng,12.50\r\n";
  expect(await saveFile("../../Members: 2026/11", text)).toEqual({ done: true });
  expect(readFileSync(path, "utf8")).toBe(text);
  expect(await askedName()).toBe("Members 2026 11.csv");
});

test("DSK-1 a cancelled dialog writes nothing", async () => {
  await answerSaveDialog("");
  const before = readdirSync(folder);
  expect(await saveFile("list", "x")).toEqual({ done: false });
  expect(readdirSync(folder)).toEqual(before);
});

test("F-17 a place that cannot be written to is told in words", async () => {
  await answerSaveDialog(join(folder, "missing", "list.csv"));
  await app.main(({ dialog }) => {
    dialog.showErrorBox = (title, content) => {
      Object.assign(globalThis, { told: [title, content] });
    };
  });
  expect(await saveFile("list", "x")).toEqual({ done: false });
  expect(await app.main(() => (globalThis as never as { told: string[] }).told)).toEqual([
    "The file was not saved",
    "That place cannot be written to. Choose another folder, then save again.",
  ]);
});

test("DSK-1 a PDF goes to the system's print dialog and leaves nothing behind", async () => {
  test.skip(isRealElectron, "a print dialog would wait for a person");
  await answerSaveDialog(join(folder, "again.pdf"));
  await app.page.evaluate(() => window.perennial.run("save-page-as-pdf", { name: "Again" }));
  const pdf = readFileSync(join(folder, "again.pdf")).toString("base64");
  const answer = await app.page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return window.perennial.run("print-pdf", { bytes });
  }, pdf);
  expect(answer).toEqual({ done: true });
  expect(await app.main(({ standIn }) => standIn.prints)).toEqual([
    { url: "app://perennial/print/1.pdf", options: {} },
  ]);
  expect(await app.page.evaluate(async () => (await fetch("/print/1.pdf")).status)).toBe(404);
  expect(await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
