/** An invented household for the tests of its sheet. */
import { toDay } from "../calendar.ts";
import { toCents } from "../money.ts";
import type { HouseholdSheetData, SheetPlanData } from "./present-household-sheet.ts";
import { letterhead, sampleSetup } from "./testing.ts";

/** One plan of a member, changed by each test as it needs. */
export const samplePlan = (changes: Partial<SheetPlanData> = {}): SheetPlanData => ({
  planName: "Adult Hygiene",
  standing: "active",
  priceCents: toCents(3700),
  periodMonths: 1,
  paidThroughOn: toDay("2026-12-04"),
  nextDrawOn: toDay("2026-12-05"),
  benefits: [{ label: "Cleanings", used: 1, quantity: 2, untilOn: toDay("2027-06-04") }],
  ...changes,
});

/** A household of one, past due, with a card. */
export const sampleSheet = (changes: Partial<HouseholdSheetData> = {}): HouseholdSheetData => ({
  setup: sampleSetup(),
  letterhead,
  householdNumber: "1042",
  payerName: "Rosa Lee",
  addressLines: ["1872 Maple Avenue, Apt 4B", "Springfield, MA 01109"],
  asOfOn: toDay("2026-11-22"),
  paysBy: "card",
  contactPreference: "print",
  members: [{ name: "Rosa Lee", age: 42, isPayer: true, plans: [samplePlan()] }],
  balanceCents: toCents(3700),
  creditCents: toCents(0),
  pastDueCents: toCents(3700),
  pastDueSinceOn: toDay("2026-11-05"),
  cards: [{ brand: "visa", last4: "4242", expiresMonth: 4, expiresYear: 2029, isExpired: false }],
  lastDraw: { on: toDay("2026-11-05"), cents: toCents(3700), openCents: toCents(3700) },
  nextDraw: { on: toDay("2026-12-05"), cents: toCents(3700) },
  savings: { fromOn: toDay("2025-11-22"), duesCents: toCents(44400), offCents: toCents(3700), benefitsUsed: 1, benefitsCents: toCents(9500) },
  ...changes,
});
