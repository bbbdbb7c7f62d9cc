import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { cancelMembership } from "./cancel.ts";
import { previewCancel } from "./preview-cancel.ts";
import { undoCancel } from "./undo-cancel.ts";
import { openClub, periodsOf, type Club } from "./club.fixture.ts";
import { holdMembership, previewHold } from "./hold.ts";
import { membershipCard } from "./membership-card.ts";
import { resumeMembership } from "./resume.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-01-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

function member(over: { months?: 1 | 12 } = {}) {
  const { householdId, patientIds } = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [
    { patientId, plan: club.adult, periodMonths: over.months ?? 1 },
  ]);
  const [membershipId] = membershipIds;
  if (!membershipId) throw new Error("one membership");
  return {
    householdId,
    membershipId,
    card: () => club.db.read((r) => membershipCard(r, membershipId, club.today())),
    periods: () => periodsOf(club, membershipId),
  };
}

const code = (work: () => unknown): unknown => {
  try {
    work();
    return "accepted";
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe("MEM-12 hold", () => {
  const hold = (membershipId: ReturnType<typeof member>["membershipId"], from: string, until: string | null) => ({
    membershipId,
    fromOn: toDay(from),
    untilOn: until === null ? null : toDay(until),
    kind: "pause" as const,
    reason: "Travelling",
  });

  test("MEM-12 a pause from today credits the unused paid days at once; at its end comes a stub", () => {
    const lee = member();
    club.advanceTo("2026-01-20");
    const wanted = hold(lee.membershipId, "2026-01-20", "2026-02-25");
    // 16 of the 31 paid days are left: 19.10.
    expect(previewHold(club.cx(), wanted)).toMatchObject({
      creditCents: 1910,
      nextDraws: [
        { on: "2026-02-25", cents: 1057 },
        { on: "2026-03-05", cents: 3700 },
        { on: "2026-04-05", cents: 3700 },
      ],
    });
    holdMembership(club.cx(), wanted);
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 0, creditCents: 1910 });
    expect(lee.card()).toMatchObject({ standing: "on_hold", heldUntilOn: "2026-02-25" });
    expect(club.advanceTo("2026-02-24").some((run) => run.invoicesMade > 0)).toBe(false);
    club.advanceTo("2026-03-05");
    expect(lee.periods()).toEqual([
      "2026-01-05 2026-01-20 period 1790",
      "2026-02-25 2026-03-05 stub 1057",
      "2026-03-05 2026-04-05 period 3700",
    ]);
    // 10.57 and the first 8.53 of 37.00 came from the credit.
    expect(club.balance(lee.householdId)).toEqual({ balanceCents: 3700 - 853, creditCents: 0 });
    club.payAll(lee.householdId);
  });

  test("MEM-12 a hold that begins later cuts the period on its first day, without a nightly flip", () => {
    const lee = member();
    holdMembership(club.cx(), hold(lee.membershipId, "2026-02-15", "2026-03-20"));
    expect(lee.card().standing).toBe("active");
    club.advanceTo("2026-02-05");
    club.payAll(lee.householdId);
    expect(club.balance(lee.householdId).creditCents).toBe(0);
    club.advanceTo("2026-02-15");
    // 18 of 28 days of 37.00.
    expect(club.balance(lee.householdId).creditCents).toBe(2379);
    expect(lee.card().standing).toBe("on_hold");
  });

  test("MEM-12 resuming early charges the stub on that day; resuming before it began withdraws the hold", () => {
    const lee = member();
    holdMembership(club.cx(), hold(lee.membershipId, "2026-02-05", null));
    expect(lee.card().nextDrawOn).toBe("2026-05-05");
    club.advanceTo("2026-02-20");
    resumeMembership(club.cx(), { membershipId: lee.membershipId, onDay: club.today() });
    expect(lee.periods().at(-1)).toBe("2026-02-20 2026-03-05 stub 1718");
    club.payAll(lee.householdId);
    holdMembership(club.cx(), hold(lee.membershipId, "2026-03-01", null));
    resumeMembership(club.cx(), { membershipId: lee.membershipId, onDay: club.today() });
    expect(lee.card()).toMatchObject({ standing: "active", nextDrawOn: "2026-03-05" });
  });

  test("MEM-12 an annual plan that pauses gets its days back and starts a new year after the stub", () => {
    const lee = member({ months: 12 });
    club.advanceTo("2026-03-01");
    holdMembership(club.cx(), hold(lee.membershipId, "2026-03-01", "2026-05-01"));
    expect(club.balance(lee.householdId).creditCents).toBe(36096);
    club.advanceTo("2026-05-05");
    expect(lee.periods()).toEqual([
      "2026-01-05 2026-03-01 period 6404",
      "2026-05-01 2026-05-05 stub 466",
      "2026-05-05 2027-05-05 period 42500",
    ]);
    club.payAll(lee.householdId);
  });

  test("MEM-12 a stub that was charged ahead of its days is given back too", () => {
    const plan = club.plan({ name: "Included", activation: { ...club.adult.terms.activation, includesFirstPeriod: true } });
    const { householdId, patientIds } = club.family("Ortiz", ["Ben", "1980-01-01"]);
    const [patientId] = patientIds;
    if (!patientId) throw new Error("one person");
    // Joined on the 5th, paid through 5 February, draws on the 20th: [5, 20 February) is charged on 20 January.
    const { membershipIds } = club.enrol(householdId, [{ patientId, plan }], { drawDay: 20 });
    club.advanceTo("2026-01-25");
    club.payAll(householdId);
    const [membershipId] = membershipIds;
    if (!membershipId) throw new Error("one membership");
    expect(periodsOf(club, membershipId)).toHaveLength(2);
    const wanted = hold(membershipId, "2026-01-28", "2026-03-01");
    const preview = previewHold(club.cx(), wanted);
    holdMembership(club.cx(), wanted);
    club.advanceTo("2026-01-28");
    expect(periodsOf(club, membershipId)).toEqual(["2026-01-05 2026-01-28 covered 0"]);
    expect(club.balance(householdId).creditCents).toBe(preview.creditCents);
    club.advanceTo("2026-03-01");
    expect(periodsOf(club, membershipId).at(-1)).toBe("2026-03-01 2026-03-20 stub 2511");
    expect(preview.nextDraws[0]).toMatchObject({ on: "2026-03-01", cents: 2511 });
    club.payAll(householdId);
  });

  test("MEM-12 what a hold may not be is refused in words", () => {
    const lee = member();
    const { membershipId } = lee;
    expect(code(() => holdMembership(club.cx(), hold(membershipId, "2026-01-04", null)))).toBe("hold_too_early");
    expect(code(() => holdMembership(club.cx(), hold(membershipId, "2026-02-05", "2026-02-20")))).toBe("hold_too_short");
    expect(code(() => holdMembership(club.cx(), hold(membershipId, "2026-02-05", "2026-06-05")))).toBe("hold_too_long");
    holdMembership(club.cx(), hold(membershipId, "2026-02-05", "2026-03-05"));
    expect(code(() => holdMembership(club.cx(), hold(membershipId, "2026-03-01", null)))).toBe("hold_overlaps");
    expect(code(() => resumeMembership(club.cx(), { membershipId: 999 as never, onDay: club.today() }))).toBe("membership_not_found");
    resumeMembership(club.cx(), { membershipId, onDay: toDay("2026-02-01") });
    expect(code(() => resumeMembership(club.cx(), { membershipId, onDay: club.today() }))).toBe("not_on_hold");
    club.advanceTo("2026-02-06");
    expect(code(() => holdMembership(club.cx(), hold(membershipId, "2026-02-06", null)))).toBe("hold_while_past_due");
    club.payAll(lee.householdId);
  });
});

