/** WebContents: one page with its frames, messages, requests and printing. */
import { EventEmitter } from "node:events";
import type Electron from "electron";
import { openPage } from "./browser.ts";
import type { BrowserWindow } from "./browser-window.ts";
import type { CdpSession } from "./cdp.ts";
import { Frames } from "./frames.ts";
import { PageMessages } from "./page-messages.ts";
import { applyPermissions } from "./permissions.ts";
import type { MessagePortMain } from "./ports.ts";
import { pdfParameters } from "./printing.ts";
import { record } from "./record.ts";
import { Requests, type NavigationEvents } from "./requests.ts";
import { fromWeb, toWeb } from "./schemes.ts";
import { defaultSession } from "./session.ts";
import { openWindows, windowOfTarget } from "./windows.ts";

type OpenHandler = Parameters<Electron.WebContents["setWindowOpenHandler"]>[0];

let lastId = 0;

export class WebContents extends EventEmitter implements NavigationEvents {
  readonly id = ++lastId;
  readonly session = defaultSession as unknown as Electron.Session;
  /** Chromium's id of the page, empty until it is open. */
  targetId = "";
  title = "";
  zoomFactor = 1;
  readonly owner: BrowserWindow;
  private readonly preferences: Electron.WebPreferences;
  private readonly ready: Promise<void>;
  private page!: CdpSession;
  private frames!: Frames;
  private messages!: PageMessages;
  private openHandler: OpenHandler | undefined;
  private loading = false;
  private dead = false;

  constructor(owner: BrowserWindow, options: Electron.BrowserWindowConstructorOptions) {
    super();
    this.owner = owner;
    this.preferences = options.webPreferences ?? {};
    if (this.preferences.contextIsolation === false || this.preferences.nodeIntegration === true) {
      throw new Error("electron-stand-in: a page without isolation or with Node is not carried");
    }
    this.ready = this.begin(options);
    this.ready.catch((error: unknown) => {
      if (!this.dead) console.error("electron-stand-in: the window did not open:", error);
    });
  }

  private async begin(options: Electron.BrowserWindowConstructorOptions): Promise<void> {
    const { targetId, page, browser } = await openPage(options);
    this.targetId = targetId;
    this.page = page;
    this.frames = new Frames();
    this.messages = new PageMessages(page, this.frames, this);
    this.listen(page);
    await Promise.all([page.send("Page.enable"), page.send("Runtime.enable")]);
    await this.frames.follow(page);
    await new Requests(page, this.frames, this, this.id).intercept();
    await applyPermissions(browser.root, defaultSession, this as unknown as Electron.WebContents);
    await this.messages.install(this.preferences.preload, {
      argv: this.preferences.additionalArguments ?? [],
      platform: process.platform,
      versions: process.versions,
      sandboxed: this.preferences.sandbox !== false,
    });
  }

