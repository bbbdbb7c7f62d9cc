import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween, toDay, type Day } from "../calendar.ts";
import { asId, type InvoiceId } from "../identity.ts";
import { toCents } from "../money.ts";
import {
  attemptsOf,
  decideCharges,
  mostAttempts,
  oldestUnaskedDays,
  type CardFacts,
  type HouseholdFacts,
  type OpenDraw,
  type PastAttempt,
} from "./decide-charges.ts";

const today = toDay("2026-12-05");

const card = (over: Partial<CardFacts> = {}): CardFacts => ({
  cardId: 1,
  expiresMonth: 12,
  expiresYear: 2030,
  isRefused: false,
  collectsThroughOn: null,
  lastState: null,
  ...over,
});

const draw = (over: Partial<OpenDraw> = {}): OpenDraw => ({
  invoiceId: asId<InvoiceId>(1),
  part: null,
  dueOn: today,
  balanceCents: toCents(3700),
  hasNewerDraw: false,
  choice: null,
  isRetryDue: false,
  attempts: [],
  ...over,
});

const tried = (over: Partial<PastAttempt> = {}): PastAttempt => ({
  cardId: 1,
  amountCents: 3700,
  attemptOn: addDays(today, -3),
  origin: "automatic",
  state: "declined",
  declineKind: "soft",
  failure: null,
  ...over,
});

const household = (over: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  today,
  canCharge: true,
  paysByCard: true,
  isPayerDeceased: false,
  isDisputed: false,
  isHeld: false,
  hasLiveCharge: false,
  cards: [card()],
  draws: [draw()],
  recent: [],
  ...over,
});

/** What becomes of the draws, in order: the origin of the charge, or the reason. */
const decided = (facts: HouseholdFacts): string[] =>
  decideCharges(facts).map(({ decision }) => (decision.charge ? `${decision.origin} ${decision.cardId}` : decision.reason));

test("BIL-3 a draw due today goes to the card by itself, whole", () => {
  expect(decideCharges(household())).toEqual([
    {
      invoiceId: 1,
      partId: null,
      dueOn: today,
      owedCents: 3700,
      decision: { charge: true, cardId: 1, amountCents: 3700, origin: "automatic" },
    },
  ]);
});

test.each([
  ["no_processor", { canCharge: false }],
  ["pays_by_hand", { paysByCard: false }],
  ["payer_deceased", { isPayerDeceased: true }],
  ["disputed", { isDisputed: true }],
  ["household_held", { isHeld: true }],
  ["charge_unresolved", { hasLiveCharge: true }],
  ["no_card", { cards: [] }],
  ["card_expired", { cards: [card({ expiresMonth: 11, expiresYear: 2026 })] }],
  ["card_refused", { cards: [card({ isRefused: true })] }],
  ["card_refused", { cards: [card({ isRefused: true }), card({ cardId: 2, expiresMonth: 1, expiresYear: 2026 })] }],
] satisfies [string, Partial<HouseholdFacts>][])("BIL-8 BIL-10 BIL-17 the household is not charged: %s", (reason, over) => {
  expect(decided(household({ ...over, draws: [draw(), draw({ invoiceId: asId<InvoiceId>(2) })] }))).toEqual([reason, reason]);
});

describe("BIL-3 days off", () => {
  test("only the newest missed draw goes by itself; the older ones wait for a person", () => {
    const draws = [60, 30, 0].map((days, index) =>
      draw({ invoiceId: asId<InvoiceId>(index + 1), dueOn: addDays(today, -days - 2), hasNewerDraw: days > 0, balanceCents: toCents(3000 + index) }),
    );
    expect(decided(household({ draws }))).toEqual(["too_old", "waits_for_review", "automatic 1"]);
  });

  test("older ones still wait when the newest has been paid meanwhile", () => {
    expect(decided(household({ draws: [draw({ dueOn: addDays(today, -30), hasNewerDraw: true })] }))).toEqual(["waits_for_review"]);
  });

  test("nothing older than 45 days is charged unasked, not even as a retry", () => {
    const at = (days: number, over: Partial<OpenDraw> = {}) => household({ draws: [draw({ dueOn: addDays(today, -days), ...over })] });
    expect(decided(at(45))).toEqual(["automatic 1"]);
    expect(decided(at(46))).toEqual(["too_old"]);
    expect(decided(at(46, { attempts: [tried()], isRetryDue: true }))).toEqual(["too_old"]);
  });

  test("what a person chose in the review is charged, left, or gone", () => {
    const old = { dueOn: addDays(today, -100), hasNewerDraw: true };
    expect(decided(household({ draws: [draw({ ...old, choice: "charge" })] }))).toEqual(["catch_up 1"]);
    expect(decided(household({ draws: [draw({ ...old, choice: "skip" })] }))).toEqual(["skipped_in_review"]);
  });
});

