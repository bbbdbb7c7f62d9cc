/**
 * Puts a membership on hold (MEM-12): pause freezes benefits and skips draws, extend moves the paid
 * days behind the hold, billing only skips draws.
 */
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { insertHold, setHoldBegun } from "#db/memberships/changes.ts";
import { listHolds, listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import { rangeText } from "#domain/day-text.ts";
import type { MembershipId } from "#domain/identity.ts";
import { addCents, zeroCents, type Cents } from "#domain/money.ts";
import type { Hold } from "#domain/memberships/draw-facts.ts";
import { checkedHold } from "#domain/memberships/hold.ts";
import { isPastDue } from "#domain/memberships/standing.ts";
import { paidThrough as paidThroughOf, unusedCents } from "#domain/memberships/unused-days.ts";
import { refuse } from "#domain/refusal.ts";
import { act, look, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { pauseCredit, previewDraws, type ChangePreview } from "./change-plan.ts";
import { cutBilledDays } from "./cut-billed-days.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { requireRunning } from "./require.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";

export type HoldInput = {
  readonly membershipId: MembershipId;
  readonly fromOn: Day;
  readonly untilOn: Day | null;
  readonly kind: Hold["kind"];
  readonly reason: string;
};

/** Refuses `membership_not_found`, `membership_ended`, `hold_while_past_due` and what `checkedHold` refuses. */
function decideHold(
  db: ReadableDb,
  today: Day,
  input: HoldInput,
): { membership: MembershipRow; hold: Hold & { readonly until: Day } } {
  const membership = requireRunning(db, input.membershipId, today);
  if (isPastDue(loadStandingFacts(db, membership.id), today)) refuse("hold_while_past_due", {});
  const hold = checkedHold(
    { kind: input.kind, from: input.fromOn, until: input.untilOn },
    listHolds(db, membership.id),
    membership.start_on > today ? membership.start_on : today,
  );
  return { membership, hold };
}

export function previewHold(cx: Cx, input: HoldInput): ChangePreview {
  return look<ChangePreview>(cx, (db) => {
    const { membership, hold } = decideHold(db, cx.today, input);
    const facts = loadDrawFacts(db, membership.id);
    const changed = { ...facts, holds: [...facts.holds, hold] };
    const begun = { ...facts, holds: [...facts.holds, begunHold(db, membership, hold, cx.today)] };
    return {
      sentence: `On hold ${rangeText({ from: hold.from, to: hold.until })}. ${effects[hold.kind]}`,
      todayCents: zeroCents,
      creditCents: hold.kind === "pause" ? pauseCredit(db, membership, changed, hold.from) : zeroCents,
      nextDraws: previewDraws(db, membership, changed, 3, begun),
    };
  });
}

/** A hold that begins today with the billed days it will find, as `holdWithin` will note them. */
function begunHold(db: ReadableDb, membership: MembershipRow, hold: Hold, today: Day): Hold {
  if (hold.kind === "pause" || hold.from > today) return hold;
  const billed = listPeriods(db, membership.id).filter(({ to }) => to > hold.from);
  const reach = hold.kind === "extend" ? paidThroughOf : ({ to }: { readonly to: Day }): Day => to;
  const paidThrough = billed.map(reach).reduce<Day>((last, to) => (to > last ? to : last), hold.from);
  if (hold.kind === "billing_only") return { ...hold, moved: { paidThrough, cents: zeroCents } };
  const cents = billed.reduce<Cents>((sum, period) => addCents(sum, unusedCents(period, hold.from)), zeroCents);
  return billed.length === 0 ? hold : { ...hold, moved: { paidThrough, cents } };
}

export function holdMembership(cx: Cx, input: HoldInput): Held {
  return act<Held>(cx, (db) => holdWithin(cx, db, input));
}

export type Held = { readonly membershipId: MembershipId } & Recorded;

/** The same inside the caller's transaction. */
export function holdWithin(cx: Work, db: WritableDb, input: HoldInput): Held {
  return recordChange(cx, db, "hold", input.membershipId, () => {
    const { membership, hold } = decideHold(db, cx.today, input);
    putOnHold(cx, db, membership, hold, input.reason);
    return {
      result: { membershipId: membership.id },
      membershipIds: [membership.id],
      effectiveOn: hold.from,
      sentence: `On hold ${rangeText({ from: hold.from, to: hold.until })}.`,
    };
  });
}

function putOnHold(
  cx: Work,
  db: WritableDb,
  membership: MembershipRow,
  hold: Hold & { readonly until: Day },
  reason: string,
): void {
  insertHold(db, membership.id, hold, {
    reason,
    createdBy: cx.actor.staffId,
    createdAt: cx.now,
  });
  audit(cx, db, "membership.held", `membership/${membership.id}`, {
    after: { kind: hold.kind, fromOn: hold.from, untilOn: hold.until, reason },
  });
  if (hold.kind === "billing_only" && hold.from <= cx.today)
    setHoldBegun(db, membership.id, hold.from, membership.billed_through_on, zeroCents);
  const facts = cutBilledDays(cx, db, membership, loadDrawFacts(db, membership.id), cx.today);
  refreshDrawCursor(db, membership.id, membership.start_on, facts);
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
}

const effects: Record<Hold["kind"], string> = {
  pause: "Draws in these days are skipped.",
  extend: "Draws in these days are skipped, and the days already paid come after the hold.",
  billing_only: "Draws in these days are skipped; benefits and discounts go on.",
};
