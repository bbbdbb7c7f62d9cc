/**
 * R3 the laptop goes to sleep in mid-charge, for a minute or for a month: between the sending of a
 * charge and its answer, before the processor has it or after, with the answer lost or very late.
 * `SEEDS=` runs more, `SEED=` begins elsewhere.
 */
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Database } from "#db/database.ts";
import { testFolder } from "#db/testing.ts";
import { dayInZone, toInstant, type Instant } from "#domain/calendar.ts";
import { addMilliseconds } from "#domain/instant.ts";
import { runBillingWithCards } from "../../billing/run-with-cards.ts";
import { seededRandom, type Random } from "../../demo/random.ts";
import type { ChargingGateway } from "../../gateways/cards.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { ProcessorBook } from "../processor/book.ts";
import { makeCardClub } from "./card-club.fixture.ts";
import { compare, doublesOf, liveCharges } from "./oracle.ts";

const seeds = Number(process.env["SEEDS"] ?? 500);
const firstSeed = Number(process.env["SEED"] ?? 1);
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

const folder = testFolder();
const base = join(folder.path, "base.db");
let key: Buffer;
beforeAll(() => {
  key = makeCardClub(base, 3);
}, 60_000);
afterAll(() => folder.dispose());

/** A processor and a clock that moves while a request is on its way. */
class Bedroom {
  now: Instant = toInstant("2026-03-15T14:00:00.000Z");
  readonly book = new ProcessorBook();
  sleeps = 0;
  #glances = 0;
  readonly #random: Random;
  readonly #isCareless: boolean;
  #isRestless = true;

  /** Careless: nobody looks at the processor's list, and the office's clock did not notice the night. */
  constructor(random: Random, isCareless = false) {
    this.#random = random;
    this.#isCareless = isCareless;
  }

  get officeNow(): Instant {
    return this.#isCareless ? addMilliseconds(toInstant("2026-03-15T14:00:00.000Z"), (this.#glances += 1) * minuteMs) : this.now;
  }

  wakeForGood(): void {
    this.#isRestless = false;
  }

  readonly gateway: ChargingGateway = {
    kind: "stand_in",
    canCharge: true,
    charge: async (request) => {
      const how = this.#isRestless && this.#random.chance(0.6) ? this.#random.pick(["before", "after", "never", "late"] as const) : "awake";
      const send = () => {
        const answer = this.book.charge(request, this.now);
        return answer.state === "mismatch" ? ({ state: "unknown", reason: "nonsense" } as const) : answer;
      };
      if (how === "awake") return send();
      // Asleep with the request still in the computer: it goes out when the lid is opened, or never.
      if (how === "before") this.#sleep();
      const answer = how === "never" ? null : send();
      if (how !== "before") this.#sleep();
      return answer !== null && how === "late" ? answer : { state: "unknown", reason: "no_answer" };
    },
    lookUp: async (wanted) => (this.#isCareless ? null : this.book.lookUp(wanted, this.now)) ?? { state: "absent" },
    refund: async (request) => {
      const answer = this.book.payBack(request, this.now);
      return answer.state === "mismatch" ? { state: "unknown", reason: "nonsense" } : answer;
    },
    lookUpRefund: async (wanted) => this.book.lookUpRefund(wanted, this.now) ?? { state: "absent" },
    listRefunds: async ({ lineage, epoch }, since) => this.book.listRefunds(lineage, epoch, since, this.now),
    listCharges: async ({ lineage, epoch }, since) => this.book.list(lineage, epoch, since, this.now),
    events: async (after) => {
      const { events, next } = this.book.events(after === null ? 0 : Number(after), this.now);
      return { events, next: String(next) };
    },
  };

  /** A minute to thirty days, short ones as often as long ones. */
  #sleep(): void {
    this.sleeps += 1;
    this.now = addMilliseconds(this.now, Math.round(minuteMs * Math.exp(this.#random.next() * Math.log((30 * dayMs) / minuteMs))));
  }
}

type Night = { readonly book: ProcessorBook; readonly sleeps: number; readonly db: Database; end(): void };

/** One seed: two runs with a laptop that falls asleep, then it stays awake until every charge has ended. */
async function night(seed: number, isCareless = false): Promise<Night> {
  const bedroom = new Bedroom(seededRandom(seed), isCareless);
  const { gateway, book } = bedroom;
  const path = join(folder.path, `${seed}.db`);
  copyFileSync(base, path);
  const db = Database.open(path, key, { mustExist: true });
  const cx = () => {
    const now = bedroom.officeNow;
    return {
      db,
      actor: { staffId: null, workstation: "Scheduler" },
      now,
      today: dayInZone(now, "America/New_York"),
      gateways: { cards: gateway },
    };
  };
  const bill = async (afterMs: number): Promise<void> => {
    bedroom.now = addMilliseconds(bedroom.now, afterMs);
    await runBillingWithCards({ cx, gateway }, "hourly");
  };
  await bill(0);
  await bill(60 * minuteMs);
  bedroom.wakeForGood();
  // Awake: asked about after an hour, and then daily.
  for (let n = 0; n < 3 || (n < 10 && liveCharges(db) > 0); n += 1) await bill(n === 0 ? 61 * minuteMs : dayMs);
  return {
    book,
    sleeps: bedroom.sleeps,
    db,
    end: () => {
      db.close();
      rmSync(path);
    },
  };
}

test(`R3 in ${seeds} nights of a minute to thirty days in mid-charge nobody is charged twice and every charge is settled`, async () => {
  let slept = 0;
  let charged = 0;
  for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
    const { book, sleeps, db, end } = await night(seed);
    expect(liveCharges(db), `seed ${seed}`).toBe(0);
    expect(compare(db, book.charges, true), `seed ${seed}`).toEqual({ double: [], lost: [], phantom: [] });
    if (seed % 10 === 0) expect(verifyPractice(db).breaches, `seed ${seed}`).toEqual([]);
    slept += sleeps;
    charged += book.charges.filter((charge) => charge.outcome.state === "succeeded").length;
    end();
  }
  console.log(`asleep in mid-charge: seeds ${firstSeed} to ${firstSeed + seeds - 1}, ${slept} sleeps, ${charged} charges, 0 double, 0 lost, 0 phantom`);
  expect(slept).toBeGreaterThan(seeds);
  expect(charged).toBeGreaterThan(seeds);
}, 900_000);

test("R3 the control: who looks at no list, and at a clock that stood still, charges twice", async () => {
  let doubles = 0;
  for (let seed = 1; seed <= 100 && doubles === 0; seed += 1) {
    const { book, end } = await night(seed, true);
    doubles += doublesOf(book.charges).length;
    end();
  }
  expect(doubles).toBeGreaterThan(0);
}, 300_000);
