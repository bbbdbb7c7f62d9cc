/** What people at the desk do in a simulation, chosen by chance among what the file offers; a refusal is an answer. */
import { listCards } from "#db/charging/cards.ts";
import { addFamily, named } from "#db/people/testing.ts";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId, PaymentId, PatientId, PlanVersionId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { Random } from "../../demo/random.ts";
import { addCard, removeCard, type CardToAdd } from "../../charging/cards.ts";
import { chargeAllMissed, forgiveOlderMissed, forgiveOlderMonths, listCatchUp, skipMissed } from "../../charging/catch-up.ts";
import { chargeNow, collectOldest } from "../../charging/charge-now.ts";
import { releaseDisputeHold } from "../../charging/disputes.ts";
import type { Cx } from "../../context.ts";
import { voidAtDesk } from "../../invoices/void.ts";
import { cancelMembership } from "../../memberships/cancel.ts";
import { undoCancel } from "../../memberships/undo-cancel.ts";
import { changeDrawDay } from "../../memberships/change-draw-day.ts";
import { printLetters } from "../../memberships/club.fixture.ts";
import { enrolPatients } from "../../memberships/enrol.ts";
import { holdMembership } from "../../memberships/hold.ts";
import { quoteEnrolment } from "../../memberships/quote-enrolment.ts";
import { resumeMembership } from "../../memberships/resume.ts";
import { reverseAtDesk } from "../../payments/reverse.ts";
import { takeAtDesk } from "../../payments/take-at-desk.fixture.ts";
import { moneyMakers } from "../accounting/money-acts.ts";
import { drawToken } from "./cards-of-chance.ts";
import { pickRow, withoutRequest, type DeskAct, type Maker } from "./desk-act.ts";
import { changeMakers } from "./desk-changes.ts";
import { householdMakers } from "./desk-households.ts";
import { packageMakers } from "./desk-packages.ts";

const makers: readonly (readonly [weight: number, make: Maker])[] = [
  [8, payment],
  [2, reversal],
  [3, enrolment],
  [3, hold],
  [1, resume],
  [2, cancellation],
  [1, withdrawal],
  [2, drawDayMoved],
  [2, voiding],
  [4, newCard],
  [1, cardRemoved],
  [3, chargeAsked],
  [3, catchUp],
  [2, released],
  [5, letters],
  ...changeMakers,
  ...householdMakers,
  ...packageMakers,
  ...moneyMakers.map(([weight, make]) => [Math.ceil(weight / 2), make] as const),
];

const ticket: readonly Maker[] = makers.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));

/** The next act, or nothing when the one that came up has no subject. */
export function decideAct(cx: Cx, random: Random, turn: number): DeskAct | null {
  return random.pick(ticket)(cx, random, turn);
}

function payment(cx: Cx, random: Random): DeskAct | null {
  const owed = pickRow<{ id: HouseholdId; cents: number }>(cx, random, "select id, balance_cents as cents from household where balance_cents > 0 order by id");
  if (!owed) return null;
  const amountCents = toCents(random.chance(0.6) ? owed.cents : random.whole(1, owed.cents + (random.chance(0.2) ? 5000 : 0)));
  const tender = random.pick(["cash", "check"] as const);
  return {
    name: `pay ${amountCents} by ${tender} for household ${owed.id}`,
    work: (now) =>
      takeAtDesk(now, { householdId: owed.id, tender, amountCents, tenderedCents: null, reference: tender === "check" ? "101" : "", choices: null, note: "" }),
  };
}

function reversal(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: PaymentId }>(cx, random, "select id from payment where reversed_on is null order by id desc limit 5");
  return row ? { name: `take back payment ${row.id}`, work: (now) => reverseAtDesk(now, { paymentId: row.id, reason: "Wrong household" }) } : null;
}

