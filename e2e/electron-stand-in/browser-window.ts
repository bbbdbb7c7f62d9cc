/** BrowserWindow: a page's frame on the screen. Headless, so place and focus are only remembered. */
import { EventEmitter } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type Electron from "electron";
import { app } from "./app.ts";
import { browserReady } from "./browser.ts";
import { WebContents } from "./web-contents.ts";
import { addWindow, openWindows, removeWindow } from "./windows.ts";

export class BrowserWindow extends EventEmitter {
  readonly id: number;
  readonly webContents: WebContents;
  private bounds: Electron.Rectangle;
  private visible: boolean;
  private minimized = false;
  private maximized = false;
  private wasReady = false;
  private dead = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.webContents = new WebContents(this, options);
    this.id = this.webContents.id;
    this.visible = options.show !== false;
    this.bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    addWindow(this);
    setImmediate(() => {
      app.emit("web-contents-created", {}, this.webContents);
      app.emit("browser-window-created", {}, this);
    });
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }
  loadFile(file: string): Promise<void> {
    return this.webContents.loadURL(pathToFileURL(resolve(app.getAppPath(), file)).href);
  }

  /** The first page has loaded. */
  readyToShow(): void {
    if (this.wasReady) return;
    this.wasReady = true;
    this.emit("ready-to-show");
  }

  retitle(title: string): void {
    if (this.webContents.title === title) return;
    this.webContents.title = title;
    this.emit("page-title-updated", {}, title, true);
  }

  close(): void {
    if (this.dead) return;
    let prevented = false;
    this.emit("close", {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.destroy();
  }

  destroy(): void {
    if (this.dead) return;
    const { targetId } = this.webContents;
    this.gone();
    if (targetId === "") return;
    // The browser may be closing too.
    void browserReady
      .then(({ root }) => root.send("Target.closeTarget", { targetId }))
      .catch(() => undefined);
  }

  /** Closed by the app, by Playwright or by Chromium. */
  gone(): void {
    if (this.dead) return;
    this.dead = true;
    removeWindow(this);
    this.webContents.destroyed();
    this.emit("closed");
    if (openWindows().length > 0 || app.isQuitting) return;
    if (!app.emit("window-all-closed")) app.quit();
  }

  isDestroyed(): boolean {
    return this.dead;
  }
  show(): void {
    this.visible = true;
    this.emit("show");
  }
  hide(): void {
    this.visible = false;
    this.emit("hide");
  }
  isVisible(): boolean {
    return this.visible;
  }
  focus(): void {
    this.emit("focus");
  }
  isFocused(): boolean {
    return openWindows()[0] === this;
  }
  minimize(): void {
    this.minimized = true;
    this.emit("minimize");
  }
  restore(): void {
    this.minimized = false;
    this.emit("restore");
  }
  isMinimized(): boolean {
    return this.minimized;
  }
  maximize(): void {
    this.maximized = true;
    this.emit("maximize");
  }
  unmaximize(): void {
    this.maximized = false;
    this.emit("unmaximize");
  }
  isMaximized(): boolean {
    return this.maximized;
  }
  isFullScreen(): boolean {
    return false;
  }
  getBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }
  getNormalBounds(): Electron.Rectangle {
    return { ...this.bounds };
  }
  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
    this.emit("resize");
    this.emit("move");
  }
  setTitle(title: string): void {
    this.webContents.title = title;
  }
  getTitle(): string {
    return this.webContents.title;
  }

  static getAllWindows(): BrowserWindow[] {
    return openWindows();
  }
  static getFocusedWindow(): BrowserWindow | null {
    return openWindows()[0] ?? null;
  }
  static fromWebContents(webContents: WebContents): BrowserWindow | null {
    return openWindows().find((window) => window.webContents === webContents) ?? null;
  }
  static fromId(id: number): BrowserWindow | null {
    return openWindows().find((window) => window.id === id) ?? null;
  }
}
