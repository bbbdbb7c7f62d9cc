/**
 * The mail password at rest (DOC-10): encrypted under a key that the system's keychain keeps beside
 * the practice's own. What lies in the file is useless without that key, and opens for the server and
 * user it was typed for and for no other.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { passwordPlace, type MailAccount } from "#domain/mail/account.ts";
import { keyBytes, type KeyStore } from "../keys.ts";

type Place = Pick<MailAccount, "host" | "username">;

const ivBytes = 12;
const tagBytes = 16;

/** No practice's folder ends with a hyphen, so no practice's own key can have this name. */
function keyName(slug: string): string {
  return `${slug}-mail-`;
}

/** Refuses `keychain_missing` where the system cannot keep a key safe and the practice holds real people. */
export async function sealPassword(keys: KeyStore, practice: { readonly slug: string; readonly training: boolean }, place: Place, password: string): Promise<string> {
  const name = keyName(practice.slug);
  let key = await keys.load(name);
  if (key === null) {
    key = randomBytes(keyBytes);
    await keys.save(name, key, { training: practice.training });
  }
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(passwordPlace(place)));
  return Buffer.concat([iv, cipher.update(password, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** The password, or null when this computer cannot open it: it has to be typed again. */
export async function openPassword(keys: KeyStore, slug: string, place: Place, sealed: string): Promise<string | null> {
  const key = await keys.load(keyName(slug)).catch(() => null);
  const bytes = Buffer.from(sealed, "base64");
  if (key === null || bytes.length < ivBytes + tagBytes) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivBytes)).setAAD(Buffer.from(passwordPlace(place)));
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes, bytes.length - tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
