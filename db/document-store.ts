/**
 * The documents folder: every file under the SHA-256 of its content, encrypted with a key derived
 * from the practice's own (DOC-2). The exact bytes that were printed can be opened again; a file that
 * was changed on disk does not decrypt.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type DocumentStore = {
  /** Keeps the bytes and answers their SHA-256; the same bytes twice are one file. */
  put(bytes: Uint8Array): string;
  /** The bytes, or nothing when the file is missing or was changed. */
  get(sha256: string): Uint8Array | undefined;
};

const ivBytes = 12;
const tagBytes = 16;

export function openDocumentStore(folder: string, practiceKey: Buffer): DocumentStore {
  const key = Buffer.from(hkdfSync("sha256", practiceKey, Buffer.alloc(0), "perennial/documents", 32));
  return {
    put: (bytes) => {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const path = pathOf(folder, sha256);
      // A copy that was damaged on the disk is written anew: these are the right bytes.
      if (open(path, key, sha256) !== undefined) return sha256;
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(sha256));
      const sealed = Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
      writeFileSync(draft, sealed, { mode: 0o600, flush: true });
      renameSync(draft, path);
      return sha256;
    },
    get: (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return undefined;
      return open(pathOf(folder, sha256), key, sha256);
    },
  };
}

/** A missing, changed or cut-off file is an outcome to show, not a crash. */
function open(path: string, key: Buffer, sha256: string): Uint8Array | undefined {
  if (!existsSync(path)) return undefined;
  const sealed = readFileSync(path);
  if (sealed.length < ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, ivBytes)).setAAD(Buffer.from(sha256));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return tryDecrypt(() =>
    Buffer.concat([decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes)), decipher.final()]),
  );
}

function pathOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256);
}

function tryDecrypt(decrypt: () => Buffer): Uint8Array | undefined {
  try {
    return decrypt();
  } catch {
    return undefined;
  }
}