describe("MEM-13 cancel", () => {
  test("MEM-13 at the end of the paid period: benefits and standing until then, no draw after it", () => {
    const lee = member();
    club.advanceTo("2026-01-20");
    const wanted = {
      membershipId: lee.membershipId,
      when: "end_of_paid_period" as const,
      onDate: null,
      reason: "Moving away",
    };
    expect(previewCancel(club.cx(), wanted)).toMatchObject({ nextDraws: [], creditCents: 0 });
    cancelMembership(club.cx(), wanted);
    expect(lee.card()).toMatchObject({ standing: "cancelling", endsOn: "2026-02-05", nextDrawOn: null });
    expect(club.advanceTo("2026-02-04").some((run) => run.invoicesMade > 0)).toBe(false);
    expect(lee.card().standing).toBe("cancelling");
    club.advanceTo("2026-02-05");
    expect(lee.card().standing).toBe("cancelled");
  });

  test("MEM-13 unpaid lines from the effective day on come off by a credit note", () => {
    const lee = member();
    club.advanceTo("2026-02-10");
    expect(club.balance(lee.householdId).balanceCents).toBe(3700);
    cancelMembership(club.cx(), {
      membershipId: lee.membershipId,
      when: "end_of_paid_period",
      onDate: null,
      reason: "Moving away",
    });
    // The paid days ended on 5 February; today is the first day that can end it, so February stays owed.
    expect(lee.card().standing).toBe("cancelled");
    expect(club.balance(lee.householdId).balanceCents).toBe(3700);
    club.payAll(lee.householdId);
  });

  test("MEM-13 cancelled on the day of joining, days already paid are neither refunded nor a breach", () => {
    const one = member();
    const balance = club.balance(one.householdId);
    expect(cancelMembership(club.cx(), { membershipId: one.membershipId, when: "now", onDate: null, reason: "Moving" })).toMatchObject({
      membershipId: one.membershipId,
    });
    expect(verifyPractice(club.db).breaches).toEqual([]);
    expect(club.balance(one.householdId)).toEqual(balance);
    club.advanceTo("2026-04-06");
    expect(club.invoices(one.householdId)).toHaveLength(1);
  });

  test("MEM-13 undo until the effective day, not after", () => {
    const lee = member();
    const cancel = () =>
      cancelMembership(club.cx(), {
        membershipId: lee.membershipId,
        when: "end_of_paid_period",
        onDate: null,
        reason: "Changed dentist",
      });
    cancel();
    expect(code(cancel)).toBe("already_cancelled");
    undoCancel(club.cx(), lee.membershipId);
    expect(lee.card()).toMatchObject({ standing: "active", nextDrawOn: "2026-02-05" });
    cancel();
    club.advanceTo("2026-02-05");
    expect(code(() => undoCancel(club.cx(), lee.membershipId))).toBe("cancellation_took_effect");
    expect(code(cancel)).toBe("membership_ended");
  });
});
