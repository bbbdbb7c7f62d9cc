import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addDays, toDay, toInstant, type Day } from "#domain/calendar.ts";
import { asId, type HouseholdId, type InvoiceId } from "#domain/identity.ts";
import { findLastRunDay, finishRun, isBillingStopped, liftBillingStops, listRuns, noteAttention, resolveAttention, startRun } from "./billing-runs.ts";
import { findBillingStop, insertBillingStop, lastTrustedTime } from "./billing-stops.ts";
import { Books, someAt, type Family } from "./books.fixture.ts";
import { findClock, findClockOffset, findPractice, insertPractice, raiseEpoch, setClockOffset, updatePractice, type NewPractice } from "./practice.ts";
import { insertRow } from "./schema.fixture.ts";
import { listToCollect, sumToCollect, type CollectGroup, type CollectRow } from "./to-collect.ts";

let books: Books;
beforeEach(() => (books = new Books()));
afterEach(() => books.dispose());

const today = toDay("2026-03-15");
const day = (text: string): Day => toDay(text);

describe("BIL-18 membership invoices that wait for the desk", () => {
  function billed(family: Family, cents: number, dueOn: string): InvoiceId {
    const plan = books.plan();
    const membershipId = books.membership(family.householdId, family.payer, plan);
    return books.invoice(family.householdId, { dueOn: day(dueOn), lines: [{ kind: "dues", netCents: cents, membershipId }] });
  }
  const pays = (household: HouseholdId, by: "card" | "manual"): void => void books.sql("update household set pays_by = ? where id = ?", by, household);
  const card = (household: HouseholdId, removedAt: string | null = null): number =>
    books.write<number>((db) => insertRow(db, "card", { household_id: household, removed_at: removedAt }));
  const declined = (invoiceId: InvoiceId, cardId: number, state = "declined"): void =>
    void books.write((db) => insertRow(db, "charge_attempt", { invoice_id: invoiceId, card_id: cardId, state, decline_kind: state === "declined" ? "soft" : null }));
  const list = (groups: readonly CollectGroup[] = [], on = today, canCharge = false): CollectRow[] =>
    books.read((db) => listToCollect(db, on, canCharge, { groups, after: null, limit: 100 }));

  test("each is in exactly one group, and the groups' sums are those of the list", () => {
    const families = ["Ana Adams", "Ben Brown", "Cy Clark", "Dee Dunn"].map((name) => books.family([name]));
    const [manual, gone, bad, fine] = families as [Family, Family, Family, Family];
    const ids = families.map((family, at) => billed(family, 1000 * (at + 1), `2026-03-0${at + 1}`));
    for (const family of [gone, bad, fine]) pays(family.householdId, "card");
    card(gone.householdId, someAt);
    declined(ids[2] as InvoiceId, card(bad.householdId));
    card(fine.householdId);
    expect(list().map(({ invoiceId, group }) => [invoiceId, group])).toEqual(
      expect.arrayContaining([
        [ids[0], "manual_payer"],
        [ids[1], "card_removed"],
        [ids[2], "card_declined"],
      ]),
    );
    for (const group of ["manual_payer", "card_removed", "card_declined"] as const) {
      const rows = list([group]);
      expect(rows.every((row) => row.group === group)).toBe(true);
      const sum = books.read((db) => sumToCollect(db, today, false)).find((one) => one.group === group);
      expect(sum).toEqual({
        group,
        count: rows.length,
        sumCents: rows.reduce((cents, row) => cents + row.balanceCents, 0),
        oldestDueOn: rows[0]?.dueOn,
      });
    }
    expect(manual.householdId).toBe(list(["manual_payer"])[0]?.householdId);
    expect(list(["card_removed", "card_declined"])).toHaveLength(2);
  });

  test("BIL-18 where cards are charged, an invoice that waits for its card's charge is nothing for the desk", () => {
    const family = books.family(["Ana Adams"]);
    pays(family.householdId, "card");
    const cardId = card(family.householdId);
    const invoiceId = billed(family, 1000, "2026-03-01");
    expect(list([], today, true)).toEqual([]);
    expect(books.read((db) => sumToCollect(db, today, true))).toEqual([]);
    // Without a processor nobody else will collect it.
    expect(list([], today, false)).toMatchObject([{ invoiceId, group: "manual_payer" }]);
    declined(invoiceId, cardId);
    expect(list([], today, true)).toMatchObject([{ invoiceId, group: "card_declined", declineCode: "" }]);
  });

  test("BIL-19 where cards can be charged, one that has not failed is left to the run; a failed one is told with its newest word", () => {
    const [fine, bad] = [books.family(["Ana Adams"]), books.family(["Ben Brown"])];
    for (const family of [fine, bad]) pays(family.householdId, "card");
    billed(fine, 1000, "2026-03-01");
    card(fine.householdId);
    const failed = billed(bad, 2000, "2026-03-02");
    const cardId = card(bad.householdId);
    for (const [ordinal, code] of [[1, "insufficient_funds"], [2, "expired_card"]] as const) // prettier-ignore
      books.write((db) => insertRow(db, "charge_attempt", { invoice_id: failed, card_id: cardId, state: "declined", decline_kind: "soft", decline_code: code, ordinal }));
    const rows = books.read((db) => listToCollect(db, today, true, { groups: [], after: null, limit: 10 }));
    expect(rows.map(({ invoiceId, group, declineCode }) => [invoiceId, group, declineCode])).toEqual([[failed, "card_declined", "expired_card"]]);
    expect(books.read((db) => sumToCollect(db, today, true))).toEqual([{ group: "card_declined", count: 1, sumCents: 2000, oldestDueOn: "2026-03-02" }]);
    expect(list()).toHaveLength(2);
  });

  test("a card that was declined and removed since is a declined one; another invoice's decline is not this one's", () => {
    const family = books.family(["Ana Adams"]);
    pays(family.householdId, "card");
    const first = billed(family, 1000, "2026-03-01");
    const second = billed(family, 1000, "2026-03-02");
    declined(first, card(family.householdId, someAt));
    expect(list().map(({ invoiceId, group }) => [invoiceId, group])).toEqual([
      [first, "card_declined"],
      [second, "card_removed"],
    ]);
  });

  test.each([
    ["nothing of a membership is on it", (family: Family) => void books.invoice(family.householdId, { dueOn: day("2026-03-01") })],
    ["it is due tomorrow", (family: Family) => void billed(family, 1000, "2026-03-16")],
    ["it is paid", (family: Family) => { const id = billed(family, 1000, "2026-03-01"); books.pay(family.householdId, 1000, { applied: [[id, 1000]] }); }], // prettier-ignore
    ["it is void", (family: Family) => books.void(family.householdId, billed(family, 1000, "2026-03-01"))],
    ["it is a draft", (family: Family) => void books.sql("update invoice set issued_at = null where id = ?", billed(family, 1000, "2026-03-01"))],
  ])("not when %s", (_, make) => {
    make(books.family(["Ana Adams"]));
    expect(list()).toEqual([]);
    expect(books.read((db) => sumToCollect(db, today, false))).toEqual([]);
  });

  test("it waits from its due day on, with what is left to pay, the payer and the number to ring", () => {
    const family = books.family([
      { firstName: "Ana", lastName: "Adams", phones: [{ kind: "work", number: "1" }, { kind: "home", number: "2" }, { kind: "mobile", number: "3" }] }, // prettier-ignore
    ]);
    const invoiceId = billed(family, 1000, "2026-03-15");
    books.pay(family.householdId, 300, { applied: [[invoiceId, 300]] });
    expect(list([], addDays(today, -1))).toEqual([]);
    expect(list()).toEqual([
      { invoiceId, invoiceNumber: 1, householdId: family.householdId, payerName: "Ana Adams", patientId: family.payer, phone: "3", dueOn: "2026-03-15", balanceCents: 700, group: "manual_payer", declineCode: null },
    ]);
  });

  test("UI-4 pages put together are the list, the oldest first", () => {
    const ids = ["2026-03-05", "2026-03-01", "2026-03-05", "2026-03-02", "2026-03-05"].map((dueOn, at) => billed(books.family([`P${at} Q`]), 100 + at, dueOn));
    const whole = list().map(({ invoiceId }) => invoiceId);
    expect(whole).toEqual([ids[1], ids[3], ids[0], ids[2], ids[4]]);
    for (const limit of [1, 2, 3]) {
      const found: InvoiceId[] = [];
      let after: { key: string; id: number } | null = null;
      for (;;) {
        const place: { key: string; id: number } | null = after;
        const page: CollectRow[] = books.read((db) => listToCollect(db, today, false, { groups: [], after: place, limit }));
        found.push(...page.map(({ invoiceId }) => invoiceId));
        const last = page.at(-1);
        if (!last || page.length < limit) break;
        after = { key: last.dueOn, id: last.invoiceId };
      }
      expect(found).toEqual(whole);
    }
  });
});

