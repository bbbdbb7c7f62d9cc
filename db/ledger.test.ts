import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { toDay, toInstant } from "#domain/calendar.ts";
import { asId, type EntryId, type HouseholdId } from "#domain/identity.ts";
import { accounts, type Account, type Posting } from "#domain/ledger/accounts.ts";
import { toCents } from "#domain/money.ts";
import { chainHash, chainStart } from "./chain.ts";
import { accountBalance, entryHash, findEntry, insertLedgerEntry, type NewEntry } from "./ledger.ts";
import { addFamily, named } from "./people/testing.ts";
import { contentHash, openTestFile, type TestFile } from "./testing.ts";
import { ledgerChainCheck } from "./verify/chain-checks.ts";

let file: TestFile;
let lee: HouseholdId;
let ortiz: HouseholdId;
beforeEach(() => {
  file = openTestFile();
  lee = addFamily(file.db, [named("Rosa", "Lee")]).householdId;
  ortiz = addFamily(file.db, [named("Ana", "Ortiz")]).householdId;
});
afterEach(() => file.dispose());

const posting = (account: Account, cents: number, householdId: HouseholdId | null = null): Posting => ({
  account,
  amountCents: toCents(cents),
  householdId,
});

const invoiced = (household: HouseholdId, cents: number): Posting[] => [
  posting("receivable", cents, household),
  posting("revenue_services", -cents),
];

function entry(postings: readonly Posting[], over: Partial<NewEntry> = {}): NewEntry {
  return {
    kind: "invoice_issued",
    householdId: lee,
    effectiveOn: toDay("2026-03-01"),
    enteredAt: toInstant("2026-03-01T09:00:00.000Z"),
    actorId: null,
    workstation: "desk",
    memo: "Invoice 1",
    postings,
    ...over,
  };
}

const book = (postings: readonly Posting[], over: Partial<NewEntry> = {}): EntryId =>
  file.db.write<EntryId>((db) => insertLedgerEntry(db, entry(postings, over)));
const balance = (account: Account, household?: HouseholdId): number => file.db.read((db) => accountBalance(db, account, household));

describe("F-10 an entry", () => {
  test("is kept with its postings as booked, empty ones left out", () => {
    const id = book([...invoiced(lee, 3700), posting("tax_payable", 0)], { belongsOn: toDay("2026-02-27") });
    expect(file.db.read((db) => findEntry(db, id))).toEqual({
      entryId: id,
      kind: "invoice_issued",
      householdId: lee,
      patientId: null,
      invoiceId: null,
      paymentId: null,
      effectiveOn: "2026-03-01",
      memo: "Invoice 1",
      postings: [
        { account: "receivable", amountCents: 3700, householdId: lee },
        { account: "revenue_services", amountCents: -3700, householdId: null },
      ],
    });
    expect(file.db.read((db) => db.get("select belongs_on, entered_at from entry"))).toEqual({
      belongs_on: "2026-02-27",
      entered_at: "2026-03-01T09:00:00.000Z",
    });
  });

  test("that is not there is nothing", () => {
    expect(file.db.read((db) => findEntry(db, asId<EntryId>(99)))).toBeUndefined();
  });

  const refused: readonly (readonly [why: string, postings: () => Posting[], message: string])[] = [
    ["it is a cent out", () => [posting("receivable", 3700, lee), posting("revenue_services", -3699)], "an entry balances"],
    ["it has one side", () => [posting("bank", 100)], "an entry balances"],
    ["the signs are both the same", () => [posting("receivable", 100, lee), posting("revenue_services", 100)], "an entry balances"],
    ["nobody owes it", () => [posting("receivable", 100), posting("revenue_services", -100)], "belong to a household"],
    ["the credit is nobody's", () => [posting("cash_drawer", 100), posting("household_credit", -100)], "belong to a household"],
  ];
  test.each(refused)("is our mistake, and nothing is booked, when %s", (_, postings, message) => {
    const before = contentHash(file.db);
    expect(() => book(postings())).toThrow(message);
    expect(contentHash(file.db)).toBe(before);
  });

  test("is taken back by another entry with the signs turned, once", () => {
    const first = book(invoiced(lee, 3700));
    const back = invoiced(lee, -3700);
    const second = book(back, { kind: "invoice_voided", reversesId: first });
    expect([balance("receivable", lee), balance("revenue_services")]).toEqual([0, 0]);
    expect(() => book(back, { kind: "invoice_voided", reversesId: first })).toThrow(/UNIQUE.*reverses_id/);
    expect(second).toBeGreaterThan(first);
  });

  test("stands in the chain: the first after zeros, each on the hash of the one before", () => {
    const ids = [book(invoiced(lee, 1)), book(invoiced(lee, 2)), book(invoiced(ortiz, 3))];
    const rows = file.db.read((db) => db.all<{ id: number; prev_hash: string; hash: string }>("select id, prev_hash, hash from entry order by id"));
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows.map((row) => row.prev_hash)).toEqual([chainStart, rows[0]?.hash, rows[1]?.hash]);
    expect(new Set(rows.map((row) => row.hash)).size).toBe(3);
  });
});

