/** A membership whose schedule can be changed now (MEM-9, MEM-11), or a refusal in words. */
import type { ReadableDb } from "#db/database.ts";
import { loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { invariant } from "#domain/invariant.ts";
import { recordStart, type DrawFacts, type ScheduleRecord, type WantedDues } from "#domain/memberships/draw-facts.ts";
import { nextDraws } from "#domain/memberships/draw-schedule.ts";
import { refuse } from "#domain/refusal.ts";
import { requireRunning } from "./require.ts";

export type Changeable = {
  readonly membership: MembershipRow;
  readonly facts: DrawFacts;
  /** The record that speaks for today. */
  readonly record: ScheduleRecord;
};

/**
 * Refuses `membership_not_found`, `membership_ended`, `change_while_on_hold` while a hold runs or lies
 * ahead, and `change_pending` while another change waits: each is told apart at the desk first.
 */
export function requireChangeable(db: ReadableDb, id: MembershipId, today: Day): Changeable {
  const membership = requireRunning(db, id, today);
  const facts = loadDrawFacts(db, id);
  const hold = facts.holds.find(({ until }) => until === null || until > today);
  if (hold) refuse("change_while_on_hold", { untilOn: hold.until ?? hold.from });
  const pending = findPendingRecord(facts, today);
  if (pending) refuse("change_pending", { fromOn: recordStart(pending) });
  const record = facts.records.at(-1);
  invariant(record, "a membership has a schedule");
  return { membership, facts, record };
}

/** The change that has not begun, if any: the first record is no change. */
export function findPendingRecord(facts: DrawFacts, today: Day): ScheduleRecord | undefined {
  return facts.records.slice(1).find((record) => recordStart(record) > today);
}

/** The next full period with its own draw. Refuses `no_draw_ahead`. */
export function requireNextPeriod({ membership, facts }: Changeable): WantedDues {
  const dues = nextDraws(facts, membership.billed_through_on, 4).find(({ kind }) => kind === "period");
  return dues ?? refuse("no_draw_ahead", {});
}
