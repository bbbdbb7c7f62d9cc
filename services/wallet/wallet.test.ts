/** The wallet over the months (PKG-11): banked when dues are paid, spent at the desk, taken back with the dues, ended by the plan's rule. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, InvoiceId, MembershipId, PatientId, PaymentId } from "#domain/identity.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { recogniseDues } from "../accounting/recognise-dues.ts";
import { issueTyped } from "../invoices/issue-typed.ts";
import { voidAtDesk } from "../invoices/void.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import { holdMembership } from "../memberships/hold.ts";
import { rejoinMembers } from "../memberships/rejoin.ts";
import { reverseAtDesk } from "../payments/reverse.ts";
import { previewSplit, takeSplit } from "../payments/take-split.ts";
import { takeAtDesk } from "../payments/take-at-desk.fixture.ts";
import type { PaymentToTake } from "../payments/take.ts";
import { refundPayment } from "../refunds/refund-payment.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { writeOffAtDesk } from "../write-offs/write-off-at-desk.ts";
import { endWallets } from "./end.ts";
import { walletsOfHousehold } from "./show.ts";

let club: Club;
let householdId: HouseholdId;
let rosa: PatientId;
let ben: PatientId;
let membershipId: MembershipId;
beforeEach(() => {
  club = openClub("2026-01-05");
  const family = club.family("Lee", ["Rosa", "1980-01-01"], ["Ben", "1979-01-01"]);
  ({ householdId } = family);
  [rosa, ben] = family.patientIds as [PatientId, PatientId];
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function join(over: Partial<PlanTerms> = {}, unpaid = false): void {
  const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
  const plan = club.plan({ name: "Bank", prices: [{ months: 1, priceCents: toCents(9900) }], activation, wallet: { kind: "percent", basisPoints: 5000 }, benefits: [], ...over });
  [membershipId] = club.enrol(householdId, [{ patientId: rosa, plan }], unpaid ? { unpaid } : {}).membershipIds as [MembershipId];
}

/** Days go by, and whatever is drawn is paid in cash. */
function liveUntil(day: string): void {
  while (club.today() < day) {
    club.advanceTo(addDays(club.today(), 1));
    if (club.balance(householdId).balanceCents > 0) club.payAll(householdId);
  }
}

const view = () => walletsOfHousehold(club.cx(), { householdId });
const left = () => view().usableCents;
const moves = () => view().wallets.flatMap((wallet) => wallet.moves).toReversed().map(({ kind, cents }) => `${kind} ${cents}`);
const account = (name: string) => club.db.read((r) => r.get<{ cents: number }>("select coalesce(sum(amount_cents), 0) as cents from posting where account = ?", name))?.cents ?? 0;

function visit(cents = 4000): InvoiceId {
  return issueTyped(club.cx(), {
    householdId,
    lines: [{ patientId: rosa, kind: "service", serviceId: null, description: "Visit", serviceOn: club.today(), quantity: 1, unitCents: toCents(cents), taxRatePpm: 0 }],
    termsDays: 0,
  }).invoiceId;
}

const wallet = (cents: number, choices: PaymentToTake["choices"] = null): PaymentToTake => ({ householdId, tender: "wallet", amountCents: toCents(cents), tenderedCents: null, reference: "", choices, note: "" });
const spend = (cents: number, choices: PaymentToTake["choices"] = null) => takeAtDesk(club.cx(), wallet(cents, choices));
const refusal = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.facts };
    throw error;
  }
};
const lastPayment = () => club.db.read((r) => r.get<{ id: PaymentId }>("select max(id) as id from payment"))!.id;

