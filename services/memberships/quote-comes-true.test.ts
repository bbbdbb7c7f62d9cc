import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, type PeriodMonths } from "#domain/calendar.ts";
import type { HouseholdId } from "#domain/identity.ts";
import type { FirstMoney } from "#domain/memberships/enrolment.ts";
import { toCents } from "#domain/money.ts";
import { runBilling } from "../billing/run.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { adultTerms, openClub, periodsOf, type Club } from "./club.fixture.ts";
import { enrolPatients } from "./enrol.ts";
import type { EnrolmentInput } from "./enrolment-plan.ts";
import { quoteEnrolment } from "./quote-enrolment.ts";

let club: Club;
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const firstMonies: readonly FirstMoney[] = ["stub_now", "free_until_draw", "full_now"];

type Case = {
  readonly start: string;
  readonly drawDay: number;
  readonly months: PeriodMonths;
  readonly firstMoney: FirstMoney;
  readonly included: boolean;
};

/** Ends of months, leap days and year ends against every kind of first money, each once. */
const starts = ["2026-01-31", "2026-02-28", "2027-12-31", "2028-02-29", "2026-04-30", "2026-11-22"] as const;
const drawDays = [1, 15, 28, 29, 30, 31] as const;
const lengths: readonly PeriodMonths[] = [1, 3, 6, 12];
const cases: Case[] = starts.flatMap((start, row) =>
  drawDays.map((drawDay, column) => ({
    start,
    drawDay,
    months: lengths[(row + column) % lengths.length] ?? 1,
    firstMoney: firstMonies[(row * 2 + column) % firstMonies.length] ?? "stub_now",
    included: (row + column) % 3 === 0,
  })),
);

/** The draws a household was billed, without what was paid at the desk. */
const drawn = (householdId: HouseholdId): string[] =>
  club.invoices(householdId).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);

describe("MEM-21 what the quote says is what comes", () => {
  test.each(cases)("from $start on day $drawDay, every $months months, $firstMoney, fee with the first month: $included", ({ start, drawDay, months, firstMoney, included }) => {
    club = openClub(start);
    const plan = club.plan({
      name: "Any",
      prices: lengths.map((length) => ({ months: length, priceCents: toCents(3700 * length - length) })),
      activation: { ...adultTerms.activation, includesFirstPeriod: included },
    });
    const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
    const patientId = patientIds[0] as never;
    const enrolment: EnrolmentInput = {
      householdId,
      members: [{ patientId, planVersionId: plan.planVersionId, periodMonths: months, waiveActivationReason: null }],
      startOn: toDay(start),
      drawDay,
      firstMoney,
      agreement: "not_needed",
    };
    const quote = quoteEnrolment(club.cx(), enrolment);
    expect(quote.today.lines.reduce((sum, { cents }) => sum + cents, 0)).toBe(quote.today.cents);
    expect(quote.nextDraws).toHaveLength(3);
    const tender = { tender: "cash", amountCents: quote.today.cents, tenderedCents: null, reference: "" } as const;
    const { invoiceId, membershipIds } = enrolPatients(club.cx(), { enrolment, expectedTodayCents: quote.today.cents, mayWaiveFees: false, payment: quote.today.cents === 0 ? null : tender });
    expect(club.invoices(householdId)).toMatchObject(invoiceId === null ? [] : [{ kind: "enrolment", totalCents: quote.today.cents, balanceCents: 0 }]);
    const second = quote.nextDraws[1];
    for (const { on } of quote.nextDraws.slice(0, 2)) {
      club.leapTo(addDays(on, -1));
      club.leapTo(on);
      club.payAll(householdId);
    }
    // A draw on one day may hold the stub and the first full period: the days and their sums must agree.
    const wanted = new Map<string, number>();
    for (const { on, cents } of quote.nextDraws) if (second && on <= second.on) wanted.set(on, (wanted.get(on) ?? 0) + cents);
    expect(drawn(householdId)).toEqual([...wanted].map(([on, cents]) => `${on} ${cents}`));
    const periods = periodsOf(club, membershipIds[0]);
    expect(periods[0]?.slice(0, 10)).toBe(start);
    periods.slice(1).forEach((period, at) => expect(period.slice(0, 10)).toBe(periods[at]?.slice(11, 21)));
  });
});

