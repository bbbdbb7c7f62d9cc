/**
 * A practice whose households pay by card, a clock that the test moves, and a processor whose list is
 * the truth. `breaches` compares the two: what the file says was charged, and what really was.
 */
import type { ListedCharge } from "../gateways/cards.ts";
import { scriptedCards, type Fault, type Script, type ScriptedCards } from "../gateways/scripted-cards.ts";
import { dayInZone, toDay, type Day, type Instant } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId } from "#domain/identity.ts";
import { addMilliseconds, epochOf, instantOf } from "#domain/instant.ts";
import { runBillingWithCards } from "../billing/run-with-cards.ts";
import type { RunReport, RunTrigger } from "../billing/run.ts";
import type { Cx } from "../context.ts";
import { openClub, type Club, type EnrolOver } from "../memberships/club.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { addCard } from "./cards.ts";
import type { ChargingNeeds } from "./needs.ts";

export type CardMember = {
  readonly householdId: HouseholdId;
  readonly patientId: number;
  readonly cardId: number;
};

export type CardClub = {
  readonly club: Club;
  readonly db: Club["db"];
  readonly cards: ScriptedCards;
  /** Faults to come, first in first out; none when empty. */
  readonly faults: Fault[];
  /** Answers that questions get instead of the truth. */
  readonly questionFaults: Fault[];
  /** Outcomes by household, before the token is asked. */
  readonly outcomes: Map<number, NonNullable<ReturnType<NonNullable<Script["outcome"]>>>>;
  today(): Day;
  now(): Instant;
  cx(): Cx;
  needs(): ChargingNeeds;
  member(last: string, over?: EnrolOver & { readonly token?: string; readonly expires?: readonly [year: number, month: number] }): CardMember;
  moveTo(day: string, time?: string): void;
  pass(milliseconds: number): void;
  run(trigger?: RunTrigger): Promise<RunReport>;
  /** A run at 10:00 of every day up to one. */
  runThrough(day: string): Promise<RunReport[]>;
  draws(householdId: HouseholdId): { invoiceId: InvoiceId; dueOn: Day; balanceCents: number; totalCents: number }[];
  attempts(householdId?: HouseholdId): { key: string; state: string; origin: string; amountCents: number; attemptOn: Day; paymentId: number | null; failure: string | null }[];
  balance(householdId: HouseholdId): { balanceCents: number; creditCents: number };
  attention(): string[];
  succeeded(): ListedCharge[];
  breaches(): string[];
  dispose(): void;
};

const zone = "America/New_York";

