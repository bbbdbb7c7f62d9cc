import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { MembershipId, PriceRiseId } from "#domain/identity.ts";
import { toCents } from "#domain/money.ts";
import { Books, someAt, type Family, type SoldPlan } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { endAgeOutChoice, findAgeOutChoice, insertAgeOutChoice, listGrowingOut, listWithoutBirthDate } from "./age-outs.ts";
import { listPlanMembers } from "./plan-members.ts";
import {
  countPriceLetters,
  endRiseMembers,
  findOpenRise,
  findReplacedVersion,
  findRise,
  insertRise,
  insertRiseMember,
  insertRisePlan,
  listPlansToRaise,
  listRiseMembers,
  listRises,
  setRisenVersion,
  setRiseTookEffect,
  withdrawRise,
} from "./price-rises.ts";
import { findPays, hasWithdrawnExpiry, listEndingMembers, listPaidUpWithoutCard, listTermMembers } from "./renewals.ts";

let books: Books;
let lee: Family;
let plan: SoldPlan;
beforeEach(() => {
  books = new Books();
  lee = books.family([{ firstName: "Rosa", lastName: "Lee", birthOn: toDay("1984-03-07") }]);
  plan = books.plan("Adult");
});
afterEach(() => books.dispose());

const day = (text: string): Day => toDay(text);
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));
const member = (of: SoldPlan = plan, like: Parameters<Books["membership"]>[3] = {}): MembershipId =>
  books.membership(lee.householdId, lee.payer, of, { startOn: day("2026-01-31"), nextDrawOn: day("2026-03-31"), ...like });

describe("MEM-16 who grows out of a plan", () => {
  const child = (birthOn: string | null, maxAgeExclusive: number | null, like: Parameters<Books["membership"]>[3] = {}, minAge: number | null = null): string => {
    const name = `Cy${birthOn ?? ""}`;
    const family = books.family([{ firstName: name, lastName: "Kid", birthOn: birthOn === null ? null : day(birthOn) }]);
    const kids = books.plan("Child", { audience: { minAge, maxAgeExclusive } });
    books.membership(family.householdId, family.payer, kids, { nextDrawOn: day("2026-03-31"), ...like });
    return `${name} Kid`;
  };
  const growing = (through: string): string[] => books.read((db) => listGrowingOut(db, day(through))).map(({ patientName }) => patientName);

  test.each([
    ["2008-03-20", "2026-03-20", true],
    ["2008-03-20", "2026-03-19", false],
    ["2008-02-29", "2026-02-28", false],
    ["2008-02-29", "2026-03-01", true],
    ["2001-05-05", "2026-03-01", true],
  ])("MEM-16 born on %s, up to %s: %s", (birthOn, through, isListed) => {
    const name = child(birthOn, 18);
    expect(growing(through)).toEqual(isListed ? [name] : []);
  });

  test("MEM-16 the earliest birthday first; not on a plan for any age, not when nothing is drawn any more", () => {
    const [late, early] = [child("2008-03-20", 18), child("2007-03-20", 18)];
    child("2008-03-20", null);
    child("2008-03-20", 18, { nextDrawOn: null });
    expect(growing("2026-12-31")).toEqual([early, late]);
  });

  test("MEM-16 a birth date is missing where the plan has an age at either end", () => {
    child("2008-03-20", 18);
    child(null, null);
    expect(books.read(listWithoutBirthDate)).toEqual([]);
    child(null, 18);
    child(null, null, {}, 65);
    expect(books.read(listWithoutBirthDate).map(({ maxAge }) => maxAge)).toEqual([18, null]);
  });

  test("MEM-16 F-12 a choice gives way to the next one and stays in the file; one of another plan does not count", () => {
    const membershipId = member();
    const other = books.plan("Other");
    const choose = (choice: "move" | "stay", of = plan) =>
      books.write((db) => insertAgeOutChoice(db, { membershipId, planId: of.planId, choice, reason: "Talked", createdBy: null, createdAt: someAt }));
    choose("stay");
    choose("move");
    choose("stay", other);
    const found = (of: SoldPlan) => books.read((db) => findAgeOutChoice(db, membershipId, of.planId)?.choice ?? null);
    expect([found(plan), found(other)]).toEqual(["move", "stay"]);
    expect(books.write<boolean>((db) => endAgeOutChoice(db, membershipId, plan.planId, someAt))).toBe(true);
    expect(books.write<boolean>((db) => endAgeOutChoice(db, membershipId, plan.planId, someAt))).toBe(false);
    expect([found(plan), found(other)]).toEqual([null, "stay"]);
    expect(books.read((db) => db.get<{ n: number }>("select count(*) as n from age_out_choice"))?.n).toBe(3);
  });
});

