/** Electron's `app`: start, quit, paths, the single-instance lock. */
import { EventEmitter } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beginBrowser, type Browser } from "./browser.ts";
import { noteCall, record } from "./record.ts";
import { SingleInstance } from "./single-instance.ts";
import { openWindows } from "./windows.ts";

class App extends EventEmitter {
  readonly isPackaged = false;
  isQuitting = false;
  private name = "Electron";
  private appPath = "";
  private userData = "";
  private ownsUserData = false;
  private browser: Browser | undefined;
  private instance: SingleInstance | undefined;
  private becomeReady!: () => void;
  private readonly ready = new Promise<void>((resolve) => {
    this.becomeReady = resolve;
  });
  private readonly switches = new Map<string, string>();
  readonly commandLine = {
    appendSwitch: (name: string, value = "") => {
      this.switches.set(name, value);
    },
    hasSwitch: (name: string) => this.switches.has(name),
    getSwitchValue: (name: string) => this.switches.get(name) ?? "",
  };

  /** Called by the command line before the app's own code; Chromium starts while it loads. */
  begin(given: { switches: readonly string[]; appPath: string }): void {
    this.appPath = given.appPath;
    for (const arg of given.switches) {
      const [name, value] = arg.slice(2).split("=", 2);
      this.switches.set(name!, value ?? "");
    }
    this.userData = this.switches.get("user-data-dir") ?? "";
    this.ownsUserData = this.userData === "";
    if (this.ownsUserData) this.userData = mkdtempSync(join(tmpdir(), "electron-stand-in-data-"));
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.on(signal, () => this.quit());
    setImmediate(() => void this.start(given.switches));
  }

  private async start(switches: readonly string[]): Promise<void> {
    try {
      this.browser = await beginBrowser(switches, this.getPath("userData"));
    } catch (error) {
      console.error(error);
      this.exit(1);
    }
    void this.browser!.chromium.gone.then(() => this.exit(1));
    this.becomeReady();
    this.emit("ready", {}, {});
  }

  whenReady(): Promise<void> {
    return this.ready;
  }
  isReady(): boolean {
    return this.browser !== undefined;
  }
  enableSandbox(): void {
    noteCall("app.enableSandbox", { beforeReady: !this.isReady() });
  }
  getVersion(): string {
    const manifest = readFileSync(join(this.appPath, "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  }
  getName(): string {
    return this.name;
  }
  setName(name: string): void {
    this.name = name;
  }
  getAppPath(): string {
    return this.appPath;
  }
  getLocale(): string {
    return "en-US";
  }
  getPath(name: string): string {
    if (name === "exe") return process.execPath;
    const path = name === "userData" ? this.userData : join(this.userData, `stand-in-${name}`);
    mkdirSync(path, { recursive: true });
    return path;
  }
  setPath(name: string, path: string): void {
    if (name === "userData") this.userData = path;
    else noteCall("app.setPath", name, path);
  }
  setAppUserModelId(id: string): void {
    noteCall("app.setAppUserModelId", id);
  }
  focus(): void {
    noteCall("app.focus");
  }
  relaunch(): void {
    record.relaunches++;
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.instance ??= new SingleInstance(this.getPath("userData"));
    return this.instance.acquire(additionalData, ({ argv, cwd, data }) =>
      this.emit("second-instance", {}, argv, cwd, data),
    );
  }
  releaseSingleInstanceLock(): void {
    this.instance?.release();
  }

  quit(): void {
    if (this.isQuitting) return;
    if (this.isPrevented("before-quit")) return;
    for (const window of openWindows()) {
      this.isQuitting = true;
      window.close();
      this.isQuitting = false;
      if (!window.isDestroyed()) return;
    }
    if (this.isPrevented("will-quit")) return;
    this.exit(0);
  }

  exit(code = 0): void {
    this.isQuitting = true;
    this.emit("quit", {}, code);
    this.browser?.connection.close();
    this.browser?.chromium.stop();
    this.releaseSingleInstanceLock();
    if (this.ownsUserData) rmSync(this.userData, { recursive: true, force: true });
    process.exit(code);
  }

  private isPrevented(event: "before-quit" | "will-quit"): boolean {
    let prevented = false;
    this.emit(event, {
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }
}

export const app = new App();
