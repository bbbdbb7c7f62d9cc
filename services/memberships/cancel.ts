/**
 * Cancels a membership (MEM-13): at the end of the paid days, now, on a day, or at the end of the
 * commitment. Unpaid lines for days from then on come off by themselves; unused paid days are kept,
 * become credit or are refunded on the last day; leaving early costs what the plan says.
 */
import { insertCancellation, setExitInvoice } from "#db/memberships/changes.ts";
import { listPaidPeriods } from "#db/memberships/paid-periods.ts";
import { findCancellation, findMembership, listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import type { ReadableDb, WritableDb } from "#db/database.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import { dayText } from "#domain/day-text.ts";
import type { InvoiceId, MembershipId, PatientId } from "#domain/identity.ts";
import { cancelReasonWords, type CancelReason } from "#domain/memberships/cancel-reasons.ts";
import { nextWanted } from "#domain/memberships/draw-schedule.ts";
import { paidThrough } from "#domain/memberships/unused-days.ts";
import type { Cents } from "#domain/money.ts";
import { refuse } from "#domain/refusal.ts";
import { act, type Cx, type Work } from "../context.ts";
import { audit } from "../record.ts";
import { coverOwedDays } from "./cover-owed-days.ts";
import { cutBilledDays } from "./cut-billed-days.ts";
import { chargeExit, exitOf, findCommitment } from "./early-exit.ts";
import { refreshDrawCursor } from "./draw-cursor.ts";
import { changePayer } from "./leaving-payer.ts";
import { requireRunning } from "./require.ts";
import { takeOffLaterDues } from "./take-off-later-dues.ts";
import { requireVersion } from "./require-version.ts";
import { recordChange, type Recorded } from "./undo/record-change.ts";

export type CancelInput = {
  readonly membershipId: MembershipId;
  readonly when: "end_of_paid_period" | "now" | "on_date" | "end_of_commitment";
  readonly onDate: Day | null;
  /** The desk's own words; with a reason of the list they may be empty. */
  readonly reason: string;
  readonly reasonCode?: CancelReason;
  /** What becomes of paid days that will not be used; nothing by default. */
  readonly settlement?: "none" | "credit" | "refund";
  readonly refundBy?: "tender" | "check" | null;
  /** What was used at member prices, list less member price, for a claw-back; absent or null for what the books know. */
  readonly savedCents?: Cents | null;
  /** Why nothing is asked for leaving early; only with the permission. */
  readonly waiveExitReason?: string | null;
  /**
   * Who pays from now on, where the payer leaves and others stay; the payer may go on paying, and does
   * where this is left out. Null: the desk was asked and has not said.
   */
  readonly payerPatientId?: PatientId | null;
  readonly mayWaiveFees?: boolean;
  readonly mayRefund?: boolean;
  /** The version that was shown. */
  readonly version?: number | null;
};

export type Cancelled = {
  readonly membershipId: MembershipId;
  readonly effectiveOn: Day;
  readonly feeInvoiceId: InvoiceId | null;
} & Recorded;

export type CancelDay = { readonly membership: MembershipRow; readonly effectiveOn: Day };

/**
 * The day it ends. Refuses `membership_not_found`, `membership_ended`, `already_cancelled`,
 * `cancel_too_early` and `no_commitment_ahead`.
 */
export function decideCancelDay(db: ReadableDb, today: Day, input: Pick<CancelInput, "membershipId" | "when" | "onDate">): CancelDay {
  const membership = requireRunning(db, input.membershipId, today);
  const earlier = findCancellation(db, membership.id);
  if (earlier) refuse("already_cancelled", { effectiveOn: earlier.effectiveOn });
  const effectiveOn = dayOf(db, today, membership, input);
  if (effectiveOn < today) refuse("cancel_too_early", { earliestOn: today });
  return { membership, effectiveOn };
}

function dayOf(db: ReadableDb, today: Day, membership: MembershipRow, { when, onDate }: Pick<CancelInput, "when" | "onDate">): Day {
  switch (when) {
    case "now":
      return today;
    case "on_date":
      return onDate ?? endOfPaidDays(db, membership, today);
    case "end_of_commitment": {
      const committed = findCommitment(db, loadDrawFacts(db, membership.id));
      if (!committed || committed.span.endsOn <= today) refuse("no_commitment_ahead", {});
      return committed.span.endsOn;
    }
    case "end_of_paid_period":
      return endOfPaidDays(db, membership, today);
  }
}

/** Where the paid days end: those that an `extend` has put aside come after the hold (MEM-12). */
function endOfPaidDays(db: ReadableDb, membership: MembershipRow, today: Day): Day {
  const paid = new Set(listPaidPeriods(db, membership.id).map(({ id }) => id));
  const through = listPeriods(db, membership.id)
    .filter(({ id }) => paid.has(id))
    .reduce<Day>((latest, period) => (paidThrough(period) > latest ? paidThrough(period) : latest), today);
  const next = nextWanted(loadDrawFacts(db, membership.id), membership.billed_through_on);
  const isMoved = next?.kind === "covered" && next.worthCents !== undefined;
  return isMoved && next.to > through ? next.to : through;
}

/**
 * Refuses what `decideCancelDay` refuses, `cancel_reason_missing`, `refund_not_allowed`,
 * `exit_waiver_not_allowed`, and what `changePayer` refuses.
 */
export function cancelMembership(cx: Cx, input: CancelInput): Cancelled {
  return act<Cancelled>(cx, (db) => {
    requireVersion(db, input.membershipId, input.version);
    return cancelWithin(cx, db, input);
  });
}

/** The same inside the caller's transaction. */
export function cancelWithin(cx: Work, db: WritableDb, input: CancelInput): Cancelled {
  return recordChange(cx, db, "cancel", input.membershipId, () => {
    const { effectiveOn, ...decided } = decideCancelDay(db, cx.today, input);
    const membership = coverOwedDays(cx, db, decided.membership);
    const reason = reasonOf(input);
    if (input.settlement === "refund" && input.mayRefund === false) refuse("refund_not_allowed", {});
    if (input.payerPatientId !== undefined) changePayer(cx, db, membership, input.payerPatientId);
    const feeInvoiceId = end(cx, db, { membership, effectiveOn }, input, reason);
    return {
      result: { membershipId: membership.id, effectiveOn, feeInvoiceId },
      membershipIds: [membership.id],
      effectiveOn,
      sentence: `Cancelled: the last covered day is ${dayText(addDays(effectiveOn, -1))}.`,
    };
  });
}

function end(cx: Work, db: WritableDb, { membership, effectiveOn }: CancelDay, input: CancelInput, reason: string): InvoiceId | null {
  const { settlement = "none", refundBy = null } = input;
  const id = insertCancellation(
    db,
    membership.id,
    {
      effectiveOn,
      kind: "cancelled",
      reasonCode: input.reasonCode ?? "other",
      settlement,
      refundBy: settlement === "refund" ? (refundBy ?? "check") : null,
    },
    { reason, createdBy: cx.actor.staffId, createdAt: cx.now },
  );
  takeOffLaterDues(cx, db, membership, effectiveOn, "Cancelled before these days");
  const feeInvoiceId = askForExit(cx, db, membership, effectiveOn, input);
  if (feeInvoiceId !== null) setExitInvoice(db, id, feeInvoiceId);
  cutBilledDays(cx, db, membership, loadDrawFacts(db, membership.id), cx.today);
  refreshDrawCursor(db, membership.id, membership.start_on);
  audit(cx, db, "membership.cancelled", `membership/${membership.id}`, {
    after: { effectiveOn, reason, reasonCode: input.reasonCode ?? "other", settlement },
  });
  db.touch(`membership/${membership.id}`, "memberships", `household/${membership.household_id}`, "billing");
  return feeInvoiceId;
}

function askForExit(cx: Work, db: WritableDb, { id }: MembershipRow, effectiveOn: Day, input: CancelInput): InvoiceId | null {
  const membership = findMembership(db, id);
  const settles = (input.settlement ?? "none") !== "none";
  const leaving = membership && exitOf(db, membership, effectiveOn, { savedCents: input.savedCents ?? null, settles });
  if (!leaving || leaving.exit.dueCents === 0) return null;
  const waived = (input.waiveExitReason ?? "").trim();
  if (waived === "") return chargeExit(cx, db, membership, leaving);
  if (input.mayWaiveFees !== true) refuse("exit_waiver_not_allowed", {});
  audit(cx, db, "membership.exit_waived", `membership/${id}`, {
    after: { waivedCents: leaving.exit.dueCents, policy: leaving.exit.policy, reason: waived },
  });
  return null;
}

function reasonOf({ reason, reasonCode = "other" }: CancelInput): string {
  const words = reason.trim();
  if (words !== "") return words;
  if (reasonCode === "other") refuse("cancel_reason_missing", {});
  return cancelReasonWords[reasonCode];
}