describe("MEM-17 price rises in the file", () => {
  const rise = (effectiveOn = "2026-06-01"): PriceRiseId =>
    books.write<PriceRiseId>((db) => {
      const riseId = insertRise(db, { effectiveOn: day(effectiveOn), scope: "first_draw_after_notice", noticeDays: 30, reason: "Costs", createdBy: null, createdAt: someAt });
      insertRisePlan(db, { riseId, planId: plan.planId, fromVersionId: plan.planVersionId, prices: [{ months: 1, priceCents: toCents(3900) }] });
      return riseId;
    });
  const into = (riseId: PriceRiseId, membershipId: MembershipId, noticeId: number | null = null): void =>
    books.write<void>((db) => {
      insertRiseMember(db, { riseId, membershipId, planId: plan.planId, oldCents: toCents(3700), newCents: toCents(3900), wishedOn: day("2026-06-01"), noticeId: noticeId as never });
    });
  let letters = 0;
  const letter = (state: "queued" | "printed", told: string | null): number =>
    row("notice", { household_id: lee.householdId, event: `price_rise/${(letters += 1)}`, kind: "price_change", state, told_on: told, channel: "letter" });

  test("MEM-17 plans that are to be raised, the earliest day first, until the version is made or the rise withdrawn", () => {
    const [later, sooner] = [rise("2026-07-01"), rise("2026-05-01")];
    const ahead = () => books.read(listPlansToRaise).map(({ riseId }) => riseId);
    expect(ahead()).toEqual([sooner, later]);
    books.write((db) => setRisenVersion(db, sooner, plan.planId, plan.planVersionId, plan.planVersionId));
    expect(ahead()).toEqual([later]);
    books.write((db) => withdrawRise(db, later, null, someAt));
    expect(ahead()).toEqual([]);
    expect(books.read((db) => [findRise(db, later)?.withdrawnAt, findRise(db, sooner)?.withdrawnAt])).toEqual([someAt, null]);
    expect(books.read((db) => listRises(db, 1)).map(({ riseId }) => riseId)).toEqual([sooner]);
  });

  test("MEM-17 BIL-3 before its day a version that a rise made gives way to the one it replaced", () => {
    const riseId = rise("2026-06-01");
    const next = row("plan_version", { plan_id: plan.planId, number: 2, terms: "{}" });
    books.write((db) => setRisenVersion(db, riseId, plan.planId, plan.planVersionId, next as never));
    const replaced = (on: string) => books.read((db) => findReplacedVersion(db, next as never, day(on)));
    expect([replaced("2026-05-31"), replaced("2026-06-01")]).toEqual([plan.planVersionId, null]);
    expect(books.read((db) => findReplacedVersion(db, plan.planVersionId, day("2020-01-01")))).toBeNull();
  });

  test("MEM-17 a member is in one open rise at a time; what took effect or was ended is not open", () => {
    const membershipId = member();
    const [first, second] = [rise(), rise()];
    into(first, membershipId);
    expect(() => into(second, membershipId)).toThrow(/UNIQUE/);
    expect(books.write<number>((db) => endRiseMembers(db, { riseId: first }, "withdrawn", null, someAt))).toBe(1);
    into(second, membershipId);
    const open = () => books.read((db) => findOpenRise(db, membershipId));
    expect(open()).toMatchObject({ riseId: second, oldCents: 3700, newCents: 3900, noticeSentOn: null, toVersionId: null });
    books.write((db) => setRiseTookEffect(db, open()?.id ?? 0, day("2026-06-30")));
    expect(open()).toBeUndefined();
    // What is in effect is not withdrawn any more.
    expect(books.write<number>((db) => endRiseMembers(db, { riseId: second }, "withdrawn", null, someAt))).toBe(0);
  });

  test("MEM-17 the proof: the letter's state, its day and its file; letters that wait are counted with their last day", () => {
    const riseId = rise();
    into(riseId, member(), letter("printed", "2026-04-02"));
    into(riseId, member(), letter("queued", null));
    expect(books.read((db) => listRiseMembers(db, riseId)).map(({ noticeState, noticeSentOn, isRunning }) => [noticeState, noticeSentOn, isRunning])).toEqual([
      ["printed", "2026-04-02", 1],
      ["queued", null, 1],
    ]);
    expect(books.read(countPriceLetters)).toEqual({ letters: 1, byOn: addDays(day("2026-06-01"), -30) });
  });

  test("PPL-11 the members of a plan are those on any of its versions who still draw", () => {
    const version = row("plan_version", { plan_id: plan.planId, number: 2, terms: "{}" });
    const [old, newer] = [member(), member({ ...plan, planVersionId: version as never })];
    member(plan, { nextDrawOn: null });
    member(books.plan("Other"));
    expect(books.read((db) => listPlanMembers(db, plan.planId)).map(({ membershipId }) => membershipId)).toEqual([old, newer]);
  });
});

