/**
 * R1 the crash test of refunds: parts of card payments go back to their cards at a processor in another
 * process, over HTTP that fails, and the office is ended with `kill -9` again and again on the same file.
 * Then what the processor paid out is compared with what the file says. `KILLS=1000` is the long run,
 * `SEED=` replays.
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
import { runChild, type Ended } from "../kill/killed-child.ts";
import type { BookRefund } from "../processor/book.ts";
import { startProcessor, type RunningProcessor } from "../processor/processor-process.ts";
import { cxAt, makeCardClub, timeOf } from "./card-club.fixture.ts";

const kills = Number(process.env["KILLS"] ?? 8);
const seed = Number(process.env["SEED"] ?? 20261122);
const households = 8;
const mostKillsALife = 4;
/** By then the cards that pay have been charged once. */
const paidBy = 12;

let folder: string;
let key: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "perennial-refunds-"));
  key = makeCardClub(join(folder, "base.db"), households);
  const processor = await startProcessor(join(folder, "base.journal"));
  const db = Database.open(join(folder, "base.db"), key, { mustExist: true });
  try {
    const gateway = httpCards({ address: processor.address, limitMs: 120_000 });
    for (const start of [0, 6, paidBy]) {
      await processor.control({ clock: timeOf(start).now });
      await runBillingWithCards({ cx: () => cxAt(db, start, gateway), gateway }, "start");
    }
  } finally {
    db.close();
    await processor.kill();
  }
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Life = { readonly path: string; readonly processor: RunningProcessor; end(): Promise<void> };

async function newLife(name: string, of: number, percent: number): Promise<Life> {
  const path = join(folder, `${name}.db`);
  copyFileSync(join(folder, "base.db"), path);
  copyFileSync(join(folder, "base.journal"), join(folder, `${name}.journal`));
  const processor = await startProcessor(join(folder, `${name}.journal`), { percent, seed: of, slowMs: 40 });
  return {
    path,
    processor,
    end: async () => {
      await processor.kill();
      for (const suffix of [".db", ".db-wal", ".db-shm", ".journal"]) rmSync(join(folder, `${name}${suffix}`), { force: true });
    },
  };
}

async function runEngine({ path, processor }: Life, start: number, kind: "sound" | "careless", round: number, hold: string | null): Promise<Ended> {
  await processor.control({ clock: timeOf(start).now });
  return runChild(
    join(import.meta.dirname, "refund-engine.fixture.ts"),
    [path, key.toString("hex"), processor.address(), String(start), kind, String(round), hold ?? ""],
    hold === null ? null : { word: "held", delayMs: 0 },
  );
}

type FileSays = { readonly key: string; readonly state: string; readonly cents: number; readonly bookedCents: number | null; readonly asked: string };

function fileSays(db: Database): FileSays[] {
  return db.read((r) =>
    r.all<FileSays>(
      `select t.id as key, t.state, t.amount_cents as cents, t.payment_id || '/' || t.reason as asked,
         (select -p.amount_cents from posting p where p.entry_id = t.entry_id and p.account = 'card_clearing') as bookedCents
       from refund_attempt t`,
    ),
  );
}

/** What was paid out twice, what the file lost of it, and what it made up. `isQuiet`: nothing is open any more. */
function compare(db: Database, refunds: readonly BookRefund[], isQuiet: boolean) {
  const rows = fileSays(db);
  const paidOut = refunds.filter(({ outcome }) => outcome.state === "succeeded");
  const asked = paidOut.map((refund) => rows.find((row) => row.key === refund.key)?.asked ?? refund.key);
  return {
    double: asked.filter((one, index) => asked.indexOf(one) !== index),
    lost: isQuiet
      ? paidOut.filter(({ key: of, amountCents }) => !rows.some((row) => row.key === of && row.state === "succeeded" && row.bookedCents === amountCents)).map((refund) => refund.key)
      : [],
    phantom: rows.filter((row) => row.state === "succeeded" && !paidOut.some((refund) => refund.key === row.key)).map((row) => row.key),
  };
}

