/** Files and paper: where a document goes is the person's choice, in the system's own dialogs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { app, dialog, type BrowserWindow } from "electron";
import type { FileToSave, SavedFileKind, WindowCommandResult } from "#contract/desktop.ts";
import type { AppFiles } from "./app-files.ts";
import { proposedFileName } from "./file-names.ts";
import { loadPdf } from "./print/pdf-window.ts";
import { createPrintWindow } from "./window.ts";

const readyMs = 60_000;

const kindNames: Readonly<Record<SavedFileKind, string>> = {
  csv: "Table (CSV)",
  iif: "QuickBooks journal (IIF)",
  json: "Data (JSON)",
  pdf: "PDF document",
  txt: "Text",
  zip: "Archive (ZIP)",
};

/** Asks where to save and writes there. A disk that refuses is told in words, `done` is false. */
export async function saveFile(
  window: BrowserWindow,
  file: FileToSave,
): Promise<WindowCommandResult> {
  const path = await askWhere(window, file.name, file.kind);
  if (path === undefined) return { done: false };
  return { done: await write(path, file.bytes) };
}

/** Prints the page as it stands into a PDF, Letter or A4 as its own print style says. */
export async function savePageAsPdf(
  window: BrowserWindow,
  name: string,
): Promise<WindowCommandResult> {
  const path = await askWhere(window, name, "pdf");
  if (path === undefined) return { done: false };
  const pdf = await window.webContents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
  });
  return { done: await write(path, pdf) };
}

/**
 * Shows the system's print dialog for a PDF, from a hidden window that is closed afterwards. `done`
 * is false when the person cancelled or the printer failed.
 */
export async function printPdf(
  window: BrowserWindow,
  bytes: Uint8Array,
  files: AppFiles,
): Promise<WindowCommandResult> {
  const url = files.publishPdf(bytes);
  const printWindow = createPrintWindow(window);
  try {
    // What does not get ready in this time is shown by the dialog as it is.
    await loadPdf(printWindow, url, readyMs);
    return await new Promise((resolve) => {
      printWindow.webContents.print({}, (done) => resolve({ done }));
      printWindow.once("closed", () => resolve({ done: false }));
    });
  } finally {
    files.withdraw(url);
    if (!printWindow.isDestroyed()) printWindow.destroy();
  }
}

async function askWhere(
  window: BrowserWindow,
  name: string,
  kind: SavedFileKind,
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath("documents"), proposedFileName(name, kind)),
    filters: [{ name: kindNames[kind], extensions: [kind] }],
  });
  return canceled || filePath === "" ? undefined : filePath;
}

/** The one failure the person can do something about is the disk's; anything else is our fault. */
async function write(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes);
    return true;
  } catch (error) {
    dialog.showErrorBox(
      "The file was not saved",
      whyNotSaved((error as NodeJS.ErrnoException).code),
    );
    return false;
  }
}

/** The sentence for an error code of the file system, with what to do next (F-17). */
export function whyNotSaved(code: string | undefined): string {
  switch (code) {
    case "ENOSPC":
      return "The disk is full. Free some space or choose another place, then save again.";
    case "EBUSY":
      return "Another program has the file open. Close it there, then save again.";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "This computer does not let you write there. Choose another folder, then save again.";
    default:
      return "That place cannot be written to. Choose another folder, then save again.";
  }
}
