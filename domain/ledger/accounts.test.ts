import fc from "fast-check";
import { expect, test } from "vitest";
import { asId, type HouseholdId } from "../identity.ts";
import { toCents } from "../money.ts";
import { accountOfTender, accounts, balancedPostings, tenders, type Posting } from "./accounts.ts";

const home = asId<HouseholdId>(1);
const posting = (account: Posting["account"], cents: number, householdId: HouseholdId | null = null): Posting => ({ account, amountCents: toCents(cents), householdId });

test.each([
  ["cash", "cash_drawer"],
  ["check", "undeposited_checks"],
  ["card_on_file", "card_clearing"],
  ["card_terminal", "card_clearing"],
  ["hsa_card", "card_clearing"],
  ["ach", "bank"],
  ["outside_financing", "bank"],
  ["other", "bank"],
  ["gift_certificate", "package_liability"],
  ["package_unit", "package_liability"],
] as const)("F-10 money taken as %s is in %s until it reaches the bank", (tender, account) => {
  expect(accountOfTender(tender)).toBe(account);
});

test("F-10 every tender has an account of the ledger", () => {
  for (const tender of tenders) expect(accounts).toContain(accountOfTender(tender));
});

test.each<[what: string, postings: Posting[]]>([
  ["one side only", [posting("bank", 5)]],
  ["a cent short", [posting("bank", 5), posting("cash_drawer", -4)]],
  ["what nobody in particular owes", [posting("receivable", 5), posting("revenue_services", -5)]],
  ["credit that belongs to nobody", [posting("bank", 5), posting("household_credit", -5)]],
])("F-10 an entry with %s is our own mistake", (_, postings) => {
  expect(() => balancedPostings(postings)).toThrow("Broken invariant");
});

test("F-10 empty postings are left out, the others stay as they are and in order", () => {
  const [owed, earned] = [posting("receivable", 5, home), posting("revenue_fees", -5)];
  expect(balancedPostings([posting("tax_payable", 0), owed, posting("receivable", 0), earned])).toEqual([owed, earned]);
  expect(balancedPostings([])).toEqual([]);
});

test("F-10 whatever the postings, they pass exactly when they sum to zero", () => {
  const plain = accounts.filter((account) => account !== "receivable" && account !== "household_credit");
  fc.assert(
    fc.property(fc.array(fc.record({ account: fc.constantFrom(...plain), cents: fc.integer({ min: -5, max: 5 }) }), { maxLength: 6 }), (list) => {
      const postings = list.map(({ account, cents }) => posting(account, cents));
      const sum = list.reduce((total, { cents }) => total + cents, 0);
      if (sum === 0) expect(balancedPostings(postings)).toEqual(postings.filter(({ amountCents }) => amountCents !== 0));
      else expect(() => balancedPostings(postings)).toThrow("Broken invariant");
    }),
  );
});
