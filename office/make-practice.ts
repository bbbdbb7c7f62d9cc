/**
 * Makes a new practice: completely, under a name nobody lists, and only then under its own. A crash
 * on the way leaves a draft that is cleared away, never half a practice.
 */
import { randomBytes, randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Database } from "#db/database.ts";
import { keyBytes } from "#db/driver.ts";
import { migrate } from "#db/migrate.ts";
import { migrations } from "#db/migrations/index.ts";
import { dayInZone } from "#domain/calendar.ts";
import { slugFor } from "#domain/practice/slug.ts";
import { normalPassword } from "#domain/staff/password.ts";
import { noCards } from "#services/gateways/cards.ts";
import type { PasswordHasher } from "#services/gateways/passwords.ts";
import { createPractice, requirePracticeForm, type NewPracticeForm } from "#services/practice/create-practice.ts";
import { labelOf, type OpenedFile } from "#services/practice/open-file.ts";
import { sampleZone } from "#services/demo/create-sample.ts";
import type { Opener } from "./open-practice.ts";
import { draftFolder, makeFolder, practiceFolder, writeLabel, type PracticeFolder } from "./practice-folder.ts";
import { takeReadySample } from "./ready-sample.ts";
import { runOrder } from "./workers/order.ts";
import type { SampleOrder } from "./workers/sample-worker.ts";

export type Maker = Opener & { readonly dataDir: string; readonly hasher: PasswordHasher };

/**
 * A new live or training practice with its owner; answers its folder. Refuses `time_zone_unknown`,
 * `currency_unknown`, `username_not_usable`, `password_too_short`, `password_guessable`, `disk_full`
 * and what the key store refuses.
 */
export async function makePractice(maker: Maker, form: NewPracticeForm): Promise<PracticeFolder> {
  requirePracticeForm(form);
  const passwordHash = await maker.hasher.hash(normalPassword(form.password));
  const taken = new Set(await readdir(join(maker.dataDir, "practices")).catch(() => []));
  const folder = practiceFolder(maker.dataDir, slugFor(form.name, taken));
  const now = maker.clock.wall();
  await makeFile(maker, folder, form.kind === "training", (file, key) =>
    fillFile(file, key, (db) => {
      const actor = { staffId: null, workstation: maker.workstation };
      const cx = { db, actor, today: dayInZone(now, form.timeZone), now, gateways: { cards: noCards } };
      createPractice(cx, form, passwordHash, maker.computerId);
    }),
  );
  return folder;
}

/** Opens a new file at the newest shape, fills it, closes it, and answers its label. */
function fillFile(file: string, key: Buffer, fill: (db: Database) => void): OpenedFile {
  const db = Database.open(file, key);
  try {
    migrate(db, migrations);
    fill(db);
    return labelOf(db);
  } finally {
    db.close();
  }
}

export const sampleSlug = "sample";

const sampleWorker = new URL("./workers/sample-worker.ts", import.meta.url);

/**
 * The sample practice (DSK-2): 600 patients, two years of history, nobody real. Copied from the one
 * that the build made; where there is none, a thread makes it.
 */
export async function makeSample(maker: Maker, readyFolder: string): Promise<PracticeFolder> {
  const folder = practiceFolder(maker.dataDir, sampleSlug);
  const now = maker.clock.wall();
  const todayOn = dayInZone(now, sampleZone);
  await makeFile(maker, folder, true, async (file, key) => {
    const ready = await takeReadySample(readyFolder, { file, key, todayOn });
    if (ready) return ready;
    const order: SampleOrder = { file, key, todayOn, now, computerId: maker.computerId };
    return runOrder<OpenedFile>(sampleWorker, order);
  });
  return folder;
}

/** `training` says that no real person will be in it, so that its key needs no keychain (control 15). */
async function makeFile(
  maker: Maker,
  folder: PracticeFolder,
  training: boolean,
  make: (file: string, key: Buffer) => OpenedFile | Promise<OpenedFile>,
): Promise<void> {
  const draft = draftFolder(maker.dataDir, folder.slug, randomUUID());
  const key = randomBytes(keyBytes);
  await clearDrafts(maker.dataDir);
  await maker.keys.save(folder.slug, key, { training });
  try {
    await makeFolder(draft);
    await writeLabel(draft, await make(draft.file, key));
    await rename(draft.dir, folder.dir);
  } catch (error) {
    await rm(draft.dir, { recursive: true, force: true });
    throw error;
  }
}

/** Drafts of a computer that went down in the middle; a young one may still be at work. */
async function clearDrafts(dataDir: string): Promise<void> {
  const names = await readdir(join(dataDir, "practices")).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(".new-"))) {
    const draft = join(dataDir, "practices", name);
    const made = await stat(draft).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > youngMs) await rm(draft, { recursive: true, force: true });
  }
}

const youngMs = 3_600_000;