const nothingWrong = { double: [], lost: [], phantom: [] };
const live = (db: Database): number => fileSays(db).filter(({ state }) => ["sent", "pending", "unknown"].includes(state)).length;

test(`R1 INV-9 after ${kills} kills while cards are paid back by a processor that fails: 0 double, 0 lost, 0 phantom refunds, and the file verifies`, async () => {
  const random = seededRandom(seed);
  const found = { kills: 0, lives: 0, inFlight: 0, paidOut: 0, processorKills: 0 };
  while (found.kills < kills) {
    const what = `life ${found.lives} of seed ${seed}`;
    const life = await newLife(`life-${found.lives}`, random.whole(1, 1_000_000), 25);
    try {
      let start = paidBy + 5;
      for (let round = 0; round < mostKillsALife; round += 1, start += random.whole(1, 3)) {
        if (random.chance(0.15)) {
          found.processorKills += 1;
          await life.processor.restart();
        }
        // Right before a request leaves, or right after its answer has come: nothing depends on the machine.
        const ended = await runEngine(life, start, "sound", round, `${random.pick(["asked", "answered"])} ${random.whole(1, 4)}`);
        if (ended.wasKilled) found.kills += 1;
        const db = Database.open(life.path, key, { mustExist: true });
        expect(verifyPractice(db).breaches, what).toEqual([]);
        expect(compare(db, life.processor.refunds(), false), what).toEqual(nothingWrong);
        found.inFlight += Math.min(1, live(db));
        db.close();
      }
      found.paidOut += await settleAll(life, start, what);
    } finally {
      await life.end();
    }
    found.lives += 1;
  }
  console.log(`refund crash test: seed ${seed}, ${JSON.stringify(found)}, 0 double, 0 lost, 0 phantom`);
  expect(found.inFlight).toBeGreaterThan(0);
  expect(found.paidOut).toBeGreaterThan(found.lives);
}, 3_600_000);

/** The office runs in peace until every refund has ended; answers how many reached their cards. */
async function settleAll(life: Life, from: number, what: string): Promise<number> {
  await life.processor.control({ calm: true });
  const db = Database.open(life.path, key, { mustExist: true });
  try {
    const gateway = httpCards({ address: life.processor.address, limitMs: 120_000 });
    for (let turn = 1; turn <= 20 && (turn <= 2 || live(db) > 0); turn += 1) {
      const start = from + 6 * turn;
      await life.processor.control({ clock: timeOf(start).now });
      await runBillingWithCards({ cx: () => cxAt(db, start, gateway), gateway }, "start");
    }
    expect(live(db), what).toBe(0);
    expect(compare(db, life.processor.refunds(), true), what).toEqual(nothingWrong);
    expect(verifyPractice(db).breaches, what).toEqual([]);
    return life.processor.refunds().filter(({ outcome }) => outcome.state === "succeeded").length;
  } finally {
    db.close();
  }
}

test("R1 the control: an office that pays back and then writes it down pays twice within 20 kills", async () => {
  let doubles = 0;
  let killed = 0;
  for (; killed < 20 && doubles === 0; killed += 1) {
    const life = await newLife(`careless-${killed}`, 1, 0);
    try {
      await runEngine(life, paidBy + 5, "careless", 0, `answered ${(killed % 3) + 1}`);
      await runEngine(life, paidBy + 6, "careless", 0, null);
      const byCharge = Map.groupBy(life.processor.refunds(), ({ chargeKey }) => chargeKey);
      doubles = [...byCharge.values()].filter((refunds) => refunds.length > 1).length;
    } finally {
      await life.end();
    }
  }
  console.log(`refund crash test control: paid twice after ${killed} kills`);
  expect(doubles).toBeGreaterThan(0);
}, 600_000);
