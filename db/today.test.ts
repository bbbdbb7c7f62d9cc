import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, type Day } from "#domain/calendar.ts";
import type { MembershipId } from "#domain/identity.ts";
import { Books, someAt, type Family, type SoldPlan } from "./books.fixture.ts";
import { insertRow } from "./schema.fixture.ts";
import { findNextDrawDay, listStoredTasks, sumTakenOn, type TaskRow } from "./today.ts";

let books: Books;
let lee: Family;
let plan: SoldPlan;
const today = toDay("2026-03-15");
const day = (text: string): Day => toDay(text);

beforeEach(() => {
  books = new Books();
  lee = books.family([{ firstName: "Rosa", lastName: "Lee", birthOn: day("1984-03-07") }]);
  plan = books.plan("Adult");
});
afterEach(() => books.dispose());

const tasks = (on = today): TaskRow[] => {
  const { attention, unsigned, holds, ending } = books.read((db) => listStoredTasks(db, on));
  return [...attention, ...unsigned, ...holds, ...ending];
};
const kinds = (on = today): string[] => tasks(on).map(({ kind }) => kind);
const member = (like: Parameters<Books["membership"]>[3] = {}): MembershipId =>
  books.membership(lee.householdId, lee.payer, plan, { startOn: day("2026-01-31"), nextDrawOn: day("2026-03-31"), ...like });
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

describe("UI-2 what was taken today", () => {
  test("is the sum of the day's payments, without those taken back", () => {
    books.pay(lee.householdId, 500, { on: today });
    books.pay(lee.householdId, 250, { on: today, tender: "check" });
    books.takeBack(lee.householdId, books.pay(lee.householdId, 999, { on: today }), today);
    books.pay(lee.householdId, 70, { on: addDays(today, -1) });
    const taken = (on: Day) => books.read((db) => sumTakenOn(db, on));
    expect([taken(today), taken(addDays(today, -1)), taken(addDays(today, 1))]).toEqual([750, 70, 0]);
  });
});

describe("UI-2 the next draw day", () => {
  test("is the first on or after a day, with how many households it asks, each once", () => {
    const ortiz = books.family(["Ana Ortiz", "Ben Ortiz"]);
    const next = (from: string) => books.read((db) => findNextDrawDay(db, day(from)));
    expect(next("2026-03-15")).toBeUndefined();
    member({ nextDrawOn: day("2026-03-31") });
    for (const patientId of ortiz.patientIds) books.membership(ortiz.householdId, patientId, plan, { nextDrawOn: day("2026-03-31") });
    member({ nextDrawOn: day("2026-04-01") });
    member({ nextDrawOn: null });
    expect(next("2026-03-15")).toEqual({ onDay: "2026-03-31", households: 2 });
    expect(next("2026-03-31")).toEqual({ onDay: "2026-03-31", households: 2 });
    expect(next("2026-04-01")).toEqual({ onDay: "2026-04-01", households: 1 });
    expect(next("2026-04-02")).toBeUndefined();
  });
});

