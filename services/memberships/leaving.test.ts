/** Leaving in full (MEM-13, MEM-22, BIL-15): dates, settlement, early exit, the payer, deleting. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import type { EarlyExitPolicy } from "#domain/memberships/early-exit.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { listNeedsAttention } from "../dunning/attention.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { askForExit, viewExit } from "./ask-early-exit.ts";
import { cancelMembership, type CancelInput } from "./cancel.ts";
import { openClub, periodsOf, type Club, type EnrolOver } from "./club.fixture.ts";
import { holdMembership } from "./hold.ts";
import { listMemberships } from "./list.ts";
import { listMembershipCards, membershipCard } from "./membership-card.ts";
import { previewCancel } from "./preview-cancel.ts";
import { rejoinMembers } from "./rejoin.ts";
import { removeMembership } from "./remove.ts";
import { undoCancel } from "./undo-cancel.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-01-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Leaver = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };

function year(policy: EarlyExitPolicy, over: EnrolOver = {}): Leaver {
  const plan = club.plan({
    name: "Year",
    prices: [{ months: 1, priceCents: toCents(3900) }],
    activation: { ...club.adult.terms.activation, feeCents: toCents(0) },
    commitmentPeriods: 12,
    earlyExit: policy,
  });
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const [membershipId] = club.enrol(householdId, [{ patientId, plan }], over).membershipIds;
  if (!membershipId) throw new Error("one membership");
  return { householdId, patientId, membershipId };
}

/** Lives to a day and pays each draw on its day. */
function payUntil(day: string, { householdId }: Leaver): void {
  while (club.today() < day) {
    club.leapTo(addDays(club.today(), 1));
    club.payAll(householdId);
  }
}

const leave = ({ membershipId }: Leaver, over: Partial<CancelInput> = {}): CancelInput => ({
  membershipId,
  when: "now",
  onDate: null,
  reason: "",
  reasonCode: "moved_away",
  ...over,
});
const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};
const standing = ({ membershipId }: Leaver): string => club.db.read((r) => membershipCard(r, membershipId, club.today()).standing);

