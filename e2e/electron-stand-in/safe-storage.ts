/**
 * safeStorage with a key file beside the user data in the keychain's place. STAND_IN_KEYRING names
 * the Linux backend it claims to have (default `gnome_libsecret`), or `none` for no encryption;
 * STAND_IN_KEYCHAIN names another user's keychain.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type Electron from "electron";
import { app } from "./app.ts";

type Backend = ReturnType<Electron.SafeStorage["getSelectedStorageBackend"]>;

const prefix = Buffer.from("v10");
const ivBytes = 12;
const tagBytes = 16;

const keyring = () => process.env["STAND_IN_KEYRING"] ?? "gnome_libsecret";
const isAvailable = () => app.isReady() && keyring() !== "none";

export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable()),
  getSelectedStorageBackend: () => (app.isReady() ? (keyring() as Backend) : ("unknown" as const)),
  encryptStringAsync: (plainText: string) => Promise.resolve().then(() => seal(plainText)),
  decryptStringAsync: (encrypted: Buffer) =>
    Promise.resolve().then(() => ({ shouldReEncrypt: false, result: unseal(encrypted) })),
};

function seal(plainText: string): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keychainKey(), iv);
  const sealed = Buffer.concat([cipher.update(plainText, "utf8"), cipher.final()]);
  return Buffer.concat([prefix, iv, cipher.getAuthTag(), sealed]);
}

function unseal(encrypted: Buffer): string {
  const ivAt = prefix.length;
  const tagAt = ivAt + ivBytes;
  const sealedAt = tagAt + tagBytes;
  const decipher = createDecipheriv("aes-256-gcm", keychainKey(), encrypted.subarray(ivAt, tagAt));
  decipher.setAuthTag(encrypted.subarray(tagAt, sealedAt));
  return Buffer.concat([decipher.update(encrypted.subarray(sealedAt)), decipher.final()]).toString(
    "utf8",
  );
}

function keychainKey(): Buffer {
  if (!isAvailable()) throw new Error("Encryption is not available.");
  const user = Buffer.from(process.env["STAND_IN_KEYCHAIN"] ?? "").toString("hex");
  const file = join(app.getPath("userData"), `stand-in-keychain${user}`);
  try {
    return readFileSync(file);
  } catch {
    const key = randomBytes(32);
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}