describe("F-10 the hash says everything of an entry", () => {
  const base = (): Omit<NewEntry, "postings"> => entry([], { memo: "a", householdId: asId(1) });
  const postings = [posting("receivable", 100, asId(1)), posting("revenue_dues", -100)];
  const changes: readonly (readonly [what: string, over: Partial<Omit<NewEntry, "postings">>])[] = [
    ["kind", { kind: "invoice_voided" }],
    ["household", { householdId: asId(2) }],
    ["no household", { householdId: null }],
    ["patient", { patientId: asId(3) }],
    ["invoice", { invoiceId: asId(3) }],
    ["payment", { paymentId: asId(3) }],
    ["day", { effectiveOn: toDay("2026-03-02") }],
    ["day it belongs to", { belongsOn: toDay("2026-03-01") }],
    ["instant", { enteredAt: toInstant("2026-03-01T09:00:00.001Z") }],
    ["person", { actorId: asId(3) }],
    ["workstation", { workstation: "desk 2" }],
    ["memo", { memo: "a " }],
    ["reversal", { reversesId: asId(3) }],
  ];
  test.each(changes)("another %s is another hash", (_, over) => {
    expect(entryHash(chainStart, { ...base(), ...over }, postings)).not.toBe(entryHash(chainStart, base(), postings));
  });

  test.each([
    ["an account", [posting("receivable", 100, asId(1)), posting("revenue_fees", -100)]],
    ["an amount", [posting("receivable", 101, asId(1)), posting("revenue_dues", -101)]],
    ["a household", [posting("receivable", 100, asId(2)), posting("revenue_dues", -100)]],
    ["the order", [posting("revenue_dues", -100), posting("receivable", 100, asId(1))]],
    ["one more posting", [...postings, posting("bank", 5), posting("bank", -5)]],
    ["one less", [posting("receivable", 100, asId(1))]],
  ])("so is %s of its postings", (_, changed) => {
    expect(entryHash(chainStart, base(), changed)).not.toBe(entryHash(chainStart, base(), postings));
  });

  test("the same in the place of another is another hash: an invoice is no payment", () => {
    const one = entryHash(chainStart, { ...base(), invoiceId: asId(7) }, postings);
    const two = entryHash(chainStart, { ...base(), paymentId: asId(7) }, postings);
    expect(one).not.toBe(two);
    expect(chainHash(chainStart, ["ab", "c"])).not.toBe(chainHash(chainStart, ["a", "bc"]));
    expect(chainHash(chainStart, [1, null])).not.toBe(chainHash(chainStart, ["1", null]));
  });

  test("another hash before is another hash after, and equal fields make equal hashes", () => {
    expect(entryHash("f".repeat(64), base(), postings)).not.toBe(entryHash(chainStart, base(), postings));
    expect(entryHash(chainStart, base(), postings)).toBe(entryHash(chainStart, base(), [...postings]));
    expect(entryHash(chainStart, base(), postings)).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("F-10 balances are sums of postings", () => {
  test("by account, for one household or for all", () => {
    book(invoiced(lee, 3700));
    book(invoiced(ortiz, 2000), { householdId: ortiz });
    book([posting("cash_drawer", 1500), posting("receivable", -1000, lee), posting("household_credit", -500, lee)], { kind: "payment_received" });
    expect([balance("receivable"), balance("receivable", lee), balance("receivable", ortiz)]).toEqual([4700, 2700, 2000]);
    expect([balance("household_credit"), balance("household_credit", lee), balance("household_credit", ortiz)]).toEqual([-500, -500, 0]);
    expect([balance("revenue_services"), balance("cash_drawer"), balance("bank")]).toEqual([-5700, 1500, 0]);
    expect(balance("receivable", asId<HouseholdId>(99))).toBe(0);
  });

  const move = fc.record({
    from: fc.constantFrom(...accounts),
    to: fc.constantFrom(...accounts),
    cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    third: fc.option(fc.constantFrom(...accounts)),
    share: fc.integer({ min: 0, max: 100 }),
    ofLee: fc.boolean(),
  });

  test("whatever is booked, all accounts together are zero, the kept balances are the sums, and the chain is whole", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
        const before = new Map(accounts.map((account) => [account, balance(account)]));
        const expected = new Map(before);
        for (const { from, to, cents, third, share, ofLee } of moves) {
          const household = ofLee ? lee : ortiz;
          const part = third === null ? 0 : Math.trunc((cents * share) / 100);
          const parts = [posting(from, -cents, household), posting(to, cents - part, household), posting(third ?? to, part, household)];
          book(parts, { householdId: household });
          for (const one of parts) expected.set(one.account, (expected.get(one.account) ?? 0) + one.amountCents);
        }
        expect(new Map(accounts.map((account) => [account, balance(account)]))).toEqual(expected);
        expect(accounts.reduce((sum, account) => sum + balance(account), 0)).toBe(0);
        for (const household of [lee, ortiz]) {
          const kept = file.db.read((db) =>
            db.get<{ owed: number; credit: number }>("select balance_cents as owed, credit_cents as credit from household where id = ?", household),
          );
          expect(kept?.owed).toBe(balance("receivable", household));
          expect((kept?.credit ?? 0) + balance("household_credit", household)).toBe(0);
        }
      }),
      { numRuns: 25 },
    );
    expect(file.db.read((db) => ledgerChainCheck.breaches(db))).toEqual([]);
  });

  const dated: readonly (readonly [on: string, at: string, cents: number])[] = [
    ["2026-01-31", "2026-01-31T10:00:00.000Z", 100],
    ["2026-02-28", "2026-02-28T10:00:00.000Z", 20],
    // Entered in March for a day of January.
    ["2026-01-15", "2026-03-05T10:00:00.000Z", 3],
  ];
  test.each([
    ["2026-01-31", "2026-02-01T00:00:00.000Z", 100],
    ["2026-01-31", "2026-12-31T00:00:00.000Z", 103],
    ["2026-02-28", "2026-02-28T10:00:00.000Z", 120],
    ["2026-02-28", "2026-02-28T09:59:59.999Z", 100],
    ["2026-02-28", "2026-12-31T00:00:00.000Z", 123],
    ["2026-01-01", "2026-12-31T00:00:00.000Z", 0],
  ])("effective up to %s, known at %s: the postings kept answer %i", (on, at, expected) => {
    for (const [effectiveOn, enteredAt, cents] of dated)
      book(invoiced(lee, cents), { effectiveOn: toDay(effectiveOn), enteredAt: toInstant(enteredAt) });
    const sum = file.db.read((db) =>
      db.get<{ cents: number }>(
        `select coalesce(sum(o.amount_cents), 0) as cents from entry e join posting o on o.entry_id = e.id
         where o.account = 'receivable' and e.effective_on <= ? and e.entered_at <= ?`,
        on,
        at,
      ),
    );
    expect(sum?.cents).toBe(expected);
  });
});