describe("BIL-4 reports of runs", () => {
  const run = (todayOn: string, finished: boolean): number =>
    books.write<number>((db) => {
      const id = startRun(db, { startedAt: toInstant(`${todayOn}T09:00:00.000Z`), todayOn: day(todayOn), trigger: "asked" });
      if (finished) finishRun(db, id, toInstant(`${todayOn}T09:01:00.000Z`), `{"day":"${todayOn}"}`);
      return id;
    });

  test("only of finished ones, newest first, page by page", () => {
    expect(books.read((db) => [listRuns(db, 99, 10), findLastRunDay(db)])).toEqual([[], null]);
    const [a, , c, d] = [run("2026-03-01", true), run("2026-03-02", false), run("2026-03-03", true), run("2026-03-04", true)];
    const ids = (before: number, limit: number) => books.read((db) => listRuns(db, before, limit).map(({ id }) => id));
    expect([ids(1e9, 10), ids(1e9, 2), ids(c ?? 0, 10), ids(a ?? 0, 10)]).toEqual([[d, c, a], [d, c], [a], []]);
    expect(books.read((db) => listRuns(db, 1e9, 1))).toEqual([{ id: d, report: '{"day":"2026-03-04"}' }]);
    run("2026-03-05", false);
    expect(books.read(findLastRunDay)).toBe("2026-03-04");
  });
});

