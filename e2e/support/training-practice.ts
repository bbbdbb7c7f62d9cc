/** A training practice made over the wire, for browser tests whose figures must be known to the cent. */
import type { Page } from "@playwright/test";
import { ask, tell } from "./ask.ts";
import type { RunningOffice } from "./office.ts";

/** Makes the practice in a page of an empty office; its maker is signed in. Answers its today. */
export async function makeTrainingPractice(page: Page, office: RunningOffice): Promise<string> {
  await page.goto(office.url);
  await page.getByRole("button", { name: /^New practice(?! with)/ }).waitFor();
  await tell(page, "setup.createPractice", {
    name: "Maple Street Dental",
    kind: "training",
    specialty: "dental",
    timeZone: "America/New_York",
    currency: "USD",
    ownerName: "Priya Raman",
    username: "priya",
    password: "violet kettle under bridge",
  });
  const { practice } = await ask<{ practice: { todayOn: string } }>(page, "app.status", {});
  return practice.todayOn;
}

/** A plan with one monthly price and nothing besides; `over` says what is different. */
export const plainTerms = (name: string, monthlyCents: number, over: object = {}): object => ({
  name,
  descriptor: "",
  audience: { minAge: null, maxAgeExclusive: null },
  prices: [{ months: 1, priceCents: monthlyCents }],
  householdPricing: { kind: "none" },
  activation: { feeCents: 0, basis: "per_member", cap: null, includesFirstPeriod: false },
  reactivation: { rule: "months_of_dues", months: 6, fixedCents: 0 },
  commitmentPeriods: 0,
  earlyExit: { kind: "none" },
  autoRenew: true,
  taxRatePpm: 0,
  benefits: [],
  benefitYear: "membership",
  wallet: { kind: "none" },
  discounts: [],
  waitingDays: 0,
  ageOut: "never",
  ageOutTo: null,
  insuredAllowed: true,
  agreementRequired: false,
  agreementTemplateId: null,
  agreementText: "",
  ...over,
});

/** So many cleanings a benefit year, as the `benefits` of a plan. */
export const cleanings = (quantity: number): readonly object[] => [
  {
    key: "cleaning",
    label: "Cleanings",
    quantity,
    per: "benefit_year",
    scope: { kind: "named" },
    valueCapCents: null,
    rollover: { kind: "none" },
    shareable: false,
    waitingDays: null,
  },
];

export const personForm = (firstName: string, over: object = {}): object => ({
  prefix: "",
  firstName,
  middleName: "",
  lastName: "Lee",
  suffix: "",
  preferredName: "",
  birthOn: "1980-05-05",
  sex: "",
  pronouns: "",
  email: "",
  phones: [],
  language: "en",
  alerts: "",
  notes: "",
  textConsent: "unknown",
  status: "active",
  deceasedOn: null,
  ownAddress: null,
  ...over,
});

export const homeAddress = { line1: "12 Oak St", line2: "", city: "Lowell", region: "MA", postalCode: "01850", country: "US" };

/** The first day of the next month that has 31 days, so that shares of a month are known. */
export function nextLongMonth(today: string): string {
  let [year = 0, month = 0] = today.split("-").map(Number);
  for (;;) {
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
    if ([1, 3, 5, 7, 8, 10, 12].includes(month)) return `${year}-${String(month).padStart(2, "0")}-01`;
  }
}
