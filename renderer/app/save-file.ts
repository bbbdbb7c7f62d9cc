/**
 * Files the office hands over: saved through the desktop's dialog, or by the browser's download
 * where there is no desktop (DSK-1).
 */
import { desktopBridge, savedFileKinds } from "#contract/desktop.ts";
import type { PrintKind } from "#domain/printing/kinds.ts";
import { shiftPages } from "#domain/printing/shift-pages.ts";
import { readBrowserNudge } from "./browser-nudge.ts";
import { printOnDesktop } from "./print-jobs.ts";

/** A file as the contract carries it. */
export type FileFromOffice = {
  readonly fileName: string;
  readonly mediaType: string;
  readonly base64: string;
};

export function blobOf(file: Pick<FileFromOffice, "base64" | "mediaType">): Blob {
  return new Blob([bytesOf(file)], { type: file.mediaType });
}

/** Asks where to save it. What the system refuses, it says itself. */
export function saveFile(file: FileFromOffice): void {
  const bridge = desktopBridge(window);
  const kind = savedFileKinds.find((known) => file.fileName.toLowerCase().endsWith(`.${known}`));
  if (bridge === undefined || kind === undefined) {
    download(file);
    return;
  }
  const name = file.fileName.slice(0, -kind.length - 1);
  void bridge.run("save-file", { name, kind, bytes: bytesOf(file) });
}

/** Saves a table that the window wrote itself. */
export function saveCsv(fileName: string, text: string): void {
  const base64 = btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
  saveFile({ fileName, mediaType: "text/csv", base64 });
}

/**
 * Prints a PDF: by what this computer remembers for its kind on the desktop (DOC-9). A browser shows it
 * in a window of its own, where its print button is; one that opens no window saves it instead.
 */
export function printFile(file: FileFromOffice, kind: PrintKind = "other"): void {
  const bridge = desktopBridge(window);
  if (bridge === undefined) {
    const bytes = bytesOf(file);
    show(file, shiftPages(bytes, readBrowserNudge(localStorage)) ?? bytes);
  } else {
    void printOnDesktop(bridge, bytesOf(file), kind, file.fileName);
  }
}

/** Shows a PDF to look at: a window of the viewer on the desktop, a new tab in a browser. */
export function lookAtFile(file: FileFromOffice): void {
  const bridge = desktopBridge(window);
  if (bridge === undefined) show(file, bytesOf(file));
  else void bridge.run("open-pdf", { bytes: bytesOf(file) });
}

function show(file: FileFromOffice, bytes: BlobPart): void {
  if (window.open(addressOf(new Blob([bytes], { type: file.mediaType })), "_blank") === null) download(file);
}

function download(file: FileFromOffice): void {
  const link = document.createElement("a");
  link.href = addressOf(blobOf(file));
  link.download = file.fileName;
  document.body.append(link);
  link.click();
  link.remove();
}

/** An address of the bytes; given back after a minute, which covers the slowest disk. */
function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return address;
}

export function bytesOf(file: Pick<FileFromOffice, "base64">): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(file.base64), (character) => character.charCodeAt(0));
}
