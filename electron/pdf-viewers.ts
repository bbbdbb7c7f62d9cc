/**
 * Windows that show a PDF (DOC-9): the built-in viewer with its own buttons to print and save. They
 * name people, so they are gone when the practice is locked (S9).
 */
import type { BrowserWindow } from "electron";
import type { AppFiles } from "./app-files.ts";

/** More than these at once were forgotten; the oldest goes. */
const mostViewers = 8;

export class PdfViewers {
  private readonly files: AppFiles;
  private readonly create: (owner: BrowserWindow) => BrowserWindow;
  private readonly open = new Map<BrowserWindow, BrowserWindow>();

  constructor(files: AppFiles, create: (owner: BrowserWindow) => BrowserWindow) {
    this.files = files;
    this.create = create;
  }

  async show(owner: BrowserWindow, bytes: Uint8Array): Promise<void> {
    const [oldest] = this.open.keys();
    if (this.open.size >= mostViewers && oldest !== undefined) oldest.destroy();
    const url = this.files.publishPdf(bytes);
    const viewer = this.create(owner);
    this.open.set(viewer, owner);
    viewer.once("closed", () => {
      this.open.delete(viewer);
      this.files.withdraw(url);
    });
    await viewer.loadURL(url);
  }

  /** Closes what this window opened. */
  closeOf(owner: BrowserWindow): void {
    for (const [viewer, its] of this.open) if (its === owner) viewer.destroy();
  }
}
