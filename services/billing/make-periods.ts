/**
 * Makes every missing period of one household up to today, in date order, each with its own due day
 * (BIL-2, BIL-3): one invoice a household and draw day, a line a membership and item, benefits,
 * ledger and audit. Running it again makes nothing (F-13).
 */
import type { WritableDb } from "#db/database.ts";
import { listDueMemberships, loadDrawFacts, type MembershipRow } from "#db/memberships/records.ts";
import { isPending } from "#db/memberships/standing-sql.ts";
import type { Day } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { DrawFacts, WantedDues } from "#domain/memberships/draw-facts.ts";
import { wantedDues } from "#domain/memberships/draw-schedule.ts";
import type { Work } from "../context.ts";
import { cutBilledDays } from "../memberships/cut-billed-days.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { isUnbilled } from "./dues-line.ts";
import { grantBenefits } from "./grant-benefits.ts";
import { coverDays, issueDues, planOf } from "./issue-dues.ts";

export type MadePeriods = {
  readonly invoices: readonly { readonly drawOn: Day; readonly totalCents: number }[];
  readonly lines: number;
  readonly totalCents: number;
  readonly creditUsedCents: number;
};

type Member = { readonly membership: MembershipRow; facts: DrawFacts };
type Due = { readonly member: Member; readonly membership: MembershipRow; readonly dues: WantedDues };

export function makeHouseholdPeriods(cx: Work, db: WritableDb, householdId: HouseholdId): MadePeriods {
  const members = listDueMemberships(db, householdId, cx.today).map(
    (membership): Member => ({ membership, facts: loadDrawFacts(db, membership.id) }),
  );
  const due = members.flatMap((member): Due[] => {
    const { membership, facts } = member;
    // A pending member has no draws yet (chapter 3): the agreement or the first payment is missing.
    if (isPending(db, membership.id)) return [];
    return wantedDues(facts, cx.today, membership.billed_through_on).map((dues) => ({ member, membership, dues }));
  });
  const made = { invoices: [] as { drawOn: Day; totalCents: number }[], lines: 0, totalCents: 0, creditUsedCents: 0 };
  for (const [on, group] of byChargeDay(due)) {
    for (const member of members) member.facts = cutBilledDays(cx, db, member.membership, member.facts, on);
    const billed = group.filter(({ dues }) => !isUnbilled(dues));
    coverDays(cx, db, group.filter(({ dues }) => isUnbilled(dues)).map(withRealWorth));
    if (billed.length > 0) {
      const issued = issueDues(cx, db, { kind: "draw", householdId, on, billed });
      made.invoices.push({ drawOn: on, totalCents: issued.totalCents });
      made.lines += billed.length;
      made.totalCents += issued.totalCents;
      made.creditUsedCents += issued.creditUsedCents;
    }
    for (const { membership, dues } of group)
      grantBenefits(cx, db, membership, planOf(db, dues.planVersionId).terms, dues);
  }
  for (const { membership, facts: before } of members) {
    const facts = cutBilledDays(cx, db, membership, before, cx.today);
    refreshDrawCursor(db, membership.id, membership.start_on, facts);
    db.touch(`membership/${membership.id}`, "memberships");
  }
  return made;
}

/** Days that a hold has moved are worth what they cost; the hold knows it since it began (MEM-12). */
function withRealWorth(due: Due): Due {
  const hold = due.member.facts.holds.find(({ kind, until }) => kind === "extend" && until === due.dues.from);
  return hold?.moved ? { ...due, dues: { ...due.dues, worthCents: hold.moved.cents } } : due;
}

function byChargeDay(due: readonly Due[]): [Day, Due[]][] {
  const groups = new Map<Day, Due[]>();
  for (const item of due) {
    const group = groups.get(item.dues.chargeOn);
    if (group) group.push(item);
    else groups.set(item.dues.chargeOn, [item]);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