describe("BIL-11 after a decline", () => {
  test("only the timetable's day brings a retry", () => {
    expect(decided(household({ draws: [draw({ attempts: [tried()] })] }))).toEqual(["retry_not_due"]);
    expect(decided(household({ draws: [draw({ attempts: [tried()], isRetryDue: true })] }))).toEqual(["automatic 1"]);
  });

  test("BIL-8 where the cardholder must confirm, the same card is not tried again by itself", () => {
    const attempts = [tried({ declineKind: "authentication" })];
    expect(decided(household({ draws: [draw({ attempts, isRetryDue: true })] }))).toEqual(["needs_cardholder"]);
    const cards = [card(), card({ cardId: 2 })];
    expect(decided(household({ cards, draws: [draw({ attempts, isRetryDue: true })] }))).toEqual(["automatic 2"]);
  });

  test("BIL-14 a charge by hand is not repeated by the machine", () => {
    expect(decided(household({ draws: [draw({ attempts: [tried({ origin: "staff" })] })] }))).toEqual(["manual_declined"]);
  });

  test("an attempt that never reached the processor counts for nothing", () => {
    const failed = tried({ state: "failed", failure: "not_connected", declineKind: null, attemptOn: today });
    expect(decided(household({ draws: [draw({ attempts: [failed] })], recent: [failed] }))).toEqual(["automatic 1"]);
  });

  test("an invoice that a card has paid before, and that is open again, is for a person", () => {
    expect(decided(household({ draws: [draw({ attempts: [tried({ state: "succeeded", declineKind: null })], isRetryDue: true })] }))).toEqual(["charged_before"]);
  });
});

describe("BIL-14 a new card", () => {
  const due = [60, 30, 2].map((days, index) =>
    draw({ invoiceId: asId<InvoiceId>(index + 1), dueOn: addDays(today, -days), hasNewerDraw: index < 2, attempts: [tried()] }),
  );
  const fresh = card({ cardId: 2, collectsThroughOn: today });

  test("collects the oldest due now, then one a day", () => {
    expect(decided(household({ cards: [card(), fresh], draws: due }))).toEqual(["new_card 2", "one_a_day", "one_a_day"]);
    const paid = tried({ cardId: 2, attemptOn: today, origin: "new_card", state: "succeeded", declineKind: null });
    expect(decided(household({ cards: [card(), { ...fresh, lastState: "succeeded" }], draws: due.slice(1), recent: [paid] }))).toEqual(["one_a_day", "one_a_day"]);
    const yesterday = { ...paid, attemptOn: addDays(today, -1) };
    expect(decided(household({ cards: [card(), { ...fresh, lastState: "succeeded" }], draws: due.slice(1), recent: [yesterday] }))).toEqual(["new_card 2", "one_a_day"]);
  });

  test("stops collecting at the first decline; the timetable goes on with it", () => {
    const facts = household({ cards: [card(), { ...fresh, lastState: "declined" }], draws: due });
    expect(decided(facts)).toEqual(["too_old", "retry_not_due", "retry_not_due"]);
  });

  test("what falls due after it came is charged as ever", () => {
    const later = { ...fresh, collectsThroughOn: addDays(today, -1) };
    expect(decided(household({ cards: [later], draws: [draw()] }))).toEqual(["automatic 2"]);
  });

  test("the newest usable card is charged; a refused or expired one falls back to the old", () => {
    expect(decided(household({ cards: [card(), card({ cardId: 2 })] }))).toEqual(["automatic 2"]);
    expect(decided(household({ cards: [card(), card({ cardId: 2, isRefused: true })] }))).toEqual(["automatic 1"]);
    expect(decided(household({ cards: [card(), card({ cardId: 2, expiresYear: 2025 })] }))).toEqual(["automatic 1"]);
  });
});

