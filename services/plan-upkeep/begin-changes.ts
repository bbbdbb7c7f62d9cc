/** The planned changes of a membership whose draw has come become records of its schedule (MEM-16, MEM-17). */
import type { WritableDb } from "#db/database.ts";
import type { MembershipRow } from "#db/memberships/records.ts";
import { endRiseMembers, findOpenRise, setRiseTookEffect } from "#db/plan-upkeep/price-rises.ts";
import type { DrawFacts } from "#domain/memberships/draw-facts.ts";
import { withRecord } from "#domain/memberships/planned-change.ts";
import type { Work } from "../context.ts";
import { addRecord } from "../memberships/add-record.ts";
import { nextPlannedChange } from "./changes-ahead.ts";

/** Answers the facts as they are afterwards. The draw itself moves the plan and carries the benefits. */
export function beginPlannedChanges(cx: Work, db: WritableDb, membership: MembershipRow, known: DrawFacts): DrawFacts {
  let facts = known;
  for (;;) {
    const change = nextPlannedChange(db, membership, facts);
    if (!change || change.first.chargeOn > cx.today) return facts;
    if (change.kind === "age_out") {
      addRecord(cx, db, membership.id, change.record, "membership.aged_out", "Reached the plan's age");
      const rise = findOpenRise(db, membership.id);
      if (rise) endRiseMembers(db, { id: rise.id }, "plan_left", cx.actor.staffId, cx.now);
    } else {
      addRecord(cx, db, membership.id, change.record, "membership.price_raised", "Price rise");
      setRiseTookEffect(db, change.riseMemberId, change.first.from);
    }
    db.touch("price-rises", `household/${membership.household_id}`);
    facts = withRecord(facts, change.record);
  }
}
