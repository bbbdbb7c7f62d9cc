/** Edges of the money when somebody leaves (MEM-13): tax, parts that were paid, credit that paid, and what is refused. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { cancelMembership, type CancelInput } from "./cancel.ts";
import { openClub, periodsOf, type Club } from "./club.fixture.ts";
import { holdMembership } from "./hold.ts";
import { previewCancel } from "./preview-cancel.ts";
import { undoCancel } from "./undo-cancel.ts";

let club: Club;
let householdId: HouseholdId;
let membershipId: MembershipId;

beforeEach(() => (club = openClub("2026-01-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function join(over: Partial<PlanTerms> = {}): void {
  const lee = club.family("Lee", ["Rosa", "1980-01-01"]);
  const plan = club.plan({ name: "Dues only", activation: { ...club.adult.terms.activation, feeCents: toCents(0) }, ...over });
  const [patientId] = lee.patientIds;
  const [id] = patientId ? club.enrol(lee.householdId, [{ patientId, plan }]).membershipIds : [];
  if (!id) throw new Error("one membership");
  [householdId, membershipId] = [lee.householdId, id];
}

const leave = (over: Partial<CancelInput> = {}): CancelInput => ({
  membershipId,
  when: "now",
  onDate: null,
  reason: "",
  reasonCode: "moved_away",
  ...over,
});
const take = (cents: number): unknown =>
  takeAtDesk(club.cx(), { householdId, tender: "check", amountCents: toCents(cents), tenderedCents: null, reference: "77", choices: null, note: "" });
const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const sumOf = (account: string): number =>
  club.db.read(
    (r): number =>
      r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", account)?.cents ?? Number.NaN,
  );
const refunds = () => club.db.read((r) => r.all("select paid_by as paidBy, amount_cents as cents from refund order by id"));

describe("a first period paid in full beside the first draw", () => {
  test("MEM-2 MEM-13 what the days are worth beyond their own invoice is refunded of the invoice before, and nobody else's money goes", () => {
    club.dispose();
    club = openClub("2026-04-10");
    const lee = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1981-01-01"]);
    householdId = lee.householdId;
    const plan = club.plan({ activation: { ...club.adult.terms.activation, feeCents: toCents(0) } });
    const { membershipIds } = club.enrol(householdId, lee.patientIds.map((patientId) => ({ patientId, plan })), { drawDay: 5, firstMoney: "full_now" });
    membershipId = membershipIds[0] ?? membershipId;
    club.advanceTo("2026-05-05");
    // Five of the thirty days from 10 April are paid already: 37.00 less 6.17 each.
    expect(club.invoices(householdId).map(({ totalCents }) => totalCents)).toEqual([7400, 6166]);
    club.payAll(householdId);
    club.advanceTo("2026-05-06");
    const asked = leave({ settlement: "refund", refundBy: "tender", mayRefund: true });
    const shown = previewCancel(club.cx(), asked);
    expect(shown).toMatchObject({ refundCents: 3581, creditCents: 0, offInvoicesCents: 0 });
    cancelMembership(club.cx(), asked);
    // 30/31 of 37.00: first what its own invoice asked for, then what the one before had taken.
    expect(refunds()).toEqual([
      { paidBy: "tender", cents: 3083 },
      { paidBy: "tender", cents: 498 },
    ]);
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(periodsOf(club, membershipIds[1]).at(-1)).toMatch(/^2026-05-05 2026-06-05/);
  });
});

describe("the end of a commitment", () => {
  const endsOn = () => previewCancel(club.cx(), leave()).commitmentEndsOn;

  test("MEM-13 is offered while one runs, whichever way of leaving is looked at", () => {
    join({ commitmentPeriods: 2, earlyExit: { kind: "remaining_term" } });
    expect(endsOn()).toBe("2026-03-05");
    expect(previewCancel(club.cx(), leave({ when: "end_of_commitment" })).effectiveOn).toBe("2026-03-05");
    club.advanceTo("2026-02-05");
    club.payAll(householdId);
    club.advanceTo("2026-03-04");
    expect(endsOn()).toBe("2026-03-05");
    club.advanceTo("2026-03-05");
    club.payAll(householdId);
    expect(endsOn()).toBeNull();
  });

  test("MEM-13 is not offered from month to month", () => {
    join();
    expect(endsOn()).toBeNull();
  });
});

describe("tax", () => {
  const taxed = { taxRatePpm: 88_750, prices: [{ months: 1, priceCents: toCents(9000) }] } as const;

  test("INV-1 MEM-13 unpaid dues come off with their tax, so that nothing is owed", () => {
    join(taxed);
    club.advanceTo("2026-02-05");
    take(500);
    expect(club.balance(householdId).balanceCents).toBe(9799 - 500);
    cancelMembership(club.cx(), leave());
    // What was paid for days that nobody has is credit; the rest is off the invoice with its tax.
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 500 });
    expect(sumOf("deferred_dues")).toBe(-9000);
    expect(sumOf("tax_payable")).toBe(-799);
  });

  test("INV-1 MEM-12 MEM-13 unused paid days bring their tax back, and never more than was paid", () => {
    join(taxed);
    club.advanceTo("2026-01-20");
    cancelMembership(club.cx(), leave({ settlement: "credit" }));
    // 16 of 31 days: 46.45 of dues and 4.12 of tax.
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 5057 });
    expect([sumOf("deferred_dues"), sumOf("tax_payable")]).toEqual([-4355, -387]);
  });
});

describe("what was paid, and by what", () => {
  test("MEM-13 a period paid by household credit comes back as credit, also where a refund was asked for", () => {
    join();
    take(10_000);
    club.advanceTo("2026-02-10");
    cancelMembership(club.cx(), leave({ settlement: "refund", refundBy: "tender", mayRefund: true }));
    // 23 of the 28 days of February: no payment stands on that invoice, the credit of the check does.
    expect(refunds()).toEqual([]);
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 10_000 - 3700 + 3039 });
  });

  test("MEM-13 a period paid half by check and half not: the refund is what was paid beyond the used days", () => {
    join();
    club.advanceTo("2026-02-10");
    take(2000);
    cancelMembership(club.cx(), leave({ settlement: "refund", refundBy: "check", mayRefund: true }));
    // 30.39 is unused: 17.00 of it was still open, 13.39 had been paid.
    expect(refunds()).toEqual([{ paidBy: "check", cents: 1339 }]);
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(sumOf("refunds_payable")).toBe(-1339);
  });

  test("MEM-13 MEM-21 the preview of a settlement that lies ahead equals what the run then books", () => {
    join();
    club.advanceTo("2026-01-20");
    const wanted = leave({ when: "on_date", onDate: toDay("2026-02-20"), settlement: "credit" });
    const shown = previewCancel(club.cx(), wanted);
    expect(shown).toMatchObject({ creditCents: 1718, unusedCents: 1718, nextDraws: [{ on: "2026-02-05", cents: 3700 }] });
    cancelMembership(club.cx(), wanted);
    while (club.today() < "2026-03-10") {
      club.leapTo(addDays(club.today(), 1));
      club.payAll(householdId);
    }
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: shown.creditCents });
    expect(periodsOf(club, membershipId).at(-1)).toBe("2026-02-05 2026-02-20 period 1982");
  });

  test("MEM-13 a settlement that lies ahead is taken back with the cancellation, and nothing was booked", () => {
    join();
    club.advanceTo("2026-01-20");
    cancelMembership(club.cx(), leave({ when: "on_date", onDate: toDay("2026-01-25"), settlement: "credit" }));
    club.advanceTo("2026-01-24");
    undoCancel(club.cx(), membershipId);
    club.advanceTo("2026-02-05");
    expect(club.balance(householdId)).toEqual({ balanceCents: 3700, creditCents: 0 });
  });

  test("MEM-12 MEM-13 days that a pause gave back are not settled a second time", () => {
    join();
    club.advanceTo("2026-01-20");
    holdMembership(club.cx(), { membershipId, fromOn: club.today(), untilOn: toDay("2026-02-20"), kind: "pause", reason: "Away" });
    expect(club.balance(householdId).creditCents).toBe(1910);
    expect(previewCancel(club.cx(), leave({ settlement: "credit" })).creditCents).toBe(0);
    cancelMembership(club.cx(), leave({ settlement: "credit" }));
    expect(club.balance(householdId).creditCents).toBe(1910);
  });
});

describe("refused in words, nothing half-done", () => {
  beforeEach(() => join());

  test.each([
    ["a day that has passed", { when: "on_date", onDate: toDay("2026-01-04") }, "cancel_too_early"],
    ["no commitment to end with", { when: "end_of_commitment" }, "no_commitment_ahead"],
    ["another reason without words", { reasonCode: "other", reason: "  " }, "cancel_reason_missing"],
    ["a refund without the permission", { settlement: "refund", mayRefund: false }, "refund_not_allowed"],
    ["a membership that is not there", { membershipId: 99 as MembershipId }, "membership_not_found"],
    ["an old version", { version: 0 }, "membership_changed_meanwhile"],
  ] as const)("MEM-13 %s", (_, over, code) => {
    const before = club.db.read((r) => r.get("select count(*) as n from audit"));
    expect(refusalOf(() => cancelMembership(club.cx(), leave(over)))).toBe(code);
    expect(club.db.read((r) => r.get("select count(*) as n from audit"))).toEqual(before);
    expect(club.db.read((r) => r.all("select id from membership_cancellation"))).toEqual([]);
  });

  test("MEM-13 a second cancellation, an undo without one, and an undo after its day", () => {
    cancelMembership(club.cx(), leave({ when: "end_of_paid_period" }));
    expect(refusalOf(() => cancelMembership(club.cx(), leave()))).toBe("already_cancelled");
    undoCancel(club.cx(), membershipId);
    expect(refusalOf(() => undoCancel(club.cx(), membershipId))).toBe("not_cancelled");
    cancelMembership(club.cx(), leave({ when: "end_of_paid_period" }));
    club.advanceTo("2026-02-06");
    expect(refusalOf(() => undoCancel(club.cx(), membershipId))).toBe("cancellation_took_effect");
  });

  test("MEM-13 MEM-21 a preview changes nothing, however often it is asked for", () => {
    const rows = () => club.db.read((r) => r.get("select (select count(*) from entry) as entries, (select count(*) from audit) as audits, (select count(*) from invoice) as invoices"));
    const before = rows();
    for (const settlement of ["none", "credit", "refund"] as const)
      previewCancel(club.cx(), leave({ settlement, refundBy: settlement === "refund" ? "tender" : null, mayRefund: true }));
    expect(rows()).toEqual(before);
  });
});
