/**
 * Makes the sample practice beforehand, so that opening it takes a moment: dist/sample holds the file
 * and, beside it, its key and the last day of its history.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Database } from "#db/database.ts";
import { keyBytes } from "#db/driver.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { dayInZone } from "#domain/calendar.ts";
import { instantOf } from "#domain/instant.ts";
import { aboutReadySample, readySampleFile, readySampleFolder, type AboutReadySample } from "./ready-sample.ts";
import { createSample, sampleZone } from "#services/demo/create-sample.ts";

/** Fills the folder; whatever was in it goes first, so that no description stands beside another file. */
export function makeReadySample(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const now = instantOf(Date.now());
  const todayOn = dayInZone(now, sampleZone);
  const key = randomBytes(keyBytes);
  const db = Database.open(join(folder, readySampleFile), key);
  try {
    migrate(db, migrations);
    createSample(db, { todayOn, now });
  } finally {
    db.close();
  }
  const about: AboutReadySample = { throughOn: todayOn, key: key.toString("hex") };
  writeFileSync(join(folder, aboutReadySample), `${JSON.stringify(about)}\n`);
}

if (import.meta.main) makeReadySample(readySampleFolder);
