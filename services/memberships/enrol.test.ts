import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addMonths, toDay } from "#domain/calendar.ts";
import { plainBenefit } from "#domain/memberships/plan-defaults.ts";
import { toCents } from "#domain/money.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { adultTerms, openClub, periodsOf, type Club } from "./club.fixture.ts";
import { enrolPatients } from "./enrol.ts";
import { membershipCard } from "./membership-card.ts";
import { quoteEnrolment } from "./quote-enrolment.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-04-20")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function one(last = "Lee", birthOn: string | null = "1980-01-01") {
  const family = club.family(last, ["Rosa", birthOn]);
  const patientId = family.patientIds[0];
  if (!patientId) throw new Error("one person");
  return { householdId: family.householdId, patientId };
}

const enrolment = (who: ReturnType<typeof one>, over: object = {}) => ({
  householdId: who.householdId,
  members: [
    {
      patientId: who.patientId,
      planVersionId: club.adult.planVersionId,
      periodMonths: 1 as const,
      waiveActivationReason: null,
    },
  ],
  startOn: club.today(),
  drawDay: null,
  firstMoney: "stub_now" as const,
  agreement: "not_needed" as const,
  ...over,
});

describe("MEM-1 enrolling is one transaction", () => {
  test("MEM-1 the invoice carries fee and first period, and the payment settles it", () => {
    const who = one();
    const { membershipIds, paymentId } = club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    expect(paymentId).not.toBeNull();
    expect(club.invoices(who.householdId)).toMatchObject([{ kind: "enrolment", totalCents: 9900 + 3700, balanceCents: 0 }]);
    expect(periodsOf(club, membershipIds[0])).toEqual(["2026-04-20 2026-05-20 period 3700"]);
  });

  test("MEM-1 an amount other than the one shown is refused and nothing is saved", () => {
    const who = one();
    expect(() =>
      enrolPatients(club.cx(), {
        enrolment: enrolment(who),
        expectedTodayCents: toCents(1),
        payment: null,
        mayWaiveFees: false,
      }),
    ).toThrow(expect.objectContaining({ code: "amount_changed_meanwhile", facts: { shownCents: 1, nowCents: 13600 } }));
    expect(club.invoices(who.householdId)).toEqual([]);
    expect(club.db.read((r) => r.get("select 1 from membership"))).toBeUndefined();
  });

  test("MEM-1 waiving the fee needs permission and leaves its reason on the line", () => {
    const who = one();
    const waived = enrolment(who, {
      members: [{ ...enrolment(who).members[0], waiveActivationReason: "Opening week" }],
    });
    const command = { enrolment: waived, expectedTodayCents: toCents(3700), payment: null };
    expect(() => enrolPatients(club.cx(), { ...command, mayWaiveFees: false })).toThrow(
      expect.objectContaining({ code: "fee_waiver_not_allowed" }),
    );
    enrolPatients(club.cx(), { ...command, mayWaiveFees: true });
    const line = club.db.read((r) =>
      r.get<{ explain: string }>("select explain from invoice_line where kind = 'activation' and net_cents = 0"),
    );
    expect(JSON.parse(line?.explain ?? "{}")).toMatchObject({ kind: "activation", waived: "Opening week" });
    expect(club.invoices(who.householdId)).toMatchObject([{ totalCents: 3700 }]);
  });

  test("F-15 the same request id enrols once and answers alike", () => {
    const who = one();
    const cx = club.cx();
    const command = {
      enrolment: enrolment(who),
      expectedTodayCents: toCents(13600),
      payment: null,
      mayWaiveFees: false,
    };
    const first = enrolPatients(cx, command);
    expect(enrolPatients(cx, command)).toEqual(first);
    expect(club.invoices(who.householdId)).toHaveLength(1);
  });

  test("MEM-21 the quote is what is then booked, line by line", () => {
    const who = one();
    const quote = quoteEnrolment(club.cx(), enrolment(who, { drawDay: 5 }));
    expect(quote.today).toMatchObject({ cents: 9900 + 1850 });
    expect(quote.nextDraws.map((draw) => [draw.on, draw.cents])).toEqual([
      ["2026-05-05", 3700],
      ["2026-06-05", 3700],
      ["2026-07-05", 3700],
    ]);
    expect(quote.today.lines[1]?.explain.sentence).toContain("15 of 30 days");
    club.enrol(who.householdId, [{ ...who, plan: club.adult }], { drawDay: 5 });
    expect(club.invoices(who.householdId)[0]?.totalCents).toBe(quote.today.cents);
    const draws = ["2026-05-05", "2026-06-05", "2026-07-05"].flatMap((day) => {
      const runs = club.advanceTo(day).filter((run) => run.invoicesMade > 0);
      club.payAll(who.householdId);
      return runs;
    });
    expect(draws.map((run) => [run.todayOn, run.totalCents])).toEqual(
      quote.nextDraws.map((draw) => [draw.on, draw.cents]),
    );
  });
});

