/** Changes of memberships that people make in a simulation: another plan, the year, rejoining, taking back, refunds. */
import { listNobodysCharges } from "#db/charging/nobodys.ts";
import { listPaidDues } from "#db/refunds.ts";
import type { HouseholdId, InvoiceId, MembershipId, PaymentId, PlanVersionId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { approveCharging, viewChargePause } from "../../charging/approve-charging.ts";
import { placeNobodys } from "../../charging/nobodys-charges.ts";
import { movePlan } from "../../memberships/move-plan.ts";
import { rejoinMembers } from "../../memberships/rejoin.ts";
import { undoChange } from "../../memberships/undo/undo-at-desk.ts";
import { refundDues } from "../../refunds/refund-dues.ts";
import { refundPayment } from "../../refunds/refund-payment.ts";
import type { Cx } from "../../context.ts";
import type { Random } from "../../demo/random.ts";
import { pickRow, type DeskAct, type Maker } from "./desk-act.ts";

export const changeMakers: readonly (readonly [weight: number, make: Maker])[] = [
  [3, planMove],
  [2, rejoining],
  [2, takenBack],
  [2, refund],
  [2, cardPaidBack],
  [2, approval],
  [2, placing],
];

function planMove(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select id from membership order by id");
  const plan = pickRow<{ id: PlanVersionId }>(cx, random, "select max(id) as id from plan_version group by plan_id order by plan_id");
  if (!row || !plan) return null;
  const when = random.pick(["now", "next_draw", "start_of_term", "renewal"] as const);
  const periodMonths = random.pick([1, 1, 1, 12] as const);
  return {
    name: `move membership ${row.id} to plan version ${plan.id}, ${periodMonths} months (${when})`,
    work: (now) => movePlan(now, { membershipId: row.id, planVersionId: plan.id, periodMonths, when, reason: "Asked" }),
  };
}

function rejoining(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId; householdId: HouseholdId }>(
    cx,
    random,
    `select m.id, m.household_id as householdId from membership m where exists (select 1 from membership_cancellation c where c.membership_id = m.id and c.withdrawn_at is null)
       or exists (select 1 from membership_lapse l where l.membership_id = m.id and l.ended_at is null) order by m.id`,
  );
  if (!row) return null;
  const fee = random.chance(0.3) ? { cents: toCents(random.whole(0, 5000)), reason: "An old friend" } : null;
  return {
    name: `membership ${row.id} rejoins`,
    work: (now) =>
      rejoinMembers(now, { householdId: row.householdId, members: [{ membershipId: row.id, fee }], drawDay: null, payment: null }),
  };
}

function takenBack(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: number }>(cx, random, "select id from membership_change order by id desc limit 5");
  return row ? { name: `take back change ${row.id}`, work: (now) => undoChange(now, { changeId: row.id }) } : null;
}

function refund(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select id from membership order by id");
  if (!row) return null;
  const paid = cx.db.read((db) => listPaidDues(db, row.id));
  if (paid.length === 0) return null;
  const { paymentId, invoiceId } = random.pick(paid);
  const cents = toCents(random.whole(1, 3700));
  const by = random.pick(["credit", "check", "tender"] as const);
  const owedAgain = random.chance(0.2);
  return {
    name: `refund ${cents} of payment ${paymentId} (${by})`,
    work: (now) => refundDues(now, { membershipId: row.id, paymentId, invoiceId, cents, by, owedAgain, reason: "Asked", cancel: null }),
  };
}

/** What a card paid, or some of it, goes back to the card (INV-9). */
function cardPaidBack(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PaymentId; invoiceId: InvoiceId; cents: number }>(
    cx,
    random,
    `select p.id, a.invoice_id as invoiceId, sum(a.amount_cents) as cents from payment p join allocation a on a.payment_id = p.id
     where p.reversed_on is null and p.tender = 'card_on_file' group by p.id, a.invoice_id having sum(a.amount_cents) > 0 order by p.id desc limit 30`,
  );
  if (!row) return null;
  const cents = toCents(random.chance(0.4) ? row.cents : random.whole(1, row.cents));
  const owedAgain = random.chance(0.3);
  return {
    name: `pay ${cents} of payment ${row.id} back to its card${owedAgain ? ", owed again" : ""}`,
    work: (now) => refundPayment(now, { paymentId: row.id, parts: [{ invoiceId: row.invoiceId, cents }], by: "tender", owedAgain, reason: "Asked" }),
  };
}

function approval(cx: Cx): DeskAct | null {
  const pause = viewChargePause(cx);
  return pause ? { name: "let the day go above its ceiling", work: (now) => approveCharging(now, { pauseId: pause.pauseId }) } : null;
}

function placing(cx: Cx, random: Random): DeskAct | null {
  const [charge] = cx.db.read((db) => listNobodysCharges(db, 1));
  const household = pickRow<{ id: HouseholdId }>(cx, random, "select id from household order by id");
  if (!charge || !household) return null;
  return { name: `charge ${charge.processorId} is household ${household.id}'s`, work: (now) => placeNobodys(now, { key: charge.key, householdId: household.id }) };
}