describe("UI-2 what waits for a person", () => {
  test("nothing, in a practice in order", () => {
    member();
    expect(tasks()).toEqual([]);
  });

  test("a household that needs attention, until that is resolved", () => {
    row("attention", { household_id: lee.householdId, kind: "billing", reason: "No plan", since_at: someAt });
    row("attention", { household_id: lee.householdId, kind: "other", reason: "Done", since_at: someAt, resolved_at: someAt });
    expect(tasks()).toEqual([
      { kind: "needs_attention", title: "Rosa Lee", detail: "No plan", patientId: lee.payer, membershipId: null, onDay: null },
    ]);
  });

  describe("an agreement", () => {
    const agreement = (membershipId: MembershipId, over: Parameters<typeof insertRow>[2] = {}): void =>
      void row("agreement", { membership_id: membershipId, required: 1, text_hash: "h", ...over });

    test("that is required and not signed, the longest waiting first", () => {
      const late = member({ startOn: day("2026-02-01") });
      const early = member();
      for (const id of [late, early]) agreement(id);
      agreement(member(), { signed_on: "2026-02-01", signer: "Rosa" });
      agreement(member(), { required: 0 });
      expect(tasks()).toEqual([
        { kind: "unsigned_agreement", title: "Rosa Lee", detail: "Adult", patientId: lee.payer, membershipId: early, onDay: "2026-01-31" },
        { kind: "unsigned_agreement", title: "Rosa Lee", detail: "Adult", patientId: lee.payer, membershipId: late, onDay: "2026-02-01" },
      ]);
    });

    test.each([
      ["ended before today", "membership_cancellation", { effective_on: "2026-03-01" }, 0],
      ["ends today", "membership_cancellation", { effective_on: "2026-03-15" }, 0],
      ["ends tomorrow", "membership_cancellation", { effective_on: "2026-03-16" }, 1],
      ["had its cancellation withdrawn", "membership_cancellation", { effective_on: "2026-03-01", withdrawn_at: someAt }, 1],
      ["lapsed", "membership_lapse", { lapsed_on: "2026-03-01" }, 0],
      ["lapsed and came back", "membership_lapse", { lapsed_on: "2026-03-01", ended_at: someAt }, 1],
    ])("of a membership that %s", (_, table, over, expected) => {
      const id = member();
      agreement(id);
      row(table, { membership_id: id, ...over });
      expect(kinds().filter((kind) => kind === "unsigned_agreement")).toHaveLength(expected);
    });
  });

  describe("a hold that ends within a week", () => {
    const hold = (from: string, until: string | null, over: Parameters<typeof insertRow>[2] = {}): void =>
      void row("membership_hold", { membership_id: member(), from_on: from, until_on: until, ...over });

    test.each([
      ["ends tomorrow", "2026-02-01", "2026-03-16", 1],
      ["ends in seven days", "2026-02-01", "2026-03-22", 1],
      ["ends in eight days", "2026-02-01", "2026-03-23", 0],
      ["ended today", "2026-02-01", "2026-03-15", 0],
      ["begins today", "2026-03-15", "2026-03-20", 1],
      ["begins tomorrow", "2026-03-16", "2026-03-20", 0],
      ["has no end", "2026-02-01", null, 0],
    ])("%s (from %s to %s): %i", (_, from, until, expected) => {
      hold(from, until);
      expect(kinds()).toEqual(expected === 1 ? ["hold_ends"] : []);
    });

    test("not when it was withdrawn, nor when the membership is over", () => {
      hold("2026-02-01", "2026-03-16", { withdrawn_at: someAt });
      const ended = member();
      row("membership_hold", { membership_id: ended, from_on: "2026-02-01", until_on: "2026-03-16" });
      row("membership_cancellation", { membership_id: ended, effective_on: "2026-03-10" });
      expect(kinds()).toEqual([]);
    });
  });

  test("MEM-12 a hold without a named end says so", () => {
    row("membership_hold", { membership_id: member(), from_on: "2026-02-01", until_on: "2026-03-20", open_ended: 1 });
    expect(kinds()).toEqual(["open_hold_ends"]);
  });

  test.each([
    ["in a month", "2026-04-14", {}, 1],
    ["later", "2026-04-15", {}, 0],
    ["today", "2026-03-15", {}, 0],
    ["in a month, taken back", "2026-04-14", { withdrawn_at: someAt }, 0],
    ["in a month, by wish", "2026-04-14", { kind: "cancelled" }, 0],
  ])("MEM-18 a term that ends %s (%s, %o): %i", (_, effective_on, over, expected) => {
    row("membership_cancellation", { membership_id: member(), effective_on, kind: "expired", ...over });
    expect(kinds()).toEqual(expected === 1 ? ["term_ends"] : []);
  });

  test("never more than two hundred of a kind", () => {
    for (let n = 0; n < 210; n += 1) row("attention", { household_id: lee.householdId, kind: `k${n}`, reason: "r" });
    expect(tasks()).toHaveLength(200);
  });
});