describe("PKG-11 banking", () => {
  test("PKG-11 half of 99.00 is banked when the dues are paid, not when they are billed", () => {
    join({}, true);
    expect([left(), account("wallet_liability")]).toEqual([0, 0]);
    club.payAll(householdId);
    expect([left(), account("wallet_liability"), moves()]).toEqual([4950, -4950, ["banked 4950"]]);
    liveUntil("2026-03-05");
    expect(left()).toBe(3 * 4950);
  });

  test("PKG-11 part of the dues paid banks nothing yet, the rest of them everything", () => {
    join({}, true);
    const pay = (cents: number) => takeAtDesk(club.cx(), { ...wallet(cents), tender: "cash" });
    pay(5000);
    expect(left()).toBe(0);
    pay(4900);
    expect(left()).toBe(4950);
  });

  test("PKG-11 dues that were paid by household credit are banked by the run that drew them", () => {
    join();
    takeAtDesk(club.cx(), { ...wallet(20_000), tender: "cash" });
    club.advanceTo("2026-02-05");
    expect([club.balance(householdId), left()]).toEqual([{ balanceCents: 0, creditCents: 10_100 }, 2 * 4950]);
  });

  test("PKG-11 a payment taken back takes the money out again, and paid again it is there again", () => {
    join();
    reverseAtDesk(club.cx(), { paymentId: lastPayment(), reason: "Wrong household" });
    expect([left(), account("wallet_liability")]).toEqual([0, 0]);
    club.payAll(householdId);
    expect(moves()).toEqual(["banked 4950", "taken_back -4950", "banked 4950"]);
  });

  test("PKG-11 a refund of a third takes a third back", () => {
    join();
    const invoiceId = club.invoices(householdId)[0]!.invoiceId;
    refundPayment(club.cx(), { paymentId: lastPayment(), parts: [{ invoiceId, cents: toCents(3300) }], by: "check", owedAgain: false, reason: "Goodwill" });
    // The days of the period cost 66.00 now, and bank half of that in place of what they banked before.
    expect([left(), moves()]).toEqual([3300, ["banked 4950", "banked 3300", "taken_back -4950"]]);
  });

  test("PKG-11 of dues that were paid in part and let go otherwise, the paid part is banked", () => {
    join({}, true);
    takeAtDesk(club.cx(), { ...wallet(5000), tender: "cash" });
    writeOffAtDesk(club.cx(), { invoiceId: club.invoices(householdId)[0]!.invoiceId, cents: toCents(4900), reason: "Hardship" });
    // Half of 50.00 of the 99.00.
    expect([left(), moves()]).toEqual([2500, ["banked 2500"]]);
  });

  test("PKG-11 what is spent already is not taken back: the wallet never falls below nothing", () => {
    join();
    visit();
    spend(4000);
    const dues = club.invoices(householdId)[0]!.invoiceId;
    const paymentId = club.db.read((r) => r.get<{ id: PaymentId }>("select min(id) as id from payment"))!.id;
    refundPayment(club.cx(), { paymentId, parts: [{ invoiceId: dues, cents: toCents(9900) }], by: "check", owedAgain: false, reason: "Goodwill" });
    expect([left(), moves()]).toEqual([0, ["banked 4950", "spent -4000", "taken_back -950"]]);
  });

  test("PKG-11 cancelled with the unused days as credit, the wallet keeps the share of the days that were used", () => {
    join();
    liveUntil("2026-01-20");
    cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reasonCode: "other", reason: "Moves", settlement: "credit" });
    // 15 of 31 days were used: 47.90 of 99.00, and half of that is banked.
    expect(club.balance(householdId).creditCents).toBe(9900 - 4790);
    expect(view().wallets[0]?.leftCents).toBe(2395);
  });

  test("PKG-11 an amount of each period; a stub banks its share", () => {
    const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
    const plan = club.plan({ name: "Twenty", prices: [{ months: 1, priceCents: toCents(9300) }], activation, wallet: { kind: "amount", cents: toCents(2000) }, benefits: [] });
    club.enrol(householdId, [{ patientId: rosa, plan }], { drawDay: 20 });
    // The stub of 15 of 31 days at 45.00.
    expect(left()).toBe(968);
    liveUntil("2026-01-20");
    expect(left()).toBe(2968);
  });
});

