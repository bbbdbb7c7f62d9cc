/**
 * Printing on Windows: a hidden window of the built-in viewer sends the PDF to a named printer. Electron
 * tells no printer's state there and cannot name a paper source, and we do not pretend it can: a tray
 * of its own is a second printer in Windows with that tray as its standard.
 */
import type { BrowserWindow, WebContentsPrintOptions } from "electron";
import type { PrintBackend, PrintFault } from "./backend.ts";
import { firstPageMm } from "#contract/printing-words.ts";
import { loadPdf } from "./pdf-window.ts";

export type ViewerPlaces = {
  /** Any window of the app, to ask for the printers; undefined when there is none. */
  readonly anyWindow: () => BrowserWindow | undefined;
  readonly hiddenWindow: () => BrowserWindow;
  readonly publish: (bytes: Uint8Array) => string;
  readonly withdraw: (url: string) => void;
  /** How long the viewer may take to show a document, and the system to take it. */
  readonly limits: { readonly loadMs: number; readonly printMs: number };
};

const duplexModes = { printer: undefined, one: "simplex", long: "longEdge", short: "shortEdge" } as const;

export function viewerBackend(places: ViewerPlaces): PrintBackend {
  return {
    async list() {
      const found = (await places.anyWindow()?.webContents.getPrintersAsync()) ?? [];
      const printers = found.map(({ name, displayName }) => ({ name, label: displayName === "" ? name : displayName, state: "unknown" as const }));
      return { printers, standard: null, canChooseTray: false };
    },
    trays: () => Promise.resolve([]),
    async print({ bytes, choice }) {
      if (choice.tray !== null) return { fault: "tray_gone" };
      const url = places.publish(bytes);
      const window = places.hiddenWindow();
      try {
        if (!(await loadPdf(window, url, places.limits.loadMs))) return { fault: "not_a_pdf" };
        const page = firstPageMm(bytes);
        const duplexMode = duplexModes[choice.sides];
        const fault = await printWindow(
          window,
          {
            silent: true,
            deviceName: choice.printer,
            copies: choice.copies,
            color: true,
            margins: { marginType: "none" },
            ...(duplexMode === undefined ? {} : { duplexMode }),
            // In micrometres; otherwise every sheet would be taken for A4.
            ...(page === null ? {} : { pageSize: { width: Math.round(page.widthMm * 1000), height: Math.round(page.heightMm * 1000) } }),
          },
          places.limits.printMs,
        );
        return fault === null ? { state: "unknown" } : { fault };
      } finally {
        places.withdraw(url);
        if (!window.isDestroyed()) window.destroy();
      }
    },
  };
}

function printWindow(window: BrowserWindow, options: WebContentsPrintOptions, limitMs: number): Promise<PrintFault | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve("unsure"), limitMs);
    const end = (fault: PrintFault | null): void => {
      clearTimeout(timer);
      resolve(fault);
    };
    window.once("closed", () => end("unsure"));
    window.webContents.print(options, (done, reason) => end(done ? null : /device|printer/iu.test(reason) ? "printer_gone" : "not_taken"));
  });
}
