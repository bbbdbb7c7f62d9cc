/**
 * R5: a practice, its processor, the wire between them and the people at the desk, in one process and
 * in virtual time, with everything that can go wrong going wrong by chance. The file is real SQLite,
 * encrypted and driven as the office drives it. The same seed tells the same history.
 */
import { createHash } from "node:crypto";
import { copyFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { contentHash } from "#db/testing.ts";
import { dayInZone, type Day } from "#domain/calendar.ts";
import { epochOf } from "#domain/instant.ts";
import { doubtWhileOpen } from "#domain/practice/clock-trust.ts";
import { Refusal } from "#domain/refusal.ts";
import { cardRunSteps } from "../../billing/run-with-cards.ts";
import type { RunTrigger } from "../../billing/run-report.ts";
import { resolveByHand } from "../../charging/resolve-by-hand.ts";
import { confirmBillingStop } from "../../billing/confirm-stop.ts";
import type { Cx } from "../../context.ts";
import { seededRandom, type Random } from "../../demo/random.ts";
import { arriveFromElsewhere, mayBill, stopBilling, viewBillingStop } from "../../practice/billing-stop.ts";
import { verifyPractice } from "../../upkeep/verify-practice.ts";
import { sendClaimedRefunds } from "../../refunds/to-card/send-refund.ts";
import { ProcessorBook } from "../processor/book.ts";
import { decideByChance } from "./cards-of-chance.ts";
import type { DeskAct } from "./desk-act.ts";
import { decideAct } from "./desk-acts.ts";
import { quiescent, type Breach } from "./invariants.ts";
import { Nemesis } from "./nemesis.ts";
import { reachProcessor, type SimGateway } from "./network.ts";
import { Died, OfficeLife } from "./office-life.ts";
import { takeOffGuards, type PlantedBug } from "./planted.ts";
import { seedKeys } from "./seeded-chance.ts";
import { simStart, type SimClub } from "./sim-club.ts";
import { StepWatch } from "./step-watch.ts";
import { VirtualTime } from "./virtual-time.ts";
import { drawWeather, type Weather } from "./weather.ts";

export type SimOptions = {
  readonly club: SimClub;
  readonly seed: number;
  readonly days: number;
  readonly planted?: PlantedBug;
  /** Keeps the whole history as text, for a seed that is looked into. */
  readonly tell?: (line: string) => void;
};

export type SimResult = {
  readonly seed: number;
  readonly operations: number;
  readonly faults: number;
  readonly crashes: number;
  readonly charges: number;
  /** The first breach ends a simulation. */
  readonly breaches: readonly Breach[];
  readonly history: string;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const timeZone = "America/New_York";
/** After the storms everything works for so long; by then whatever was under way has ended. */
const calmDays = 5;

export async function simulate(options: SimOptions): Promise<SimResult> {
  const giveChanceBack = seedKeys(options.seed);
  const simulation = new Simulation(options);
  try {
    return await simulation.run();
  } finally {
    simulation.dispose();
    giveChanceBack();
  }
}

class Simulation {
  readonly #options: SimOptions;
  readonly #random: Random;
  readonly #time: VirtualTime;
  readonly #weather: Weather;
  readonly #book: ProcessorBook;
  readonly #history = createHash("sha256");
  readonly #breaches: Breach[] = [];
  readonly #watch: StepWatch;
  readonly #nemesis: Nemesis;
  #life: OfficeLife;
  #gateway: SimGateway;
  #lives = 0;
  #isRunning = false;
  #isStormy = true;
  #looked = { wall: 0, real: 0 };
  #dayOf: { readonly ms: number; readonly day: Day } = { ms: -1, day: simStart };
  #backup: { readonly path: string; readonly takenAt: number } | null = null;
  #epoch = 1;
  /** An act whose reply never came. */
  #unanswered: { readonly act: DeskAct; readonly requestId: string } | null = null;
  #turns = 0;
  readonly #counts = { operations: 0, faults: 0, crashes: 0 };

  constructor(options: SimOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#time = new VirtualTime(epochOf(`${simStart}T12:00:00.000Z` as Cx["now"]));
    this.#weather = drawWeather(this.#random);
    const character = seededRandom(this.#random.whole(0, 2 ** 31));
    this.#book = new ProcessorBook({
      decide: decideByChance(character, () => this.#isStormy),
      events: () =>
        this.#isStormy && character.chance(this.#weather.storms)
          ? Array.from({ length: character.whole(1, 3) }, () => character.whole(0, 3 * dayMs))
          : [0],
    });
    this.#watch = new StepWatch(this.#book);
    this.#nemesis = new Nemesis({
      time: this.#time,
      random: this.#random,
      book: this.#book,
      life: () => this.#life,
      fault: (what) => this.#count(what),
    });
    const path = this.#pathOf(0);
    copyFileSync(options.club.base, path);
    this.#life = this.#open(path);
    this.#gateway = this.#reach(this.#life);
    this.#look0();
  }

  async run(): Promise<SimResult> {
    const { seed, days } = this.#options;
    const start = this.#time.now;
    for (let day = 0; day < days + calmDays; day += 1) this.#planDay(start + day * dayMs, day < days);
    this.#time.at(start + days * dayMs, "the storms end", () => this.#endStorms());
    await this.#time.passUntil(start + (days + calmDays) * dayMs, (what) => {
      this.#check(what);
      return this.#breaches.length === 0;
    });
    if (this.#breaches.length === 0) this.#lastLook();
    this.#history.update(this.#breaches.length === 0 ? contentHash(this.#life.db) : "");
    return {
      seed,
      ...this.#counts,
      charges: this.#book.charges.length,
      breaches: this.#breaches,
      history: this.#history.digest("hex"),
    };
  }

  dispose(): void {
    this.#life.remove();
    if (this.#backup) rmSync(this.#backup.path, { force: true });
  }

  /** Runs at draw time and twice more; what else happens is drawn from the weather. */
  #planDay(from: number, isStormy: boolean): void {
    const at = (ms: number, what: string, happen: () => void): void => this.#time.at(from + ms, what, happen);
    at(hourMs, "draw time", () => this.#bill("draw_time"));
    for (let n = 0; n < 2; n += 1) at(this.#random.whole(2 * hourMs, dayMs), "hourly", () => this.#bill("hourly"));
    at(2 * hourMs, "somebody looks", () => this.#lookAtStops());
    if (!isStormy) return;
    const sometimes = (rate: number, what: string, happen: () => void): void => {
      for (let left = rate; left > 0; left -= 1) if (this.#random.chance(Math.min(1, left))) at(this.#random.whole(0, dayMs), what, happen);
    };
    const { acts, crashes, outages, fullDisks, clockMoves, restores } = this.#weather;
    sometimes(acts, "desk", () => this.#desk());
    sometimes(crashes, "crash", () => this.#crash());
    sometimes(outages, "outage", () => this.#nemesis.outage());
    sometimes(fullDisks, "full disk", () => this.#nemesis.fillDisk());
    sometimes(clockMoves, "clock", () => this.#nemesis.moveClock());
    sometimes(0.05, "dispute", () => this.#nemesis.dispute());
    sometimes(0.05, "card update", () => this.#nemesis.updateCard());
    sometimes(restores > 0 ? 0.5 : 0, "backup", () => this.#backUp());
    sometimes(restores, "restore", () => this.#restore());
    const bug = this.#options.planted;
    for (let n = 0; bug && n < 3; n += 1) at(this.#random.whole(0, dayMs), "bug", () => this.#plant(bug));
  }

  #cx(requestId?: string): Cx {
    const now = this.#time.instant(this.#nemesis.skewMs);
    return {
      db: this.#life.db,
      actor: { staffId: null, workstation: "Front desk" },
      now,
      today: this.#today(),
      gateways: { cards: this.#gateway },
      ...(requestId === undefined ? {} : { request: { id: requestId, operation: "simulated" } }),
    };
  }

  /** Asked at every step of a run; a calendar is slow to ask. */
  #today(): Day {
    const ms = this.#time.now + this.#nemesis.skewMs;
    if (this.#dayOf.ms !== ms) this.#dayOf = { ms, day: dayInZone(this.#time.instant(this.#nemesis.skewMs), timeZone) };
    return this.#dayOf.day;
  }

  #bill(trigger: RunTrigger): void {
    const life = this.#life;
    if (!life.isAlive || this.#isRunning) return;
    this.#isRunning = true;
    const note = (what: string): void => {
      // What a dead office says is not heard.
      if (life === this.#life) this.#isRunning = false;
      this.#note(what);
    };
    this.#runBilling(life, trigger).then(note, (error: unknown) => {
      if (error instanceof Died) return;
      note(error instanceof Refusal ? `run refused: ${error.code}` : "run broke");
      if (!(error instanceof Refusal) && !isDiskFull(error)) this.#fault(error);
    });
  }

  async #runBilling(life: OfficeLife, trigger: RunTrigger): Promise<string> {
    this.#counts.operations += 1;
    const doubt = this.#doubtClock();
    if (doubt) stopBilling(this.#cx(), "clock", doubt);
    // A restored file runs far enough to fetch its charges (BIL-20); the run itself knows that it is stopped.
    if (!mayBill(this.#cx()) && viewBillingStop(life.db)?.reason === "clock") return "not billed: clock";
    const steps = cardRunSteps({ cx: () => this.#cxOf(life), gateway: this.#gateway }, trigger);
    for (;;) {
      const step = await steps.next();
      if (step.done) {
        const { invoicesMade, charges, held } = step.value;
        for (const one of held) if (one.reason === "billing_inconsistent") this.#breach(1, `household ${one.householdId} is inconsistent`);
        return `run made ${invoicesMade}, charged ${charges.charged.count}, declined ${charges.declined.count}, unknown ${charges.unknown}`;
      }
      await this.#pause(life);
    }
  }

  /** A context for a run that may have outlived its office. */
  #cxOf(life: OfficeLife): Cx {
    if (!life.isAlive) throw new Died("the office is dead");
    return { ...this.#cx(), db: life.db };
  }

  /** Between two steps of a run the desk gets its turn; a run whose office died never goes on. */
  #pause(life: OfficeLife): Promise<void> {
    return new Promise((resolve) => this.#time.after(5, "", () => (life.isAlive ? resolve() : undefined)));
  }

  #doubtClock(): ReturnType<typeof doubtWhileOpen> {
    const { wall, real } = this.#looked;
    this.#look0();
    return doubtWhileOpen(this.#looked.wall - wall, this.#looked.real - real);
  }

  #look0(): void {
    this.#looked = { wall: this.#time.now + this.#nemesis.skewMs, real: this.#time.now };
  }

  /** Nobody enrols or cancels while the screen shows a date that is days off; the scheduler has no such eyes. */
  #desk(): void {
    if (!this.#life.isAlive || Math.abs(this.#nemesis.skewMs) > dayMs) return;
    this.#turns += 1;
    const again = this.#unanswered;
    this.#unanswered = null;
    const act = again?.act ?? decideAct(this.#cx(), this.#random, this.#turns);
    if (act) this.#carryOut(act, again?.requestId ?? `request-${this.#options.seed}-${this.#turns}`);
  }

  #carryOut(act: DeskAct, requestId: string): void {
    this.#counts.operations += 1;
    const before = this.#footprint();
    try {
      const waits = act.work(this.#cx(requestId));
      this.#note(act.name);
      this.#sendRefunds(act);
      const after = this.#life.isAlive ? this.#footprint() : before;
      // Only a command that was answered from the first reply, or had nothing to do, leaves no record.
      const isUntold = before.audit === after.audit && after.changes - before.changes > 1;
      const untold = (): void => void (isUntold && this.#breach(12, `${act.name} left no audit record`));
      // What a full disk took back has been counted as changes: a command that waits may still say so.
      if (waits instanceof Promise) waits.then(untold, (error: unknown) => this.#failed(act, requestId, error));
      else untold();
    } catch (error) {
      this.#failed(act, requestId, error);
    }
  }

  #failed(act: DeskAct, requestId: string, error: unknown): void {
    if (error instanceof Died) {
      this.#note(`${act.name}: no reply`);
      this.#unanswered = { act, requestId };
      return;
    }
    this.#note(`${act.name}: ${error instanceof Refusal ? error.code : "broke"}`);
    if (!(error instanceof Refusal) && !isDiskFull(error)) this.#fault(error);
  }

  /** What the act gave back to a card goes on its way, as the office does it after every command. */
  #sendRefunds(act: DeskAct): void {
    if (!this.#life.isAlive) return;
    sendClaimedRefunds(this.#cx()).catch((error: unknown) => {
      if (!(error instanceof Died) && !(error instanceof Refusal) && !isDiskFull(error)) this.#fault(error);
      else if (error instanceof Refusal) this.#note(`sending the refunds of ${act.name}: ${error.code}`);
    });
  }

  #footprint(): { readonly changes: number; readonly audit: number } {
    return (
      this.#life.db.read((read) =>
        read.get<{ changes: number; audit: number }>("select total_changes() as changes, (select count(*) from audit) as audit"),
      ) ?? { changes: 0, audit: 0 }
    );
  }

  /** A person sees that billing stands still, sets the clock right, and says that it may go on. */
  #lookAtStops(): void {
    if (!this.#life.isAlive) return;
    this.#resolveByHand();
    // It may have died at one of those commits.
    if (!this.#life.isAlive) return;
    const stop = viewBillingStop(this.#life.db);
    if (stop?.reason !== "clock" || !this.#random.chance(0.7)) return;
    this.#nemesis.skewMs = 0;
    this.#look0();
    this.#carryOut({ name: "confirm the clock", work: (cx) => confirmBillingStop(cx, "The clock is right") }, `confirm-${this.#turns += 1}`);
  }

  /** After five days a person enters what the processor's own dashboard shows (BIL-8). */
  #resolveByHand(): void {
    const old = this.#life.db.read((read): { key: string }[] =>
      read.all<{ key: string }>(
        "select id as key from charge_attempt where state in ('sent', 'pending', 'unknown') and sent_at < ?",
        this.#time.instant(this.#nemesis.skewMs - 5 * dayMs),
      ),
    );
    for (const { key } of old) {
      const made = this.#book.charges.findLast((charge) => charge.key === key);
      if (made?.outcome.state === "pending" || !this.#life.isAlive) continue;
      const outcome = made?.outcome.state === "succeeded" ? "charged" : "not_charged";
      const reference = made?.processorId ?? "nothing found";
      this.#carryOut({ name: `${key.slice(-4)} was ${outcome}`, work: (cx) => resolveByHand(cx, { key, outcome, reference }) }, `by-hand-${(this.#turns += 1)}`);
    }
  }

  #crash(): void {
    if (!this.#life.isAlive) return;
    if (this.#random.chance(0.5)) {
      this.#die("crash");
      return;
    }
    // At one of the next commits: before it lands, or before anybody hears of it.
    const life = this.#life;
    life.onDeath = () => {
      if (life === this.#life) this.#die("crash at a commit");
    };
    life.dieAtCommit = { left: this.#random.whole(0, 12), landed: this.#random.chance(0.5) };
  }

  #die(what: string): void {
    this.#counts.crashes += 1;
    this.#count(what);
    this.#life.kill();
    this.#isRunning = false;
    const offMs = this.#random.chance(0.8) ? this.#random.whole(1000, 600_000) : this.#random.whole(hourMs, 4 * dayMs);
    this.#time.after(offMs, "the office starts", () => this.#start());
  }

  #start(): void {
    if (this.#life.isAlive) return;
    this.#lives += 1;
    const path = this.#pathOf(this.#lives);
    this.#life.leaveTo(path);
    this.#begin(this.#open(path));
  }

  #open(path: string): OfficeLife {
    const life = new OfficeLife(path, this.#options.club.key);
    if (this.#options.planted) takeOffGuards(life.db, this.#options.planted);
    return life;
  }

  #begin(life: OfficeLife): void {
    this.#life = life;
    this.#gateway = this.#reach(life);
    this.#isRunning = false;
    this.#look0();
    this.#note("the office starts");
    this.#bill("start");
  }

  #backUp(): void {
    if (!this.#life.isAlive) return;
    this.#turns += 1;
    const path = join(this.#options.club.folder, `${this.#name()}-backup-${this.#turns}.db`);
    if (this.#backup) rmSync(this.#backup.path, { force: true });
    // Between two transactions a file without a log is whole; how real backups are made is tested elsewhere.
    this.#life.db.pragma("wal_checkpoint(TRUNCATE)");
    copyFileSync(this.#life.path, path);
    this.#backup = { path, takenAt: this.#time.now };
    this.#note("a backup");
  }

  /** The practice goes on with an older file (BIL-20); what was charged since must be found again. */
  #restore(): void {
    const backup = this.#backup;
    if (!backup || !this.#life.isAlive) return;
    this.#count(`a backup of ${Math.round((this.#time.now - backup.takenAt) / hourMs)} hours ago is restored`);
    this.#life.remove();
    this.#lives += 1;
    const path = this.#pathOf(this.#lives);
    copyFileSync(backup.path, path);
    // Another computer, with a clock of its own that may be behind the file.
    if (this.#random.chance(0.2)) this.#nemesis.skewMs = -this.#random.whole(1, 40) * dayMs;
    this.#watch.newFile();
    this.#unanswered = null;
    const life = this.#open(path);
    this.#life = life;
    // A computer that never had the file knows of no epoch, and may come with one that is taken.
    const known = this.#random.chance(0.5) ? this.#epoch : 0;
    this.#epoch = Math.max(this.#epoch, arriveFromElsewhere(this.#cx(), "restored", "this", known));
    this.#begin(life);
  }

  #plant(bug: PlantedBug): void {
    if (!this.#life.isAlive || this.#breaches.length > 0) return;
    try {
      bug.act(this.#cx(), this.#book);
    } catch (error) {
      // A bug can meet a crash or a full disk as everything else can.
      if (!(error instanceof Died) && !(error instanceof Refusal)) throw error;
    }
  }

  #endStorms(): void {
    this.#isStormy = false;
    this.#nemesis.rest();
    this.#look0();
  }

  #check(what: string): void {
    if (this.#breaches.length > 0 || !this.#life.isAlive) return;
    for (const breach of this.#watch.look(this.#life)) this.#breach(breach.invariant, `${breach.what} (after ${what || "a wait"})`);
  }

  #lastLook(): void {
    if (!this.#life.isAlive) this.#start();
    const { db } = this.#life;
    this.#breaches.push(...quiescent(db, this.#book, this.#time.instant(-2 * dayMs)));
    for (const { check, what, rowIds } of verifyPractice(db).breaches.filter((one) => !this.#isExpected(one.check)))
      this.#breaches.push({ invariant: 2, what: `verify: ${check}: ${what} ${rowIds.join(", ")}` });
  }

  /** A guard that was taken off for a planted bug is missing, and that is not the find. */
  #isExpected(check: string): boolean {
    return check === "Every table, index and guard is in place" && (this.#options.planted?.without ?? []).length > 0;
  }

  #breach(invariant: number, what: string): void {
    this.#breaches.push({ invariant, what });
    this.#note(`BREACH of ${invariant}: ${what}`);
  }

  /** Something of ours broke that no fault explains: invariant 0. */
  #fault(error: unknown): void {
    this.#breach(0, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  #count(fault: string): void {
    this.#counts.faults += 1;
    this.#note(fault);
  }

  #note(what: string): void {
    const line = `${this.#time.instant()} ${what}`;
    this.#history.update(`${line}\n`);
    this.#options.tell?.(line);
  }

  #reach(life: OfficeLife): SimGateway {
    return reachProcessor(
      {
        time: this.#time,
        random: this.#random,
        book: this.#book,
        faultRate: () => (this.#isStormy ? this.#weather.network : 0),
        isUp: () => this.#nemesis.isProcessorUp,
        note: (what) => this.#note(what),
        fault: (what) => this.#count(what),
      },
      () => life.isAlive,
    );
  }

  #name(): string {
    return `seed-${this.#options.seed}`;
  }

  #pathOf(life: number): string {
    return join(this.#options.club.folder, `${this.#name()}-${life}.db`);
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_FULL";
}
