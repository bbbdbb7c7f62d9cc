import { expect, test } from "vitest";
import type { Arrival } from "#contract/schedule.ts";
import { arrivalWords } from "./arrival-words.ts";

const plain = {
  patientId: 1, householdId: 1, name: "Rosa Lee", alerts: "", isBirthDateMissing: false, balanceCents: 0, creditCents: 0, pastDueCents: 0, walletCents: 0, memberships: [], expiringCard: null,
} as unknown as Arrival;
const words = (over: object) => arrivalWords({ ...plain, ...over }, { locale: "en-US", currency: "USD", digits: 2 } as never).map(({ tone, word }) => `${tone}: ${word}`);
const adult = { planName: "Adult", standing: "active", isUnsigned: false, benefits: [{ label: "Cleanings", left: 2, quantity: 2, untilOn: "2027-01-04" }, { label: "Exams", left: 0, quantity: 2, untilOn: "2027-01-04" }] };

test.each<[what: string, over: object, said: string[]]>([
  ["nothing to know", {}, []],
  ["a member with benefits left", { memberships: [adult] }, ["quiet: Adult: Cleanings 2"]],
  ["a member with none left", { memberships: [{ ...adult, benefits: [] }] }, ["quiet: Adult"]],
  ["unsigned", { memberships: [{ ...adult, isUnsigned: true, benefits: [] }] }, ["attention: Unsigned", "quiet: Adult"]],
  ["past due, before all else but an alert", { alerts: "Latex", pastDueCents: 3700, balanceCents: 3700, memberships: [adult] }, ["attention: Alert", "trouble: Past due 37.00", "quiet: Adult: Cleanings 2"]],
  ["a balance that is not due yet", { balanceCents: 5000, pastDueCents: 3700 }, ["trouble: Past due 37.00", "quiet: Balance 50.00"]],
  ["a card that runs out, no birth date, a wallet", { expiringCard: { last4: "4242", lastDayOn: "2027-01-31" }, isBirthDateMissing: true, walletCents: 4950 }, ["attention: Card 4242 expires", "attention: No birth date", "quiet: Wallet 49.50"]],
])("PPL-16 on arrival: %s", (_, over, said) => {
  expect(words(over)).toEqual(said);
});
