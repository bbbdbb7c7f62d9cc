/** The whole of `verify` (F-16): the file's own checks and those that need the rules of the office. */
import type { Database } from "#db/database.ts";
import { verify, type VerifyFindings } from "#db/verify.ts";
import { drawCursorCheck } from "../memberships/draw-cursor-check.ts";

export function verifyPractice(db: Database): VerifyFindings {
  return verify(db, [drawCursorCheck]);
}
