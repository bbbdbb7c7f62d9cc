/** Keeping the file sound: verify (F-16), backups (R9). */
import { z } from "zod";
import { command, instant, nothing, query } from "./base.ts";

export const verifyReport = z.object({
  checks: z.array(z.object({ name: z.string(), rows: z.int(), breaches: z.int() })),
  breaches: z.array(z.object({ check: z.string(), what: z.string(), rowIds: z.array(z.int()) })),
  durationMs: z.int(),
});
export type VerifyReport = z.infer<typeof verifyReport>;

export const backupRow = z.object({
  fileName: z.string(),
  bytes: z.int(),
  madeAt: instant,
  reason: z.string(),
  verifiedAt: instant.nullable(),
});

export const upkeepContract = {
  upkeep: {
    verify: query("reports.view").input(nothing).output(verifyReport),
    backups: query("backups.make").input(nothing).output(z.array(backupRow)),
    backUpNow: command("backups.make", {}).output(backupRow),
  },
};
