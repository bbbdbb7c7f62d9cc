/** The commands a page may give the shell: a fixed list, each input checked before it is used. */
import type { BrowserWindow } from "electron";
import { savedFileKinds, windowCommandNames, type AnyWindowAnswer } from "#contract/desktop.ts";
import { largestFile, pdfToOpen, printerAsked, printingChange, silentPrint } from "#contract/printing.ts";
import type { AppFiles } from "./app-files.ts";
import type { FromWindow } from "./channel.ts";
import { openExternal } from "./external.ts";
import type { PdfViewers } from "./pdf-viewers.ts";
import type { PrintDesk } from "./print/print-desk.ts";
import { printPdf, saveFile, savePageAsPdf } from "./printing.ts";

const longestName = 200;
const longestAddress = 2000;

/** What of the shell the commands use. */
export interface ShellParts {
  readonly files: AppFiles;
  readonly desk: PrintDesk;
  readonly viewers: PdfViewers;
}

/** Runs a checked command for the window that gave it. */
export async function runCommand(
  window: BrowserWindow,
  [, , command, input]: FromWindow,
  { files, desk, viewers }: ShellParts,
): Promise<AnyWindowAnswer> {
  switch (command) {
    case "save-file":
      return saveFile(window, input);
    case "save-page-as-pdf":
      return savePageAsPdf(window, input.name);
    case "print-pdf":
      return printPdf(window, input.bytes, files);
    case "print-silently":
      return desk.print(input);
    case "open-pdf":
      await viewers.show(window, input.bytes);
      return { done: true };
    case "list-printers":
      return desk.list();
    case "list-trays":
      return desk.trays(input.printer);
    case "read-printing":
      return desk.read();
    case "change-printing":
      return desk.change(input);
    case "open-external":
      return openExternal(window, input.address);
    case "reload":
      window.webContents.reload();
      return { done: true };
  }
}

/** Reads a message of the window's port; undefined when it is not a command of the list. */
export function readCommand(data: unknown): FromWindow | undefined {
  if (!Array.isArray(data) || data.length !== 4) return undefined;
  const [kind, id, command, input] = data as unknown[];
  if (kind !== "run" || !Number.isSafeInteger(id)) return undefined;
  if (!windowCommandNames.some((name) => name === command)) return undefined;
  if (typeof input !== "object" || input === null) return undefined;
  return isInputOf(command as FromWindow[2], input as Fields)
    ? (data as unknown as FromWindow)
    : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

function isInputOf(command: FromWindow[2], input: Fields): boolean {
  switch (command) {
    case "save-file":
      return (
        hasOnly(input, ["name", "kind", "bytes"]) &&
        isText(input["name"], longestName) &&
        savedFileKinds.some((kind) => kind === input["kind"]) &&
        isBytes(input["bytes"])
      );
    case "save-page-as-pdf":
      return hasOnly(input, ["name"]) && isText(input["name"], longestName);
    case "print-pdf":
      return hasOnly(input, ["bytes"]) && isBytes(input["bytes"]);
    case "print-silently":
      return silentPrint.safeParse(input).success;
    case "open-pdf":
      return pdfToOpen.safeParse(input).success;
    case "list-trays":
      return printerAsked.safeParse(input).success;
    case "change-printing":
      return printingChange.safeParse(input).success;
    case "list-printers":
    case "read-printing":
      return hasOnly(input, []);
    case "open-external":
      return hasOnly(input, ["address"]) && isText(input["address"], longestAddress);
    case "reload":
      return hasOnly(input, []);
  }
}

function hasOnly(input: Fields, names: readonly string[]): boolean {
  return Object.keys(input).every((name) => names.includes(name));
}

function isText(value: unknown, longest: number): boolean {
  return typeof value === "string" && value.length <= longest;
}

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array && value.byteLength <= largestFile;
}
