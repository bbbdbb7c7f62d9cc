/**
 * Makes every missing period of one household up to today, in date order, each with its own due day
 * (BIL-2, BIL-3): one invoice a household and draw day, a line a membership and item, benefits,
 * ledger and audit. Running it again makes nothing (F-13).
 */
import type { WritableDb } from "#db/database.ts";
import { insertHoldFee } from "#db/memberships/hold-fees.ts";
import { listDueMemberships, listHolds, listPeriods, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { mayNeedCuts, nextCut } from "#domain/memberships/billed-days.ts";
import type { DrawFacts, WantedDues } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import { holdFeesAhead, type HoldFeeDue } from "#domain/memberships/hold-fees.ts";
import type { Work } from "../context.ts";
import { cutBilledDays } from "../memberships/cut-billed-days.ts";
import { drawCursor, refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { holdFeeLine } from "../memberships/hold-fee-line.ts";
import { beginPlannedChanges } from "../plan-upkeep/begin-changes.ts";
import { isUnbilled } from "./dues-line.ts";
import { beginPlan } from "./carry-benefits.ts";
import { grantBenefits } from "./grant-benefits.ts";
import { coverDays, issueDues } from "./issue-dues.ts";
import { planOf } from "./known-plans.ts";

export type MadePeriods = {
  readonly invoices: readonly { readonly drawOn: Day; readonly totalCents: number }[];
  readonly lines: number;
  readonly totalCents: number;
  readonly creditUsedCents: number;
};

/** One membership on its way to today. */
type Member = {
  readonly membership: MembershipRow;
  facts: DrawFacts;
  /** What is wanted and not made yet, in the order of its days. */
  wanted: WantedDues[];
  /** The next day on which billed days must give way (MEM-11, MEM-12). */
  cutOn: Day | null;
  /** Fees of holds that are not billed yet (MEM-12). */
  fees: HoldFeeDue[];
};
type Due = { readonly member: Member; readonly membership: MembershipRow; readonly dues: WantedDues };

export function makeHouseholdPeriods(cx: Work, db: WritableDb, householdId: HouseholdId): MadePeriods {
  const members = listDueMemberships(db, householdId, cx.today).map((membership) => begin(cx, db, membership));
  const made = { invoices: [] as { drawOn: Day; totalCents: number }[], lines: 0, totalCents: 0, creditUsedCents: 0 };
  for (let on = nextDay(members, cx.today); on !== null; on = nextDay(members, cx.today)) {
    if (cutOn(cx, db, members, on)) continue;
    const due = takeDue(members, on);
    const billed = due.filter(({ dues }) => !isUnbilled(dues));
    coverDays(cx, db, due.filter(({ dues }) => isUnbilled(dues)).map(withRealWorth));
    const fees = takeFees(members, on);
    if (billed.length + fees.length > 0) {
      const otherLines = fees.map(({ member, fee }) => holdFeeLine(db, member.membership, fee));
      const issued = issueDues(cx, db, { kind: "draw", householdId, on, billed, otherLines });
      for (const { member, fee } of fees) noteHoldFee(cx, db, member, fee, issued.invoiceId);
      made.invoices.push({ drawOn: on, totalCents: issued.totalCents });
      made.lines += billed.length + fees.length;
      made.totalCents += issued.totalCents;
      made.creditUsedCents += issued.creditUsedCents;
    }
    for (const { member, membership, dues } of due) {
      const { terms, planId } = planOf(db, dues.planVersionId);
      if (membership.plan_id !== planId)
        beginPlan(cx, db, membership, member.facts, { versionId: dues.planVersionId, planId, terms }, dues);
      grantBenefits(cx, db, membership, terms, dues, movedBy(member.facts, dues));
      member.cutOn = nextCutOn(db, member);
    }
  }
  for (const { membership, facts } of members) {
    refreshDrawCursor(db, membership.id, membership.start_on, facts);
    db.touch(`membership/${membership.id}`, "memberships");
  }
  return made;
}

function begin(cx: Work, db: WritableDb, membership: MembershipRow): Member {
  const stored = loadDrawFacts(db, membership.id);
  // A pending member has no draws yet (chapter 3): the agreement or the first payment is missing.
  const hasDraws = !isPending(db, membership.id);
  const facts = hasDraws ? beginPlannedChanges(cx, db, membership, stored) : stored;
  const wanted = hasDraws ? wantedDues(facts, cx.today, membership.billed_through_on) : [];
  const member: Member = { membership, facts, wanted, cutOn: null, fees: hasDraws ? holdFeesAhead(facts) : [] };
  member.cutOn = nextCutOn(db, member);
  return member;
}

/** The earliest day with anything to do, up to today. */
function nextDay(members: readonly Member[], today: Day): Day | null {
  let first: Day | null = null;
  for (const { wanted, cutOn: cut, fees } of members)
    for (const day of [cut, wanted[0]?.chargeOn ?? null, fees[0]?.on ?? null])
      if (day !== null && day <= today && (first === null || day < first)) first = day;
  return first;
}

/** Makes the cuts of a day; the days after them are wanted anew, since they are not billed any more. */
function cutOn(cx: Work, db: WritableDb, members: readonly Member[], on: Day): boolean {
  let isCut = false;
  for (const member of members) {
    if (member.cutOn === null || member.cutOn > on) continue;
    const { membership } = member;
    member.facts = cutBilledDays(cx, db, membership, member.facts, on);
    const { billedThroughOn } = drawCursor(member.facts, membership.start_on, listPeriods(db, membership.id));
    const hasDraws = !isPending(db, membership.id);
    // What comes by itself may begin with the days that were cut: an earlier draw is the first after a birthday.
    if (hasDraws) member.facts = beginPlannedChanges(cx, db, { ...membership, billed_through_on: billedThroughOn }, member.facts);
    member.wanted = hasDraws ? wantedDues(member.facts, cx.today, billedThroughOn) : [];
    member.cutOn = nextCutOn(db, member);
    if (!isPending(db, membership.id)) member.fees = holdFeesAhead(member.facts);
    isCut = true;
  }
  return isCut;
}

/** Only holds and changes cut anything, and few have one. */
function nextCutOn(db: WritableDb, { membership, facts }: Member): Day | null {
  if (!mayNeedCuts(facts)) return null;
  return nextCut(facts, listPeriods(db, membership.id))?.on ?? null;
}

/**
 * Takes everything that is charged on a day off the members' lists. A period collected late may end in
 * days that a pause took meanwhile: what begins before it ends waits for its cut, on the same day.
 */
function takeDue(members: readonly Member[], on: Day): Due[] {
  return members.flatMap((member) => {
    const due: Due[] = [];
    for (let next = member.wanted[0]; next?.chargeOn === on; next = member.wanted[0]) {
      const before = due.at(-1);
      if (before && next.from < before.dues.to) break;
      member.wanted.shift();
      due.push({ member, membership: member.membership, dues: next });
    }
    return due;
  });
}

function takeFees(members: readonly Member[], on: Day): { readonly member: Member; readonly fee: HoldFeeDue }[] {
  return members.flatMap((member) => {
    const due = member.fees.filter((fee) => fee.on === on);
    member.fees = member.fees.filter((fee) => fee.on !== on);
    return due.map((fee) => ({ member, fee }));
  });
}

function noteHoldFee(cx: Work, db: WritableDb, member: Member, fee: HoldFeeDue, invoiceId: InvoiceId): void {
  insertHoldFee(db, { holdId: fee.holdId, dueOn: fee.on, invoiceId, createdAt: cx.now });
  member.facts = { ...member.facts, holds: listHolds(db, member.membership.id) };
}

/** Days that a hold has moved are worth what they cost; the hold knows it since it began (MEM-12). */
function withRealWorth(due: Due): Due {
  const hold = extensionBefore(due.member.facts, due.dues);
  return hold?.moved ? { ...due, dues: { ...due.dues, worthCents: hold.moved.cents } } : due;
}

/** The extension that ends where some days begin. */
function extensionBefore(facts: DrawFacts, dues: WantedDues): DrawFacts["holds"][number] | undefined {
  return facts.holds.find(({ kind, until }) => kind === "extend" && until === dues.from);
}

function movedBy(facts: DrawFacts, dues: WantedDues): { readonly heldFrom: Day } | null {
  const hold = isUnbilled(dues) ? extensionBefore(facts, dues) : undefined;
  return hold ? { heldFrom: hold.from } : null;
}
