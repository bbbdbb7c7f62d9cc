/**
 * What a use case gets: the database, who acts from where, today and now as values (F-4), and the
 * id of the command. `act` is the frame of every command: one write transaction, the stored reply
 * for a repeated request id (F-15), and the effect, or nothing.
 */
import type { Database, ReadableDb, Sync, WritableDb } from "#db/database.ts";
import type { Day, Instant } from "#domain/calendar.ts";
import type { StaffId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import type { Gateways } from "./gateways/cards.ts";
import { settleWallets } from "./wallet/settle.ts";

export type Actor = {
  /** Null for the scheduler and for set-up, which act for the practice itself. */
  readonly staffId: StaffId | null;
  readonly workstation: string;
};

export type Cx = {
  readonly db: Database;
  readonly actor: Actor;
  /** The civil day in the practice's time zone, or the training clock's day (F-20). */
  readonly today: Day;
  readonly now: Instant;
  readonly gateways: Gateways;
  /** Milliseconds since this use case began, for run reports; the domain never sees it. */
  readonly elapsedMs?: () => number;
  /** The command being carried out; absent for queries, the scheduler and tests that do not care. */
  readonly request?: { readonly id: string; readonly operation: string };
};

/** The part of a context that rules about money and history need while a transaction is open. */
export type Work = Pick<Cx, "actor" | "today" | "now"> & {
  /** What money that goes back may leave by; without it a card's money goes back as a check. */
  readonly gateways?: Gateways;
};

/** Answers a question from one consistent snapshot. */
export function look<T>(cx: Cx, work: (db: ReadableDb) => Sync<T>): Sync<T> {
  return cx.db.read(work);
}

/**
 * Carries a command out in one transaction. A repeated request id answers with the stored reply and
 * changes nothing (F-15), so replies are plain JSON values.
 */
export function act<T>(cx: Cx, work: (db: WritableDb) => Sync<T>): Sync<T> {
  return cx.db.write((db) => {
    const { request } = cx;
    if (!request) return settled(cx, db, work(db));
    const stored = db.get<{ operation: string; reply: string }>(
      "select operation, reply from request where id = ?",
      request.id,
    );
    if (stored) {
      invariant(stored.operation === request.operation, "a request id belongs to one operation");
      return JSON.parse(stored.reply) as Sync<T>;
    }
    const reply = settled(cx, db, work(db));
    db.exec(
      "insert into request (id, operation, staff_id, reply, at) values (?, ?, ?, ?, ?)",
      request.id,
      request.operation,
      cx.actor.staffId,
      JSON.stringify(reply ?? null),
      cx.now,
    );
    return reply;
  });
}

/** Dues that a command has paid are banked with it, whichever way they were paid (PKG-11). */
function settled<T>(cx: Work, db: WritableDb, reply: T): T {
  settleWallets(cx, db);
  return reply;
}
