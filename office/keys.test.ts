import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileKeyStore } from "./keys.ts";

let home: string;
let dir: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "perennial-keys-"));
  dir = join(home, "keys");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

test("a key that was never saved loads as null, and nothing is created by asking", async () => {
  expect(await fileKeyStore(dir).load("main")).toBeNull();
  expect(readdirSync(home)).toEqual([]);
});

test("a saved key comes back byte for byte in a new store", async () => {
  const key = randomBytes(32);
  await fileKeyStore(dir).save("main", key);
  expect(await fileKeyStore(dir).load("main")).toEqual(key);
  expect(readdirSync(dir)).toEqual(["main.key"]);
});

test.skipIf(process.platform === "win32")(
  "only the account that made it may read the key file and its folder",
  async () => {
    await fileKeyStore(dir).save("main", randomBytes(32));
    expect(statSync(join(dir, "main.key")).mode & 0o777).toBe(0o600);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
  },
);

test("a different key of the same name is set aside, not lost", async () => {
  const store = fileKeyStore(dir);
  const first = randomBytes(32);
  const second = randomBytes(32);
  await store.save("main", first);
  await store.save("main", second);
  expect(await store.load("main")).toEqual(second);
  expect(readFileSync(join(dir, "main.key.previous"), "utf8").trim()).toBe(first.toString("hex"));
});

test("saving the same key again keeps the one set aside before", async () => {
  const store = fileKeyStore(dir);
  const first = randomBytes(32);
  const second = randomBytes(32);
  await store.save("main", first);
  await store.save("main", second);
  await store.save("main", second);
  expect(readFileSync(join(dir, "main.key.previous"), "utf8").trim()).toBe(first.toString("hex"));
});

test.each(["", "abc", "zz".repeat(32), "ab".repeat(31), "ab".repeat(33)])(
  "F-17 a key file that holds %j is refused as unreadable, never taken for a missing key",
  async (text) => {
    const store = fileKeyStore(dir);
    await store.save("main", randomBytes(32));
    writeFileSync(join(dir, "main.key"), text);
    await expect(store.load("main")).rejects.toMatchObject({ code: "practice_key_unreadable" });
  },
);

test.each(["", "../main", "a/b", "a\\b", "Main", "a.b", "a".repeat(65), "-a", "con:x", "a\0"])(
  "a key name %j that could leave the folder is a broken invariant",
  async (name) => {
    await expect(fileKeyStore(dir).load(name)).rejects.toThrow("Broken invariant");
    await expect(fileKeyStore(dir).save(name, randomBytes(32))).rejects.toThrow("Broken invariant");
    expect(readdirSync(home)).toEqual([]);
  },
);

test.each([0, 16, 31, 33])("a key of %d bytes is a broken invariant", async (length) => {
  await expect(fileKeyStore(dir).save("main", Buffer.alloc(length))).rejects.toThrow(
    "Broken invariant",
  );
});