function enrolment(cx: Cx, random: Random, turn: number): DeskAct | null {
  const plan = cx.db.read((db) => db.get<{ id: PlanVersionId }>("select max(id) as id from plan_version"));
  if (!plan) return null;
  const drawDay = random.whole(1, 31);
  const pays = random.chance(0.8);
  const token = random.chance(0.7) ? drawToken(random, `new-${turn}`) : null;
  const expiresYear = random.whole(2026, 2030);
  return {
    name: `enrol a new family, draw day ${drawDay}`,
    work: (now) => {
      const family = now.db.read((db) => db.get<{ id: HouseholdId; patientId: PatientId }>("select h.id, p.id as patientId from household h join patient p on p.household_id = h.id where p.last_name = ?", `Newcomer ${turn}`));
      const householdId = family?.id ?? newFamily(now, `Newcomer ${turn}`);
      const patientId =
        family?.patientId ??
        now.db.read((db) => db.get<{ id: PatientId }>("select id from patient where household_id = ?", householdId))?.id;
      if (!patientId) throw new Error("a family has its person");
      const enrolment = {
        householdId,
        members: [{ patientId, planVersionId: plan.id, periodMonths: 1 as const, waiveActivationReason: null }],
        startOn: now.today,
        drawDay,
        firstMoney: "stub_now" as const,
        agreement: "not_needed" as const,
      };
      const quote = quoteEnrolment(now, enrolment);
      const amountCents = toCents(quote.today.cents - quote.creditUsedCents);
      enrolPatients(now, {
        enrolment,
        expectedTodayCents: quote.today.cents,
        mayWaiveFees: true,
        payment: pays && amountCents > 0 ? { tender: "cash", amountCents, tenderedCents: null, reference: "" } : null,
      });
      if (token)
        addCard(withoutRequest(now), {
          householdId,
          card: cardOf(token, expiresYear),
          replacesId: null,
          collectsDue: false,
          paysByCard: true,
        });
    },
  };
}

/** People in tests are as old as the test; this family came today. */
function newFamily(cx: Cx, name: string): HouseholdId {
  const { householdId } = addFamily(cx.db, [named("New", name)]);
  cx.db.write((db) => void db.exec("update household set created_at = ? where id = ?", cx.now, householdId));
  return householdId;
}

function hold(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select id from membership order by id");
  if (!row) return null;
  const after = random.whole(0, 20);
  const days = random.whole(10, 90);
  const kind = random.pick(["pause", "pause", "extend", "billing_only"] as const);
  const fee = random.chance(0.3) ? { each: random.chance(0.5), cents: toCents(random.whole(100, 1500)) } : null;
  return {
    name: `hold membership ${row.id} (${kind}) in ${after} days for ${days}${fee ? `, fee ${fee.cents}` : ""}`,
    work: (now) => {
      const fromOn = addDays(now.today, after);
      holdMembership(now, { membershipId: row.id, fromOn, untilOn: addDays(fromOn, days), kind, reason: "Away", fee });
    },
  };
}

function resume(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select membership_id as id from membership_hold where withdrawn_at is null order by id");
  if (!row) return null;
  const after = random.whole(0, 10);
  return { name: `resume membership ${row.id}`, work: (now) => resumeMembership(now, { membershipId: row.id, onDay: addDays(now.today, after) }) };
}

function cancellation(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select id from membership order by id");
  if (!row) return null;
  const when = random.pick(["end_of_paid_period", "now", "on_date"] as const);
  const after = random.whole(0, 30);
  const settlement = random.pick(["none", "none", "credit", "refund"] as const);
  const refundBy = random.pick(["tender", "check"] as const);
  return {
    name: `cancel membership ${row.id} (${when}, ${settlement})`,
    work: (now) =>
      cancelMembership(now, {
        membershipId: row.id,
        when,
        onDate: when === "on_date" ? addDays(now.today, after) : null,
        reason: "Moving",
        settlement,
        refundBy: settlement === "refund" ? refundBy : null,
        mayRefund: true,
      }),
  };
}

