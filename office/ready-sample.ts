/**
 * The sample practice as the build made it beforehand: copying it takes a fraction of the time that
 * making two years of history takes. A missing one, or one of another shape, is no fault: the office
 * then makes the sample itself.
 */
import { copyFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Database } from "#db/database.ts";
import { changeKey, keyBytes } from "#db/driver.ts";
import { isOfNewestShape } from "#db/verify.ts";
import { isDay, type Day } from "#domain/calendar.ts";
import { adoptSample } from "#services/demo/adopt-sample.ts";
import { labelOf, type OpenedFile } from "#services/practice/open-file.ts";

/** Where the build puts it, seen from the checkout. */
export const readySampleFolder = join(import.meta.dirname, "..", "dist", "sample");
export const readySampleFile = "sample.db";
export const aboutReadySample = "about.json";

/** Written beside the file. Its key guards nobody's data: the copy gets one of its own. */
const about = z.object({
  throughOn: z.custom<Day>((value) => typeof value === "string" && isDay(value)),
  key: z.string().regex(/^[0-9a-f]{64}$/),
});
export type AboutReadySample = z.infer<typeof about>;

/** Copies it to `file` under `key`; null where there is none that fits this version. */
export async function takeReadySample(
  folder: string,
  into: { readonly file: string; readonly key: Buffer; readonly todayOn: Day },
): Promise<OpenedFile | null> {
  const { file, key, todayOn } = into;
  try {
    const { throughOn, key: from } = about.parse(JSON.parse(await readFile(join(folder, aboutReadySample), "utf8")));
    await copyFile(join(folder, readySampleFile), file);
    changeKey(file, Buffer.from(from, "hex").subarray(0, keyBytes), key);
    const db = Database.open(file, key, { mustExist: true });
    try {
      if (isOfNewestShape(db)) {
        adoptSample(db, { throughOn, todayOn });
        return labelOf(db);
      }
    } finally {
      db.close();
    }
  } catch {
    // Half a copy helps nobody; making the sample says what is wrong, should the disk be full.
  }
  for (const suffix of ["", "-wal", "-shm"]) await rm(`${file}${suffix}`, { force: true });
  return null;
}