describe("early exit", () => {
  test("MEM-13 12×39 with 5 paid: the remaining 273.00 is asked for on an invoice that explains itself", () => {
    const lee = year({ kind: "remaining_term" });
    payUntil("2026-06-04", lee);
    const wanted = leave(lee, { when: "end_of_paid_period" });
    const shown = previewCancel(club.cx(), wanted);
    expect(shown).toMatchObject({ effectiveOn: "2026-06-05", todayCents: 27_300, exit: { dueCents: 27_300, endsOn: "2027-01-05" }, nextDraws: [] });
    expect(shown.todayLines[0]?.explain).toMatchObject({ rule: "MEM-13", sentence: "12 periods at 39.00 were agreed; 273.00 of them is left." });
    const { feeInvoiceId } = cancelMembership(club.cx(), wanted);
    expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ invoiceId: feeInvoiceId, kind: "manual", totalCents: 27_300 });
    expect(club.balance(lee.householdId).balanceCents).toBe(27_300);
  });

  test("MEM-13 claw-back with 310.00 used: 115.00", () => {
    const lee = year({ kind: "claw_back" });
    payUntil("2026-06-04", lee);
    const wanted = leave(lee, { when: "end_of_paid_period", savedCents: toCents(31_000) });
    expect(previewCancel(club.cx(), wanted).todayCents).toBe(11_500);
    cancelMembership(club.cx(), wanted);
    expect(club.balance(lee.householdId).balanceCents).toBe(11_500);
  });

  test("MEM-13 what is owed already is not asked for twice", () => {
    const lee = year({ kind: "remaining_term" });
    payUntil("2026-06-04", lee);
    club.advanceTo("2026-06-06");
    // The sixth is billed and unpaid: it stays owed, and six are left.
    cancelMembership(club.cx(), leave(lee));
    expect(club.balance(lee.householdId).balanceCents).toBe(3900 + 6 * 3900);
  });

  test("MEM-13 a fixed fee is waived within its days of the start, and asked for after them", () => {
    const lee = year({ kind: "fixed", cents: toCents(7500), waiverDays: 14 });
    club.advanceTo("2026-01-19");
    expect(previewCancel(club.cx(), leave(lee)).exit?.dueCents).toBe(0);
    club.advanceTo("2026-01-20");
    expect(previewCancel(club.cx(), leave(lee)).exit?.dueCents).toBe(7500);
  });

  test("MEM-13 it is let go with the permission and a reason, and not without the permission", () => {
    const lee = year({ kind: "remaining_term" });
    const wanted = leave(lee, { waiveExitReason: "Hardship" });
    expect(refusalOf(() => cancelMembership(club.cx(), wanted))).toBe("exit_waiver_not_allowed");
    expect(cancelMembership(club.cx(), { ...wanted, mayWaiveFees: true }).feeInvoiceId).toBeNull();
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
  });

  test("MEM-13 at the end of the commitment nothing is asked for, and draws go on until then", () => {
    const lee = year({ kind: "remaining_term" });
    club.advanceTo("2026-01-10");
    const wanted = leave(lee, { when: "end_of_commitment" });
    expect(previewCancel(club.cx(), wanted)).toMatchObject({ effectiveOn: "2027-01-05", exit: null, todayCents: 0 });
    cancelMembership(club.cx(), wanted);
    payUntil("2027-02-01", lee);
    expect(periodsOf(club, lee.membershipId)).toHaveLength(12);
    const { householdId, patientIds } = club.family("Kim", ["Ana", "1980-01-01"]);
    const [ana] = patientIds;
    const [monthly] = ana ? club.enrol(householdId, [{ patientId: ana, plan: club.adult }]).membershipIds : [];
    if (!monthly) throw new Error("one membership");
    const never: CancelInput = { membershipId: monthly, when: "end_of_commitment", onDate: null, reason: "Moving" };
    expect(refusalOf(() => cancelMembership(club.cx(), never))).toBe("no_commitment_ahead");
  });

  test("MEM-12 MEM-13 an extend of a month shifts the end of the commitment by its days", () => {
    const lee = year({ kind: "remaining_term" });
    club.advanceTo("2026-01-10");
    holdMembership(club.cx(), { membershipId: lee.membershipId, fromOn: toDay("2026-02-05"), untilOn: toDay("2026-03-05"), kind: "extend", reason: "Away" });
    expect(previewCancel(club.cx(), leave(lee, { when: "end_of_commitment" })).effectiveOn).toBe("2027-02-02");
  });

  test("MEM-13 undone before its day, the invoice for leaving early is void", () => {
    const lee = year({ kind: "remaining_term" });
    club.advanceTo("2026-01-20");
    const { feeInvoiceId } = cancelMembership(club.cx(), leave(lee, { when: "end_of_paid_period" }));
    expect(feeInvoiceId).not.toBeNull();
    undoCancel(club.cx(), lee.membershipId);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(standing(lee)).toBe("active");
  });
});

