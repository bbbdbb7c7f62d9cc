/** Which part of a drawn payment plan goes to the card today, and why the others do not (INV-6, BIL-3, BIL-10, BIL-11). */
import { describe, expect, test } from "vitest";
import { addDays, toDay } from "../calendar.ts";
import { asId, type InvoiceId, type PaymentPlanId, type PlanPartId } from "../identity.ts";
import { toCents } from "../money.ts";
import { decideCharges, type DrawnPart, type HouseholdFacts, type OpenDraw, type PastAttempt } from "./decide-charges.ts";

const today = toDay("2026-12-20");
const card = { cardId: 1, expiresMonth: 12, expiresYear: 2030, isRefused: false, collectsThroughOn: null, lastState: null };

type Over = Partial<Omit<OpenDraw, "part">> & { readonly part?: Partial<DrawnPart> };

function part(partId: number, over: Over = {}): OpenDraw {
  const { part: own, ...rest } = over;
  const dueOn = rest.dueOn ?? today;
  return {
    invoiceId: asId<InvoiceId>(7),
    dueOn,
    balanceCents: toCents(30_000),
    hasNewerDraw: false,
    choice: null,
    isRetryDue: false,
    attempts: [],
    ...rest,
    part: { planId: asId<PaymentPlanId>(1), partId: asId<PlanPartId>(partId), isSigned: true, newestDueOn: dueOn, cameBack: false, ...own },
  };
}

const declined = (on = addDays(today, -3)): PastAttempt => ({
  cardId: 1,
  amountCents: 30_000,
  attemptOn: on,
  origin: "automatic",
  state: "declined",
  declineKind: "soft",
  failure: null,
});

const household = (draws: readonly OpenDraw[], over: Partial<HouseholdFacts> = {}): HouseholdFacts => ({
  today,
  canCharge: true,
  paysByCard: true,
  isPayerDeceased: false,
  isDisputed: false,
  isHeld: false,
  hasLiveCharge: false,
  cards: [card],
  draws,
  recent: [],
  ...over,
});

const decided = (facts: HouseholdFacts): string[] =>
  decideCharges(facts).map(({ partId, decision }) => `${partId ?? "draw"}: ${decision.charge ? `${decision.origin} ${decision.amountCents}` : decision.reason}`);

test("INV-6 a part due today goes to the card, and only its own rest", () => {
  expect(decideCharges(household([part(3, { balanceCents: toCents(12_000) })]))).toEqual([
    { invoiceId: 7, partId: 3, dueOn: today, owedCents: 12_000, decision: { charge: true, cardId: 1, amountCents: 12_000, origin: "automatic" } },
  ]);
});

test("INV-6 a household that pays its dues by hand may still have a plan that is drawn", () => {
  const dues: OpenDraw = { ...part(1), part: null };
  expect(decided(household([dues, part(2)], { paysByCard: false }))).toEqual(["draw: pays_by_hand", "2: automatic 30000"]);
});

test.each([
  ["no_processor", { canCharge: false }],
  ["payer_deceased", { isPayerDeceased: true }],
  ["disputed", { isDisputed: true }],
  ["household_held", { isHeld: true }],
  ["charge_unresolved", { hasLiveCharge: true }],
  ["no_card", { cards: [] }],
  ["card_expired", { cards: [{ ...card, expiresYear: 2025 }] }],
  ["card_refused", { cards: [{ ...card, isRefused: true }] }],
] as const)("INV-6 BIL-10 like a draw, a part is not charged: %s", (reason, over) => {
  expect(decided(household([part(1)], over))).toEqual([`1: ${reason}`]);
});

describe("INV-6 a plan asks for its parts in their order", () => {
  const early = addDays(today, -7);

  test("INV-6 one at a time: the later one waits, whatever it comes to", () => {
    expect(decided(household([part(2, { balanceCents: toCents(5000) }), part(1, { dueOn: early })]))).toEqual(["1: automatic 30000", "2: earlier_part_first"]);
  });

  test("INV-6 BIL-11 a declined one holds the later ones up, while it is tried by the timetable and after", () => {
    const first = part(1, { dueOn: early, attempts: [declined()] });
    expect(decided(household([first, part(2)]))).toEqual(["1: retry_not_due", "2: earlier_part_first"]);
    expect(decided(household([{ ...first, isRetryDue: true }, part(2)]))).toEqual(["1: automatic 30000", "2: earlier_part_first"]);
  });

  test("INV-6 one that a person left out, or whose money went back, lets the next one pass", () => {
    for (const over of [{ choice: "skip" }, { part: { cameBack: true } }] as const)
      expect(decided(household([part(1, { dueOn: early, ...over }), part(2)])).at(1)).toBe("2: automatic 30000");
  });

  test("INV-6 two plans of one household do not wait for each other, but BIL-10 one card and amount is asked once a day", () => {
    const other = { planId: asId<PaymentPlanId>(2) };
    expect(decided(household([part(1), part(2, { invoiceId: asId<InvoiceId>(8), part: other, balanceCents: toCents(100) })]))).toEqual(["1: automatic 30000", "2: automatic 100"]);
    expect(decided(household([part(1), part(2, { invoiceId: asId<InvoiceId>(8), part: other })]))).toEqual(["1: automatic 30000", "2: attempted_today"]);
  });
});

describe("INV-6 BIL-3 after days off", () => {
  const old = addDays(today, -40);

  test("INV-6 BIL-3 one part goes by itself; once it has, the next waits for a person, who may charge it", () => {
    const missed = { dueOn: old, part: { newestDueOn: today } };
    expect(decided(household([part(1, missed)]))).toEqual(["1: automatic 30000"]);
    expect(decided(household([part(1, { ...missed, hasNewerDraw: true })]))).toEqual(["1: waits_for_review"]);
    expect(decided(household([part(1, { ...missed, hasNewerDraw: true, choice: "charge" })]))).toEqual(["1: catch_up 30000"]);
  });

  test("INV-6 BIL-3 nothing older than 45 days is charged unasked: the newest part of the plan counts", () => {
    const age = (days: number) => decided(household([part(1, { dueOn: addDays(today, -days) })]));
    expect([age(45), age(46)]).toEqual([["1: automatic 30000"], ["1: too_old"]]);
    expect(decided(household([part(1, { dueOn: addDays(today, -100), part: { newestDueOn: old } })]))).toEqual(["1: automatic 30000"]);
  });
});

test("INV-6 a plan that nobody has signed is not drawn", () => {
  expect(decided(household([part(1, { part: { isSigned: false } })]))).toEqual(["1: plan_unsigned"]);
});

test("INV-6 BIL-14 a new card collects the oldest part now, and a household one a day", () => {
  const collecting = { ...card, collectsThroughOn: today };
  const other = part(2, { invoiceId: asId<InvoiceId>(8), part: { planId: asId<PaymentPlanId>(2) }, balanceCents: toCents(100) });
  expect(decided(household([part(1, { attempts: [declined()] }), other], { cards: [collecting] }))).toEqual(["1: new_card 30000", "2: one_a_day"]);
});
