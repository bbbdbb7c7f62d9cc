/** Tries an act out: the very transaction, taken back at its end, so that a preview cannot disagree with the act. */
import type { Database, Sync, WritableDb } from "#db/database.ts";
import { forgetPlans } from "./billing/known-plans.ts";

/** Carries the result out of the transaction that must not stay. */
class TakenBack extends Error {
  readonly result: unknown;
  constructor(result: unknown) {
    super("taken back");
    this.result = result;
  }
}

/** Answers what the work would have answered; nothing of it stays. Refuses what the work refuses. */
export function tryOut<T>(db: Database, work: (db: WritableDb) => Sync<T>): Sync<T> {
  try {
    db.write((write): void => {
      try {
        throw new TakenBack(work(write));
      } finally {
        forgetPlans(write);
      }
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.result as Sync<T>;
    throw error;
  }
  throw new Error("work that is tried out is always taken back");
}
