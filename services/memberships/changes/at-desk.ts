/** The changes of memberships that the desk previews and makes: plan, year, draw day, rejoining (MEM-9..11, MEM-14). */
import { findMembership, loadDrawFacts } from "#db/memberships/records.ts";
import type { ReadableDb } from "#db/database.ts";
import type { MembershipId } from "#domain/identity.ts";
import type { Handover } from "#domain/payments/allocate.ts";
import { refuse } from "#domain/refusal.ts";
import type { Cx } from "../../context.ts";
import { changeDrawDayWithin, type DrawDayInput } from "../change-draw-day.ts";
import { movePlanWithin, type PlanMoveInput } from "../move-plan.ts";
import { rejoinWithin, type RejoinInput } from "../rejoin.ts";
import { carryOut, previewChange, type ChangeDone, type ChangePreview, type Expected } from "./carry-out.ts";

/** Refuses what `movePlan` refuses. */
export function previewPlanMove(cx: Cx, input: PlanMoveInput): ChangePreview {
  return previewChange(cx, [input.membershipId], (db) => movePlanWithin(cx, db, { ...input, payment: null }));
}

/** Refuses what `movePlan` and `carryOut` refuse. */
export function movePlanAtDesk(cx: Cx, input: PlanMoveInput, expected: Expected): ChangeDone {
  return carryOut(cx, [input.membershipId], expected, (db) => movePlanWithin(cx, db, input));
}

export type PayYearInput = {
  readonly membershipId: MembershipId;
  readonly reason: string;
  readonly payment?: Handover | null;
};

/** The year of the very terms the member has, from the start of the term (MEM-10). Refuses what `movePlan` refuses. */
export function previewPayYear(cx: Cx, input: PayYearInput): ChangePreview {
  return previewChange(cx, [input.membershipId], (db) =>
    movePlanWithin(cx, db, { ...yearOf(db, input), payment: null }),
  );
}

/** Refuses what `movePlan` and `carryOut` refuse. */
export function payYearAtDesk(cx: Cx, input: PayYearInput, expected: Expected): ChangeDone {
  return carryOut(cx, [input.membershipId], expected, (db) => movePlanWithin(cx, db, yearOf(db, input)));
}

function yearOf(db: ReadableDb, input: PayYearInput): PlanMoveInput {
  if (!findMembership(db, input.membershipId)) refuse("membership_not_found", {});
  const record = loadDrawFacts(db, input.membershipId).records.at(-1);
  if (!record) refuse("membership_not_found", {});
  return { ...input, planVersionId: record.planVersionId, periodMonths: 12, when: "start_of_term" };
}

/** Refuses what `changeDrawDay` refuses. */
export function previewDrawDay(cx: Cx, input: DrawDayInput): ChangePreview {
  return previewChange(cx, [input.membershipId], (db) => changeDrawDayWithin(cx, db, input));
}

/** Refuses what `changeDrawDay` and `carryOut` refuse. */
export function changeDrawDayAtDesk(cx: Cx, input: DrawDayInput, expected: Expected): ChangeDone {
  return carryOut(cx, [input.membershipId], expected, (db) => changeDrawDayWithin(cx, db, input));
}

/** Refuses what `rejoinMembers` refuses. */
export function previewRejoin(cx: Cx, input: RejoinInput): ChangePreview {
  return previewChange(cx, askedOf(input), (db) => rejoinWithin(cx, db, { ...input, payment: null }));
}

/** Refuses `reactivation_fee_not_allowed`, and what `rejoinMembers` and `carryOut` refuse. */
export function rejoinAtDesk(
  cx: Cx,
  input: RejoinInput,
  expected: Expected,
  who: { readonly mayChangeFees: boolean },
): ChangeDone {
  if (!who.mayChangeFees && input.members.some(({ fee }) => fee !== null)) refuse("reactivation_fee_not_allowed", {});
  return carryOut(cx, askedOf(input), expected, (db) => rejoinWithin(cx, db, input));
}

function askedOf({ members }: RejoinInput): MembershipId[] {
  return members.map(({ membershipId }) => membershipId);
}