function withdrawal(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId }>(cx, random, "select membership_id as id from membership_cancellation where withdrawn_at is null order by id");
  return row ? { name: `membership ${row.id} stays after all`, work: (now) => undoCancel(now, row.id) } : null;
}

function drawDayMoved(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: MembershipId; next: Day | null }>(cx, random, "select id, next_draw_on as next from membership order by id");
  if (!row) return null;
  const { id: membershipId, next } = row;
  const reason = "Payday";
  if (next !== null && random.chance(0.5)) {
    const collectOn = addDays(next, random.whole(1, 20));
    return { name: `membership ${membershipId}: next draw on ${collectOn}`, work: (now) => changeDrawDay(now, { membershipId, scope: "next_draw", collectOn, reason }) };
  }
  const drawDay = random.whole(1, 31);
  const towards = random.pick(["later", "earlier"] as const);
  return {
    name: `membership ${membershipId}: draw day ${drawDay}, ${towards}`,
    work: (now) => changeDrawDay(now, { membershipId, scope: "all_future", drawDay, towards, reason }),
  };
}

function voiding(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: InvoiceId }>(cx, random, "select id from invoice where voided_on is null and balance_cents > 0 order by id desc limit 10");
  return row ? { name: `void invoice ${row.id}`, work: (now) => voidAtDesk(now, { invoiceId: row.id, reason: "Made by mistake" }) } : null;
}

function newCard(cx: Cx, random: Random, turn: number): DeskAct | null {
  const row = pickRow<{ id: HouseholdId }>(cx, random, "select id from household order by id");
  if (!row) return null;
  const token = drawToken(random, `card-${turn}`);
  const expiresYear = random.whole(2026, 2030);
  const [collectsDue, forgives] = [random.chance(0.6), random.chance(0.2)];
  return {
    name: `a new card for household ${row.id}: ${token}`,
    work: (now) => {
      const before = now.db.read((db) => listCards(db, row.id)).at(-1);
      addCard(now, { householdId: row.id, card: cardOf(token, expiresYear), replacesId: before?.cardId ?? null, collectsDue, paysByCard: true });
      if (forgives) forgiveOlderMonths(withoutRequest(now), { householdId: row.id });
      return collectsDue ? collectOldest(now, row.id) : null;
    },
  };
}

function cardRemoved(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: number }>(cx, random, "select id from card where removed_at is null order by id");
  return row ? { name: `remove card ${row.id}`, work: (now) => removeCard(now, { cardId: row.id, reason: "Asked" }) } : null;
}

function chargeAsked(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: InvoiceId }>(cx, random, "select id from invoice where voided_on is null and balance_cents > 0 order by id");
  return row ? { name: `charge invoice ${row.id} now`, work: (now) => chargeNow(now, { invoiceId: row.id, cardId: null }) } : null;
}

function catchUp(cx: Cx, random: Random): DeskAct | null {
  const households = listCatchUp(cx);
  if (households.length === 0) return null;
  const { householdId } = random.pick(households);
  const [word, decide] = random.pick([
    ["charge", chargeAllMissed],
    ["forgive", forgiveOlderMissed],
    ["skip", skipMissed],
  ] as const);
  return { name: `${word} the missed draws of household ${householdId}`, work: (now) => decide(now, { householdId }) };
}

function released(cx: Cx, random: Random): DeskAct | null {
  const row = pickRow<{ id: number }>(cx, random, "select id from dispute where released_at is null order by id");
  return row ? { name: `billing goes on after dispute ${row.id}`, work: (now) => releaseDisputeHold(now, { id: row.id }) } : null;
}

function letters(): DeskAct {
  return { name: "print the letters", work: (now) => printLetters(withoutRequest(now)) };
}

function cardOf(token: string, expiresYear: number): CardToAdd["card"] {
  return { token, brand: "visa", last4: "4242", expiresMonth: 12, expiresYear, funding: "credit" };
}