export function openCardClub(today: string, given?: { readonly club: Club; readonly cards: ScriptedCards }): CardClub {
  const club = given?.club ?? openClub(today);
  const { db } = club;
  let epoch = epochOf(`${today}T15:00:00.000Z` as Instant);
  const now = (): Instant => instantOf(epoch);
  const faults: Fault[] = [];
  const questionFaults: Fault[] = [];
  const outcomes: CardClub["outcomes"] = new Map();
  const cards =
    given?.cards ??
    scriptedCards({
      now,
      fault: () => faults.shift() ?? "none",
      questionFault: () => questionFaults.shift() ?? "none",
      outcome: ({ metadata }) => outcomes.get(metadata.householdId),
    });
  const cx = (): Cx => ({
    db,
    actor: { staffId: null, workstation: "Scheduler" },
    today: dayInZone(now(), zone),
    now: now(),
    gateways: { cards },
  });
  const needs = (): ChargingNeeds => ({ cx, gateway: cards });
  let members = 0;
  const self: CardClub = {
    club,
    db,
    cards,
    faults,
    questionFaults,
    outcomes,
    today: () => cx().today,
    now,
    cx,
    needs,
    member: (last, { token, expires = [2040, 12], ...over } = {}) => {
      members += 1;
      const { householdId, patientIds } = club.family(last, ["Rosa", "1980-01-01"]);
      const [patientId] = patientIds;
      if (!patientId) throw new Error("one person");
      club.enrol(householdId, [{ patientId, plan: club.adult }], over);
      const { cardId } = addCard(cx(), {
        householdId,
        card: {
          token: `${token ?? "test_succeeds"}:${members}`,
          brand: "visa",
          last4: String(1000 + members).slice(-4),
          expiresMonth: expires[1],
          expiresYear: expires[0],
          funding: "credit",
        },
        replacesId: null,
        collectsDue: false,
        paysByCard: true,
      });
      return { householdId, patientId, cardId };
    },
    moveTo: (day, time = "15:00") => {
      epoch = epochOf(`${toDay(day)}T${time}:00.000Z` as Instant);
    },
    pass: (milliseconds) => {
      epoch = epochOf(addMilliseconds(now(), milliseconds));
    },
    run: (trigger = "asked") => runBillingWithCards(needs(), trigger),
    runThrough: async (day) => {
      const reports: RunReport[] = [];
      while (cx().today < day) {
        epoch += 86_400_000;
        reports.push(await self.run("draw_time"));
      }
      return reports;
    },
    draws: (householdId) =>
      db.read((r) =>
        r.all(
          `select id as invoiceId, due_on as dueOn, balance_cents as balanceCents, total_cents as totalCents from invoice
           where household_id = ? and kind = 'draw' order by due_on, id`,
          householdId,
        ),
      ),
    attempts: (householdId) =>
      db.read((r) =>
        r.all(
          `select id as key, state, origin, amount_cents as amountCents, attempt_on as attemptOn, payment_id as paymentId, failure
           from charge_attempt where ? is null or household_id = ? order by rowid`,
          householdId ?? null,
          householdId ?? null,
        ),
      ),
    balance: (householdId) =>
      db.read((r) =>
        r.get("select balance_cents as balanceCents, credit_cents as creditCents from household where id = ?", householdId),
      ) ?? { balanceCents: Number.NaN, creditCents: Number.NaN },
    attention: () =>
      db.read((r) =>
        r
          .all<{ kind: string; reason: string }>("select kind, reason from attention where resolved_at is null order by id")
          .map(({ kind, reason }) => `${kind}: ${reason}`),
      ),
    succeeded: () => cards.charges.filter(({ outcome }) => outcome.state === "succeeded"),
    breaches: () => breachesOf(self),
    dispose: () => club.dispose(),
  };
  return self;
}

/**
 * What must hold between the file and the processor's list once nothing is open (BIL-9): every
 * success is one payment of its amount, nothing is booked that was not charged, and no invoice was
 * charged twice.
 */
function breachesOf(house: CardClub): string[] {
  const rows = house.db.read((r) =>
    r.all<{ key: string; state: string; invoiceId: number | null; cents: number | null; resolution: string | null; partId: number | null }>(
      `select a.id as key, a.state, a.invoice_id as invoiceId, a.plan_part_id as partId, p.amount_cents as cents, a.resolution
       from charge_attempt a left join payment p on p.id = a.payment_id`,
    ),
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const found: string[] = [];
  const charged = new Map<string, number>();
  for (const { key, amountCents, metadata, outcome } of house.cards.charges) {
    if (outcome.state !== "succeeded") continue;
    const row = byKey.get(key);
    // A part of a payment plan is charged once, its invoice as often as it has parts.
    const what = row?.partId == null ? `invoice ${metadata.invoiceId}` : `part ${row.partId}`;
    charged.set(what, (charged.get(what) ?? 0) + 1);
    if (!row) found.push(`lost: ${key}`);
    else if (row.state !== "succeeded" || row.cents !== amountCents) found.push(`not booked: ${key} is ${row.state} ${row.cents}`);
  }
  for (const [what, count] of charged) if (count > 1) found.push(`double: ${what} charged ${count} times`);
  for (const row of rows) {
    if (row.state !== "succeeded" || row.resolution === "charged") continue;
    const real = house.cards.charges.find(({ key }) => key === row.key);
    if (real?.outcome.state !== "succeeded") found.push(`phantom: ${row.key}`);
  }
  return [...found, ...verifyPractice(house.db).breaches.map(({ check, what }) => `${check}: ${what}`)];
}
