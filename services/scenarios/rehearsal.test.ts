/**
 * A club lives for 400 days, at random: people join, pay, pause, move plans, leave and come back, cards
 * fail, the computer is off for some days. Every run is rehearsed first, and then is what it was
 * rehearsed to be (BIL-4): households, lines, amounts, method, and whether a card is asked.
 */
import { expect, test } from "vitest";
import { addDays, type Day } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { rehearseRun } from "../billing/rehearse.ts";
import { openCardClub, type CardClub } from "../charging/card-club.fixture.ts";
import { seededRandom, type Random } from "../demo/random.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { changeDrawDay } from "../memberships/change-draw-day.ts";
import { holdMembership } from "../memberships/hold.ts";
import { rejoinMembers } from "../memberships/rejoin.ts";
import { resumeMembership } from "../memberships/resume.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";

const days = 400;
const tokens = ["test_succeeds", "test_succeeds", "test_declines_insufficient_funds", "test_declines_lost_card"];

test(
  "BIL-4 the rehearsal of each of 400 days equals what the run of that day does",
  async () => {
    const house = openCardClub("2027-01-10");
    try {
      const random = seededRandom(20_270_110);
      const households: HouseholdId[] = [];
      let attempts = 0;
      let rows = 0;
      for (let day = addDays(house.today(), 1), n = 0; n < days; n += 1, day = addDays(day, 1)) {
        live(house, random, households);
        // Now and then the computer stays off for a day.
        if (random.chance(0.06)) {
          house.moveTo(day);
          continue;
        }
        const rehearsal = rehearseRun(house.cx(), day);
        const before = highest(house);
        house.moveTo(day);
        await house.run("draw_time");
        const done = whatTheRunDid(house, before, day);
        expect(shown(rehearsal), day).toEqual(done);
        attempts += rehearsal.attempts;
        rows += rehearsal.rows.length;
      }
      // A club in which nothing happens would prove nothing.
      expect(rows).toBeGreaterThan(100);
      expect(attempts).toBeGreaterThan(60);
      expect(house.breaches()).toEqual([]);
    } finally {
      house.dispose();
    }
  },
  240_000,
);

type Shown = {
  readonly invoices: { householdId: HouseholdId; drawOn: Day; cents: number; lines: string[]; method: string }[];
  readonly attempts: { householdId: HouseholdId; cents: number }[];
};

function shown(rehearsal: ReturnType<typeof rehearseRun>): Shown {
  const isNew = (row: (typeof rehearsal.rows)[number]): boolean => row.isNew;
  return sorted({
    invoices: rehearsal.rows.filter(isNew).map(({ householdId, drawOn, cents, draw, method }) => ({
      householdId,
      drawOn,
      cents,
      lines: draw.lines.map((line) => `${line.patientName} ${line.description} ${line.cents}`),
      method,
    })),
    attempts: rehearsal.rows.flatMap(({ householdId, attemptCents }) =>
      attemptCents === null ? [] : [{ householdId, cents: attemptCents }],
    ),
  });
}

function sorted(one: Shown): Shown {
  const byText = <T,>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return { invoices: byText(one.invoices), attempts: byText(one.attempts) };
}

function highest(house: CardClub): { invoiceId: number; attempts: number } {
  return {
    invoiceId: house.db.read((r) => r.get<{ id: number }>("select coalesce(max(id), 0) as id from invoice"))?.id ?? 0,
    attempts: house.attempts().length,
  };
}