describe("BIL-15 a lapse under a commitment", () => {
  const early = () => listNeedsAttention(club.cx()).filter(({ kind }) => kind === "early_exit");

  test("BIL-15 the dues stay owed, a person is asked, and the early exit goes on an invoice once", () => {
    const lee = year({ kind: "remaining_term" });
    club.advanceTo("2026-03-06");
    expect(standing(lee)).toBe("lapsed");
    expect(early()).toHaveLength(1);
    const owed = club.balance(lee.householdId).balanceCents;
    // January, February and March were billed: nine are left.
    expect(viewExit(club.cx(), { membershipId: lee.membershipId, savedCents: toCents(0) })).toMatchObject({ dueCents: 12 * 3900 - owed - 3900, isAsked: false });
    const ask = () => askForExit(club.cx(), { membershipId: lee.membershipId, savedCents: toCents(0), waiveReason: null, mayWaiveFees: false });
    ask();
    expect(club.balance(lee.householdId).balanceCents).toBe(11 * 3900);
    expect(early()).toHaveLength(0);
    expect(refusalOf(ask)).toBe("exit_already_asked");
    rejoinMembers(club.cx(), { householdId: lee.householdId, members: [{ membershipId: lee.membershipId, fee: null }], drawDay: null, payment: null });
  });

  test("BIL-15 let go with a reason, nothing is asked for", () => {
    const lee = year({ kind: "remaining_term" });
    club.advanceTo("2026-03-06");
    const { balanceCents } = club.balance(lee.householdId);
    const input = { membershipId: lee.membershipId, savedCents: toCents(0), waiveReason: "Hardship" };
    expect(refusalOf(() => askForExit(club.cx(), { ...input, mayWaiveFees: false }))).toBe("exit_waiver_not_allowed");
    expect(askForExit(club.cx(), { ...input, mayWaiveFees: true })).toEqual({ invoiceId: null });
    expect(club.balance(lee.householdId).balanceCents).toBe(balanceCents);
    expect(early()).toHaveLength(0);
  });

  test("BIL-15 a commitment that has run out binds nobody: the dues are written off and nobody is asked", () => {
    const lee = year({ kind: "remaining_term" });
    payUntil("2027-01-04", lee);
    club.advanceTo("2027-03-08");
    expect(standing(lee)).toBe("lapsed");
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
    expect(early()).toHaveLength(0);
    expect(refusalOf(() => viewExit(club.cx(), { membershipId: lee.membershipId, savedCents: toCents(0) }))).toBe("exit_nothing_due");
  });
});

describe("settlement of unused paid days", () => {
  test("MEM-13 none by default; as credit they come back on the last day, whatever was drawn before it", () => {
    const lee = year({ kind: "none" });
    payUntil("2026-02-06", lee);
    expect(previewCancel(club.cx(), leave(lee, { when: "on_date", onDate: toDay("2026-03-15") }))).toMatchObject({ creditCents: 0 });
    const wanted = leave(lee, { when: "on_date", onDate: toDay("2026-03-15"), settlement: "credit" });
    // 21 of the 31 days of the March period: 26.42.
    expect(previewCancel(club.cx(), wanted)).toMatchObject({ creditCents: 2642, nextDraws: [{ on: "2026-03-05", cents: 3900 }] });
    cancelMembership(club.cx(), wanted);
    payUntil("2026-03-14", lee);
    expect(club.balance(lee.householdId).creditCents).toBe(0);
    payUntil("2026-04-10", lee);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 2642 });
    expect(periodsOf(club, lee.membershipId).at(-1)).toBe("2026-03-05 2026-03-15 period 1258");
  });

  test("MEM-13 as a refund today it leaves the drawer; on a later day it is a check to write", () => {
    const lee = year({ kind: "none" });
    club.advanceTo("2026-01-20");
    const wanted = leave(lee, { settlement: "refund", refundBy: "tender", mayRefund: true });
    // 16 of 31 days of 39.00.
    expect(previewCancel(club.cx(), wanted)).toMatchObject({ refundCents: 2013, creditCents: 0 });
    cancelMembership(club.cx(), wanted);
    expect(refusalOf(() => undoCancel(club.cx(), lee.membershipId))).toBe("undo_money_moved");
    const paidBy = () => club.db.read((r) => r.all("select paid_by as paidBy, amount_cents as cents from refund order by id"));
    expect(paidBy()).toEqual([{ paidBy: "tender", cents: 2013 }]);
    const other = year({ kind: "none" });
    expect(refusalOf(() => cancelMembership(club.cx(), leave(other, { settlement: "refund", mayRefund: false })))).toBe("refund_not_allowed");
    cancelMembership(club.cx(), leave(other, { when: "on_date", onDate: toDay("2026-01-25"), settlement: "refund", refundBy: "tender", mayRefund: true }));
    club.advanceTo("2026-01-25");
    expect(paidBy().at(-1)).toEqual({ paidBy: "check", cents: 3271 });
  });

  test("MEM-3 MEM-13 a month that the activation fee has paid for is settled at a month's dues", () => {
    const plan = club.plan({ name: "Included", activation: { ...club.adult.terms.activation, includesFirstPeriod: true } });
    const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1980-01-01"]);
    const [patientId] = patientIds;
    const [membershipId] = patientId ? club.enrol(householdId, [{ patientId, plan }]).membershipIds : [];
    if (!membershipId) throw new Error("one membership");
    club.advanceTo("2026-01-20");
    cancelMembership(club.cx(), { membershipId, when: "now", onDate: null, reason: "Moving", settlement: "credit" });
    expect(club.balance(householdId).creditCents).toBe(1910);
  });
});