describe("BIL-20 F-19 billing stands still", () => {
  const stop = (reason: "restored" | "other_computer" | "clock", minute = 0): boolean =>
    books.write<boolean>((db) => insertBillingStop(db, { reason, sinceAt: toInstant(`2026-03-01T09:0${minute}:00.000Z`), detail: reason }));
  const lift = (minute: number): number => books.write<number>((db) => liftBillingStops(db, ["clock", "restored", "other_computer"], toInstant(`2026-03-01T10:0${minute}:00.000Z`), null));

  test("once a reason, until somebody lifts all of them; the oldest is told", () => {
    expect(books.read((db) => [isBillingStopped(db), findBillingStop(db)])).toEqual([false, undefined]);
    expect([stop("clock"), stop("clock", 1), stop("restored", 2)]).toEqual([true, false, true]);
    expect(books.read(findBillingStop)).toEqual({ id: 1, reason: "clock", sinceAt: "2026-03-01T09:00:00.000Z", detail: "clock" });
    expect(books.read(isBillingStopped)).toBe(true);
    expect([lift(0), lift(1)]).toEqual([2, 0]);
    expect(books.read((db) => [isBillingStopped(db), findBillingStop(db)])).toEqual([false, undefined]);
    expect(stop("clock", 3)).toBe(true);
  });

  test("F-19 the time to trust is that of the last run, or a person's word about the clock since then", () => {
    expect(books.read(lastTrustedTime)).toBeNull();
    const start = (at: string): number => books.write<number>((db) => startRun(db, { startedAt: toInstant(at), todayOn: day("2026-03-01"), trigger: "asked" }));
    start("2026-03-01T09:00:00.000Z");
    expect(books.read(lastTrustedTime)).toBe("2026-03-01T09:00:00.000Z");
    stop("restored");
    lift(1);
    expect(books.read(lastTrustedTime)).toBe("2026-03-01T09:00:00.000Z");
    stop("clock");
    expect(books.read(lastTrustedTime)).toBe("2026-03-01T09:00:00.000Z");
    lift(2);
    expect(books.read(lastTrustedTime)).toBe("2026-03-01T10:02:00.000Z");
    start("2026-03-01T11:00:00.000Z");
    expect(books.read(lastTrustedTime)).toBe("2026-03-01T11:00:00.000Z");
  });

  test("BIL-6 a household needs attention once a kind, and again after it was resolved", () => {
    const { householdId } = books.family(["Ana Adams"]);
    const note = (kind: string): void => books.write((db) => noteAttention(db, { householdId, kind, reason: "r", at: someAt }));
    const open = (): string[] => books.read((db) => db.all<{ kind: string }>("select kind from attention where resolved_at is null order by id").map(({ kind }) => kind));
    for (const kind of ["billing", "billing", "clock"]) note(kind);
    expect(open()).toEqual(["billing", "clock"]);
    books.write((db) => resolveAttention(db, householdId, "billing", someAt));
    expect(open()).toEqual(["clock"]);
    note("billing");
    expect(open()).toEqual(["clock", "billing"]);
    books.write((db) => resolveAttention(db, asId<HouseholdId>(99), "billing", someAt));
    expect(open()).toHaveLength(2);
  });
});