/** Read from the file after the run, by other questions than the rehearsal asks. */
function whatTheRunDid(house: CardClub, before: ReturnType<typeof highest>, day: Day): Shown {
  const invoices = house.db.read((r) =>
    r.all<{ id: number; householdId: HouseholdId; drawOn: Day; cents: number; credit: number; paysBy: string }>(
      `select i.id, i.household_id as householdId, i.draw_on as drawOn, i.total_cents as cents, h.pays_by as paysBy,
         (select coalesce(sum(a.amount_cents), 0) from allocation a where a.invoice_id = i.id and a.source = 'credit') as credit
       from invoice i join household h on h.id = i.household_id where i.kind = 'draw' and i.id > ? order by i.id`,
      before.invoiceId,
    ),
  );
  const attempts = house.db.read((r) =>
    r.all<{ householdId: HouseholdId; cents: number; attemptOn: Day }>(
      "select household_id as householdId, amount_cents as cents, attempt_on as attemptOn from charge_attempt order by rowid",
    ),
  );
  return sorted({
    invoices: invoices.map(({ id, householdId, drawOn, cents, credit, paysBy }) => ({
      householdId,
      drawOn,
      cents,
      lines: house.db.read((r) =>
        r
          .all<{ text: string }>(
            `select trim(p.first_name || ' ' || p.last_name) || ' ' || l.description || ' ' || (l.net_cents + l.tax_cents) as text
             from invoice_line l join patient p on p.id = l.patient_id where l.invoice_id = ? order by l.position`,
            id,
          )
          .map(({ text }) => text),
      ),
      method: credit === cents ? "credit" : paysBy,
    })),
    attempts: attempts
      .slice(before.attempts)
      .map(({ householdId, cents, attemptOn }) => {
        expect(attemptOn).toBe(day);
        return { householdId, cents };
      }),
  });
}

/** What the desk does on one day. */
function live(house: CardClub, random: Random, households: HouseholdId[]): void {
  if (households.length < 14 && random.chance(0.12)) {
    const name = `Family ${households.length}`;
    const drawDay = random.chance(0.5) ? random.whole(1, 31) : null;
    const isByHand = random.chance(0.3);
    const { householdId } = house.member(name, { token: random.pick(tokens), drawDay, startOn: house.today() });
    if (isByHand) house.db.write((w) => void w.exec("update household set pays_by = 'manual' where id = ?", householdId));
    households.push(householdId);
  }
  for (let acts = random.whole(0, 2); acts > 0; acts -= 1) {
    const householdId = households[random.whole(0, Math.max(0, households.length - 1))];
    if (householdId === undefined) return;
    try {
      act(house, random, householdId);
    } catch (error) {
      // A refusal is an answer; anything else is a defect of ours.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

function act(house: CardClub, random: Random, householdId: HouseholdId): void {
  const membershipId = house.db.read((r) =>
    r.get<{ id: MembershipId }>("select id from membership where household_id = ? order by id limit 1", householdId),
  )?.id;
  if (membershipId === undefined) return;
  const cx = house.cx();
  const today = house.today();
  const reason = "As wished";
  switch (random.whole(0, 13)) {
    case 0:
      holdMembership(cx, {
        membershipId,
        fromOn: addDays(today, random.whole(0, 20)),
        untilOn: null,
        kind: random.pick(["pause", "extend", "billing_only"] as const),
        reason,
      });
      return;
    case 1:
      resumeMembership(cx, { membershipId, onDay: addDays(today, random.whole(0, 9)) });
      return;
    case 2:
      if (random.chance(0.3)) cancelMembership(cx, { membershipId, when: "end_of_paid_period", onDate: null, reason });
      return;
    case 3:
      rejoinMembers(cx, { householdId, members: [{ membershipId, fee: null }], drawDay: null, payment: null });
      return;
    case 4:
      changeDrawDay(cx, {
        membershipId,
        scope: "all_future",
        drawDay: random.whole(1, 31),
        towards: random.pick(["later", "earlier"] as const),
        reason,
      });
      return;
    case 5:
      house.db.write((w) =>
        void w.exec("update household set pays_by = iif(pays_by = 'card', 'manual', 'card') where id = ?", householdId),
      );
      return;
    default:
      payCash(house, householdId);
  }
}

function payCash(house: CardClub, householdId: HouseholdId): void {
  const { balanceCents } = house.balance(householdId);
  if (balanceCents <= 0) return;
  takeAtDesk(house.cx(), {
    householdId,
    tender: "cash",
    amountCents: toCents(balanceCents),
    tenderedCents: null,
    reference: "",
    choices: null,
    note: "",
  });
}
