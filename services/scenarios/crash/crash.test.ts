/**
 * R1 the crash test: the real billing run charges cards at a processor in another process, over
 * HTTP that fails, and is ended with `kill -9` at random instants, again and again on the same file.
 * Then what the processor took is compared with what the ledger says. `KILLS=1000` is the long run
 * (`npm run soak`), `SEED=` replays.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { runBillingWithCards } from "../../billing/run-with-cards.ts";
import { seededRandom } from "../../demo/random.ts";
import { httpCards } from "../../gateways/http-cards.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { KillWindow } from "../kill/kill-window.ts";
import { runChild, type Ended } from "../kill/killed-child.ts";
import { startProcessor, type RunningProcessor } from "../processor/processor-process.ts";
import { cxAt, makeCardClub, timeOf } from "./card-club.fixture.ts";
import { compare, doublesOf, liveCharges, sentCharges } from "./oracle.ts";

const kills = Number(process.env["KILLS"] ?? 60);
const seed = Number(process.env["SEED"] ?? 20261122);
const households = 16;
const mostKillsALife = 5;

let folder: string;
let base: string;
let key: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "perennial-crash-"));
  base = join(folder, "base.db");
  key = makeCardClub(base, households);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Life = { readonly path: string; readonly processor: RunningProcessor; end(): Promise<void> };

/** A copy of the practice with a processor of its own, which misbehaves in a way of its own. */
async function newLife(name: string, seed: number): Promise<Life> {
  const path = join(folder, `${name}.db`);
  copyFileSync(base, path);
  const processor = await startProcessor(join(folder, `${name}.journal`), { percent: 25, seed, slowMs: 40 });
  await processor.control({ clock: timeOf(0).now });
  return {
    path,
    processor,
    end: async () => {
      await processor.kill();
      for (const suffix of [".db", ".db-wal", ".db-shm", ".journal"]) rmSync(join(folder, `${name}${suffix}`), { force: true });
    },
  };
}

/** One run of the engine, killed by the clock, or where it stands still, or not at all. */
function runEngine(
  { path, processor }: Life,
  start: number,
  kind: "sound" | "careless",
  end: { readonly delayMs: number } | { readonly hold: string } | null,
): Promise<Ended> {
  const hold = end && "hold" in end ? end.hold : "";
  return runChild(
    join(import.meta.dirname, "engine.fixture.ts"),
    [path, key.toString("hex"), processor.address(), String(start), kind, hold],
    end && ("hold" in end ? { word: "held", delayMs: 0 } : { word: "ready", delayMs: end.delayMs }),
  );
}

/** Lets the office run in peace until every charge has ended. */
async function settleAll(life: Life, from: number): Promise<void> {
  await life.processor.control({ calm: true });
  const db = Database.open(life.path, key, { mustExist: true });
  try {
    const gateway = httpCards({ address: life.processor.address, limitMs: 120_000 });
    // A day and an hour at a time: by then every charge may be asked about again, and pending ones have ended.
    for (let turn = 1; turn <= 20; turn += 1) {
      const start = from + 6 * turn;
      await life.processor.control({ clock: timeOf(start).now });
      await runBillingWithCards({ cx: () => cxAt(db, start, gateway), gateway }, "start");
      if (turn >= 2 && liveCharges(db) === 0) return;
    }
  } finally {
    db.close();
  }
}

test(`R1 BIL-9 after ${kills} kills during billing with a processor that fails: 0 double, 0 lost, 0 phantom charges, and the file verifies`, async () => {
  const random = seededRandom(seed);
  const found = { kills: 0, midCharge: 0, late: 0, lives: 0, charged: 0, processorKills: 0 };
  let window: KillWindow | undefined;
  // The first kill of each life falls right before one of its first charges leaves, or right after its
  // answer has come; the others fall by the clock, so nothing depends on how fast the machine is.
  while (found.kills < kills) {
    const what = `life ${found.lives} of seed ${seed}`;
    const life = await newLife(`life-${found.lives}`, random.whole(1, 1_000_000));
    try {
      let start = 0;
      for (let n = 0; n < mostKillsALife; n += 1, start += random.whole(1, 3)) {
        await life.processor.control({ clock: timeOf(start).now });
        if (random.chance(0.15)) {
          found.processorKills += 1;
          await life.processor.restart();
          await life.processor.control({ clock: timeOf(start).now });
        }
        const hold = `${random.pick(["asked", "answered"])} ${random.whole(1, 3)}`;
        const delayMs = window?.next() ?? 200;
        const ended = await runEngine(life, start, "sound", n === 0 ? { hold } : { delayMs });
        if (n > 0 && window) window.learn(ended.wasKilled);
        window ??= new KillWindow(random, 2 * (ended.sinceMs.get("ready") ?? 100));
        if (ended.wasKilled) found.kills += 1;
        else found.late += 1;
        const db = Database.open(life.path, key, { mustExist: true });
        expect(verifyPractice(db).breaches, what).toEqual([]);
        expect(compare(db, life.processor.charges(), false), what).toEqual({ double: [], lost: [], phantom: [] });
        if (ended.wasKilled && sentCharges(db) > 0) found.midCharge += 1;
        db.close();
      }
      await settleAll(life, start);
      const db = Database.open(life.path, key, { mustExist: true });
      const charges = life.processor.charges();
      expect(liveCharges(db), what).toBe(0);
      expect(compare(db, charges, true), what).toEqual({ double: [], lost: [], phantom: [] });
      expect(verifyPractice(db).breaches, what).toEqual([]);
      db.close();
      found.charged += charges.filter((charge) => charge.outcome.state === "succeeded").length;
    } finally {
      await life.end();
    }
    found.lives += 1;
  }
  console.log(`crash test: seed ${seed}, ${JSON.stringify(found)}, 0 double, 0 lost, 0 phantom`);
  expect(found.midCharge).toBeGreaterThanOrEqual(Math.floor(kills / 10));
  // Every life charges the cards that pay; otherwise nothing was proved.
  expect(found.charged).toBeGreaterThan(found.lives * (households / 2));
}, 7_200_000);

test("R1 the control: a run that charges and then records double-charges within 50 kills", async () => {
  const random = seededRandom(seed);
  let doubles = 0;
  let killed = 0;
  for (; killed < 50 && doubles === 0; killed += 1) {
    const life = await newLife(`careless-${killed}`, random.whole(1, 1_000_000));
    try {
      await life.processor.control({ calm: true });
      await runEngine(life, 0, "careless", { hold: `${random.pick(["asked", "answered"])} ${random.whole(1, households / 2)}` });
      await runEngine(life, 1, "careless", null);
      doubles = doublesOf(life.processor.charges()).length;
    } finally {
      await life.end();
    }
  }
  console.log(`crash test control: double charges after ${killed} kills`);
  expect(doubles).toBeGreaterThan(0);
}, 1_800_000);
