/**
 * Where the encryption keys of practices are kept. The desktop shell keeps them in the system's
 * keychain (electron/secrets.ts); the office host, which has none, in files only the account that
 * runs it may read.
 */
import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { invariant } from "#domain/invariant.ts";
import { refuse } from "#domain/refusal.ts";

/** Bytes of a practice key: 256 bits, raw. */
export const keyBytes = 32;

/** Keeps one 32-byte key per name. A name is lower-case letters, digits and hyphens, at most 64. */
export interface KeyStore {
  /** The key, or null when none was ever saved. Refuses `practice_key_unreadable`, `keychain_missing`. */
  load(name: string): Promise<Buffer | null>;
  /**
   * Keeps the key durably before it resolves. A different key of that name is set aside, not lost.
   * `training` says that the practice holds no real person (sample or training practice): only then
   * may the key be kept where the system cannot protect it (control 15); otherwise such a system is
   * refused with `keychain_missing`.
   */
  save(name: string, key: Buffer, options?: { readonly training: boolean }): Promise<void>;
}

/** Asserts a key name that is also a safe file name on every system; names are ours, never typed. */
export function assertKeyName(name: string): void {
  invariant(/^[a-z0-9][a-z0-9-]{0,63}$/.test(name), "a key name is lower-case letters and digits");
}

/** Stops because the key is there and does not open. */
export function refuseKeyUnreadable(): never {
  return refuse("practice_key_unreadable", {});
}

/** Stops because this system has nothing that could keep a key safe. */
export function refuseKeychainMissing(): never {
  return refuse("keychain_missing", {});
}

/** A key store of files in `dir` (made when missing): hexadecimal text, mode 0600. */
export function fileKeyStore(dir: string): KeyStore {
  const fileOf = (name: string) => {
    assertKeyName(name);
    return join(dir, `${name}.key`);
  };
  return {
    async load(name) {
      const text = await readKeyFile(fileOf(name));
      if (text === null) return null;
      const hex = text.toString("utf8").trim();
      if (!/^[0-9a-f]{64}$/.test(hex)) refuseKeyUnreadable();
      return Buffer.from(hex, "hex");
    },
    async save(name, key) {
      invariant(key.length === keyBytes, "a practice key has 32 bytes");
      await writeKeyFile(fileOf(name), Buffer.from(`${key.toString("hex")}\n`));
    },
  };
}

/** The bytes of a key file, or null when there is none. */
export async function readKeyFile(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/**
 * Puts `bytes` under the name `file` in one step, flushed to the disk, mode 0600 in a 0700 folder.
 * A lost key is a lost practice, so what stood there before stays as `<file>.previous`.
 */
export async function writeKeyFile(file: string, bytes: Buffer): Promise<void> {
  const dir = join(file, "..");
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const previous = await readKeyFile(file);
  if (previous?.equals(bytes)) return;
  if (previous !== null) await putFile(`${file}.previous`, previous);
  await putFile(file, bytes);
  await flushFolder(dir);
}

async function putFile(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** A rename is durable once its folder is flushed; Windows has no such call and needs none. */
async function flushFolder(dir: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(dir, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