describe("PKG-11 spending", () => {
  test("PKG-11 pays an invoice for services, has a receipt, and can be taken back on its day", () => {
    join();
    const invoiceId = visit();
    const done = spend(4000);
    expect(done).toMatchObject({ applied: [{ invoiceId, appliedCents: 4000 }], toCreditCents: 0, balanceAfterCents: 0 });
    expect([left(), account("wallet_liability"), account("receivable")]).toEqual([950, -950, 0]);
    reverseAtDesk(club.cx(), { paymentId: done.paymentId, reason: "Wrong" });
    expect([left(), club.balance(householdId).balanceCents, moves()]).toEqual([4950, 4000, ["banked 4950", "spent -4000", "given_back 4000"]]);
  });

  test("PKG-11 one household, two wallets: the older gives first", () => {
    join();
    const activation = { feeCents: toCents(0), basis: "per_member", cap: null, includesFirstPeriod: false } as const;
    const plan = club.plan({ name: "All", prices: [{ months: 1, priceCents: toCents(2000) }], activation, wallet: { kind: "percent", basisPoints: 10_000 }, benefits: [] });
    club.enrol(householdId, [{ patientId: ben, plan }]);
    expect(left()).toBe(4950 + 2000);
    visit(6000);
    spend(6000);
    expect(view().wallets.map(({ patientName, leftCents }) => [patientName, leftCents])).toEqual([["Rosa Lee", 0], ["Ben Lee", 950]]);
  });

  test("PKG-11 split with cash, and what is shown before is what is done", () => {
    join();
    visit(6000);
    const split = { ...wallet(4950), more: [{ tender: "cash", amountCents: toCents(1050), tenderedCents: null, reference: "" }] } as const;
    const shown = previewSplit(club.cx(), split);
    const done = takeSplit(club.cx(), split);
    expect([done.toCreditCents, done.balanceAfterCents]).toEqual([shown.toCreditCents, shown.balanceAfterCents]);
    expect([left(), club.balance(householdId)]).toEqual([0, { balanceCents: 0, creditCents: 0 }]);
  });

  test("PKG-11 two desks at once: the second is told what is left", () => {
    join();
    visit(4000);
    visit(4000);
    spend(4000);
    expect(refusal(() => spend(4000))).toEqual({ code: "wallet_too_little", leftCents: 950 });
  });

  test.each<[what: string, work: () => unknown, expected: object]>([
    ["more than is in it", () => { visit(9000); return spend(5000); }, { code: "wallet_too_little", leftCents: 4950 }],
    ["more than is owed", () => { visit(1000); return spend(2000); }, { code: "wallet_more_than_owed", owedCents: 1000 }],
    ["nothing that is owed", () => spend(100), { code: "wallet_more_than_owed", owedCents: 0 }],
    ["a refund of what it paid", () => { visit(1000); const { paymentId } = spend(1000); return refundPayment(club.cx(), { paymentId, parts: [], by: "check", owedAgain: false, reason: "x" }); }, { code: "wallet_payment_undo" }],
  ])("PKG-11 refused in words: %s", (_, work, expected) => {
    join();
    expect(refusal(work)).toMatchObject(expected);
  });

  test("PKG-11 dues are not paid with banked dues: left out of the oldest first, refused when chosen", () => {
    join();
    club.advanceTo("2026-02-05");
    const dues = club.invoices(householdId).at(-1)!;
    expect(dues.balanceCents).toBe(9900);
    expect(refusal(() => spend(1000, [{ invoiceId: dues.invoiceId, cents: toCents(1000) }]))).toMatchObject({ code: "wallet_not_for_dues" });
    const invoiceId = visit(1000);
    expect(spend(1000).applied).toMatchObject([{ invoiceId, appliedCents: 1000 }]);
  });

  test("PKG-11 an invoice that it paid and that becomes void leaves credit of the household", () => {
    join();
    const invoiceId = visit(1000);
    spend(1000);
    voidAtDesk(club.cx(), { invoiceId, reason: "Mistake" });
    expect([left(), club.balance(householdId)]).toEqual([3950, { balanceCents: 0, creditCents: 1000 }]);
  });
});

