/**
 * R16 `kill -9` at random instants of an import: what can be seen afterwards is all of it or nothing,
 * and the next start leaves nothing behind. `KILLS=100` kills more often, `SEED=` replays.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { verify } from "#db/verify.ts";
import { seededRandom } from "../../demo/random.ts";
import {
  cxOn,
  importRows,
  openImportDesk,
  peopleSeen,
  rowOf,
  rowsInFile,
} from "../desk.fixture.ts";
import { KillWindow } from "../../scenarios/kill/kill-window.ts";
import { runChild, type Ended, type KillAt } from "../../scenarios/kill/killed-child.ts";
import { discardLeftovers } from "../discard-import.ts";
import { earlierRows, importedRows } from "./size.ts";

const kills = Number(process.env["KILLS"] ?? 20);
const seed = Number(process.env["SEED"] ?? 20261122);

let folder: string;
let base: string;
let key: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "perennial-import-kill-"));
  base = join(folder, "base.db");
  const { file, cx } = openImportDesk();
  importRows(
    cx,
    Array.from({ length: earlierRows }, (_, index) => rowOf({ externalId: `old ${index}` })),
  );
  file.db.close();
  copyFileSync(file.path, base);
  ({ key } = file);
  file.dispose();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lets the import begin; without `kill` it runs to its end. */
function work(path: string, kind: "sound" | "careless", kill: KillAt | null): Promise<Ended> {
  return runChild(join(import.meta.dirname, "child.fixture.ts"), [path, key.toString("hex"), kind], kill);
}

function freshCopy(name: string): string {
  const path = join(folder, `${name}.db`);
  copyFileSync(base, path);
  return path;
}

test(`R16 PPL-19 after ${kills} kills at random instants of an import, all of it can be seen or nothing`, async () => {
  const whole = await work(freshCopy("whole"), "sound", null);
  expect(whole.said).toContain("done");
  const window = new KillWindow(seededRandom(seed), whole.sinceMs.get("ready") ?? 0);
  const outcomes = { kills: 0, late: 0, nothing: 0, everything: 0, rowsLeft: 0 };
  // Kills that left invisible rows behind are the ones that prove something: half of all must. A kill
  // that came too late is checked and drawn again; only the test's time limit ends this.
  while (outcomes.kills < kills || outcomes.rowsLeft < kills / 2) {
    const what = `kill ${outcomes.kills} of seed ${seed}`;
    const path = freshCopy(`kill-${outcomes.kills + outcomes.late}`);
    const { said, wasKilled } = await work(path, "sound", { word: "ready", delayMs: window.next() });
    window.learn(wasKilled);
    if (wasKilled) outcomes.kills += 1;
    else outcomes.late += 1;
    const db = Database.open(path, key, { mustExist: true });
    try {
      const cx = cxOn(db);
      const seen = peopleSeen(cx).length;
      expect([earlierRows, earlierRows + importedRows], what).toContain(seen);
      if (said.includes("done")) expect(seen).toBe(earlierRows + importedRows);
      expect(verify(db).breaches, what).toEqual([]);
      if (seen === earlierRows) outcomes.nothing += 1;
      else outcomes.everything += 1;
      if (rowsInFile(cx).patients > seen) outcomes.rowsLeft += 1;
      for (const _ of discardLeftovers(cx));
      expect(peopleSeen(cx)).toHaveLength(seen);
      expect(rowsInFile(cx)).toMatchObject({ patients: seen, households: seen });
      expect(verify(db).breaches).toEqual([]);
    } finally {
      db.close();
      rmSync(path, { force: true });
    }
  }
  console.info(`Import kill test: seed ${seed}, ${JSON.stringify(outcomes)}.`);
}, 1_800_000);

test("R16 the control: an import whose rows can be seen at once leaves half of it behind", async () => {
  const whole = await work(freshCopy("careless-whole"), "careless", null);
  const window = new KillWindow(seededRandom(seed), whole.sinceMs.get("ready") ?? 0);
  let halves = 0;
  for (let hits = 0, tries = 0; hits < 50 && halves === 0; tries += 1) {
    const path = freshCopy(`careless-${tries}`);
    const { wasKilled } = await work(path, "careless", { word: "ready", delayMs: window.next() });
    window.learn(wasKilled);
    if (wasKilled) hits += 1;
    const db = Database.open(path, key, { mustExist: true });
    const seen = peopleSeen(cxOn(db)).length;
    db.close();
    rmSync(path, { force: true });
    if (seen > earlierRows && seen < earlierRows + importedRows) halves += 1;
  }
  expect(halves).toBeGreaterThan(0);
}, 900_000);