describe("who leaves, and when", () => {
  test("MEM-13 the reason is one of the list, and another one has words", () => {
    const lee = year({ kind: "none" });
    expect(refusalOf(() => cancelMembership(club.cx(), leave(lee, { reasonCode: "other" })))).toBe("cancel_reason_missing");
    cancelMembership(club.cx(), leave(lee));
    expect(club.db.read((r) => r.get("select reason, reason_code as code from membership_cancellation"))).toEqual({ reason: "Moving away", code: "moved_away" });
  });

  test("MEM-13 the payer leaves and a child stays: somebody must say who pays from now on", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ana", "1980-01-01"], ["Bo", "1982-01-01"]);
    const [ana, bo] = patientIds;
    if (!ana || !bo) throw new Error("two people");
    const [first] = club.enrol(householdId, [ana, bo].map((patientId) => ({ patientId, plan: club.adult }))).membershipIds;
    if (!first) throw new Error("two memberships");
    const wanted: CancelInput = { membershipId: first, when: "now", onDate: null, reason: "Moving", payerPatientId: null };
    expect(previewCancel(club.cx(), wanted).payer).toMatchObject({ name: "Ana Kim", candidates: [{ patientId: ana }, { patientId: bo }] });
    expect(refusalOf(() => cancelMembership(club.cx(), wanted))).toBe("new_payer_needed");
    cancelMembership(club.cx(), { ...wanted, payerPatientId: bo });
    expect(club.db.read((r) => r.get("select payer_patient_id as id, name from household where id = ?", householdId))).toEqual({ id: bo, name: "Bo Kim" });
  });

  test("MEM-13 before the start it never begins; what is unpaid comes off", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ana", "1980-01-01"]);
    const [ana] = patientIds;
    if (!ana) throw new Error("one person");
    const plan = club.plan({ name: "Dues only", activation: { ...club.adult.terms.activation, feeCents: toCents(0) } });
    const [membershipId] = club.enrol(householdId, [{ patientId: ana, plan }], { startOn: "2026-02-01", unpaid: true }).membershipIds;
    if (!membershipId) throw new Error("one membership");
    const wanted: CancelInput = { membershipId, when: "now", onDate: null, reason: "Changed her mind" };
    expect(previewCancel(club.cx(), wanted)).toMatchObject({ sentence: "It never begins: no day of it is covered.", nextDraws: [] });
    cancelMembership(club.cx(), wanted);
    club.advanceTo("2026-04-01");
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(club.invoices(householdId).filter(({ balanceCents }) => balanceCents > 0)).toEqual([]);
  });

  test("MEM-12 MEM-13 somebody who died is not put on hold; the membership is cancelled", () => {
    const lee = year({ kind: "none" });
    club.db.write((w): void => {
      w.exec("update patient set status = 'deceased' where id = ?", lee.patientId);
    });
    const hold = { membershipId: lee.membershipId, fromOn: club.today(), untilOn: null, kind: "pause", reason: "Away" } as const;
    expect(refusalOf(() => holdMembership(club.cx(), hold))).toBe("hold_patient_deceased");
    cancelMembership(club.cx(), leave(lee, { reasonCode: "deceased", settlement: "credit" }));
    expect(standing(lee)).toBe("cancelled");
  });

  test("MEM-13 two people at once: the second is told that it has changed", () => {
    const lee = year({ kind: "none" });
    const { version } = previewCancel(club.cx(), leave(lee));
    holdMembership(club.cx(), { membershipId: lee.membershipId, fromOn: toDay("2026-02-05"), untilOn: null, kind: "pause", reason: "Away" });
    expect(refusalOf(() => cancelMembership(club.cx(), leave(lee, { version })))).toBe("membership_changed_meanwhile");
  });

  test("MEM-13 within 24 hours what came off is billed again, also where the invoice was void", () => {
    const lee = year({ kind: "none" });
    club.advanceTo("2026-02-05");
    expect(club.balance(lee.householdId).balanceCents).toBe(3900);
    cancelMembership(club.cx(), leave(lee));
    expect(club.invoices(lee.householdId).at(-1)).toMatchObject({ balanceCents: 0 });
    expect(club.balance(lee.householdId).balanceCents).toBe(0);
    undoCancel(club.cx(), lee.membershipId);
    expect(club.balance(lee.householdId).balanceCents).toBe(3900);
    expect(periodsOf(club, lee.membershipId)).toEqual(["2026-01-05 2026-02-05 period 3900", "2026-02-05 2026-03-05 period 3900"]);
    club.payAll(lee.householdId);
    club.advanceTo("2026-03-05");
    expect(club.invoices(lee.householdId)).toHaveLength(4);
  });
});

