import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDocumentStore, type DocumentStore } from "./document-store.ts";
import { testFolder } from "./testing.ts";

let folder: ReturnType<typeof testFolder>;
let store: DocumentStore;
const key = randomBytes(32);
beforeEach(() => {
  folder = testFolder();
  store = openDocumentStore(folder.path, key);
});
afterEach(() => folder.dispose());

const files = (): string[] =>
  readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
const onlyFile = (): string => {
  const [file, ...more] = files();
  if (file === undefined || more.length > 0) throw new Error("one file");
  return file;
};
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

describe("DOC-2 the exact bytes that were printed", () => {
  test("come back, the same bytes are one file, and nothing of it is readable on disk", () => {
    const bytes = Buffer.from("%PDF-1.7 Statement of Rosa Lee");
    const sha256 = store.put(bytes);
    expect(store.put(bytes)).toBe(sha256);
    expect(text(store.get(sha256))).toBe("%PDF-1.7 Statement of Rosa Lee");
    const sealed = readFileSync(onlyFile());
    expect([sealed.includes("Rosa"), sealed.includes("%PDF"), sealed.length]).toEqual([false, false, bytes.length + 28]);
  });

  test("are found by the SHA-256 of their content, in a folder of its first two letters", () => {
    expect(store.put(Buffer.from("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(onlyFile()).toBe(join(folder.path, "ba", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    if (process.platform !== "win32") expect(statSync(onlyFile()).mode & 0o077).toBe(0);
  });

  test("of any kind and length, also none at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        const found = store.get(store.put(bytes));
        expect(found && Buffer.from(found).equals(bytes)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect(files().some((name) => name.endsWith(".tmp"))).toBe(false);
  });

  test("sealed twice do not look alike: two practices' folders tell nobody that both hold the same", () => {
    const bytes = Buffer.from("the same letter");
    store.put(bytes);
    const first = readFileSync(onlyFile());
    const other = testFolder();
    openDocumentStore(other.path, key).put(bytes);
    const [second] = readdirSync(other.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(readFileSync(join(second?.parentPath ?? "", second?.name ?? "")).equals(first)).toBe(false);
    other.dispose();
  });

  test("are read by a store opened later with the same key, and by no other", () => {
    const sha256 = store.put(Buffer.from("one"));
    expect(text(openDocumentStore(folder.path, Buffer.from(key)).get(sha256))).toBe("one");
    expect(openDocumentStore(folder.path, randomBytes(32)).get(sha256)).toBeUndefined();
  });
});

describe("DOC-2 a file that is not what was printed answers nothing, and stops nobody", () => {
  test("whichever of its bytes was changed", () => {
    const sha256 = store.put(Buffer.from("twelve bytes"));
    const file = onlyFile();
    const sealed = readFileSync(file);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      writeFileSync(file, changed);
      expect({ at, found: store.get(sha256) }).toEqual({ at, found: undefined });
    }
  });

  test("wherever it was cut off, or if something was put behind it", () => {
    const sha256 = store.put(Buffer.from("twelve bytes"));
    const file = onlyFile();
    const sealed = readFileSync(file);
    for (let length = 0; length < sealed.length; length += 1) {
      writeFileSync(file, sealed.subarray(0, length));
      expect({ length, found: store.get(sha256) }).toEqual({ length, found: undefined });
    }
    writeFileSync(file, Buffer.concat([sealed, Buffer.from([0])]));
    expect(store.get(sha256)).toBeUndefined();
  });

  test("if it is another document of ours under its name", () => {
    const first = store.put(Buffer.from("one"));
    const firstFile = onlyFile();
    const second = store.put(Buffer.from("two"));
    const secondFile = files().find((file) => file !== firstFile) ?? "";
    writeFileSync(secondFile, readFileSync(firstFile));
    expect([text(store.get(first)), store.get(second)]).toEqual(["one", undefined]);
  });

  test.each(["0".repeat(64), "", "../../etc/passwd", "0".repeat(63), `${"0".repeat(64)}\n`, "A".repeat(64), "g".repeat(64)])("under the name %j there is none", (name) => {
    store.put(Buffer.from("one"));
    expect(store.get(name)).toBeUndefined();
  });

  test("printed again, a damaged copy is whole again", () => {
    const bytes = Buffer.from("%PDF-1.7 Statement of Rosa Lee");
    const sha256 = store.put(bytes);
    for (const damage of [Buffer.alloc(0), Buffer.alloc(5), Buffer.alloc(80, 7)]) {
      writeFileSync(onlyFile(), damage);
      expect(store.get(sha256)).toBeUndefined();
      expect(store.put(bytes)).toBe(sha256);
      expect(text(store.get(sha256))).toBe("%PDF-1.7 Statement of Rosa Lee");
    }
    expect(files()).toHaveLength(1);
  });

  test("what a crash left half-written is nobody's document", () => {
    const sha256 = store.put(Buffer.from("one"));
    mkdirSync(join(folder.path, "aa"), { recursive: true });
    writeFileSync(join(folder.path, "aa", `${"a".repeat(64)}.123.tmp`), "half");
    expect(store.get("a".repeat(64))).toBeUndefined();
    expect(text(store.get(sha256))).toBe("one");
    expect(existsSync(join(folder.path, "aa"))).toBe(true);
  });
});