describe("MEM-4 joining a household that has members", () => {
  test("MEM-4 the newcomer is aligned to the household's draw day by default", () => {
    club.dispose();
    club = openClub("2026-04-05");
    const family = club.family("Nguyen", ["Thi", "1985-01-01"], ["An", "1987-01-01"]);
    const [thi, an] = family.patientIds;
    if (!thi || !an) throw new Error("two people");
    club.enrol(family.householdId, [{ patientId: thi, plan: club.adult }]);
    const included = club.plan({ activation: { ...adultTerms.activation, includesFirstPeriod: true } });
    club.advanceTo("2026-04-20");
    club.enrol(family.householdId, [{ patientId: an, plan: included }]);
    club.advanceTo("2026-05-05");
    const may = club.invoices(family.householdId).at(-1);
    expect(may).toMatchObject({ kind: "draw", drawOn: "2026-05-05", totalCents: 3700 + 1910, lines: 2 });
    club.payAll(family.householdId);
    club.advanceTo("2026-06-05");
    expect(club.invoices(family.householdId).at(-1)).toMatchObject({ totalCents: 7400, lines: 2 });
    club.payAll(family.householdId);
  });
});

describe("MEM-5 lifetime activation", () => {
  test("MEM-5 a fee that was paid once before pays for no month of another plan: its first dues are taken", () => {
    const who = one();
    club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    const included = club.plan({ name: "Whitening", activation: { ...adultTerms.activation, includesFirstPeriod: true } });
    const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan: included }]);
    expect(club.invoices(who.householdId).at(-1)).toMatchObject({ totalCents: 3700 });
    expect(periodsOf(club, membershipIds[0])).toEqual(["2026-04-20 2026-05-20 period 3700"]);
  });

  test("MEM-14 somebody who was on the plan before is pointed to coming back, which has its own fee", () => {
    const who = one();
    club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    club.db.write((w) =>
      w.exec(
        "insert into membership_cancellation (membership_id, effective_on, kind, reason, created_at) select id, '2026-04-20', 'cancelled', 'Moved', '2026-04-20T15:00:00.000Z' from membership",
      ),
    );
    expect(quoteEnrolment(club.cx(), enrolment(who)).warnings).toEqual([expect.stringContaining("Comes back")]);
    expect(quoteEnrolment(club.cx(), enrolment(one("New"))).warnings).toEqual([]);
    club.db.write((w) => w.exec("delete from membership_cancellation"));
  });

  test("MEM-5 the same person is never charged the fee twice, also on another plan", () => {
    const who = one();
    club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    const second = club.plan({ name: "Whitening" });
    club.enrol(who.householdId, [{ ...who, plan: second }]);
    expect(club.invoices(who.householdId).at(-1)?.totalCents).toBe(3700);
  });

  test("MEM-5 a fee on a voided invoice was not paid", () => {
    const who = one();
    club.enrol(who.householdId, [{ ...who, plan: club.adult }], { unpaid: true });
    const [first] = club.invoices(who.householdId);
    if (first) voidAtDesk(club.cx(), { invoiceId: first.invoiceId, reason: "Entered for the wrong person" });
    const second = club.plan({ name: "Whitening" });
    club.enrol(who.householdId, [{ ...who, plan: second }], { unpaid: true });
    expect(club.invoices(who.householdId).at(-1)?.totalCents).toBe(9900 + 3700);
  });
});

describe("PPL-10 the basis of the activation fee", () => {
  const feeOf = (basis: "per_member" | "per_household" | "per_household_capped", cap: number | null): number => {
    const plan = club.plan({ name: basis, activation: { ...adultTerms.activation, basis, cap } });
    const family = club.family(`F${basis}`, ["A", null], ["B", null], ["C", null]);
    const quote = quoteEnrolment(club.cx(), {
      ...enrolment(one()),
      householdId: family.householdId,
      members: family.patientIds.map((patientId) => ({
        patientId,
        planVersionId: plan.planVersionId,
        periodMonths: 1,
        waiveActivationReason: null,
      })),
    });
    return quote.today.cents - 3 * 3700;
  };

  test("PPL-10 per member, per household, and capped at two members", () => {
    expect(feeOf("per_member", null)).toBe(3 * 9900);
    expect(feeOf("per_household", null)).toBe(9900);
    expect(feeOf("per_household_capped", 2)).toBe(2 * 9900);
  });
});