describe("PKG-11 holds and the end", () => {
  const hold = (kind: "pause" | "billing_only") =>
    holdMembership(club.cx(), { membershipId, fromOn: toDay("2026-02-05"), untilOn: toDay("2026-04-05"), kind, reason: "Away" });

  test("PKG-11 while only the billing rests it is spent on; a pause freezes it, and after the pause it is there", () => {
    join();
    hold("billing_only");
    liveUntil("2026-03-01");
    visit(1000);
    spend(1000);
    expect(left()).toBe(3950);
  });

  test("PKG-11 a pause freezes it, and after the pause it is there", () => {
    join();
    hold("pause");
    liveUntil("2026-03-01");
    visit(1000);
    expect(refusal(() => spend(1000))).toEqual({ code: "wallet_too_little", leftCents: 0 });
    liveUntil("2026-04-06");
    expect(left()).toBeGreaterThanOrEqual(4950);
  });

  const leave = () => cancelMembership(club.cx(), { membershipId, when: "end_of_paid_period", onDate: null, reasonCode: "other", reason: "Moves" });

  test("PKG-11 kept 90 days after the end: spent on the last of them, lost on the next, and earned with it", () => {
    join();
    leave();
    liveUntil("2026-02-05");
    expect(view().wallets[0]).toMatchObject({ isUsable: true, lastOn: "2026-05-05", leftCents: 4950 });
    liveUntil("2026-05-05");
    visit(1000);
    spend(1000);
    liveUntil("2026-05-06");
    expect([left(), account("wallet_liability"), moves().at(-1)]).toEqual([0, 0, "forfeited -3950"]);
    expect(club.db.write((w) => endWallets(club.cx(), w))).toBe(0);
  });

  test("PKG-11 with the computer off over the last day it is lost as of that day", () => {
    join();
    leave();
    liveUntil("2026-02-05");
    club.leapTo("2026-06-01");
    expect(view().wallets[0]?.moves[0]).toMatchObject({ kind: "forfeited", cents: -4950, movedOn: "2026-05-06" });
  });

  test("PKG-11 forfeit at the end: lost on the day", () => {
    join({ walletAfter: { kind: "forfeit" } });
    leave();
    liveUntil("2026-02-05");
    expect([left(), moves().at(-1), account("wallet_liability")]).toEqual([0, "forfeited -4950", 0]);
  });

  test("PKG-11 paid out at the end: credit of the household, which can be given back", () => {
    join({ walletAfter: { kind: "to_credit" } });
    leave();
    liveUntil("2026-02-05");
    expect([club.balance(householdId).creditCents, moves().at(-1)]).toEqual([4950, "to_credit -4950"]);
  });

  test("PKG-11 whoever comes back within the days finds it again, and it goes on", () => {
    join();
    leave();
    liveUntil("2026-03-01");
    rejoinMembers(club.cx(), { householdId, members: [{ membershipId, fee: null }], drawDay: null, payment: null });
    club.payAll(householdId);
    expect(view().wallets[0]).toMatchObject({ isUsable: true, lastOn: null });
    expect(left()).toBeGreaterThanOrEqual(4950);
    liveUntil("2026-05-20");
    expect(moves().filter((move) => move.startsWith("forfeited"))).toEqual([]);
  });

  test("PKG-11 a lapse is an end: the days count from it", () => {
    join();
    club.advanceTo("2026-03-06");
    expect(view().wallets[0]).toMatchObject({ isUsable: true, leftCents: 4950 });
    expect(view().wallets[0]?.lastOn).not.toBeNull();
  });
});

test("PKG-11 INV-15 banked dues are no deferred dues: the rest is earned by day, the wallet when it is spent", () => {
  join();
  liveUntil("2026-01-31");
  recogniseDues(club.cx());
  // 26 of 31 days of the 49.50 that were not banked.
  expect([account("wallet_liability"), account("deferred_dues"), account("revenue_dues")]).toEqual([-4950, -798, -4152]);
});

test("PKG-11 the wallets of a household that is not there are refused", () => {
  expect(refusal(() => walletsOfHousehold(club.cx(), { householdId: 99 as HouseholdId }))).toMatchObject({ code: "household_not_found" });
});
