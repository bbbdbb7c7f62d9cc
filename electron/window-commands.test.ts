import { expect, test, vi } from "vitest";

vi.mock("electron", () => ({ app: {}, dialog: {}, shell: {}, BrowserWindow: class {} }));
const { readCommand } = await import("./window-commands.ts");

const bytes = new Uint8Array([37, 80, 68, 70]);

test.each([
  [["run", 1, "save-file", { name: "Members", kind: "csv", bytes }]],
  [["run", 2, "save-page-as-pdf", { name: "" }]],
  [["run", 3, "print-pdf", { bytes }]],
  [["run", 4, "open-external", { address: "https://checkout.stripe.com/" }]],
  [["run", 5, "reload", {}]],
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
  [["run", 1, "open-external", { address: new URL("https://checkout.stripe.com/") }]],
  [["run", 1, "open-external", { address: `https://x/${"y".repeat(2000)}` }]],
])("control 9 anything else is not a command", (message) => {
  expect(readCommand(message)).toBeUndefined();
});
