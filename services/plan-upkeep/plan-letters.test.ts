import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refusalOf } from "#db/testing.ts";
import { addDays, toDay } from "#domain/calendar.ts";
import { defaultDunning } from "#domain/dunning/settings.ts";
import type { HouseholdId, MembershipId, PatientId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import type { PlanTerms } from "#domain/memberships/plan.ts";
import { giveNotice, listLettersToPrint, previewLetter } from "../dunning/print-notices.ts";
import { readDunning, saveDunning } from "../dunning/settings.ts";
import { cancelMembership } from "../memberships/cancel.ts";
import { openClub, type Club } from "../memberships/club.fixture.ts";
import type { PlanView } from "../plans/plan-view.ts";
import { verifyPractice } from "../upkeep/verify-practice.ts";
import { readPriceRise } from "./price-rises.ts";
import { previewRise, raisePrices } from "./raise-prices.ts";

let club: Club;
beforeEach(() => (club = openClub("2026-09-05")));
afterEach(() => {
  expect(verifyPractice(club.db).breaches).toEqual([]);
  club.dispose();
});

type Member = { readonly householdId: HouseholdId; readonly patientId: PatientId; readonly membershipId: MembershipId };
const young = (over: Partial<PlanTerms> = {}): PlanView =>
  club.plan({ name: "Young", audience: { minAge: null, maxAgeExclusive: 18 }, prices: [{ months: 1, priceCents: toCents(2500) }], ageOut: "auto", ageOutTo: club.adult.planId, ...over });
function member(plan: PlanView, birthOn = "2008-12-20"): Member {
  const { householdId, patientIds } = club.family("Lee", ["Ida", birthOn]);
  const [patientId] = patientIds;
  if (!patientId) throw new Error("one person");
  const { membershipIds } = club.enrol(householdId, [{ patientId, plan }], { drawDay: 5 });
  return { householdId, patientId, membershipId: membershipIds[0] as MembershipId };
}
/** Paid in cash often enough that nobody is past due; the letters of the last day are left unprinted. */
function until(day: string, ...members: readonly Member[]): void {
  while (club.today() < day) {
    const next = addDays(club.today(), 20);
    club.advanceTo(next < day ? next : day, { prints: next < day });
    for (const { householdId } of members) club.payAll(householdId);
  }
}
const waiting = () => listLettersToPrint(club.cx()).filter(({ kind }) => kind.startsWith("age_out") || kind === "price_change");
const kinds = () => waiting().map(({ kind }) => kind);

describe("MEM-16 the letters about a birthday", () => {
  test("MEM-16 a letter that is switched off is not written, and the move is made all the same", () => {
    const { version } = readDunning(club.cx());
    saveDunning(club.cx(), { basedOn: version, settings: { ...defaultDunning, writing: { age_out_60: "off", age_out_30: "off" } } });
    const ida = member(young());
    until("2026-10-21", ida);
    expect(kinds()).toEqual([]);
    until("2027-01-06", ida);
    expect(club.invoices(ida.householdId).at(-1)).toMatchObject({ drawOn: "2027-01-05", totalCents: 3700 });
  });

  test("MEM-16 a birth date that is put right takes the letter off, and the right day writes its own", () => {
    const ida = member(young());
    until("2026-10-21", ida);
    expect(kinds()).toEqual(["age_out_60"]);
    club.db.write((w) => w.exec("update patient set birth_on = '2009-01-20' where id = ?", ida.patientId));
    expect(kinds()).toEqual([]);
    until("2026-11-21", ida);
    expect(kinds()).toEqual(["age_out_60"]);
    expect(previewLetter(club.cx(), waiting()[0]?.noticeId ?? (0 as never)).body).toContain("has a birthday on Jan 20, 2027");
  });

  test("MEM-13 MEM-16 who leaves before the move is not written to any more", () => {
    const ida = member(young());
    until("2026-10-21", ida);
    cancelMembership(club.cx(), { membershipId: ida.membershipId, when: "now", onDate: null, reason: "Moved" } as never);
    expect(kinds()).toEqual([]);
    club.advanceTo("2026-10-22", { prints: false });
    const [row] = club.db.read((r) => r.all<{ state: string; reason: string }>("select state, reason from notice where kind = 'age_out_60'"));
    expect(row).toEqual({ state: "cancelled", reason: "No longer needed" });
  });

  test("MEM-16 DOC-8 a family that reads Spanish is written to in Spanish, with the same day and price", () => {
    const ida = member(young());
    club.db.write((w) => w.exec("update patient set language = 'es' where id = ?", ida.patientId));
    until("2026-10-21", ida);
    const { subject, body } = previewLetter(club.cx(), waiting()[0]?.noticeId ?? (0 as never));
    expect(subject).toBe("Un cumpleaños y un nuevo plan");
    expect(body).toContain("pasa al plan Adult");
    expect(body).toContain("37.00 al mes");
  });

  test("MEM-16 MEM-12 a hold over the birthday moves the change to the first draw after it, and the letter says so", () => {
    const ida = member(young());
    until("2026-10-06", ida);
    club.db.write((w) => {
      w.exec(
        `insert into membership_hold (membership_id, kind, from_on, until_on, reason, created_at) values (?, 'billing_only', '2026-12-01', '2027-02-01', 'Abroad', ?)`,
        ida.membershipId,
        club.cx().now,
      );
    });
    until("2026-10-21", ida);
    expect(previewLetter(club.cx(), waiting()[0]?.noticeId ?? (0 as never)).body).toContain("With the payment of Feb 5, 2027");
    until("2027-02-06", ida);
    const draws = club.invoices(ida.householdId).filter(({ kind }) => kind === "draw").map(({ drawOn, totalCents }) => `${drawOn} ${totalCents}`);
    // The days from the hold's end to the draw are still those of the old plan: 4 of 31.
    expect(draws).toEqual(["2026-10-05 2500", "2026-11-05 2500", "2027-02-01 323", "2027-02-05 3700"]);
  });
});

describe("MEM-17 told in another way", () => {
  const plus = () => {
    const input = { plans: [{ planId: club.adult.planId, changes: [{ months: 1 as const, change: { kind: "by_amount" as const, cents: toCents(200) } }] }], effectiveOn: toDay("2026-12-01"), scope: "first_draw_after_notice" as const, noticeDays: 30, excluded: [], reason: "Costs" };
    const preview = previewRise(club.cx(), input);
    return raisePrices(club.cx(), { ...input, expectedMembers: preview.raised, expectedAfterCents: preview.monthlyAfterCents });
  };

  test("MEM-17 a letter handed over at the desk counts from that day", () => {
    const rosa = member(club.adult, "1980-01-01");
    const { riseId } = plus();
    giveNotice(club.cx(), waiting()[0]?.noticeId ?? (0 as never));
    expect(readPriceRise(club.cx(), riseId).members).toMatchObject([{ state: "notice_out", noticeState: "sent", noticeSentOn: "2026-09-05", effectOn: "2026-12-05" }]);
    until("2026-12-06", rosa);
    expect(club.invoices(rosa.householdId).at(-1)).toMatchObject({ drawOn: "2026-12-05", totalCents: 3900 });
  });

  test("MEM-17 the letter of a new price cannot be switched off", () => {
    const { version } = readDunning(club.cx());
    const quiet = { ...defaultDunning, writing: { price_change: "off" as const } };
    expect(refusalOf(() => saveDunning(club.cx(), { basedOn: version, settings: quiet }))).toBe("notice_not_optional");
  });

  test("MEM-16 BIL-20 while billing is stopped no letter about plans is written; afterwards it is", () => {
    const rosa = member(young(), "2008-12-20");
    plus();
    until("2026-10-06", rosa);
    club.db.write((w) => w.exec("insert into billing_stop (reason, since_at) values ('restored', ?)", club.cx().now));
    club.advanceTo("2026-10-22", { prints: false });
    expect(kinds().filter((kind) => kind.startsWith("age_out"))).toEqual([]);
    club.db.write((w) => w.exec("update billing_stop set lifted_at = ?", club.cx().now));
    club.runNow();
    expect(kinds().filter((kind) => kind.startsWith("age_out"))).toEqual(["age_out_60"]);
  });
});
