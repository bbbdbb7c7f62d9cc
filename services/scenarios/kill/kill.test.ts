/**
 * R1, R16-style kill test of the billing run: `kill -9` at random instants, then what a person would
 * find when the computer is on again. `KILLS=200` kills more often, `SEED=` replays.
 */
import { spawn } from "node:child_process";
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

type Killed = {
  readonly said: readonly string[];
  readonly wasKilled: boolean;
  /** From the first word to the first payment, and to the end. */
  readonly runMs: number;
  readonly ms: number;
};

/** Lets the work begin, then kills after `delayMs`; without a delay it runs to its end. */
function work(path: string, kind: "sound" | "careless", delayMs: number | null): Promise<Killed> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      join(import.meta.dirname, "child.fixture.ts"),
      path,
      key.toString("hex"),
      kind,
    ]);
    let text = "";
    let startedAt = 0;
    let runMs = 0;
    let trouble = "";
    child.stderr.on("data", (data: Buffer) => (trouble += data.toString()));
    child.stdout.on("data", (data: Buffer) => {
      const first = text === "";
      text += data.toString();
      if (runMs === 0 && text.includes("paid")) runMs = performance.now() - startedAt;
      if (!first) return;
      startedAt = performance.now();
      if (delayMs !== null) setTimeout(() => child.kill("SIGKILL"), delayMs);
    });
    child.on("close", (code, signal) => {
      if (code !== 0 && signal !== "SIGKILL") reject(new Error(`the child ended with ${code}: ${trouble}`));
      // A last line without its end was not said.
      const said = text.slice(0, text.lastIndexOf("\n") + 1).split("\n").filter((line) => line !== "");
      resolve({ said, wasKilled: signal === "SIGKILL", runMs, ms: performance.now() - startedAt });
    });
  });
}

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

  let inRun = 0;
  let inPayments = 0;
  // A process that was faster than its kill proves nothing and is not counted.
  for (let tries = 0; inRun + inPayments < kills && tries < 3 * kills; tries += 1) {
    const n = inRun + inPayments;
    const path = freshCopy();
    const window = random.chance(0.6) ? whole.runMs : whole.ms;
    const { said, wasKilled } = await work(path, "sound", Math.floor(random.next() * window));
    if (wasKilled) {
      if (said.some((line) => line.startsWith("paid"))) inPayments += 1;
      else inRun += 1;
    }
    const db = openCopy(path, key);
    try {
      expect(verifyPractice(db).breaches, `kill ${n} of seed ${seed}`).toEqual([]);
      for (const line of said.filter((one) => one.startsWith("paid")))
        expect(
          db.read((r) => r.get("select 1 from payment where receipt_number = ?", Number(line.slice(5)))),
          `kill ${n} of seed ${seed}: ${line} was acknowledged`,
        ).toBeDefined();
      runBilling(workOn(db), "start");
      expect(draws(db), `kill ${n} of seed ${seed}`).toEqual(expected);
      expect(runBilling(workOn(db), "start").invoicesMade).toBe(0);
      expect(verifyPractice(db).breaches).toEqual([]);
    } finally {
      db.close();
      rmSync(path, { force: true });
    }
  }
  console.log(`kill test: seed ${seed}, ${inRun + inPayments} kills, ${inRun} during the run, ${inPayments} among payments, 0 doubles`);
  expect(inRun + inPayments).toBe(kills);
  expect(inRun).toBeGreaterThan(kills / 5);
}, 600_000);

test("R1 the control: a careless run without transactions and unique indexes leaves doubles behind", async () => {
  const random = seededRandom(seed);
  const careless = join(folder, "careless.db");
  copyFileSync(base, careless);
  const opened = openCopy(careless, key);
  removeGuards(opened);
  opened.close();
  let found = 0;
  let n = 0;
  for (; n < 50 && found === 0; n += 1) {
    const path = join(folder, `careless-${n}.db`);
    copyFileSync(careless, path);
    await work(path, "careless", 5 + Math.floor(random.next() * 120));
    await work(path, "careless", null);
    const db = openCopy(path, key);
    found = doubles(db);
    db.close();
    rmSync(path, { force: true });
  }
  console.log(`kill test control: doubles after ${n} kills`);
  expect(found).toBeGreaterThan(0);
}, 300_000);