describe("F-18 what cannot be enrolled is refused in words, and nothing is half-saved", () => {
  const refusal = (over: object, who = one()): unknown => {
    try {
      quoteEnrolment(club.cx(), enrolment(who, over));
      return "accepted";
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  test("F-18 a deceased patient, a child on an adult plan, somebody else's patient, a far start", () => {
    const dead = one("Gone");
    club.db.write((w) => w.exec("update patient set status = 'deceased' where id = ?", dead.patientId));
    expect(refusal({}, dead)).toBe("patient_cannot_enrol");
    expect(refusal({}, one("Young", "2018-01-01"))).toBe("patient_outside_age_band");
    const other = one("Other");
    expect(refusal({ members: [{ ...enrolment(other).members[0] }] })).toBe("patient_of_other_household");
    expect(refusal({ startOn: toDay("2028-01-01") })).toBe("start_too_far");
    const who = one("Twice");
    expect(refusal({ members: [enrolment(who).members[0], enrolment(who).members[0]] }, who)).toBe("enrolled_twice");
    club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    expect(refusal({}, who)).toBe("already_member");
    expect(refusal({ members: [{ ...enrolment(who).members[0], periodMonths: 3 }] }, one("Quarter"))).toBe("patient_of_other_household");
  });

  test("PPL-11 an older version of the terms cannot be sold; members keep theirs", () => {
    const who = one();
    const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    const dearer = { ...adultTerms, prices: [{ months: 1 as const, priceCents: toCents(4900) }] };
    club.db.write((w) =>
      w.exec(
        "insert into plan_version (plan_id, number, terms, created_at) values (?, 2, ?, ?)",
        club.adult.planId,
        JSON.stringify(dearer),
        "2026-04-20T15:00:00.000Z",
      ),
    );
    expect(refusal({}, one("Late"))).toBe("plan_version_old");
    const run = club.advanceTo("2026-05-20").at(-1);
    expect(run).toMatchObject({ invoicesMade: 1, totalCents: 3700 });
    expect(club.db.read((r) => membershipCard(r, membershipIds[0] as never, club.today())).priceCents).toBe(3700);
    expect(() => club.db.write((w) => w.exec("update plan_version set terms = '{}'"))).toThrow("append-only");
  });
});

describe("MEM-7 benefits begin with the first paid enrolment", () => {
  test("MEM-7 the quote says from when each benefit can be used: the plan's waiting days, or its own", () => {
    const plan = club.plan({
      name: "Waiting",
      waitingDays: 30,
      benefits: [plainBenefit("cleaning", "Cleanings", 2, "benefit_year"), plainBenefit("exam", "Examinations", 2, "benefit_year", { waitingDays: 0 })],
    });
    const who = one();
    const members = [{ patientId: who.patientId, planVersionId: plan.planVersionId, periodMonths: 1 as const, waiveActivationReason: null }];
    expect(quoteEnrolment(club.cx(), enrolment(who, { members })).benefits.map(({ label, usableFromOn }) => [label, usableFromOn])).toEqual([
      ["Cleanings", "2026-05-20"],
      ["Examinations", "2026-04-20"],
    ]);
  });

  test("MEM-7 a benefit year's allowance is granted whole and once a year from the start day", () => {
    const who = one();
    const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan: club.adult }]);
    const grants = (): unknown[] =>
      club.db.read((r) => r.all("select from_on, to_on, quantity from benefit_grant where membership_id = ?", membershipIds[0] ?? 0));
    expect(grants()).toEqual([{ from_on: "2026-04-20", to_on: "2027-04-20", quantity: 2 }]);
    for (let month = 1; month <= 12; month += 1) {
      expect(grants()).toHaveLength(1);
      club.advanceTo(addMonths(toDay("2026-04-20"), month));
      club.payAll(who.householdId);
    }
    expect(grants()).toHaveLength(2);
  });

  test("MEM-7 an unpaid enrolment is pending: no draws until the first payment, then they are caught up", () => {
    const who = one();
    const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan: club.adult }], { unpaid: true });
    const standing = (): string =>
      club.db.read((r) => membershipCard(r, membershipIds[0] as never, club.today())).standing;
    expect(standing()).toBe("pending");
    expect(club.advanceTo("2026-05-25").some((run) => run.invoicesMade > 0)).toBe(false);
    club.payAll(who.householdId);
    expect(standing()).toBe("active");
    expect(club.runNow()).toMatchObject({ invoicesMade: 1, totalCents: 3700 });
    expect(club.invoices(who.householdId).at(-1)).toMatchObject({ drawOn: "2026-05-20" });
  });

  test("MEM-8 a required agreement that is not signed keeps the membership pending", () => {
    const plan = club.plan({ name: "Signed", agreementRequired: true, agreementText: "This is not insurance." });
    const who = one();
    const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan }], { agreement: "later" });
    expect(club.db.read((r) => membershipCard(r, membershipIds[0] as never, club.today())).standing).toBe("pending");
  });
});

test("MEM-21 a quote promises a quarterly plan's benefits for the quarter, and that is what is granted", () => {
  const plan = club.plan({
    name: "Tray",
    prices: [{ months: 3, priceCents: toCents(9900) }],
    benefits: [plainBenefit("tray", "Trays", 1, "period")],
  });
  const who = one();
  const input = enrolment(who, {
    members: [{ patientId: who.patientId, planVersionId: plan.planVersionId, periodMonths: 3 as const, waiveActivationReason: null }],
  });
  const quote = quoteEnrolment(club.cx(), input);
  expect(quote.benefits).toMatchObject([{ label: "Trays", quantity: 1, untilOn: "2026-07-20" }]);
  const { membershipIds } = club.enrol(who.householdId, [{ ...who, plan, periodMonths: 3 }]);
  expect(
    club.db.read((r) => r.all<{ to_on: string }>("select to_on from benefit_grant where membership_id = ?", membershipIds[0] ?? 0)),
  ).toEqual([{ to_on: "2026-07-20" }]);
});
