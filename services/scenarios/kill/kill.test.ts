/**
 * R1, R16-style kill test of the billing run: `kill -9` at random instants, then what a person would
 * find when the computer is on again. `KILLS=200` kills more often, `SEED=` replays.
 */
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "#db/database.ts";
import { seededRandom } from "../../demo/random.ts";
import { runBilling } from "../../billing/run.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { removeGuards } from "./broken-run.fixture.ts";
import { households, makeClubFile, openCopy, workOn } from "./club-file.fixture.ts";
import { KillWindow } from "./kill-window.ts";
import { runChild, type Ended, type KillAt } from "./killed-child.ts";

const kills = Number(process.env["KILLS"] ?? 60);
const seed = Number(process.env["SEED"] ?? 20261122);

let folder: string;
let base: string;
let key: Buffer;
let copies = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "perennial-kill-"));
  base = join(folder, "base.db");
  key = makeClubFile(base);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function freshCopy(): string {
  copies += 1;
  const path = join(folder, `copy-${copies}.db`);
  copyFileSync(base, path);
  return path;
}

/** Lets the work begin; without `kill` it runs to its end. `hold` is where it stands still and waits for its end. */
function work(path: string, kind: "sound" | "careless", kill: KillAt | null, hold = ""): Promise<Ended> {
  return runChild(join(import.meta.dirname, "child.fixture.ts"), [path, key.toString("hex"), kind, hold], kill);
}

const held: KillAt = { word: "held", delayMs: 0 };

/** Every draw that exists, as what a household would see. */
function draws(db: Database): unknown[] {
  return db.read((r) =>
    r.all(
      `select household_id, draw_on, total_cents, (select count(*) from invoice_line where invoice_id = i.id) as lines
       from invoice i where kind = 'draw' order by household_id, draw_on`,
    ),
  );
}

/** Households with more than one invoice for a draw day, or a period billed twice. */
function doubles(db: Database): number {
  return db.read(
    (r) =>
      r.get<{ n: number }>(
        `select (select count(*) from (select 1 from invoice where kind = 'draw' group by household_id, draw_on having count(*) > 1))
           + (select count(*) from (select 1 from period where in_force = 1 group by membership_id, from_on having count(*) > 1)) as n`,
      )?.n ?? 0,
  );
}

test(`R1 BIL-9 after ${kills} kills at random instants nothing is made twice, nothing is half-made, and every acknowledged payment is there`, async () => {
  const random = seededRandom(seed);
  const whole = await work(freshCopy(), "sound", null);
  expect(whole.said.at(-1)).toBe("done");
  const reference = openCopy(join(folder, `copy-${copies}.db`), key);
  const expected = draws(reference);
  reference.close();
  expect(expected).toHaveLength(2 * households);

  const window = new KillWindow(random, whole.sinceMs.get("ready") ?? 0);
  const slices = whole.said.filter((line) => line === "slice").length;
  const counts = { run: 0, payments: 0, late: 0 };
  // One in five each stands still at some commit of the run, or among the payments, until it is killed
  // there; the others are killed by the clock, wherever that is. A clock kill that came after the end
  // is checked and drawn again, so nothing here depends on how fast the machine is.
  for (let n = 0; counts.run + counts.payments < kills; n += 1) {
    const what = `kill ${JSON.stringify(counts)} of seed ${seed}`;
    const path = freshCopy();
    const hold = n % 5 === 0 ? `slice ${random.whole(1, slices)}` : n % 5 === 1 ? `paid ${random.whole(1, households - 1)}` : "";
    const delayMs = window.next();
    const { said, wasKilled } = await work(path, "sound", hold === "" ? { word: "ready", delayMs } : held, hold);
    if (hold === "") window.learn(wasKilled);
    const paid = said.filter((line) => line.startsWith("paid"));
    counts[!wasKilled ? "late" : paid.length > 0 ? "payments" : "run"] += 1;
    const db = openCopy(path, key);
    try {
      expect(verifyPractice(db).breaches, what).toEqual([]);
      for (const line of paid)
        expect(
          db.read((r) => r.get("select 1 from payment where receipt_number = ?", Number(line.slice(5)))),
          `${what}: ${line} was acknowledged`,
        ).toBeDefined();
      runBilling(workOn(db), "start");
      expect(draws(db), what).toEqual(expected);
      expect(runBilling(workOn(db), "start").invoicesMade).toBe(0);
      expect(verifyPractice(db).breaches).toEqual([]);
    } finally {
      db.close();
      rmSync(path, { force: true });
    }
  }
  console.log(
    `kill test: seed ${seed}, ${counts.run + counts.payments} kills, ${counts.run} during the run, ${counts.payments} among payments, 0 doubles; ${counts.late} came after the end and count for nothing`,
  );
  expect(Math.min(counts.run, counts.payments)).toBeGreaterThanOrEqual(Math.floor(kills / 6));
}, 1_800_000);

test("R1 the control: a careless run without transactions and unique indexes leaves doubles behind", async () => {
  const random = seededRandom(seed);
  const careless = join(folder, "careless.db");
  copyFileSync(base, careless);
  const opened = openCopy(careless, key);
  removeGuards(opened);
  opened.close();
  let found = 0;
  let killed = 0;
  for (; killed < 50 && found === 0; killed += 1) {
    const path = join(folder, `careless-${killed}.db`);
    copyFileSync(careless, path);
    await work(path, "careless", held, `made ${random.whole(1, 2 * households)}`);
    await work(path, "careless", null);
    const db = openCopy(path, key);
    found = doubles(db);
    db.close();
    rmSync(path, { force: true });
  }
  console.log(`kill test control: doubles after ${killed} kills`);
  expect(found).toBeGreaterThan(0);
}, 900_000);
