import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay } from "#domain/calendar.ts";
import { asId, type MembershipId } from "#domain/identity.ts";
import { Books, someAt, type Family, type SoldPlan } from "../books.fixture.ts";
import { insertRow } from "../schema.fixture.ts";
import { findChange, insertChange, listStandingChanges, markUndone, type NewChange } from "./change-log.ts";
import { alteredSince, alteredTables, listGrantsMade, putBack, readImages, readMarks, type Trace } from "./change-trace.ts";
import { endHold, insertHold, withdrawHold } from "./changes.ts";
import { areGrantsUsedSince, hasBilledSince, hasGoneOnSince, removeGrants, restorePeriods, withdrawMade } from "./made-rows.ts";
import { cutPeriod, listPeriodsEndingAfter } from "./period-cuts.ts";
import { findMembership, listHolds, listPeriods } from "./records.ts";
import { withdrawRecordsFrom } from "./withdraw-records.ts";

let books: Books;
let lee: Family;
let plan: SoldPlan;
let rosa: MembershipId;
let ben: MembershipId;
beforeEach(() => {
  books = new Books();
  lee = books.family(["Rosa Lee", "Ben Lee"]);
  plan = books.plan();
  [rosa, ben] = lee.patientIds.map((patientId) =>
    books.membership(lee.householdId, patientId, plan, { startOn: toDay("2026-01-01"), nextDrawOn: toDay("2026-02-01") }),
  ) as [MembershipId, MembershipId];
});
afterEach(() => books.dispose());

const by = { reason: "asked", createdBy: null, createdAt: someAt };
const row = (table: string, over: Parameters<typeof insertRow>[2]): number => books.write<number>((db) => insertRow(db, table, over));

/** Whatever is done, with its trace as an act keeps it. */
function traced(work: () => void): Trace {
  const from = books.read((db) => readMarks(db) as never) as Trace["from"];
  const before = books.read((db) => readImages(db, lee.householdId) as never) as Trace["before"];
  work();
  return books.read((db) => ({
    from,
    to: readMarks(db),
    before: alteredSince(before, readImages(db, lee.householdId)),
    grants: listGrantsMade(db, from),
  }) as never) as Trace;
}
const nothing = (): Trace => traced(() => undefined);
const change = (membershipIds: MembershipId[], over: Partial<NewChange> = {}): number =>
  books.write<number>((db) =>
    insertChange(db, { kind: "hold", membershipIds, effectiveOn: toDay("2026-04-01"), sentence: "On hold.", trace: nothingYet, createdBy: null, createdAt: someAt, ...over }),
  );
let nothingYet: Trace;
beforeEach(() => (nothingYet = nothing()));

describe("F-12 the changes of memberships", () => {
  test("a change is found with everybody it reached and its trace, and counts their versions", () => {
    const id = change([rosa, ben], { kind: "draw_day", sentence: "Draws on day 5." });
    expect(books.read((db) => findChange(db, id) as never)).toEqual({
      changeId: id,
      kind: "draw_day",
      effectiveOn: "2026-04-01",
      sentence: "Draws on day 5.",
      createdAt: someAt,
      undoneAt: null,
      trace: nothingYet,
      membershipIds: [rosa, ben],
    });
    expect([rosa, ben].map((one) => books.read((db) => findMembership(db, one)?.version ?? 0))).toEqual([2, 2]);
    expect(books.read((db) => findChange(db, 99) as never)).toBeUndefined();
  });

  test("those that stand are listed for each membership, the newest first, and from one on", () => {
    const [first, second, third] = [change([rosa]), change([rosa, ben]), change([rosa])] as [number, number, number];
    const listed = (id: MembershipId, after?: number) => books.read((db) => listStandingChanges(db, id, after).map(({ changeId }) => changeId));
    expect(listed(rosa)).toEqual([third, second, first]);
    expect(listed(ben)).toEqual([second]);
    expect(listed(rosa, first)).toEqual([third, second]);
    books.write((db) => markUndone(db, second, null, someAt));
    expect(listed(rosa)).toEqual([third, first]);
    expect(listed(ben)).toEqual([]);
    expect(listed(asId<MembershipId>(99))).toEqual([]);
  });

  test("a membership is in a change once", () => {
    expect(() => change([rosa, rosa])).toThrow(/UNIQUE/);
  });

  test("another kind than those the desk makes is not stored", () => {
    expect(() => change([rosa], { kind: "deleted" as never })).toThrow(/CHECK/);
  });
});

