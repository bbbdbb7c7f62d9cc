/**
 * Two years of the sample practice, day by day, through the same rules as a live one: families join,
 * come in for treatment, pay on the day, late or not at all, pause, cancel and lapse.
 */
import type { WritableDb } from "#db/database.ts";
import { insertCancellation } from "#db/memberships/changes.ts";
import { addDays, addMonths, ageOn, type Day } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId } from "#domain/identity.ts";
import { priceInvoice } from "#domain/invoices/lines.ts";
import { toCents, zeroCents } from "#domain/money.ts";
import type { PlanRow } from "#db/memberships/plans.ts";
import type { Work } from "../context.ts";
import { decideLapses } from "../billing/decide-lapses.ts";
import { makeHouseholdPeriods } from "../billing/make-periods.ts";
import { issueInvoice } from "../invoices/issue.ts";
import { cancelWithin } from "../memberships/cancel.ts";
import { refreshDrawCursor } from "../memberships/draw-cursor.ts";
import { enrolWithin } from "../memberships/enrol.ts";
import { planEnrolment, type EnrolmentInput } from "../memberships/enrolment-plan.ts";
import { holdWithin } from "../memberships/hold.ts";
import { requireRunning } from "../memberships/require.ts";
import { takePayment } from "../payments/take.ts";
import { loadStandingFacts } from "#db/memberships/standing-sql.ts";
import { livePastDue, mayLapse } from "./past-due.ts";
import type { SampleFamily, SamplePerson } from "./people.ts";
import type { Random } from "./random.ts";
import { cancelReasons, holdReasons, treatments } from "./words.ts";

type Act = (work: Work, db: WritableDb) => void;

/** Plans in the order of `samplePlans`. */
export type SamplePlans = readonly [adult: PlanRow, child: PlanRow, gum: PlanRow, whitening: PlanRow];

export class Story {
  readonly #random: Random;
  readonly #plans: SamplePlans;
  readonly #families: ReadonlyMap<HouseholdId, SampleFamily>;
  readonly #startOn: Day;
  readonly #todayOn: Day;
  readonly #diary = new Map<Day, Act[]>();
  /** Households whose card stops working near the end, and from when. */
  readonly #cardTrouble = new Map<HouseholdId, "declined" | "removed">();

