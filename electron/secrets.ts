/**
 * Practice keys in the system's keychain (control 15), through the asynchronous safeStorage only.
 * A sealed key lies in a file that is useless without the keychain of this computer's user. It does
 * not protect from other programs of the same user, and we do not say it does.
 */
import { join } from "node:path";
import type { SafeStorage } from "electron";
import {
  assertKeyName,
  keyBytes,
  readKeyFile,
  refuseKeychainMissing,
  refuseKeyUnreadable,
  writeKeyFile,
  type KeyStore,
} from "#office/keys.ts";

/** The part of Electron's safeStorage in use. */
export type Keychain = Pick<
  SafeStorage,
  | "isAsyncEncryptionAvailable"
  | "encryptStringAsync"
  | "decryptStringAsync"
  | "getSelectedStorageBackend"
>;

/** What a key file holds; `training` says it may lie in a keychain that protects nothing. */
interface SealedKey {
  readonly training: boolean;
  readonly sealed: string;
}

/**
 * A key store in `dir` sealed by the keychain. `older` is asked for a key that is not here yet, and
 * what it has is sealed here too: a practice made in the office host opens in Electron as well.
 */
export function keychainKeyStore(options: {
  readonly dir: string;
  readonly keychain: Keychain;
  readonly platform: NodeJS.Platform;
  readonly older?: KeyStore;
}): KeyStore {
  const { dir, keychain, platform, older } = options;
  const fileOf = (name: string) => {
    assertKeyName(name);
    return join(dir, `${name}.sealed.json`);
  };

  /** Refuses a system without a keychain, and one that only pretends (Linux `basic_text`). */
  const assertProtected = async (training: boolean) => {
    if (!(await keychain.isAsyncEncryptionAvailable())) refuseKeychainMissing();
    const isReal = platform !== "linux" || keychain.getSelectedStorageBackend() !== "basic_text";
    if (!isReal && !training) refuseKeychainMissing();
  };

  const save: KeyStore["save"] = async (name, key, { training } = { training: false }) => {
    if (key.length !== keyBytes) throw new Error("A practice key has 32 bytes.");
    const file = fileOf(name);
    await assertProtected(training);
    const sealed = await keychain.encryptStringAsync(key.toString("base64"));
    const content: SealedKey = { training, sealed: sealed.toString("base64") };
    await writeKeyFile(file, Buffer.from(JSON.stringify(content)));
  };

  return {
    save,
    async load(name) {
      const content = await readKeyFile(fileOf(name));
      if (content === null) {
        const key = (await older?.load(name)) ?? null;
        if (key !== null) await save(name, key);
        return key;
      }
      const { training, sealed } = parseSealedKey(content);
      await assertProtected(training);
      const { key, shouldReEncrypt } = await unseal(keychain, Buffer.from(sealed, "base64"));
      // The keychain changed its own key: seal anew while the old one still opens.
      if (shouldReEncrypt) await save(name, key, { training });
      return key;
    },
  };
}

async function unseal(keychain: Keychain, sealed: Buffer) {
  try {
    const { result, shouldReEncrypt } = await keychain.decryptStringAsync(sealed);
    const key = Buffer.from(result, "base64");
    if (key.length === keyBytes) return { key, shouldReEncrypt };
  } catch {
    // Another user's keychain, or one that was reset: the sentence below says what to do.
  }
  return refuseKeyUnreadable();
}

function parseSealedKey(content: Buffer): SealedKey {
  try {
    const { training, sealed } = JSON.parse(content.toString("utf8")) as Partial<SealedKey>;
    if (typeof training === "boolean" && typeof sealed === "string") return { training, sealed };
  } catch {
    // Damaged: told below.
  }
  return refuseKeyUnreadable();
}