describe("F-12 what an act wrote", () => {
  test("an act that wrote nothing has altered nothing", () => {
    for (const table of alteredTables) expect(nothingYet.before[table]).toEqual([]);
    expect(nothingYet.from).toEqual(nothingYet.to);
  });

  test("a hold that was ended is remembered as it was, and put back", () => {
    const id = row("membership_hold", { membership_id: rosa, kind: "pause", from_on: "2026-03-01", until_on: "2026-06-01" });
    const trace = traced(() => books.write((db) => endHold(db, id, toDay("2026-04-01"))));
    expect(trace.before.membership_hold).toEqual([{ id, until_on: "2026-06-01", withdrawn_at: null, paid_through_on: null, moved_cents: null }]);
    books.write((db) => trace.before.membership_hold.forEach((one) => putBack(db, "membership_hold", one)));
    expect(books.read((db) => listHolds(db, rosa).map(({ until }) => until))).toEqual(["2026-06-01"]);
  });

  test("another household's rows are not looked at", () => {
    const other = books.family(["Kim Doe"]);
    const kim = books.membership(other.householdId, other.payer, plan, { startOn: toDay("2026-01-01") });
    const id = row("membership_hold", { membership_id: kim, kind: "pause", from_on: "2026-03-01", until_on: null });
    const trace = traced(() => books.write((db) => withdrawHold(db, id, someAt)));
    expect(trace.before.membership_hold).toEqual([]);
  });

  test("F-13 days that were cut are in force again as a new row, and what took their place is not", () => {
    row("period", { membership_id: rosa, from_on: "2026-01-01", to_on: "2026-02-01", amount_cents: 3700, invoice_id: null, invoice_line_id: null, item: "dues", kind: "period" });
    const days = () => books.read((db) => listPeriods(db, rosa).map(({ from, to, amountCents }) => [from, to, amountCents]));
    const before = days();
    const trace = traced(() =>
      books.write((db) => {
        for (const period of listPeriodsEndingAfter(db, rosa, toDay("2026-01-10"))) cutPeriod(db, period, toDay("2026-01-10"), 2600 as never, someAt);
      }),
    );
    expect(days()).toEqual([["2026-01-01", "2026-01-10", 1100]]);
    books.write((db) => restorePeriods(db, trace, someAt));
    expect(days()).toEqual(before);
    expect(books.read((db) => db.get<{ n: number }>("select count(*) as n from period where membership_id = ?", rosa)?.n ?? 0)).toBe(3);
    expect(books.read((db) => hasBilledSince(db, trace, [rosa]))).toBe(true);
    expect(books.read((db) => hasBilledSince(db, trace, [ben]))).toBe(false);
  });

  test("records that were made go out of force, and whatever came after them is seen", () => {
    const trace = traced(() => books.write((db) => void insertHold(db, rosa, { kind: "pause", from: toDay("2026-03-01"), until: toDay("2026-04-01") }, by)));
    expect(books.read((db) => hasGoneOnSince(db, trace, [rosa]))).toBe(false);
    books.write((db) => void insertHold(db, rosa, { kind: "pause", from: toDay("2026-05-01"), until: toDay("2026-06-01") }, by));
    expect(books.read((db) => hasGoneOnSince(db, trace, [rosa]))).toBe(true);
    expect(books.read((db) => hasGoneOnSince(db, trace, [ben]))).toBe(false);
    books.write((db) => withdrawMade(db, trace, someAt));
    expect(books.read((db) => listHolds(db, rosa).map(({ from }) => from))).toEqual(["2026-05-01"]);
  });

  test("MEM-9 a grant that was made is told from one that was used since, and can go", () => {
    const trace = traced(() => void row("benefit_grant", { membership_id: rosa, benefit: "cleaning", label: "Cleanings", from_on: "2026-01-01", to_on: "2027-01-01", quantity: 2, used: 0 }));
    expect(books.read((db) => areGrantsUsedSince(db, trace))).toBe(false);
    books.write((db) => void db.exec("update benefit_grant set used = 1 where membership_id = ?", rosa));
    expect(books.read((db) => areGrantsUsedSince(db, trace))).toBe(true);
    books.write((db) => removeGrants(db, trace));
    expect(books.read((db) => db.all("select id from benefit_grant where membership_id = ?", rosa) as never)).toEqual([]);
  });

  test("MEM-14 changes that had not begun by the end go, the first record and those that had begun stay", () => {
    const record = (seq: number, anchor_on: string) =>
      void row("membership_schedule", { membership_id: rosa, seq, anchor_on, plan_version_id: plan.planVersionId, opening: "none", covered_from_on: null, stub_from_on: null });
    record(0, "2026-05-01");
    record(11, "2026-02-01");
    record(12, "2026-04-01");
    books.write((db) => withdrawRecordsFrom(db, rosa, toDay("2026-03-15"), someAt));
    const left = books.read((db) => db.all<{ seq: number }>("select seq from membership_schedule where membership_id = ? and withdrawn_at is null order by seq", rosa).map(({ seq }) => seq));
    expect(left.filter((seq) => seq === 0 || seq > 10)).toEqual([0, 11]);
  });
});
