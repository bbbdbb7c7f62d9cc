/** `verify` with every check there is: those of the file and those that need the rules (F-16). */
import type { Database } from "#db/database.ts";
import { verify, type VerifyFindings } from "#db/verify.ts";
import { drawCursorCheck } from "../memberships/draw-cursor-check.ts";

export function verifyPractice(database: Database): VerifyFindings {
  return verify(database, [drawCursorCheck]);
}
