/**
 * The seats of the office: one for each desktop window, one for each browser with all its tabs. A
 * seat is known by a random token (a cookie, or a variable of the shell), so that a page that loads
 * anew or reconnects finds its person still signed in. Seats live in memory only.
 */
import { randomBytes } from "node:crypto";
import type { Instant } from "#domain/calendar.ts";

export class Seat {
  readonly token: string;
  readonly workstation: string;
  /** The secret of the session of the person who sits here, or null. */
  sessionToken: string | null = null;
  /** When the person last did something here, by the steady clock. */
  lastSeenAt: Instant | null = null;
  /** When the session's row last heard of it. */
  lastSavedAt: Instant | null = null;
  /** When this seat was last told of a change, in milliseconds of the steady clock. */
  toldAt = 0;
  /** What the person is told after signing in (control 36). */
  greeting: { readonly lastSignInAt: Instant | null; readonly failedSinceLast: number } | null = null;
  /** Windows and tabs connected now. */
  connections = 0;
  /** Told when the seat is locked, so that a desktop window's ports are closed (control 10). */
  onLocked: (() => void) | null = null;

  constructor(token: string, workstation: string) {
    this.token = token;
    this.workstation = workstation;
  }

  /** Nobody sits here any more. */
  leave(): void {
    this.sessionToken = null;
    this.lastSeenAt = null;
    this.lastSavedAt = null;
    this.greeting = null;
  }
}

/** Browsers that come and go leave seats behind; more than this and the oldest empty ones are cleared. */
const mostSeats = 500;

export class Seats {
  readonly #seats = new Map<string, Seat>();

  /** The seat of a token, if it is one of ours. */
  find(token: string | undefined): Seat | undefined {
    return token === undefined ? undefined : this.#seats.get(token);
  }

  add(workstation: string): Seat {
    if (this.#seats.size >= mostSeats) this.#clearEmpty();
    const seat = new Seat(randomBytes(32).toString("base64url"), workstation);
    this.#seats.set(seat.token, seat);
    return seat;
  }

  remove(seat: Seat): void {
    this.#seats.delete(seat.token);
  }

  /** Seats with a session, open or locked. */
  taken(): Seat[] {
    return [...this.#seats.values()].filter((seat) => seat.sessionToken !== null);
  }

  /** Everybody leaves: the practice closes. */
  clear(): void {
    for (const seat of this.#seats.values()) seat.leave();
  }

  get size(): number {
    return this.#seats.size;
  }

  #clearEmpty(): void {
    for (const seat of this.#seats.values()) {
      if (seat.sessionToken === null && seat.connections === 0) this.#seats.delete(seat.token);
    }
  }
}
