/**
 * R16 `kill -9` at random instants of an import: what can be seen afterwards is all of it or nothing,
 * and the next start leaves nothing behind. `KILLS=100` kills more often, `SEED=` replays.
 */
import { spawn } from "node:child_process";
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

type Killed = { readonly said: string; readonly wasKilled: boolean; readonly ms: number };

/** Lets the import begin, then kills after `delayMs`; without a delay it runs to its end. */
function work(path: string, kind: "sound" | "careless", delayMs: number | null): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, "child.fixture.ts");
    const child = spawn(process.execPath, [script, path, key.toString("hex"), kind]);
    let said = "";
    let trouble = "";
    let startedAt = 0;
    child.stderr.on("data", (data: Buffer) => (trouble += data.toString()));
    child.stdout.on("data", (data: Buffer) => {
      if (said === "") {
        startedAt = performance.now();
        if (delayMs !== null) setTimeout(() => child.kill("SIGKILL"), delayMs);
      }
      said += data.toString();
    });
    child.on("close", (code, signal) => {
      if (code !== 0 && signal !== "SIGKILL") {
        reject(new Error(`the child ended with ${code}: ${trouble}`));
        return;
      }
      resolve({ said, wasKilled: signal === "SIGKILL", ms: performance.now() - startedAt });
    });
  });
}

function freshCopy(name: string): string {
  const path = join(folder, `${name}.db`);
  copyFileSync(base, path);
  return path;
}

test(`R16 PPL-19 after ${kills} kills at random instants of an import, all of it can be seen or nothing`, async () => {
  const random = seededRandom(seed);
  const whole = await work(freshCopy("whole"), "sound", null);
  expect(whole.said).toContain("done");
  const outcomes = { nothing: 0, everything: 0, rowsLeft: 0 };
  for (let kill = 0, tries = 0; kill < kills && tries < 4 * kills; tries += 1) {
    const path = freshCopy(`kill-${tries}`);
    // A little beyond the end, so that the commit itself is hit as well.
    const { said, wasKilled } = await work(
      path,
      "sound",
      Math.floor(random.next() * whole.ms * 1.05),
    );
    if (wasKilled) kill += 1;
    const db = Database.open(path, key, { mustExist: true });
    try {
      const cx = cxOn(db);
      const seen = peopleSeen(cx).length;
      expect([earlierRows, earlierRows + importedRows], `kill ${kill} of seed ${seed}`).toContain(
        seen,
      );
      if (said.includes("done")) expect(seen).toBe(earlierRows + importedRows);
      expect(verify(db).breaches, `kill ${kill} of seed ${seed}`).toEqual([]);
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
  // Kills that left invisible rows behind are the ones that prove something.
  expect(outcomes.rowsLeft).toBeGreaterThan(kills / 4);
}, 600_000);

test("R16 the control: an import whose rows can be seen at once leaves half of it behind", async () => {
  const random = seededRandom(seed);
  const whole = await work(freshCopy("careless-whole"), "careless", null);
  let halves = 0;
  for (let kill = 0; kill < 20 && halves === 0; kill += 1) {
    const path = freshCopy(`careless-${kill}`);
    await work(path, "careless", Math.floor(random.next() * whole.ms));
    const db = Database.open(path, key, { mustExist: true });
    const seen = peopleSeen(cxOn(db)).length;
    db.close();
    rmSync(path, { force: true });
    if (seen > earlierRows && seen < earlierRows + importedRows) halves += 1;
  }
  expect(halves).toBeGreaterThan(0);
}, 300_000);
