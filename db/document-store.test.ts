import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDocumentStore } from "./document-store.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "perennial-documents-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const files = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test("DOC-2 the exact copy comes back, the same bytes are one file, and nothing of it is readable on disk", () => {
  const store = openDocumentStore(folder, randomBytes(32));
  const bytes = Buffer.from("%PDF-1.7 Statement of Rosa Lee");
  const sha256 = store.put(bytes);
  expect(store.put(bytes)).toBe(sha256);
  expect(Buffer.from(store.get(sha256) ?? []).equals(bytes)).toBe(true);
  expect(files()).toHaveLength(1);
  expect(readFileSync(files()[0] ?? "").includes("Rosa")).toBe(false);
});

test("DOC-2 a changed file, a missing one, another practice's key and a name that is no hash answer nothing", () => {
  const store = openDocumentStore(folder, randomBytes(32));
  const sha256 = store.put(Buffer.from("one"));
  const [file] = files();
  if (!file) throw new Error("one file");
  expect(openDocumentStore(folder, randomBytes(32)).get(sha256)).toBeUndefined();
  const sealed = readFileSync(file);
  sealed[14] = (sealed[14] ?? 0) ^ 1;
  writeFileSync(file, sealed);
  expect(store.get(sha256)).toBeUndefined();
  expect(store.get("0".repeat(64))).toBeUndefined();
  expect(store.get("../../etc/passwd")).toBeUndefined();
});