describe("BIL-10 limits", () => {
  test("one automatic attempt a day for a card and amount, also inside one run", () => {
    const two = [draw(), draw({ invoiceId: asId<InvoiceId>(2) })];
    expect(decided(household({ draws: two }))).toEqual(["automatic 1", "attempted_today"]);
    const other = [draw(), draw({ invoiceId: asId<InvoiceId>(2), balanceCents: toCents(2500) })];
    expect(decided(household({ draws: other }))).toEqual(["automatic 1", "automatic 1"]);
    expect(decided(household({ recent: [tried({ attemptOn: today })] }))).toEqual(["attempted_today"]);
    expect(decided(household({ recent: [tried({ attemptOn: today, origin: "staff" })] }))).toEqual(["automatic 1"]);
  });

  test("eight in 30 days, by whomever", () => {
    const eight = Array.from({ length: 8 }, (_, index) => tried({ attemptOn: addDays(today, -29 + index), origin: index % 2 === 0 ? "staff" : "automatic" }));
    expect(decided(household({ recent: eight }))).toEqual(["attempt_limit"]);
    expect(decided(household({ recent: eight.slice(1) }))).toEqual(["automatic 1"]);
    expect(decided(household({ recent: eight.map((one) => ({ ...one, attemptOn: addDays(today, -30) })) }))).toEqual(["automatic 1"]);
    expect(attemptsOf(eight, today, 2, 3700)).toEqual({ machineToday: 0, in30Days: 0 });
  });
});

const anyDraw = fc.record({
  age: fc.integer({ min: 0, max: 90 }),
  cents: fc.constantFrom(3700, 2500, 9900),
  choice: fc.constantFrom(null, "charge" as const, "skip" as const),
  retry: fc.boolean(),
  attempts: fc.array(
    fc.record({
      age: fc.integer({ min: 0, max: 29 }),
      origin: fc.constantFrom("automatic" as const, "staff" as const, "catch_up" as const),
      kind: fc.constantFrom("soft" as const, "hard" as const, "authentication" as const),
    }),
    { maxLength: 4 },
  ),
});

test("BIL-3 BIL-10 whatever the history, no day charges a card and amount twice, nothing old goes unasked, and a hard decline ends a card", () => {
  fc.assert(
    fc.property(fc.array(anyDraw, { minLength: 1, maxLength: 6 }), fc.boolean(), (rows, isRefused) => {
      const draws = rows.map((row, index) => {
        const dueOn: Day = addDays(today, -row.age);
        return draw({
          invoiceId: asId<InvoiceId>(index + 1),
          dueOn,
          balanceCents: toCents(row.cents),
          choice: row.choice,
          isRetryDue: row.retry,
          hasNewerDraw: rows.some((other) => other.age < row.age),
          attempts: row.attempts.map((one) => tried({ amountCents: row.cents, attemptOn: addDays(today, -one.age), origin: one.origin, declineKind: one.kind })),
        });
      });
      const recent = draws.flatMap((one) => [...one.attempts]);
      const decisions = decideCharges(household({ draws, recent, cards: [card({ isRefused })] }));
      expect(decisions).toHaveLength(draws.length);
      const charged = decisions.flatMap(({ invoiceId, decision }) => (decision.charge ? [{ invoiceId, decision }] : []));
      if (isRefused) expect(charged).toEqual([]);
      const amounts = charged.map(({ decision }) => decision.amountCents);
      expect(new Set(amounts).size).toBe(amounts.length);
      for (const { invoiceId, decision } of charged) {
        const source = draws.find((one) => one.invoiceId === invoiceId);
        expect(decision.amountCents).toBe(source?.balanceCents);
        if (source?.choice !== "charge") expect(daysBetween(source?.dueOn ?? today, today)).toBeLessThanOrEqual(oldestUnaskedDays);
        expect(attemptsOf(recent, today, 1, decision.amountCents).machineToday).toBe(0);
        expect(attemptsOf(recent, today, 1, decision.amountCents).in30Days).toBeLessThan(mostAttempts);
      }
    }),
    { numRuns: 500 },
  );
});
