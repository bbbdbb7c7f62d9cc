/**
 * Files the office hands over: saved through the desktop's dialog, or by the browser's download
 * where there is no desktop (DSK-1).
 */
import { desktopBridge, type SavedFileKind } from "#contract/desktop.ts";

/** A file as the contract carries it. */
export type HandedFile = {
  readonly fileName: string;
  readonly mediaType: "application/pdf" | "text/csv" | "application/json";
  readonly base64: string;
};

const kinds: Readonly<Record<HandedFile["mediaType"], SavedFileKind>> = {
  "application/pdf": "pdf",
  "text/csv": "csv",
  "application/json": "json",
};

/** Asks where to save it. A refusal of the system is said by the system itself. */
export function saveFile(file: HandedFile): void {
  const bridge = desktopBridge(window);
  if (bridge === undefined) {
    download(file);
    return;
  }
  const kind = kinds[file.mediaType];
  const name = file.fileName.replace(new RegExp(`\\.${kind}$`, "i"), "");
  void bridge.run("save-file", { name, kind, bytes: bytesOf(file) });
}

/**
 * Prints a PDF: the system's print dialog on the desktop. A browser shows it in a window of its own,
 * where its print button is; one that opens no window saves it instead.
 */
export function printFile(file: HandedFile): void {
  const bridge = desktopBridge(window);
  if (bridge !== undefined) {
    void bridge.run("print-pdf", { bytes: bytesOf(file) });
    return;
  }
  const address = addressOf(file);
  if (window.open(address, "_blank") === null) download(file);
}

function download(file: HandedFile): void {
  const link = document.createElement("a");
  link.href = addressOf(file);
  link.download = file.fileName;
  link.click();
}

/** An address of the bytes; given back after a minute, when the browser has long read it. */
function addressOf(file: HandedFile): string {
  const address = URL.createObjectURL(new Blob([bytesOf(file)], { type: file.mediaType }));
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return address;
}

function bytesOf(file: HandedFile): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
}