  private listen(page: CdpSession): void {
    page.on("Page.frameStartedNavigating", ({ frameId, url, navigationType }) => {
      const isMainFrame = this.frames.isMain(frameId);
      const isSameDocument = ["sameDocument", "historySameDocument"].includes(navigationType);
      if (isMainFrame && !isSameDocument) this.loading = true;
      this.emit("did-start-navigation", { url: fromWeb(url), isMainFrame, isSameDocument });
    });
    page.on("Page.frameNavigated", ({ frame }) => {
      if (this.frames.isMain(frame.id)) this.emit("did-navigate", {}, this.getURL());
    });
    page.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
      const isMainFrame = this.frames.isMain(frameId);
      this.emit("did-navigate-in-page", {}, fromWeb(url), isMainFrame);
    });
    page.on("Page.domContentEventFired", () => this.emit("dom-ready", {}));
    page.on("Page.loadEventFired", () => {
      this.loading = false;
      this.emit("did-finish-load");
      // The built-in viewer is ready to print; no viewer is behind a headless page.
      if (this.getURL().endsWith(".pdf")) this.emit("-pdf-ready-to-print");
      this.owner.readyToShow();
    });
    page.on("Page.javascriptDialogOpening", () => {
      void page.send("Page.handleJavaScriptDialog", { accept: true });
    });
    page.on("Page.windowOpen", ({ url, windowFeatures }) => this.askToOpen(url, windowFeatures));
    page.on("Inspector.targetCrashed", () => {
      this.emit("render-process-gone", {}, { reason: "crashed", exitCode: 1 });
    });
    page.on("Runtime.consoleAPICalled", ({ type, args }) => {
      const message = args.map(({ value, description }) => String(value ?? description)).join(" ");
      this.emit("console-message", { level: type, message });
    });
  }

  /** The popup itself is closed by browser.ts: a page can only ever be told no here. */
  private askToOpen(webUrl: string, features: readonly string[]): void {
    const url = fromWeb(webUrl);
    const asked = {
      url,
      frameName: "",
      features: features.join(","),
      disposition: "new-window" as const,
      referrer: { url: this.getURL(), policy: "no-referrer" as const },
    };
    const action = this.openHandler?.(asked).action ?? "allow";
    record.popups.push({ url, action });
    if (action === "allow")
      console.error(`electron-stand-in: a popup was allowed, not opened: ${url}`);
  }

  prevents(
    event: "will-navigate" | "will-frame-navigate" | "will-redirect",
    { url, frameId, isMainFrame }: { url: string; frameId: string; isMainFrame: boolean },
  ): boolean {
    let prevented = false;
    const details = {
      url,
      isMainFrame,
      isSameDocument: false,
      frame: this.frames.describe(frameId),
      preventDefault: () => {
        prevented = true;
      },
    };
    if (event === "will-frame-navigate") this.emit(event, details);
    else this.emit(event, details, url, false, isMainFrame, 1, 1);
    return prevented;
  }

  async loadURL(url: string): Promise<void> {
    await this.ready;
    const finished = new Promise<void>((resolve) => this.once("did-finish-load", () => resolve()));
    const { errorText } = await this.page.send("Page.navigate", { url: toWeb(url) });
    if (errorText !== undefined && errorText !== "") {
      this.loading = false;
      this.emit("did-fail-load", {}, -2, errorText, url, true);
      throw new Error(`${errorText} loading '${url}'`);
    }
    await finished;
  }

  reload(): void {
    void this.page.send("Page.reload");
  }

  send(channel: string, ...args: unknown[]): void {
    void this.ready.then(() => this.messages.send(channel, args));
  }

  postMessage(channel: string, message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const ports = transfer as unknown as MessagePortMain[];
    void this.ready.then(() => this.messages.send(channel, [message], ports));
  }

  async executeJavaScript(code: string): Promise<unknown> {
    await this.ready;
    const { result, exceptionDetails } = await this.page.send("Runtime.evaluate", {
      expression: code,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails === undefined) return result.value as unknown;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  async printToPDF(options: Electron.PrintToPDFOptions): Promise<Buffer> {
    await this.ready;
    const { data } = await this.page.send("Page.printToPDF", pdfParameters(options));
    return Buffer.from(data, "base64");
  }

  /** No printer here: the job is recorded and reported as done. */
  print(
    options: Electron.WebContentsPrintOptions = {},
    callback?: (success: boolean, failureReason: string) => void,
  ): void {
    record.prints.push({ url: this.getURL(), options });
    callback?.(true, "");
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  getURL(): string {
    return this.frames?.mainUrl ?? "";
  }
  getTitle(): string {
    return this.title;
  }
  get mainFrame(): Electron.WebFrameMain {
    return this.frames.describe(this.frames.main)!;
  }
  /** What the window was made with, as Electron's own (undocumented) read-back. */
  getLastWebPreferences(): Electron.WebPreferences {
    return this.preferences;
  }
  isLoading(): boolean {
    return this.loading;
  }
  isDestroyed(): boolean {
    return this.dead;
  }
  close(): void {
    this.owner.close();
  }
  openDevTools(): void {
    // A headless Chromium has nowhere to show them.
  }
  isDevToolsOpened(): boolean {
    return false;
  }

  /** The window is gone. */
  destroyed(): void {
    this.dead = true;
    this.messages?.endAll();
    this.emit("destroyed");
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return windowOfTarget(targetId)?.webContents;
  }
  static getAllWebContents(): WebContents[] {
    return openWindows().map(({ webContents }) => webContents);
  }
  static fromId(id: number): WebContents | undefined {
    return WebContents.getAllWebContents().find((contents) => contents.id === id);
  }
}
