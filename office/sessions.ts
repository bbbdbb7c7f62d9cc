/**
 * Who sits where, asked at every call (control 34): the session lives in the file, its idle time in
 * memory. Reading again what an announcement said has changed is no sign of life, or a busy
 * neighbour would keep a deserted screen open.
 */
import { invariant } from "#domain/invariant.ts";
import { epochOf, millisecondsBetween } from "#domain/instant.ts";
import { Refusal } from "#domain/refusal.ts";
import { sessionState, type SessionState } from "#domain/staff/session.ts";
import type { Cx } from "#services/context.ts";
import { practiceMoment } from "#services/practice/practice-clock.ts";
import { lockSession, type LockReason } from "#services/staff/lock.ts";
import { findLiveSession, saveLastSeen, type LiveSession } from "#services/staff/session-view.ts";
import { endSession, type SignedIn } from "#services/staff/sign-in.ts";
import type { Seat, Sitting } from "./call.ts";
import type { OfficeClock } from "./clock.ts";
import type { OpenPractice } from "./open-practice.ts";
import type { Seats } from "./seats.ts";

/** Queries this soon after an announcement are taken for the window asking again by itself. */
const echoMs = 2000;
/** The file hears of a person's activity this often. */
const savedEveryMs = 30_000;

export type SessionNeeds = {
  readonly seats: Seats;
  readonly clock: OfficeClock;
  readonly practice: () => OpenPractice | null;
  /** A context of the practice at this seat, with nobody signed in. */
  readonly visitorCx: (seat: Seat) => Cx;
};

export class Sessions {
  readonly #needs: SessionNeeds;

  constructor(needs: SessionNeeds) {
    this.#needs = needs;
  }

  /** The state of a seat; `kind` says whether the call is a sign of life, none asks without one. */
  sittingAt(seat: Seat, kind: "query" | "command" | "stream" | "none"): Sitting {
    const practice = this.#needs.practice();
    if (!practice) return { state: "no_practice" };
    if (seat.sessionToken === null) return { state: "signed_out" };
    const session = findLiveSession(practice.db, seat.sessionToken);
    if (!session) {
      seat.leave();
      return { state: "signed_out" };
    }
    const state = this.#stateOf(practice, seat, session);
    if (state === "ended") {
      this.end(seat, "twelve_hours");
      return { state: "signed_out" };
    }
    const person = { staffId: session.staffId, name: session.name, role: session.role };
    if (state === "locked") {
      if (session.lockedAt === null) this.lock(seat, "idle");
      return { state: "locked", person };
    }
    if (isSignOfLife(kind, seat, epochOf(this.#needs.clock.steady()))) this.#seen(practice, seat, session.id);
    return { state: "open", person };
  }

  #stateOf(practice: OpenPractice, seat: Seat, session: LiveSession): SessionState {
    const now = this.#needs.clock.steady();
    const { lockMinutes } = practiceMoment(practice.db, this.#needs.clock.wall());
    const lastSeenAt = seat.lastSeenAt ?? session.lastSeenAt;
    return sessionState({ ...session, lastSeenAt }, lockMinutes, now);
  }

  #seen(practice: OpenPractice, seat: Seat, sessionId: number): void {
    const now = this.#needs.clock.steady();
    seat.lastSeenAt = now;
    if (seat.lastSavedAt !== null && millisecondsBetween(seat.lastSavedAt, now) < savedEveryMs) return;
    seat.lastSavedAt = now;
    saveLastSeen(practice.db, sessionId, now);
  }

  /** A person sits down; whoever sat there before has left. */
  sitDown(seat: Seat, signedIn: SignedIn): void {
    if (seat.sessionToken !== null) this.end(seat, "somebody_else");
    const now = this.#needs.clock.steady();
    seat.sessionToken = signedIn.token;
    seat.lastSeenAt = now;
    seat.lastSavedAt = now;
    const { lastSignInAt, failedSinceLast } = signedIn;
    seat.greeting = { lastSignInAt, failedSinceLast };
  }

  end(seat: Seat, why: Parameters<typeof endSession>[3]): void {
    const token = seat.sessionToken;
    if (token === null) return;
    endSession(this.#needs.visitorCx(seat), this.#needs.clock.steady(), token, why);
    seat.leave();
  }

  lock(seat: Seat, reason: LockReason): void {
    invariant(seat.sessionToken !== null, "somebody sits at the seat that is locked");
    lockSession(this.#needs.visitorCx(seat), this.#needs.clock.steady(), seat.sessionToken, reason);
    seat.onLocked?.();
  }

  /** Somebody is back at a locked seat; it stays locked until the right password came. */
  returning(seat: Seat): void {
    seat.lastSeenAt = this.#needs.clock.steady();
  }

  /** Locks every seat where nobody has done anything for the practice's minutes (S9). */
  lockIdle(): void {
    for (const seat of this.#needs.seats.taken()) this.sittingAt(seat, "none");
  }

  /** Locks every open seat at once: the computer locks or sleeps (STF-4). */
  lockAll(reason: LockReason): void {
    for (const seat of this.#needs.seats.taken()) {
      if (this.sittingAt(seat, "none").state === "open") this.lock(seat, reason);
    }
  }

  /** The practice closes, also when the disk is full (R7): what cannot be written then is ended at the next opening. */
  endAll(): void {
    for (const seat of this.#needs.seats.taken()) {
      try {
        this.end(seat, "closed");
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "disk_full") throw error;
        seat.leave();
      }
    }
  }
}

function isSignOfLife(kind: "query" | "command" | "stream" | "none", seat: Seat, nowEpoch: number): boolean {
  if (kind === "command") return true;
  return kind === "query" && nowEpoch - seat.toldAt > echoMs;
}