describe("MEM-18 terms in the file", () => {
  const today = day("2026-03-15");

  test("MEM-18 members under a commitment, of a plan that ends, or with a year paid at once", () => {
    member();
    const promised = member(books.plan("Promise", { commitmentPeriods: 12 }));
    const ending = member(books.plan("Ending", { autoRenew: false }));
    const yearly = member(plan, { periodMonths: 12 });
    expect(books.read((db) => listTermMembers(db, today)).map(({ id }) => id)).toEqual([promised, ending, yearly]);
    expect(books.read(listEndingMembers).map(({ id }) => id)).toEqual([ending]);
  });

  test("MEM-18 with its end entered a membership is looked at until its last day, and is not ended again", () => {
    const ending = member(books.plan("Ending", { autoRenew: false }), { nextDrawOn: null });
    row("membership_cancellation", { membership_id: ending, effective_on: "2026-03-31", kind: "expired" });
    const listed = (on: string) => books.read((db) => listTermMembers(db, day(on))).length;
    expect([listed("2026-03-30"), listed("2026-03-31")]).toEqual([1, 0]);
    expect(books.read(listEndingMembers)).toEqual([]);
  });

  test("MEM-18 an end that was taken back is remembered by its day; one by wish is not meant", () => {
    const id = member();
    const withdrawn = (on: string) => books.read((db) => hasWithdrawnExpiry(db, id, day(on)));
    row("membership_cancellation", { membership_id: id, effective_on: "2026-06-30", kind: "cancelled", withdrawn_at: someAt });
    expect(withdrawn("2026-06-30")).toBe(false);
    row("membership_cancellation", { membership_id: id, effective_on: "2026-06-30", kind: "expired", withdrawn_at: someAt });
    expect([withdrawn("2026-06-30"), withdrawn("2026-07-01")]).toEqual([true, false]);
  });

  test("MEM-18 who pays by hand is a task; a household with a card that is charged is none", () => {
    const yearly = member(plan, { periodMonths: 12 });
    const through = day("2026-02-10");
    const tasks = () => books.read((db) => listPaidUpWithoutCard(db, through, 10)).map(({ membershipId }) => membershipId);
    expect(tasks()).toEqual([yearly]);
    expect(books.read((db) => findPays(db, lee.householdId))).toEqual({ paysBy: "manual", hasCard: 0 });
    row("card", { household_id: lee.householdId, last4: "4242" });
    expect(tasks()).toEqual([yearly]);
    books.sql("update household set pays_by = 'card' where id = ?", lee.householdId);
    expect([tasks(), books.read((db) => findPays(db, lee.householdId))]).toEqual([[], { paysBy: "card", hasCard: 1 }]);
    books.sql("update card set removed_at = ?, removed_why = 'asked'", someAt);
    expect(tasks()).toEqual([yearly]);
  });
});