describe("BIL-20 F-20 the practice itself", () => {
  const practice: NewPractice = {
    name: "Salem Dental",
    kind: "training",
    specialty: "dental",
    time_zone: "America/New_York",
    currency: "USD",
    lineage_id: "line",
    epoch: 1,
    computer_id: "this",
    created_at: someAt,
  };
  const make = (): void => books.write((db) => insertPractice(db, practice));

  test("there is none in a new file, then one, and never two", () => {
    expect(books.read((db) => [findPractice(db), findClock(db)])).toEqual([undefined, undefined]);
    make();
    expect(books.read(findPractice)).toMatchObject({ ...practice, id: 1, version: 1, lock_minutes: 5, terms_days: 0, paper: "letter" });
    expect(make).toThrow(/UNIQUE/);
  });

  test("settings change only for who has read the newest", () => {
    make();
    const change = (version: number, name: string): boolean => books.write<boolean>((db) => updatePractice(db, version, { name }));
    expect([change(1, "First"), change(1, "Late"), change(2, "Second"), change(4, "Early")]).toEqual([true, false, true, false]);
    expect(books.read(findPractice)).toMatchObject({ name: "Second", version: 3 });
  });

  test.each([
    [0, 2],
    [1, 2],
    [7, 8],
  ])("its epoch rises above its own and above %i: %i", (above, expected) => {
    make();
    expect(books.write<number>((db) => raiseEpoch(db, "other", above))).toBe(expected);
    expect(books.read(findPractice)).toMatchObject({ epoch: expected, computer_id: "other" });
    expect(books.write<number>((db) => raiseEpoch(db, "this", 0))).toBe(expected + 1);
  });

  test("without one there is no epoch to raise", () => {
    expect(books.write<number>((db) => raiseEpoch(db, "this", 5))).toBe(0);
  });

  test("its clock runs ahead by the offset kept, which is zero to begin with", () => {
    make();
    expect(books.read((db) => [findClockOffset(db), findClock(db)])).toEqual([0, { kind: "training", timeZone: "America/New_York", offsetDays: 0, lockMinutes: 5 }]);
    for (const offset of [31, 400]) books.write((db) => setClockOffset(db, offset));
    expect(books.read((db) => [findClockOffset(db), findClock(db)?.offsetDays])).toEqual([400, 400]);
  });
});