  constructor(random: Random, plans: SamplePlans, families: readonly SampleFamily[], startOn: Day, todayOn: Day) {
    this.#random = random;
    this.#plans = plans;
    this.#families = new Map(families.map((family) => [family.householdId, family]));
    this.#startOn = startOn;
    this.#todayOn = todayOn;
    families.forEach((family, index) => this.#plan(family, index));
  }

  /** Everything that happens on one day. */
  live(work: Work, db: WritableDb): void {
    for (const act of this.#diary.get(work.today) ?? []) act(work, db);
    this.#diary.delete(work.today);
    if (mayLapse(work, db)) decideLapses(work, db);
    for (const householdId of dueHouseholds(db, work.today)) {
      const lastInvoice = lastInvoiceId(db);
      const made = makeHouseholdPeriods(work, db, householdId);
      if (made.totalCents > made.creditUsedCents) this.#expectPayment(work, db, householdId, lastInvoice);
    }
    // What was put in the diary for today while it was being lived.
    for (const act of this.#diary.get(work.today) ?? []) act(work, db);
    livePastDue(work, db, this.#todayOn);
  }

  #on(day: Day, act: Act): void {
    const acts = this.#diary.get(day);
    if (acts) acts.push(act);
    else this.#diary.set(day, [act]);
  }

  #plan(family: SampleFamily, index: number): void {
    const random = this.#random;
    const alive = family.people.filter((person) => person.alive);
    if (index % 10 < 7 && alive.length > 0) {
      const joinOn = addDays(this.#startOn, random.whole(5, 700));
      this.#on(joinOn, (work, db) => this.#enrol(work, db, family, alive));
    }
    // The last weeks hold one of everything that a list must show.
    if (index % 29 === 3 && alive[0]) {
      const joinOn = addDays(this.#todayOn, -random.whole(1, 12));
      this.#on(joinOn, (work, db) => this.#enrol(work, db, family, alive.slice(0, 1), "later"));
    }
    if (family.paysBy === "card" && index % 6 === 1) {
      this.#cardTrouble.set(family.householdId, index % 12 === 1 ? "declined" : "removed");
    }
    for (const person of alive) {
      const visits = random.whole(0, 3);
      for (let visit = 0; visit < visits; visit += 1)
        this.#on(addDays(this.#startOn, random.whole(1, 730)), (work, db) => this.#visit(work, db, family, person));
    }
  }

  #enrol(
    work: Work,
    db: WritableDb,
    family: SampleFamily,
    people: readonly SamplePerson[],
    agreement: EnrolmentInput["agreement"] = "signed_on_paper",
  ): void {
    const random = this.#random;
    const [adult, child, gum, whitening] = this.#plans;
    const yearly = random.chance(0.15) ? (12 as const) : (1 as const);
    const members = people.map((person) => {
      const isChild = ageOn(person.birthOn, work.today) < 14;
      const plan = isChild ? child : random.chance(0.08) ? gum : random.chance(0.05) ? whitening : adult;
      const periodMonths = plan === gum ? (1 as const) : plan === whitening ? (3 as const) : yearly;
      return { patientId: person.patientId, planVersionId: plan.planVersionId, periodMonths, waiveActivationReason: null };
    });
    const usable = members.filter((member) => isEnrollable(db, member.patientId));
    if (usable.length === 0) return;
    const enrolment: EnrolmentInput = {
      householdId: family.householdId,
      members: usable,
      startOn: work.today,
      drawDay: random.chance(0.3) ? random.pick([1, 5, 15, 31]) : null,
      firstMoney: "stub_now",
      agreement,
    };
    const { lines } = planEnrolment(work, db, enrolment);
    const dueCents = lines.length === 0 ? zeroCents : priceInvoice(lines).totalCents;
    const credit = creditOf(db, family.householdId);
    const payCents = toCents(Math.max(0, dueCents - credit));
    const { membershipIds } = enrolWithin(work, db, {
      enrolment,
      expectedTodayCents: dueCents,
      mayWaiveFees: true,
      payment:
        payCents === 0 || (agreement === "later" && random.chance(0.5))
          ? null
          : { tender: "card_terminal", amountCents: payCents, tenderedCents: null, reference: `T${random.whole(10_000, 99_999)}` },
    });
    for (const membershipId of membershipIds) this.#planLife(work, membershipId);
  }

  /** Some pause, some leave. */
  #planLife(work: Work, membershipId: MembershipId): void {
    const random = this.#random;
    if (random.chance(0.16)) {
      const day = addDays(work.today, random.whole(40, 500));
      this.#on(day, (then, db) => this.#hold(then, db, membershipId));
    }
    if (random.chance(0.06))
      this.#on(addDays(this.#todayOn, -random.whole(3, 25)), (then, db) => this.#hold(then, db, membershipId));
    if (random.chance(0.2)) {
      const day = addDays(work.today, random.whole(60, 600));
      this.#on(day, (then, db) => this.#cancel(then, db, membershipId));
    }
    if (random.chance(0.05))
      this.#on(addDays(this.#todayOn, -random.whole(1, 9)), (then, db) => this.#cancel(then, db, membershipId));
    if (random.chance(0.04))
      this.#on(addMonths(work.today, 12), (then, db) => expire(then, db, membershipId));
  }

  #hold(work: Work, db: WritableDb, membershipId: MembershipId): void {
    if (!isSound(db, membershipId, work.today)) return;
    holdWithin(work, db, {
      membershipId,
      fromOn: work.today,
      untilOn: addDays(work.today, this.#random.whole(32, 85)),
      kind: this.#random.chance(0.8) ? "pause" : "billing_only",
      reason: this.#random.pick(holdReasons),
    });
  }

  #cancel(work: Work, db: WritableDb, membershipId: MembershipId): void {
    if (!isSound(db, membershipId, work.today)) return;
    cancelWithin(work, db, {
      membershipId,
      when: "end_of_paid_period",
      onDate: null,
      reason: this.#random.pick(cancelReasons),
    });
  }

  #visit(work: Work, db: WritableDb, family: SampleFamily, person: SamplePerson): void {
    const count = this.#random.whole(1, 3);
    const lines = Array.from({ length: count }, () => this.#random.pick(treatments)).map((treatment) => ({
      kind: "service" as const,
      patientId: person.patientId,
      membershipId: null,
      planVersionId: null,
      description: treatment.description,
      serviceOn: work.today,
      fromOn: null,
      toOn: null,
      quantity: 1,
      unitCents: toCents(treatment.cents),
      taxRatePpm: 0,
      facts: { kind: "typed" as const, quantity: 1, unitCents: toCents(treatment.cents) },
    }));
    const lastInvoice = lastInvoiceId(db);
    issueInvoice(work, db, {
      kind: "manual",
      householdId: family.householdId,
      patientId: person.patientId,
      drawOn: null,
      invoicedOn: work.today,
      dueOn: addDays(work.today, 15),
      termsDays: 15,
      lines,
    });
    this.#expectPayment(work, db, family.householdId, lastInvoice);
  }

  /** Puts the payment of the newest invoice into the diary, as the household pays. */
  #expectPayment(work: Work, db: WritableDb, householdId: HouseholdId, after: number): void {
    const family = this.#families.get(householdId);
    const invoice = db.get<{ id: InvoiceId; kind: string }>(
      "select id, kind from invoice where household_id = ? and id > ? order by id desc limit 1",
      householdId,
      after,
    );
    if (!family || !invoice) return;
    const nearEnd = work.today > addDays(this.#todayOn, -24);
    if (family.paysBy === "card" && invoice.kind === "draw") {
      const trouble = nearEnd ? this.#cardTrouble.get(householdId) : undefined;
      chargeSampleCard(work, db, householdId, invoice.id, trouble);
      return;
    }
    if (family.habit === "stops" && work.today > addDays(this.#startOn, 400 + (householdId % 300))) return;
    const days = family.habit === "prompt" ? this.#random.whole(0, 2) : this.#random.whole(3, 18);
    const part = this.#random.chance(0.06);
    const payOn = addDays(work.today, days);
    const pay: Act = (then, there) => payAtDesk(then, there, this.#random, householdId, part);
    if (payOn === work.today) pay(work, db);
    else this.#on(payOn, pay);
    if (part) this.#on(addDays(payOn, 8), (then, there) => payAtDesk(then, there, this.#random, householdId, false));
  }
}

/** The few households of one day: found by the day, since two years of days are asked for. */
function dueHouseholds(db: WritableDb, today: Day): HouseholdId[] {
  return db
    .all<{ id: HouseholdId }>(
      `select distinct household_id as id from membership indexed by membership_work
       where next_work_on <= ? order by household_id`,
      today,
    )
    .map(({ id }) => id);
}

function isEnrollable(db: WritableDb, patientId: SamplePerson["patientId"]): boolean {
  return (
    db.get("select 1 from patient where id = ? and status = 'active'", patientId) !== undefined &&
    db.get("select 1 from membership where patient_id = ?", patientId) === undefined
  );
}

/** Running, paid up and not on hold: fit to be paused or cancelled. */
function isSound(db: WritableDb, membershipId: MembershipId, today: Day): boolean {
  const facts = loadStandingFacts(db, membershipId);
  if (facts.pending || facts.lapsedOn || facts.cancellation || facts.unpaidSinceOn) return false;
  if (facts.holds.length > 0) return false;
  requireRunning(db, membershipId, today);
  return true;
}

/** A fixed term that was not renewed. */
function expire(work: Work, db: WritableDb, membershipId: MembershipId): void {
  if (!isSound(db, membershipId, work.today)) return;
  const membership = requireRunning(db, membershipId, work.today);
  insertCancellation(
    db,
    membershipId,
    { effectiveOn: membership.billed_through_on, kind: "expired" },
    { reason: "Term ended", createdBy: null, createdAt: work.now },
  );
  refreshDrawCursor(db, membershipId, membership.start_on);
}

function creditOf(db: WritableDb, householdId: HouseholdId): number {
  return (
    db.get<{ cents: number }>("select credit_cents as cents from household where id = ?", householdId)?.cents ?? 0
  );
}

function lastInvoiceId(db: WritableDb): number {
  return db.get<{ id: number | null }>("select max(id) as id from invoice")?.id ?? 0;
}

function payAtDesk(work: Work, db: WritableDb, random: Random, householdId: HouseholdId, part: boolean): void {
  const owed =
    db.get<{ cents: number }>("select balance_cents as cents from household where id = ?", householdId)?.cents ?? 0;
  if (owed <= 0) return;
  const tender = random.pick(["cash", "check", "card_terminal", "check", "hsa_card"] as const);
  const amountCents = toCents(part ? Math.max(1, Math.floor(owed / 2)) : owed);
  takePayment(work, db, {
    householdId,
    tender,
    amountCents,
    tenderedCents: tender === "cash" ? toCents(Math.ceil(amountCents / 2000) * 2000) : null,
    reference: tender === "check" ? String(random.whole(101, 9999)) : tender === "cash" ? "" : `T${random.whole(1000, 9999)}`,
    choices: null,
    note: "",
  });
}

/** What the processor answered, as it stands in the file: the sample practice itself can charge nobody (F-21). */
function chargeSampleCard(
  work: Work,
  db: WritableDb,
  householdId: HouseholdId,
  invoiceId: InvoiceId,
  trouble: "declined" | "removed" | undefined,
): void {
  const card = db.get<{ id: number; token: string; last4: string }>(
    "select id, token, last4 from card where household_id = ? and removed_at is null",
    householdId,
  );
  if (!card) return;
  if (trouble === "removed") {
    db.exec("update card set removed_at = ? where id = ?", work.now, card.id);
    return;
  }
  // The stand-in goes on declining this card, so that the sample keeps somebody whose card is in trouble.
  if (trouble === "declined")
    db.exec("update card set token = ? where id = ?", `test_declines_insufficient_funds:${card.id}`, card.id);
  const { balance } = db.get<{ balance: number }>("select balance_cents as balance from invoice where id = ?", invoiceId) ?? {
    balance: 0,
  };
  if (balance <= 0) return;
  const paymentId = trouble
    ? null
    : takePayment(work, db, {
        householdId,
        tender: "card_on_file",
        amountCents: toCents(balance),
        tenderedCents: null,
        reference: `•••• ${card.last4}`,
        choices: [{ invoiceId, cents: toCents(balance) }],
        note: "",
      }).paymentId;
  db.exec(
    `insert into charge_attempt (id, invoice_id, household_id, card_id, card_token, amount_cents, ordinal, attempt_on,
       draw_on, state, decline_kind, decline_code, sent_at, settled_at, payment_id)
     values (?, ?, ?, ?, ?, ?, 1, ?, (select draw_on from invoice where id = ?), ?, ?, ?, ?, ?, ?)`,
    `sample-${invoiceId}`,
    invoiceId,
    householdId,
    card.id,
    card.token,
    balance,
    work.today,
    invoiceId,
    trouble ? "declined" : "succeeded",
    trouble ? "soft" : null,
    trouble ? "insufficient_funds" : null,
    work.now,
    work.now,
    paymentId,
  );
}
