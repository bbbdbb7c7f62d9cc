import { expect, test, vi } from "vitest";

vi.mock("electron", () => ({ app: {}, dialog: {}, shell: {}, BrowserWindow: class {} }));
const { readCommand } = await import("./window-commands.ts");

const bytes = new Uint8Array([37, 80, 68, 70]);
const choice = { printer: "HP", tray: null, copies: 1, sides: "printer" };

test.each([
  [["run", 1, "save-file", { name: "Members", kind: "csv", bytes }]],
  [["run", 2, "save-page-as-pdf", { name: "" }]],
  [["run", 3, "print-pdf", { bytes }]],
  [["run", 4, "open-external", { address: "https://checkout.stripe.com/" }]],
  [["run", 5, "reload", {}]],
  [["run", 6, "open-pdf", { bytes }]],
  [["run", 7, "list-printers", {}]],
  [["run", 8, "list-trays", { printer: "Front desk (HP)" }]],
  [["run", 8, "list-trays", { printer: "\\\\SERVER\\HP / hall" }]],
  [["run", 9, "read-printing", {}]],
  [["run", 10, "print-silently", { bytes, kind: "invoice", choice }]],
  [["run", 11, "print-silently", { bytes, kind: "label", choice: { ...choice, tray: "Tray-2", copies: 99, sides: "short" } }]],
  [["run", 12, "change-printing", { kind: "letter", printing: { way: "ask", choice: { ...choice, printer: null } } }]],
  [["run", 13, "change-printing", { printer: "HP", nudge: { rightMm: -0.5, downMm: 10 } }]],
])("control 9 a command of the list is read as it came", (message) => {
  expect(readCommand(message)).toBe(message);
});

test.each([
  [undefined],
  ["run"],
  [{ 0: "run" }],
  [["run", 1, "reload"]],
  [["run", 1, "reload", {}, {}]],
  [["go", 1, "reload", {}]],
  [["run", "1", "reload", {}]],
  [["run", 1.5, "reload", {}]],
  [["run", Number.NaN, "reload", {}]],
  [["run", 1, "quit", {}]],
  [["run", 1, "toString", {}]],
  [["run", 1, ["reload"], {}]],
  [["run", 1, "reload", null]],
  [["run", 1, "reload", "now"]],
  [["run", 1, "reload", { hard: true }]],
  [["run", 1, "save-file", { name: "x", kind: "csv" }]],
  [["run", 1, "save-file", { name: "x", kind: "exe", bytes }]],
  [["run", 1, "save-file", { name: "x", kind: "toString", bytes }]],
  [["run", 1, "save-file", { name: 1, kind: "csv", bytes }]],
  [["run", 1, "save-file", { name: "x", kind: "csv", bytes: [1, 2] }]],
  [["run", 1, "save-file", { name: "x", kind: "csv", bytes, path: "/etc" }]],
  [["run", 1, "save-file", { name: "x".repeat(201), kind: "csv", bytes }]],
  [["run", 1, "save-page-as-pdf", {}]],
  [["run", 1, "print-pdf", { bytes: "JVBERg==" }]],
  [["run", 1, "open-pdf", { bytes, path: "/etc/passwd" }]],
  [["run", 1, "open-pdf", { path: "/etc/passwd" }]],
  [["run", 1, "list-printers", { host: "elsewhere" }]],
  [["run", 1, "list-trays", { printer: "" }]],
  [["run", 1, "list-trays", { printer: "-h elsewhere" }]],
  [["run", 1, "list-trays", { printer: "HP\n-h elsewhere" }]],
  [["run", 1, "read-printing", { file: "x" }]],
  [["run", 1, "print-silently", { bytes: "/home/me/list.pdf", kind: "invoice", choice }]],
  [["run", 1, "print-silently", { path: "/home/me/list.pdf", kind: "invoice", choice }]],
  [["run", 1, "print-silently", { bytes, kind: "toString", choice }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, printer: null } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, printer: "--help" } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, copies: 0 } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, copies: 100 } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, copies: 1.5 } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, tray: "a b" } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, tray: "Tray1 -o raw" } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, sides: "both" } }]],
  [["run", 1, "print-silently", { bytes, kind: "invoice", choice: { ...choice, silent: false } }]],
  [["run", 1, "change-printing", { kind: "letter", printing: { way: "always", choice } }]],
  [["run", 1, "change-printing", { kind: "letter", printing: { way: "now", choice }, printer: "HP" }]],
  [["run", 1, "change-printing", { printer: "HP", nudge: { rightMm: 0.3, downMm: 0 } }]],
  [["run", 1, "change-printing", { printer: "HP", nudge: { rightMm: 10.5, downMm: 0 } }]],
  [["run", 1, "change-printing", { printer: "HP", nudge: { rightMm: Number.NaN, downMm: 0 } }]],
  [["run", 1, "open-external", { address: new URL("https://checkout.stripe.com/") }]],
  [["run", 1, "open-external", { address: `https://x/${"y".repeat(2000)}` }]],
])("control 9 anything else is not a command", (message) => {
  expect(readCommand(message)).toBeUndefined();
});