describe("MEM-1 what the counter refuses, and nothing is half done", () => {
  beforeEach(() => (club = openClub("2026-11-22")));

  const ask = (over: Partial<EnrolmentInput> & { member?: Partial<EnrolmentInput["members"][number]> }, birthOn: string | null = "1980-01-01", household?: (id: HouseholdId) => void) => {
    const { householdId, patientIds } = club.family("Lee", ["Rosa", birthOn]);
    household?.(householdId);
    const { member, ...rest } = over;
    const input: EnrolmentInput = {
      householdId,
      members: [{ patientId: patientIds[0] as never, planVersionId: club.adult.planVersionId, periodMonths: 1, waiveActivationReason: null, ...member }],
      startOn: club.today(),
      drawDay: null,
      firstMoney: "stub_now",
      agreement: "not_needed",
      ...rest,
    };
    return input;
  };
  const rows = () => club.db.read((r) => r.get("select (select count(*) from membership) as memberships, (select count(*) from invoice) as invoices, (select count(*) from payment) as payments"));

  test.each<[string, string, () => EnrolmentInput]>([
    ["a start more than a year ahead", "start_too_far", () => ask({ startOn: addDays(club.today(), 367) })],
    ["a start more than a year ago", "start_too_far", () => ask({ startOn: addDays(club.today(), -367) })],
    ["a child on the plan of adults", "patient_outside_age_band", () => ask({}, "2020-01-01")],
    ["an adult on the plan of children", "patient_outside_age_band", () => ask({ member: { planVersionId: club.child.planVersionId } })],
    ["who turns 14 the day after the start", "patient_outside_age_band", () => ask({}, "2012-11-23")],
    ["a period that is not sold", "plan_has_no_such_period", () => ask({ member: { periodMonths: 6 } })],
    ["a plan that is not there", "plan_not_found", () => ask({ member: { planVersionId: 999 as never } })],
    ["a patient who is not there", "patient_not_found", () => ask({ member: { patientId: 999 as never } })],
    ["somebody of another household", "patient_of_other_household", () => ask({ member: { patientId: club.family("Other", ["Ben", "1980-01-01"]).patientIds[0] as never } })],
    ["somebody who has died", "patient_cannot_enrol", () => ask({}, "1980-01-01", (id) => club.db.write((w) => w.exec("update patient set status = 'deceased' where household_id = ?", id)))],
    ["somebody inactive", "patient_cannot_enrol", () => ask({}, "1980-01-01", (id) => club.db.write((w) => w.exec("update patient set status = 'inactive' where household_id = ?", id)))],
    ["who only pays for others", "patient_cannot_enrol", () => ask({}, "1980-01-01", (id) => club.db.write((w) => w.exec("update patient set status = 'non_patient' where household_id = ?", id)))],
    ["one person twice in one go", "enrolled_twice", () => {
      const once = ask({});
      return { ...once, members: [...once.members, ...once.members] };
    }],
  ])("%s: %s", (_, code, input) => {
    const wanted = input();
    const before = rows();
    expect(() => quoteEnrolment(club.cx(), wanted)).toThrow(expect.objectContaining({ code }) as Error);
    expect(() => enrolPatients(club.cx(), { enrolment: wanted, expectedTodayCents: toCents(0), mayWaiveFees: true, payment: null })).toThrow(expect.objectContaining({ code }) as Error);
    expect(rows()).toEqual(before);
  });

  test("who turns 14 on the start day is let in; without a birth date the desk is warned", () => {
    expect(quoteEnrolment(club.cx(), ask({}, "2012-11-22")).warnings).toEqual([]);
    expect(quoteEnrolment(club.cx(), ask({}, null)).warnings).toHaveLength(1);
  });

  test("MEM-21 another amount than was shown is refused with both, and so is another payment", () => {
    const enrolment = ask({});
    const quote = quoteEnrolment(club.cx(), enrolment);
    const cash = (cents: number) => ({ tender: "cash", amountCents: toCents(cents), tenderedCents: null, reference: "" }) as const;
    const work = (expected: number, paid: number) => () =>
      enrolPatients(club.cx(), { enrolment, expectedTodayCents: toCents(expected), mayWaiveFees: false, payment: cash(paid) });
    expect(work(quote.today.cents - 1, quote.today.cents - 1)).toThrow(expect.objectContaining({ code: "amount_changed_meanwhile", facts: { shownCents: quote.today.cents - 1, nowCents: quote.today.cents } }) as Error);
    for (const paid of [quote.today.cents - 1, quote.today.cents + 1]) expect(work(quote.today.cents, paid)).toThrow(expect.objectContaining({ code: "first_payment_wrong" }) as Error);
    expect(rows()).toEqual({ memberships: 0, invoices: 0, payments: 0 });
    expect(work(quote.today.cents, quote.today.cents)()).toMatchObject({ membershipIds: [1] });
  });

  test("MEM-5 a fee is waived only by who may, with the reason on the line", () => {
    const enrolment = ask({ member: { waiveActivationReason: "Staff family" } });
    expect(() => enrolPatients(club.cx(), { enrolment, expectedTodayCents: toCents(3700), mayWaiveFees: false, payment: null })).toThrow(expect.objectContaining({ code: "fee_waiver_not_allowed" }) as Error);
    enrolPatients(club.cx(), { enrolment, expectedTodayCents: toCents(3700), mayWaiveFees: true, payment: null });
    expect(club.balance(enrolment.householdId).balanceCents).toBe(3700);
    club.payAll(enrolment.householdId);
    expect(runBilling(club.cx(), "asked").invoicesMade).toBe(0);
  });
});
