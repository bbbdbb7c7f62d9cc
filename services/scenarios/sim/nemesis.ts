/** What goes wrong around the office in a simulation, but for its own death: the processor, the disk, the clock, the banks. */
import type { Random } from "../../demo/random.ts";
import type { ProcessorBook } from "../processor/book.ts";
import type { OfficeLife } from "./office-life.ts";
import type { VirtualTime } from "./virtual-time.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type NemesisNeeds = {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly book: ProcessorBook;
  readonly life: () => OfficeLife;
  /** Counts a fault and tells it. */
  readonly fault: (what: string) => void;
};

export class Nemesis {
  readonly #needs: NemesisNeeds;
  isProcessorUp = true;
  /** How far the computer's clock is off. */
  skewMs = 0;

  constructor(needs: NemesisNeeds) {
    this.#needs = needs;
  }

  outage(): void {
    const { time, random, fault } = this.#needs;
    if (!this.isProcessorUp) return;
    this.isProcessorUp = false;
    fault("the processor is away");
    const awayMs = random.chance(0.1) ? random.whole(5 * dayMs, 8 * dayMs) : random.whole(60_000, 40 * hourMs);
    time.after(awayMs, "the processor is back", () => (this.isProcessorUp = true));
  }

  fillDisk(): void {
    const { time, random, fault } = this.#needs;
    const life = this.#needs.life();
    if (!life.isAlive) return;
    fault("the disk is full");
    life.db.pragma(`max_page_count = ${Number(life.db.pragma("page_count")) + random.whole(0, 1)}`);
    time.after(random.whole(hourMs, 12 * hourMs), "the disk has room", () => makeRoom(life));
  }

  moveClock(): void {
    const { time, random, fault } = this.#needs;
    const moves = [hourMs, -hourMs, dayMs, -dayMs, 3 * dayMs, -3 * dayMs, 50 * dayMs, 366 * dayMs, 240_000, -240_000];
    this.skewMs = random.pick(moves);
    fault(`the clock is ${this.skewMs / 60_000} minutes off`);
    time.after(random.whole(hourMs, 3 * dayMs), "the clock is right", () => (this.skewMs = 0));
  }

  dispute(): void {
    const { time, random, book, fault } = this.#needs;
    const taken = book.charges.filter((charge) => charge.outcome.state === "succeeded");
    if (taken.length === 0) return;
    const { key } = random.pick(taken);
    const disputeId = `dp_${key}`;
    fault("a dispute");
    book.dispute(key, disputeId, "opened", "fraudulent", null, time.instant());
    if (!random.chance(0.7)) return;
    const state = random.pick(["won", "lost"] as const);
    time.after(random.whole(0, 5 * dayMs), "a dispute ends", () =>
      book.dispute(key, disputeId, state, "fraudulent", null, time.instant()),
    );
  }

  updateCard(): void {
    const { time, random, book, fault } = this.#needs;
    const cards = book.charges.map((charge) => charge.cardToken);
    if (cards.length === 0) return;
    const cardToken = random.pick(cards);
    fault("a card is replaced by its network");
    const card = { cardToken, newToken: `${cardToken}'`, last4: "9999", expiresMonth: 12, expiresYear: 2031 };
    book.updateCard(card, time.instant());
  }

  /** Everything around the office works again. */
  rest(): void {
    this.isProcessorUp = true;
    this.skewMs = 0;
    const life = this.#needs.life();
    life.dieAtCommit = null;
    if (life.isAlive) makeRoom(life);
  }
}

function makeRoom(life: OfficeLife): void {
  if (life.isAlive) life.db.pragma("max_page_count = 1000000");
}
