import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fileKeyStore } from "#office/keys.ts";
import { keychainKeyStore, type Keychain } from "./secrets.ts";

let home: string;
let dir: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "perennial-secrets-"));
  dir = join(home, "keys");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

type Backend = ReturnType<Keychain["getSelectedStorageBackend"]>;

/** A keychain in memory; one with another secret is another user's. */
function makeKeychain(
  options: { backend?: Backend; available?: boolean; rotated?: boolean } = {},
): Keychain & { calls: string[] } {
  const secret = randomBytes(32);
  const iv = Buffer.alloc(12);
  const calls: string[] = [];
  return {
    calls,
    isAsyncEncryptionAvailable: () => Promise.resolve(options.available ?? true),
    getSelectedStorageBackend: () => options.backend ?? "gnome_libsecret",
    encryptStringAsync: async (text) => {
      calls.push("seal");
      const cipher = createCipheriv("aes-256-gcm", secret, iv);
      return Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
    },
    decryptStringAsync: async (sealed) => {
      calls.push("open");
      const decipher = createDecipheriv("aes-256-gcm", secret, iv);
      decipher.setAuthTag(sealed.subarray(-16));
      const result = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
      return { result: result.toString("utf8"), shouldReEncrypt: options.rotated ?? false };
    },
  };
}

const store = (keychain: Keychain, platform: NodeJS.Platform = "linux") =>
  keychainKeyStore({ dir, keychain, platform });

test("control 15 a key survives a restart, sealed by the keychain, and no file holds it in any spelling", async () => {
  const key = randomBytes(32);
  const keychain = makeKeychain();
  expect(await store(keychain).load("main")).toBeNull();
  await store(keychain).save("main", key);
  expect(await store(keychain).load("main")).toEqual(key);
  expect(readdirSync(dir)).toEqual(["main.sealed.json"]);
  const content = readFileSync(join(dir, "main.sealed.json"));
  const sealed = Buffer.from(
    (JSON.parse(content.toString()) as { sealed: string }).sealed,
    "base64",
  );
  for (const spelling of [key, key.toString("hex"), key.toString("base64")]) {
    expect(content.includes(spelling)).toBe(false);
    expect(sealed.includes(spelling)).toBe(false);
  }
});

test.skipIf(process.platform === "win32")(
  "control 15 only the user may read the sealed file",
  async () => {
    await store(makeKeychain()).save("main", randomBytes(32));
    expect(statSync(join(dir, "main.sealed.json")).mode & 0o777).toBe(0o600);
  },
);

test("control 15 without a keychain nothing is kept, not even for training", async () => {
  const keys = store(makeKeychain({ available: false }));
  await expect(keys.save("main", randomBytes(32))).rejects.toMatchObject({
    code: "keychain_missing",
  });
  await expect(keys.save("main", randomBytes(32), { training: true })).rejects.toMatchObject({
    code: "keychain_missing",
  });
  expect(readdirSync(home)).toEqual([]);
});

test("control 15 Linux basic_text protects nothing: refused, except for a training practice", async () => {
  const keychain = makeKeychain({ backend: "basic_text" });
  const key = randomBytes(32);
  await expect(store(keychain).save("main", key)).rejects.toMatchObject({
    code: "keychain_missing",
  });
  await expect(store(keychain).save("main", key, { training: false })).rejects.toMatchObject({
    code: "keychain_missing",
  });
  expect(keychain.calls).toEqual([]);
  await store(keychain).save("sample", key, { training: true });
  expect(await store(keychain).load("sample")).toEqual(key);
});

test("control 15 a live key sealed by a real keyring is not opened once the keyring is gone", async () => {
  const keychain = makeKeychain();
  await store(keychain).save("main", randomBytes(32));
  const weaker: Keychain = { ...keychain, getSelectedStorageBackend: () => "basic_text" };
  await expect(store(weaker).load("main")).rejects.toMatchObject({ code: "keychain_missing" });
});

test.each(["win32", "darwin"] as const)(
  "control 15 on %s there is no backend to ask for",
  async (platform) => {
    const keychain: Keychain = {
      ...makeKeychain(),
      getSelectedStorageBackend: () => {
        throw new Error("only Linux has this");
      },
    };
    const key = randomBytes(32);
    await store(keychain, platform).save("main", key);
    expect(await store(keychain, platform).load("main")).toEqual(key);
  },
);

test("control 15 when the keychain's own key changed, the practice key is sealed anew", async () => {
  const keychain = makeKeychain({ rotated: true });
  await store(keychain).save("main", randomBytes(32));
  await store(keychain).load("main");
  expect(keychain.calls).toEqual(["seal", "open", "seal"]);
});

test("F-17 a key another user sealed is refused as unreadable, and left where it is", async () => {
  await store(makeKeychain()).save("main", randomBytes(32));
  const before = readFileSync(join(dir, "main.sealed.json"));
  await expect(store(makeKeychain()).load("main")).rejects.toMatchObject({
    code: "practice_key_unreadable",
  });
  expect(readFileSync(join(dir, "main.sealed.json"))).toEqual(before);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '{"sealed":1,"training":false}',
  '{"sealed":"","training":false}',
])(
  "F-17 a damaged key file %j is refused as unreadable, never taken for a missing key",
  async (content) => {
    const keys = store(makeKeychain());
    await keys.save("main", randomBytes(32));
    writeFileSync(join(dir, "main.sealed.json"), content);
    await expect(keys.load("main")).rejects.toMatchObject({ code: "practice_key_unreadable" });
  },
);

test("DSK-1 a practice made in the office host opens in Electron, its key then sealed", async () => {
  const key = randomBytes(32);
  const older = fileKeyStore(join(home, "office-host"));
  await older.save("main", key);
  const keychain = makeKeychain();
  const keys = keychainKeyStore({ dir, keychain, platform: "linux", older });
  expect(await keys.load("main")).toEqual(key);
  expect(await store(keychain).load("main")).toEqual(key);
  expect(await keys.load("other")).toBeNull();
});
