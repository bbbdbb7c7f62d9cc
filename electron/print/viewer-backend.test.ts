import { EventEmitter } from "node:events";
import type { BrowserWindow, WebContentsPrintOptions } from "electron";
import { expect, test } from "vitest";
import type { PrintJob } from "./backend.ts";
import { loadPdf } from "./pdf-window.ts";
import { viewerBackend } from "./viewer-backend.ts";

type Printed = (done: boolean, reason: string) => void;

/** A hidden window whose viewer gets ready, or not, and whose printer answers, or not. */
class FakeWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), {
    getPrintersAsync: () => Promise.resolve([{ name: "HP_1", displayName: "HP at the desk", description: "", options: {} }, { name: "Raw", displayName: "", description: "", options: {} }]),
    print: (options: WebContentsPrintOptions, callback: Printed) => {
      this.printed.push(options);
      this.answer?.(callback);
    },
  });
  readonly loaded: string[] = [];
  readonly printed: WebContentsPrintOptions[] = [];
  readonly answer: ((callback: Printed) => void) | undefined;
  readonly getsReady: "at load" | "later" | "never";
  destroyed = false;
  constructor(getsReady: FakeWindow["getsReady"], answer?: (callback: Printed) => void) {
    super();
    this.getsReady = getsReady;
    this.answer = answer;
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    if (this.getsReady === "at load") this.webContents.emit("-pdf-ready-to-print");
    if (this.getsReady === "later") setImmediate(() => this.webContents.emit("-pdf-ready-to-print"));
    return Promise.resolve();
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    this.destroyed = true;
    this.emit("closed");
  }
  get real(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
}

function backendWith(window: FakeWindow, limits = { loadMs: 60_000, printMs: 60_000 }) {
  const published = new Set<string>();
  const backend = viewerBackend({
    anyWindow: () => window.real,
    hiddenWindow: () => window.real,
    publish: () => {
      published.add("app://perennial/print/7.pdf");
      return "app://perennial/print/7.pdf";
    },
    withdraw: (url) => void published.delete(url),
    limits,
  });
  return { backend, published };
}

const letter = new Uint8Array(Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Page /MediaBox [0 0 612 792] >>\nendobj"));
const job = (choice: Partial<PrintJob["choice"]> = {}): PrintJob => ({ bytes: letter, kind: "invoice", choice: { printer: "HP_1", tray: null, copies: 1, sides: "printer", ...choice } });
const says = (done: boolean, reason = ""): ((callback: Printed) => void) => (callback) => callback(done, reason);

test("DOC-9 the printers are told by both their names, their state by none, and trays cannot be chosen", async () => {
  const { backend } = backendWith(new FakeWindow("at load"));
  expect(await backend.list()).toEqual({
    printers: [
      { name: "HP_1", label: "HP at the desk", state: "unknown" },
      { name: "Raw", label: "Raw", state: "unknown" },
    ],
    standard: null,
    canChooseTray: false,
  });
  expect(await backend.trays("HP_1")).toEqual([]);
});

test.each(["at load", "later"] as const)("DOC-9 a document is printed once the viewer is ready (%s), on paper of its own size, and nothing stays behind", async (getsReady) => {
  const window = new FakeWindow(getsReady, says(true));
  const { backend, published } = backendWith(window);
  expect(await backend.print(job({ copies: 2, sides: "long" }))).toEqual({ state: "unknown" });
  expect(window.printed).toEqual([
    { silent: true, deviceName: "HP_1", copies: 2, color: true, margins: { marginType: "none" }, duplexMode: "longEdge", pageSize: { width: 215_900, height: 279_400 } },
  ]);
  expect(window.destroyed).toBe(true);
  expect(published.size).toBe(0);
});

test.each([
  ["one", "simplex"],
  ["short", "shortEdge"],
  ["printer", undefined],
] as const)("DOC-9 sides “%s” go to the system as %s", async (sides, duplexMode) => {
  const window = new FakeWindow("at load", says(true));
  await backendWith(window).backend.print(job({ sides }));
  expect(window.printed[0]?.duplexMode).toBe(duplexMode);
});

test("DOC-9 a viewer that never gets ready prints nothing, where it would give empty sheets", async () => {
  const window = new FakeWindow("never", says(true));
  expect(await backendWith(window, { loadMs: 1, printMs: 60_000 }).backend.print(job())).toEqual({ fault: "not_a_pdf" });
  expect(window.printed).toEqual([]);
  expect(window.destroyed).toBe(true);
});

test.each([
  ["Invalid deviceName provided", "printer_gone"],
  ["Invalid printer settings", "printer_gone"],
  ["Print job failed", "not_taken"],
  ["Print job canceled", "not_taken"],
  ["", "not_taken"],
])("DOC-9 the system's “%s” is told as %s", async (reason, fault) => {
  expect(await backendWith(new FakeWindow("at load", says(false, reason))).backend.print(job())).toEqual({ fault });
});

test("DOC-9 a system that never answers leaves the job in doubt, and the window goes", async () => {
  const window = new FakeWindow("at load", () => undefined);
  expect(await backendWith(window, { loadMs: 60_000, printMs: 1 }).backend.print(job())).toEqual({ fault: "unsure" });
  expect(window.destroyed).toBe(true);
});

test("DOC-9 a remembered tray is not passed over in silence where none can be named", async () => {
  const window = new FakeWindow("at load", says(true));
  expect(await backendWith(window).backend.print(job({ tray: "Tray2" }))).toEqual({ fault: "tray_gone" });
  expect(window.loaded).toEqual([]);
});

test("DOC-9 a window that is closed meanwhile is not waited for", async () => {
  const window = new FakeWindow("never");
  const ready = loadPdf(window.real, "app://perennial/print/1.pdf", 60_000);
  window.destroy();
  expect(await ready).toBe(false);
});
