/** The secret of a session: 256 random bits in the office's memory, its hash in the file. */
import { createHash, randomBytes } from "node:crypto";

export type SessionToken = { readonly token: string; readonly hash: string };

export function newSessionToken(): SessionToken {
  const token = randomBytes(32).toString("base64url");
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