describe("deleting", () => {
  function entered(over: EnrolOver = { unpaid: true }): Leaver {
    const { householdId, patientIds } = club.family("Kim", ["Ana", "1980-01-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    const [membershipId] = club.enrol(householdId, [{ patientId, plan: club.adult }], over).membershipIds;
    if (!membershipId) throw new Error("one membership");
    return { householdId, patientId, membershipId };
  }
  const remove = ({ membershipId }: Leaver) => removeMembership(club.cx(), { membershipId, reason: "Wrong patient" });

  test("MEM-22 nothing paid, used or signed: its lines come off and it is shown nowhere", () => {
    const kim = entered();
    expect(club.balance(kim.householdId).balanceCents).toBe(9900 + 3700);
    remove(kim);
    expect(club.balance(kim.householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    expect(club.db.read((r) => listMembershipCards(r, kim.patientId, club.today()))).toEqual([]);
    const all = { standings: [], planIds: [], text: "", sort: "patient", descending: false, after: null, limit: 50 } as const;
    expect(listMemberships(club.cx(), all).rows).toEqual([]);
    club.advanceTo("2026-04-06");
    expect(club.invoices(kim.householdId)).toHaveLength(1);
    // The person may be enrolled again, with the activation fee that nobody paid.
    const [again] = club.enrol(kim.householdId, [{ patientId: kim.patientId, plan: club.adult }]).membershipIds;
    expect(again).not.toBe(kim.membershipId);
    expect(club.invoices(kim.householdId).at(-1)?.totalCents).toBe(9900 + 3700);
  });

  test("MEM-22 of two on one invoice only the deleted one's lines come off", () => {
    const { householdId, patientIds } = club.family("Kim", ["Ana", "1980-01-01"], ["Bo", "1982-01-01"]);
    const [ana, bo] = patientIds;
    if (!ana || !bo) throw new Error("two people");
    const ids = club.enrol(householdId, [ana, bo].map((patientId) => ({ patientId, plan: club.adult })), { unpaid: true }).membershipIds;
    const [, second] = ids;
    if (!second) throw new Error("two memberships");
    removeMembership(club.cx(), { membershipId: second, reason: "Wrong patient" });
    expect(club.balance(householdId).balanceCents).toBe(9900 + 3700);
  });

  test("MEM-22 anything paid, used or signed keeps it: the refusal says to cancel", () => {
    expect(refusalOf(() => remove(entered({})))).toBe("membership_was_used");
    const used = entered();
    club.db.write((w): void => {
      w.exec("update benefit_grant set used = 1 where membership_id = ?", used.membershipId);
    });
    expect(refusalOf(() => remove(used))).toBe("membership_was_used");
    expect(standing(used)).not.toBe("cancelled");
  });
});
