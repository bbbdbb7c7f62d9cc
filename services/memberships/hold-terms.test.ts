/** What a hold is beyond its days (MEM-12): its fee, the exception for somebody past due, and two people at once. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import type { HouseholdId, MembershipId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Refusal } from "#domain/refusal.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { openClub, type Club } from "./club.fixture.ts";
import { holdMembership, previewHold, type HoldInput } from "./hold.ts";
import { membershipCard } from "./membership-card.ts";
import { previewResume, resumeMembership } from "./resume.ts";
import { undoChangeWithin } from "./undo/undo-change.ts";

let club: Club;
let householdId: HouseholdId;
let membershipId: MembershipId;

beforeEach(() => {
  club = openClub("2026-01-05");
  const lee = club.family("Lee", ["Rosa", "1980-01-01"]);
  const [patientId] = lee.patientIds;
  const [id] = patientId ? club.enrol(lee.householdId, [{ patientId, plan: club.adult }]).membershipIds : [];
  if (!id) throw new Error("one membership");
  [householdId, membershipId] = [lee.householdId, id];
});
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

const wanted = (from: string, until: string | null, over: Partial<HoldInput> = {}): HoldInput => ({
  membershipId,
  fromOn: toDay(from),
  untilOn: until === null ? null : toDay(until),
  kind: "pause",
  reason: "Travelling",
  ...over,
});
const once = { each: false, cents: toCents(1000) };
const each = { each: true, cents: toCents(500) };
const drawn = () => club.invoices(householdId).slice(1).map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
const refusalOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("the fee", () => {
  test("MEM-12 MEM-21 once: drawn on the first day, at once where that is today, as the preview says", () => {
    const hold = wanted("2026-01-05", "2026-03-05", { fee: once });
    const shown = previewHold(club.cx(), hold);
    expect(shown).toMatchObject({ todayCents: 1000, creditUsedCents: 1000, creditCents: 3700, nextDraws: [{ on: "2026-03-05", cents: 3700 }, {}, {}] });
    expect(shown.todayLines[0]?.explain.rule).toBe("MEM-12");
    holdMembership(club.cx(), hold);
    // The credit of the unused days has paid it.
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 2700 });
    club.advanceTo("2026-03-05");
    expect(drawn()).toEqual(["2026-01-05 1000", "2026-03-05 3700"]);
  });

  test("MEM-12 MEM-21 each: on every draw day that is skipped, and shown among the next draws", () => {
    const hold = wanted("2026-02-10", "2026-05-05", { fee: each });
    expect(previewHold(club.cx(), hold).nextDraws.map(({ on, cents }) => `${on} ${cents}`)).toEqual([
      "2026-02-05 3700",
      "2026-03-05 500",
      "2026-04-05 500",
    ]);
    holdMembership(club.cx(), hold);
    club.advanceTo("2026-05-05");
    expect(drawn()).toEqual(["2026-02-05 3700", "2026-03-05 500", "2026-04-05 500", "2026-05-05 3700"]);
    expect(club.runNow().invoicesMade).toBe(0);
  });

  test("MEM-12 a hold that ends earlier draws no fee for the days after its end", () => {
    holdMembership(club.cx(), wanted("2026-02-05", "2026-05-05", { fee: each }));
    club.advanceTo("2026-02-20");
    const shown = previewResume(club.cx(), { membershipId, onDay: club.today() });
    expect(shown).toMatchObject({ todayCents: 1718, nextDraws: [{ on: "2026-03-05", cents: 3700 }, {}, {}] });
    resumeMembership(club.cx(), { membershipId, onDay: club.today() });
    club.advanceTo("2026-03-05");
    expect(drawn()).toEqual(["2026-02-05 500", "2026-02-20 1718", "2026-03-05 3700"]);
  });

  test("MEM-12 after days off each fee is drawn with its own day, and the run has nothing more to do", () => {
    holdMembership(club.cx(), wanted("2026-02-05", "2026-04-05", { fee: each }));
    club.leapTo("2026-04-06");
    expect(drawn()).toEqual(["2026-02-05 500", "2026-03-05 500", "2026-04-05 3700"]);
    expect(club.runNow().invoicesMade).toBe(0);
  });

  test("MEM-12 two members of a household: the fee stands on the same invoice as the other's draw", () => {
    const benId = club.join(householdId, "Ben", "Lee", "1982-05-05");
    club.enrol(householdId, [{ patientId: benId, plan: club.adult }]);
    club.payAll(householdId);
    holdMembership(club.cx(), wanted("2026-02-05", "2026-03-05", { fee: once }));
    club.advanceTo("2026-02-05");
    expect(club.invoices(householdId).at(-1)).toMatchObject({ drawOn: "2026-02-05", totalCents: 4700, lines: 2 });
  });

  test("MEM-12 a hold that is taken back takes its fee with it", () => {
    const { changeId } = holdMembership(club.cx(), wanted("2026-01-05", "2026-03-05", { fee: once }));
    club.db.write((w): void => {
      undoChangeWithin(club.cx(), w, changeId);
    });
    expect(club.balance(householdId)).toEqual({ balanceCents: 0, creditCents: 0 });
    club.advanceTo("2026-02-05");
    expect(club.invoices(householdId).filter(({ balanceCents }) => balanceCents > 0)).toHaveLength(1);
  });
});

describe("somebody past due", () => {
  test("MEM-12 needs a reason and the permission; what was past due stays due", () => {
    club.advanceTo("2026-02-06");
    const hold = wanted("2026-02-06", "2026-03-06");
    expect(refusalOf(() => holdMembership(club.cx(), hold))).toBe("hold_while_past_due");
    expect(refusalOf(() => holdMembership(club.cx(), { ...hold, exceptionReason: "In hospital" }))).toBe("hold_exception_not_allowed");
    expect(refusalOf(() => holdMembership(club.cx(), { ...hold, exceptionReason: " ", mayMakeExceptions: true }))).toBe("hold_while_past_due");
    holdMembership(club.cx(), { ...hold, exceptionReason: "In hospital", mayMakeExceptions: true });
    // One of the 28 days of February was used: 1.32 of 37.00 stays owed.
    expect(club.balance(householdId)).toEqual({ balanceCents: 132, creditCents: 0 });
  });

  test("MEM-12 BIL-11 hold days do not count towards day 28", () => {
    const lapsedOn = (): string | null =>
      club.db.read((r): string | null => r.get<{ on: string }>('select lapsed_on as "on" from membership_lapse')?.on ?? null);
    club.advanceTo("2026-02-10");
    holdMembership(club.cx(), wanted("2026-02-10", "2026-03-10", { kind: "billing_only", exceptionReason: "In hospital", mayMakeExceptions: true }));
    // 5 February + 28 days, and the 28 held days after them.
    club.advanceTo("2026-04-01");
    expect(lapsedOn()).toBeNull();
    club.advanceTo("2026-04-08");
    expect(lapsedOn()).toBe("2026-04-02");
  });
});

test("MEM-12 two people at once: the second is told that it has changed", () => {
  const { version } = previewHold(club.cx(), wanted("2026-02-05", "2026-03-05"));
  holdMembership(club.cx(), wanted("2026-02-05", "2026-03-05"));
  expect(refusalOf(() => holdMembership(club.cx(), wanted("2026-06-05", "2026-07-05", { version })))).toBe("membership_changed_meanwhile");
  const standing = club.db.read((r) => membershipCard(r, membershipId, club.today()).standing);
  expect(standing).toBe("active");
});

describe("before it ends", () => {
  const letters = () =>
    club.db.read((r) => r.all<{ kind: string; due: string; state: string; facts: string }>(
      "select kind, due_on as due, state, facts from notice where kind = 'hold_ends' order by id",
    ));

  test("MEM-12 the household is told seven days before, once, with what is due then", () => {
    holdMembership(club.cx(), wanted("2026-02-05", "2026-03-10"));
    club.advanceTo("2026-03-02");
    expect(letters()).toEqual([]);
    club.advanceTo("2026-03-09");
    expect(letters()).toMatchObject([{ kind: "hold_ends", due: "2026-03-03", state: "printed" }]);
    // 26 of the 31 days from 5 March.
    expect(letters()[0]?.facts).toContain("31.03");
  });

  test("MEM-12 a hold that was ended, or whose member leaves, is not written about", () => {
    holdMembership(club.cx(), wanted("2026-02-05", "2026-03-10"));
    club.advanceTo("2026-03-03", { prints: false });
    expect(letters()).toMatchObject([{ state: "queued" }]);
    resumeMembership(club.cx(), { membershipId, onDay: club.today() });
    club.advanceTo("2026-03-04");
    expect(letters()).toMatchObject([{ state: "cancelled" }]);
  });
});
